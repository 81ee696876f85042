package page

import (
	"strings"

	"gongkai/archive"
	"gongkai/extract/report"
)

// compareView is what templates/compare.html shows: two filings, cell by cell.
type compareView struct {
	From, To *held
	Rows     []cellRow // cells of both that differ
	Same     int       // cells of both that do not
	OnlyFrom []cellRow // cells that only one of them has
	OnlyTo   []cellRow
	// Proactive and Applications are set where the forms of section 二 and 三
	// differ. Columns of section 二 then mean other things under the same name and
	// are not set against each other.
	Proactive, Applications bool
	Fields                  []fieldRow
	Runs                    []archive.TextDiff
	MoreRuns                int
	// Several is set where a file holds several documents, so that the texts of
	// the files say nothing of the two that are compared.
	Several bool
}

// compare shows what differs between two filings, as a rule two years of one
// organ. archive.Diff pairs documents of one year; here the years differ.
func (p *Pages) compare(r *request) (*sheet, error) {
	q := r.URL.Query()
	v := &compareView{}
	for _, side := range []struct {
		id string
		to **held
	}{{q.Get("from"), &v.From}, {q.Get("to"), &v.To}} {
		if strings.Count(side.id, "/") < 2 || len(side.id) > 1000 {
			return nil, bad("from 和 to 各是一份文件：门户/机关/annual_report/年度", "from and to are a filing each: portal/organ/annual_report/year")
		}
		h, err := p.held(r.Context(), side.id, r.at)
		if err != nil {
			return nil, err
		}
		*side.to = h
	}
	if v.From.Record != nil && v.To.Record != nil {
		v.cells(v.From.Record, v.To.Record, r.lang)
		if err := p.compareTexts(r, v); err != nil {
			return nil, err
		}
	}
	return &sheet{Template: "compare", Title: r.lang.t("两份文件的差别", "Difference of two filings"), Dated: true, Data: v}, nil
}

// cells sets the cells of two records side by side, in the order of the tables.
func (v *compareView) cells(from, to *report.Record, l lang) {
	all := map[string]report.Cell{}
	for k, c := range from.Cells {
		all[k] = c
	}
	for k, c := range to.Cells {
		all[k] = c
	}
	keys := keysOf(all)
	inPrintOrder(keys)
	if from.Forms != nil && to.Forms != nil {
		v.Proactive, v.Applications = from.Forms.Proactive != to.Forms.Proactive, from.Forms.Applications != to.Forms.Applications
	}
	for _, k := range keys {
		a, inFrom := from.Cells[k]
		b, inTo := to.Cells[k]
		switch {
		case v.Proactive && inFrom && inTo && strings.HasPrefix(k, "proactive."):
			v.OnlyFrom = append(v.OnlyFrom, newCellRow(k, &a, nil, l))
			v.OnlyTo = append(v.OnlyTo, newCellRow(k, nil, &b, l))
		case !inTo:
			v.OnlyFrom = append(v.OnlyFrom, newCellRow(k, &a, nil, l))
		case !inFrom:
			v.OnlyTo = append(v.OnlyTo, newCellRow(k, nil, &b, l))
		case sameCell(&a, &b):
			v.Same++
		default:
			v.Rows = append(v.Rows, newCellRow(k, &a, &b, l))
		}
	}
}

// sameCell reports whether two cells say the same: one value, or the same in
// place of one.
func sameCell(a, b *report.Cell) bool {
	switch {
	case a.State != b.State:
		return false
	case a.Value != nil && b.Value != nil:
		return a.Value.Equal(*b.Value)
	case a.State == report.StateBlank:
		return true
	}
	return strings.TrimSpace(a.Raw) == strings.TrimSpace(b.Raw)
}

// compareTexts compares what the two versions say, and the fields of guides.
func (p *Pages) compareTexts(r *request, v *compareView) error {
	v.Several = v.From.Of > 1 || v.To.Of > 1
	d, err := p.Archive.Diff(r.Context(), *v.From.Version, *v.To.Version)
	if err != nil {
		return err
	}
	if v.Several {
		return nil
	}
	for _, doc := range d.Documents {
		v.Fields = append(v.Fields, documentDiffOf(doc, r.lang).Fields...)
	}
	v.Runs, v.MoreRuns = fewRuns(d.Text)
	return nil
}
