package page

import (
	"gongkai/archive/catalog"
)

// filingRow is a filing in a list.
type filingRow struct {
	*catalog.Entry
	Name  string // of the report: "2023 年报"
	Site  string // name of the portal
	Cell  heatCell
	Notes []string // what else is to be said of it
}

func (r *request) filingRow(e *catalog.Entry) filingRow {
	l := r.lang
	row := filingRow{Entry: e, Site: r.site(e.Portal), Cell: l.cell(e)}
	_, _, year := cutFiling(e.ID)
	row.Name = l.reportName(year)
	for _, m := range []catalog.Mark{catalog.MarkGone, catalog.MarkUnread, catalog.MarkFailing, catalog.MarkLate} {
		if m != row.Cell.Mark && e.Is(m) {
			row.Notes = append(row.Notes, l.markWords(m, e))
		}
	}
	if e.Disagree {
		row.Notes = append(row.Notes, l.t("几处的数字不一样", "sources disagree"))
	}
	return row
}
