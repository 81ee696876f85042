package page

import (
	"cmp"
	"slices"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// What the first page shows at most, so that it stays one however large the
// archive is.
const (
	overviewRows    = 96 // organs of the map, of all portals
	overviewOrgans  = 8  // organs a portal
	overviewYears   = 10
	overviewChanges = 10
	overviewFailing = 10
)

// overviewView is what templates/overview.html shows.
type overviewView struct {
	Totals  catalog.Totals
	Maps    []heatMap
	Years   []int
	Beyond  int // portals without a place on the map
	Changes []changeRow
	Failing []filingRow
	Portals []portalRow
	Size    int64
}

// overview is the first page.
func (p *Pages) overview(r *request) (*sheet, error) {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	v := overviewView{Totals: r.totals(snap, "")}
	if v.Portals, err = p.portalRows(r, snap); err != nil {
		return nil, err
	}
	first, last := snap.Years("")
	v.Years = yearsOf(first, last, r.now, overviewYears)
	p.overviewMaps(r, snap, &v)
	recent, err := p.changesBefore(r, 0, overviewChanges, func(c *archive.Change) bool { return c.Kind != archive.ChangeChrome })
	if err != nil {
		return nil, err
	}
	v.Changes = recent.Rows
	v.Failing = newestFailing(r, snap, overviewFailing)
	if v.Size, err = p.Archive.Size(); err != nil {
		return nil, err
	}
	return &sheet{Template: "overview", Title: r.lang.t("总览", "Overview"), Nav: "overview", Dated: true, Data: v}, nil
}

// overviewMaps gives every portal a few rows: the organs that are worst.
func (p *Pages) overviewMaps(r *request, snap *catalog.Snapshot, v *overviewView) {
	left := overviewRows
	share := overviewOrgans
	if n := len(v.Portals); n*share > overviewRows {
		share = max(2, overviewRows/n)
	}
	for _, row := range v.Portals {
		organs := r.known(snap.Organs(row.ID))
		if len(organs) == 0 {
			continue
		}
		if left < share {
			v.Beyond++
			continue
		}
		m := heatMap{Portal: row.ID, Name: row.Name, Years: v.Years, Organs: len(organs)}
		for _, o := range r.worst(organs, share) {
			m.Rows = append(m.Rows, r.row(o, v.Years))
		}
		left -= len(m.Rows)
		v.Maps = append(v.Maps, m)
	}
}

// newestFailing returns reports that do not add up, the newest years first.
func newestFailing(r *request, snap *catalog.Snapshot, n int) []filingRow {
	var found []*catalog.Entry
	newer := func(a, b *catalog.Entry) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.Failing, a.Failing), cmp.Compare(a.ID, b.ID))
	}
	for _, portal := range snap.Portals() {
		for _, o := range snap.Organs(portal) {
			for _, e := range o.Reports {
				if e.Failing == 0 || !r.seen(e.FirstSeen) {
					continue
				}
				at, _ := slices.BinarySearchFunc(found, e, newer)
				if at < n {
					found = slices.Insert(found, at, e)
					found = found[:min(n, len(found))]
				}
			}
		}
	}
	rows := make([]filingRow, len(found))
	for i, e := range found {
		rows[i] = r.filingRow(e)
	}
	return rows
}
