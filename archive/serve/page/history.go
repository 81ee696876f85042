package page

import (
	"slices"
	"strconv"
	"time"

	"gongkai/archive"
)

// historyView is what templates/page.html shows.
type historyView struct {
	Page     *archive.Page
	Site     string // name of the portal
	Versions []versionRow
	More     int // older versions that are neither listed nor in the spans
	Spans    []span
	Captures []archive.Capture // the newest first
	Before   string            // address of the captures before, "" for none
	Method   string            // "" for GET
}

// Oldest is the number of the oldest version that is listed.
func (v *historyView) Oldest() int { return v.More + 1 }

// span is a run of captures of one page with the same ending and version.
type span struct {
	From, To time.Time
	Outcome  archive.Outcome
	Detail   string // of the last of them
	Count    int
	Version  int // of ok captures, 0: none
}

const (
	// manyCaptures is how many captures a page of the history lists.
	manyCaptures = 100
	// manyHistory is how many versions it lists.
	manyHistory = 200
)

// history shows what was seen of an address over time.
func (p *Pages) history(r *request) (*sheet, error) {
	id := r.PathValue("id")
	if !pageName.MatchString(id) {
		return nil, archive.ErrNotFound
	}
	pg, err := p.Archive.Page(r.Context(), archive.PageID(id))
	if err != nil {
		return nil, err
	}
	if !r.seen(pg.FirstSeen) {
		return nil, archive.ErrNotYetSeen
	}
	before := uint64(0)
	if s := r.URL.Query().Get("before"); s != "" {
		if before, err = strconv.ParseUint(s, 10, 64); err != nil {
			return nil, bad("before 是抓取的号码", "before is the number of a capture")
		}
	}
	v := &historyView{Page: &pg, Site: r.site(pg.Portal)}
	if pg.Method != "GET" {
		v.Method = pg.Method
	}
	if v.Versions, err = p.versionRows(r, &pg, nil, manyHistory); err != nil {
		return nil, err
	}
	if n := len(v.Versions); n > 0 {
		v.More = v.Versions[n-1].Number - 1
	}
	if err := p.captures(r, v, before); err != nil {
		return nil, err
	}
	return &sheet{Template: "page", Title: r.lang.t("抓取历史", "History of a page"), Dated: true, Data: v}, nil
}

// captures reads the page's captures up to the reader's moment: those since the
// oldest listed version as spans, the newest before a number one by one. Of those
// before it nothing tells which version they saw, so they must not become one run.
func (p *Pages) captures(r *request, v *historyView, before uint64) error {
	starts := map[uint64]int{} // first capture of each version
	for _, row := range v.Versions {
		starts[row.FirstCapture] = row.Number
	}
	var recent []archive.Capture
	version, left, known := 0, 0, v.More == 0
	for c, err := range p.Archive.Captures(r.Context(), v.Page.ID) {
		if err != nil {
			return err
		}
		if !r.seen(c.Time) {
			break
		}
		if n := starts[c.ID]; n > 0 {
			version, known = n, true
		}
		if known {
			v.Spans = extend(v.Spans, &c, version)
		}
		if before == 0 || c.ID < before {
			if recent = append(recent, c); len(recent) > manyCaptures {
				recent = slices.Delete(recent, 0, 1)
				left++
			}
		}
	}
	slices.Reverse(recent)
	slices.Reverse(v.Spans)
	v.Captures = recent
	if left > 0 {
		v.Before = r.with("before", strconv.FormatUint(recent[len(recent)-1].ID, 10))
	}
	return nil
}

// extend puts a capture at the end of the spans. ok and not_modified say the
// same: the version stands.
func extend(spans []span, c *archive.Capture, version int) []span {
	outcome := c.Outcome
	if outcome == archive.NotModified {
		outcome = archive.OK
	}
	if outcome != archive.OK {
		version = 0
	}
	if n := len(spans); n > 0 && spans[n-1].Outcome == outcome && spans[n-1].Version == version {
		spans[n-1].To, spans[n-1].Count, spans[n-1].Detail = c.Time, spans[n-1].Count+1, c.Detail
		return spans
	}
	return append(spans, span{From: c.Time, To: c.Time, Outcome: outcome, Detail: c.Detail, Count: 1, Version: version})
}

// versionView is what templates/version.html shows.
type versionView struct {
	Page    *archive.Page
	Site    string // name of the portal
	Version *archive.Version
	Newest  bool
	NotRead string
	Format  string
	Held    []heldView
	Shown   bool // the original is shown in a frame
	Name    string
	Before  int // number of the version before, 0: none
	After   int
}

// heldView is a document that a version holds.
type heldView struct {
	Filing  string // "" where it was attributed to none
	Title   string
	Kind    string
	Year    int
	Cells   int
	Finds   int
	Because []archive.Evidence
}

// versionPage shows one version: facts, what was read of it, the original.
func (p *Pages) versionPage(r *request) (*sheet, error) {
	ver, err := p.version(r)
	if err != nil {
		return nil, err
	}
	pg, err := p.Archive.Page(r.Context(), ver.Page)
	if err != nil {
		return nil, err
	}
	v := &versionView{Page: &pg, Site: r.site(pg.Portal), Version: &ver, Newest: ver.Number == pg.Versions, NotRead: notRead(ver.State, r.lang), Before: ver.Number - 1, Name: originalName(&ver)}
	if !v.Newest {
		v.After = ver.Number + 1
	}
	if v.Shown, err = p.shown(r.Context(), &ver); err != nil {
		return nil, err
	}
	reading, err := p.Archive.Reading(r.Context(), ver)
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	if err == nil {
		v.Format = reading.Format
		if v.Held, err = p.heldBy(r, &ver, &reading); err != nil {
			return nil, err
		}
	}
	return &sheet{Template: "version", Title: r.lang.t("第 ", "Version ") + itoa(ver.Number) + r.lang.t(" 版", ""), Data: v}, nil
}

// heldBy lists the documents of a version with what they were attributed to.
func (p *Pages) heldBy(r *request, ver *archive.Version, reading *archive.Reading) ([]heldView, error) {
	given, err := p.Archive.Attributions(r.Context(), ver.Page, ver.Number)
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	out := make([]heldView, len(reading.Records))
	for i := range reading.Records {
		rec := &reading.Records[i]
		out[i] = heldView{Title: rec.Title, Kind: string(rec.Kind), Year: rec.Year, Cells: len(rec.Cells), Finds: len(rec.Findings)}
		for _, a := range given {
			if a.Document == i {
				out[i].Filing, out[i].Because = a.Filing, a.Evidence
			}
		}
	}
	return out, nil
}
