package page

import (
	"errors"
	"strings"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// checkRows is how many filings a page of the checks has; each costs a reading.
const checkRows = 40

// doubt is a filing that does not add up, or of which nothing could be checked.
type doubt struct {
	filingRow
	Sums []sum
	// Ours is set where the fault is not the publisher's: we could not read it,
	// or all that does not add up may be our reading.
	Ours bool
}

// checksView is what templates/checks.html shows.
type checksView struct {
	Portal      string
	Year        int
	Whose       string // publisher, reader or "" for both
	Portals     []portalRow
	Years       []int
	Rows        []doubt
	Total       int
	First, Next string
}

// checks lists what does not add up, by filing.
func (p *Pages) checks(r *request) (*sheet, error) {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	v := checksView{Portal: q.Get("portal"), Whose: q.Get("whose")}
	if v.Whose != "" && v.Whose != "publisher" && v.Whose != "reader" {
		return nil, bad("whose 是 publisher 或 reader", "whose is publisher or reader")
	}
	if v.Year, err = r.year(); err != nil {
		return nil, err
	}
	if v.Portals, err = r.portalNames(snap, v.Portal); err != nil {
		return nil, err
	}
	v.Years = yearsOffered(snap, r, v.Year)
	after := q.Get("after")
	more := false
	var found []*catalog.Entry
	for _, o := range snap.Organs(v.Portal) {
		for _, e := range o.Entries() {
			if !v.wants(e) || !r.seen(e.FirstSeen) {
				continue
			}
			v.Total++
			if strings.Compare(e.ID, after) <= 0 {
				continue
			}
			if more = len(found) == checkRows; !more {
				found = append(found, e)
			}
		}
	}
	for _, e := range found {
		d, err := p.doubt(r, e)
		if err != nil {
			return nil, err
		}
		v.Rows = append(v.Rows, d)
	}
	if after != "" {
		v.First = r.with("after", "")
	}
	if more {
		v.Next = r.with("after", found[len(found)-1].ID)
	}
	return &sheet{Template: "checks", Title: r.lang.t("核对", "Checks"), Nav: "checks", Dated: true, Data: v}, nil
}

// wants reports whether the entry is one of the list.
func (v *checksView) wants(e *catalog.Entry) bool {
	if e.Kind != string(report.AnnualReport) || v.Year != 0 && e.Year != v.Year {
		return false
	}
	ours := e.State != archive.WasRead
	theirs := e.Failing > 0 || e.Disagree
	switch v.Whose {
	case "publisher":
		return theirs
	case "reader":
		return ours
	}
	return ours || theirs
}

// doubt looks up both sides of every sum of the filing's preferred source that
// does not add up.
func (p *Pages) doubt(r *request, e *catalog.Entry) (doubt, error) {
	d := doubt{filingRow: r.filingRow(e), Ours: e.State != archive.WasRead}
	if e.Failing == 0 {
		return d, nil
	}
	reading, err := p.reading(r, e)
	if errors.Is(err, archive.ErrNotFound) {
		return d, nil // is being read again
	}
	if err != nil {
		return d, err
	}
	if e.Document >= len(reading.Records) {
		return d, nil
	}
	rec := &reading.Records[e.Document]
	theirs := false
	for i := range rec.Checks {
		if rec.Checks[i].Verdict == report.Fails {
			one := sumOf(&rec.Checks[i], rec, r.lang)
			theirs = theirs || !one.Reader
			d.Sums = append(d.Sums, one)
		}
	}
	d.Ours = d.Ours || len(d.Sums) > 0 && !theirs && !e.Disagree
	return d, nil
}

// reading is what was read of the entry's preferred source.
func (p *Pages) reading(r *request, e *catalog.Entry) (archive.Reading, error) {
	v, err := p.Archive.Version(r.Context(), e.Page, e.Version)
	if err != nil {
		return archive.Reading{}, err
	}
	return p.Archive.Reading(r.Context(), v)
}
