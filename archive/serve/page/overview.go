package page

import (
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
	t := p.tally(r, snap)
	v := overviewView{Totals: t.All}
	if v.Portals, err = p.portalRows(r, snap); err != nil {
		return nil, err
	}
	first, last := snap.Years("")
	v.Years = r.years(first, last, overviewYears)
	r.overviewMaps(t, &v)
	recent, err := p.changesBefore(r, 0, overviewChanges, func(c *archive.Change) bool { return c.Kind != archive.ChangeChrome })
	if err != nil {
		return nil, err
	}
	v.Changes = recent.Rows
	for _, e := range t.Failing {
		v.Failing = append(v.Failing, r.filingRow(e))
	}
	if v.Size, err = p.Archive.Size(); err != nil {
		return nil, err
	}
	return &sheet{Template: "overview", Title: r.lang.t("总览", "Overview"), Nav: "overview", Dated: true, Data: v}, nil
}

// overviewMaps gives every portal a few rows: the organs that are worst.
func (r *request) overviewMaps(t *tally, v *overviewView) {
	left := overviewRows
	share := overviewOrgans
	if n := len(v.Portals); n*share > overviewRows {
		share = max(2, overviewRows/n)
	}
	for _, row := range v.Portals {
		worst := t.of(row.ID).Worst
		if len(worst) == 0 {
			continue
		}
		if left < share {
			v.Beyond++
			continue
		}
		m := heatMap{Portal: row.ID, Name: row.Name, Years: v.Years, Organs: row.Totals.Organs, Keep: r.keep()}
		for _, o := range worst[:min(share, len(worst))] {
			m.Rows = append(m.Rows, r.row(o, v.Years))
		}
		left -= len(m.Rows)
		v.Maps = append(v.Maps, m)
	}
}
