package page

import (
	"time"

	"gongkai/archive"
	"gongkai/extract/report"
)

// sourceView is a place where a filing was found.
type sourceView struct {
	archive.Source
	Why string // why it comes before the next one
}

// quarrel is what sources of one filing say differently, cell by cell.
type quarrel struct {
	Sources []int // numbers of the sources that are compared, from 1
	Left    int   // sources that are not, for there are too many
	Rows    []quarrelRow
}

type quarrelRow struct {
	Key, Label string
	Cells      []*report.Cell // one a source, nil where it lacks the cell
}

// manySources is how many sources that differ are set side by side.
const manySources = 4

// sources lists the places of a filing that were seen at the reader's moment,
// and sets those that disagree side by side.
func (p *Pages) sources(r *request, h *held) ([]sourceView, *quarrel, error) {
	var out []sourceView
	for i, s := range h.Filing.Sources {
		if !r.seen(s.FirstSeen) {
			continue
		}
		v := sourceView{Source: s}
		if i == 0 && len(h.Filing.Sources) > 1 {
			v.Why = whyPreferred(&s, &h.Filing.Sources[1], r.lang)
		}
		out = append(out, v)
	}
	if !h.Filing.Disagree || !r.at.IsZero() {
		return out, nil, nil // what sources said at another time is not known by their lists
	}
	q := &quarrel{}
	var records []*report.Record
	seen := map[archive.Digest]bool{}
	for i, s := range out {
		if s.Gone || s.Numbers.IsZero() || seen[s.Numbers] {
			continue
		}
		seen[s.Numbers] = true
		if len(records) == manySources {
			q.Left++
			continue
		}
		v, err := p.Archive.Version(r.Context(), s.Page, s.Version)
		if err != nil {
			return nil, nil, err
		}
		rec, _, err := p.read(r.Context(), &v, s.Document)
		if err != nil {
			return nil, nil, err
		}
		if rec != nil {
			records, q.Sources = append(records, rec), append(q.Sources, i+1)
		}
	}
	q.Rows = quarrelRows(records, r.lang)
	return out, q, nil
}

// quarrelRows lists the cells of which two records give different values.
func quarrelRows(records []*report.Record, l lang) []quarrelRow {
	all := map[string]report.Cell{}
	for _, rec := range records {
		for k, c := range rec.Cells {
			all[k] = c
		}
	}
	keys := keysOf(all)
	inPrintOrder(keys)
	var out []quarrelRow
	for _, k := range keys {
		row := quarrelRow{Key: k, Label: keyLabel(k, l)}
		var first *report.Number
		differs := false
		for _, rec := range records {
			c, ok := rec.Cells[k]
			if !ok {
				row.Cells = append(row.Cells, nil)
				continue
			}
			row.Cells = append(row.Cells, &c)
			switch {
			case c.Value == nil:
			case first == nil:
				first = c.Value
			case !first.Equal(*c.Value):
				differs = true
			}
		}
		if differs {
			out = append(out, row)
		}
	}
	return out
}

// whyPreferred says by which rule of the archive a source comes before the next.
func whyPreferred(a, b *archive.Source, l lang) string {
	switch {
	case (a.State == archive.WasRead) != (b.State == archive.WasRead):
		return l.t("读得出的在前", "it could be read")
	case a.Cells != b.Cells:
		return l.t("读出的格最多", "it has the most cells")
	case a.Gone != b.Gone:
		return l.t("现在还在", "it is still there")
	case (a.Role == archive.RoleAttachment) != (b.Role == archive.RoleAttachment):
		return l.t("正文在附件之前", "the article comes before its attachment")
	case !a.FirstSeen.Equal(b.FirstSeen):
		return l.t("最早见到", "it was seen first")
	}
	return l.t("别的都一样，按地址排", "all else equal, by address")
}

// versionRow is a version in a list.
type versionRow struct {
	archive.Version
	Shown bool // it is the one on this page
	First bool // it is the first of its page
}

// manyVersions is how many versions a filing lists; the page's history has all.
const manyVersions = 20

// versionRows lists the newest versions of a page that were seen at the reader's
// moment, the newest first; shown is the one that the page is about, nil for none.
func (p *Pages) versionRows(r *request, page *archive.Page, shown *archive.Version, limit int) (out []versionRow, err error) {
	for n := page.Versions; n > 0 && len(out) < limit; n-- {
		is := shown != nil && n == shown.Number
		var v archive.Version
		if is {
			v = *shown
		} else if v, err = p.Archive.Version(r.Context(), page.ID, n); err != nil {
			return nil, err
		}
		if !r.seen(v.FirstSeen) {
			continue
		}
		if !r.at.IsZero() && v.LastSeen.After(r.at) {
			v.LastSeen = time.Time{} // seen after the day that is looked back to
		}
		out = append(out, versionRow{Version: v, Shown: is, First: n == 1})
	}
	return out, nil
}

// Before is the number of the version before.
func (v versionRow) Before() int { return v.Number - 1 }
