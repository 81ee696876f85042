package page

import (
	"slices"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// portalRow is a portal with its health.
type portalRow struct {
	catalog.Portal
	Known bool // to the configuration
	Last  *archive.Pass
	// Good is the last pass that walked the portal to its end, where Last did not.
	Good   *archive.Pass
	Totals catalog.Totals
}

// passesBack is how many passes back the last whole one is looked for.
const passesBack = 20

// portalRows lists the portals of the configuration and those that are only in
// the archive, by what the configuration says of their order.
func (p *Pages) portalRows(r *request, snap *catalog.Snapshot) ([]portalRow, error) {
	var rows []portalRow
	known := map[string]bool{}
	for _, c := range r.portals() {
		known[c.ID] = true
		rows = append(rows, portalRow{Portal: c, Known: true})
	}
	for _, id := range snap.Portals() {
		if !known[id] {
			rows = append(rows, portalRow{Portal: catalog.Portal{ID: id}})
		}
	}
	out := rows[:0]
	for _, row := range rows {
		if err := p.fill(r, snap, &row); err != nil {
			return nil, err
		}
		if row.Enabled || row.Last != nil || row.Totals.Organs > 0 {
			out = append(out, row)
		}
	}
	return out, nil
}

// fill looks up what the archive knows of a portal.
func (p *Pages) fill(r *request, snap *catalog.Snapshot, row *portalRow) error {
	if row.Name == "" {
		row.Name = row.ID
	}
	row.Totals = p.tally(r, snap).of(row.ID).Totals
	n := 0
	for pass, err := range p.Archive.Passes(r.Context(), row.ID) {
		if err != nil {
			return err
		}
		if !r.seen(pass.Start) {
			continue
		}
		if row.Last == nil {
			row.Last = &pass
			if pass.State == archive.PassDone {
				break
			}
		} else if pass.State == archive.PassDone {
			row.Good = &pass
			break
		}
		if n++; n > passesBack {
			break
		}
	}
	return nil
}

// portalsView is what templates/portals.html shows.
type portalsView struct {
	Portals []portalRow
	Idle    int // portals of the configuration that are switched off and were never walked
}

// portals lists the portals.
func (p *Pages) portals(r *request) (*sheet, error) {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	v := portalsView{}
	if v.Portals, err = p.portalRows(r, snap); err != nil {
		return nil, err
	}
	for _, c := range r.portals() {
		if !slices.ContainsFunc(v.Portals, func(row portalRow) bool { return row.ID == c.ID }) {
			v.Idle++
		}
	}
	return &sheet{Template: "portals", Title: r.lang.t("门户", "Portals"), Nav: "portals", Dated: true, Data: v}, nil
}
