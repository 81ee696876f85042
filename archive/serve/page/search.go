package page

import (
	"slices"

	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// searchRows is how many filings a page of results has.
const searchRows = 50

// searchView is what templates/search.html shows.
type searchView struct {
	Text, Portal, Kind string
	Year               int
	Mark               catalog.Mark
	Portals            []portalRow
	Years              []int
	Kinds              []string
	Marks              []catalog.Mark
	Rows               []filingRow
	Total              int
	First, Next        string
}

// marksOffered are the marks that something found can have.
func marksOffered() []catalog.Mark {
	return []catalog.Mark{catalog.MarkFailing, catalog.MarkLate, catalog.MarkUnread, catalog.MarkGone, catalog.MarkOK}
}

// search finds filings by organ, year, kind and how they stand.
func (p *Pages) search(r *request) (*sheet, error) {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	v := searchView{
		Text: q.Get("q"), Portal: q.Get("portal"), Kind: q.Get("kind"), Mark: catalog.Mark(q.Get("mark")),
		Kinds: []string{string(report.AnnualReport), string(report.Guide)}, Marks: marksOffered(),
	}
	if v.Kind != "" && !slices.Contains(v.Kinds, v.Kind) {
		return nil, bad("没有这一类文件", "no such kind of document")
	}
	if v.Mark != "" && !slices.Contains(v.Marks, v.Mark) {
		return nil, bad("没有这种情况", "no such mark")
	}
	if v.Year, err = r.year(); err != nil {
		return nil, err
	}
	if v.Portals, err = r.portalNames(snap, v.Portal); err != nil {
		return nil, err
	}
	v.Years = yearsOffered(snap, r, v.Year)
	after := q.Get("after")
	found, total := snap.Search(catalog.Query{
		Text: v.Text, Portal: v.Portal, Kind: v.Kind, Year: v.Year, Mark: v.Mark, SeenBy: r.at, After: after,
		Limit: searchRows + 1, // one more tells whether there is a next page
	})
	v.Total = total
	if len(found) > searchRows {
		found = found[:searchRows]
		v.Next = r.with("after", found[searchRows-1].ID)
	}
	for _, e := range found {
		v.Rows = append(v.Rows, r.filingRow(e))
	}
	if after != "" {
		v.First = r.with("after", "")
	}
	return &sheet{Template: "search", Title: r.lang.t("搜索", "Search"), Nav: "search", Dated: true, Data: v}, nil
}
