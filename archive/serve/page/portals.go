package page

import (
	"slices"
	"strings"

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

// portalView is what templates/portal.html shows.
type portalView struct {
	portalRow
	Map    heatMap
	Passes []passRow
	Pager  pager // of the map
}

// pager are the addresses of the first page of a list and of the next, "" for none.
type pager struct{ First, Next string }

// passRow is a pass with its outcomes in the order of how many there were.
type passRow struct {
	archive.Pass
	Endings []ending
}

type ending struct {
	Outcome archive.Outcome
	N       int
}

// portalPasses is how many passes a portal's page lists.
const portalPasses = 15

// portal is a portal with its whole map.
func (p *Pages) portal(r *request) (*sheet, error) {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	id := r.PathValue("portal")
	v := portalView{}
	v.ID = id
	for _, c := range r.portals() {
		if c.ID == id {
			v.Portal, v.Known = c, true
		}
	}
	if err := p.fill(r, snap, &v.portalRow); err != nil {
		return nil, err
	}
	if v.Passes, err = p.passRows(r, id); err != nil {
		return nil, err
	}
	organs := snap.Organs(id)
	if !v.Known && len(organs) == 0 && len(v.Passes) == 0 {
		return nil, archive.ErrNotFound
	}
	first, last := snap.Years(id)
	v.Map = heatMap{Portal: id, Name: v.Name, Years: yearsOf(first, last, r.now, mostYears), Keep: r.keep()}
	shown := r.known(organs)
	v.Map.Organs = len(shown)
	from := 0
	if after := r.URL.Query().Get("after"); after != "" {
		i := slices.IndexFunc(shown, func(o *catalog.Organ) bool { return organName(o.ID) == after })
		if i < 0 {
			return nil, bad("没有这个机关："+after, "no such organ: "+after)
		}
		from, v.Pager.First = i+1, r.with("after", "")
	}
	to := min(from+mapRows, len(shown))
	for _, o := range shown[from:to] {
		v.Map.Rows = append(v.Map.Rows, r.row(o, v.Map.Years))
	}
	if to < len(shown) {
		v.Pager.Next = r.with("after", organName(shown[to-1].ID))
	}
	return &sheet{
		Template: "portal", Title: v.Name, Nav: "portals", Dated: true, Data: v,
		Feeds: "/feed" + portalPath(id),
	}, nil
}

// passRows lists the newest passes of a portal.
func (p *Pages) passRows(r *request, portal string) ([]passRow, error) {
	var rows []passRow
	for pass, err := range p.Archive.Passes(r.Context(), portal) {
		if err != nil {
			return nil, err
		}
		if !r.seen(pass.Start) {
			continue
		}
		row := passRow{Pass: pass}
		for o, n := range pass.Outcomes {
			row.Endings = append(row.Endings, ending{o, n})
		}
		slices.SortFunc(row.Endings, func(a, b ending) int {
			if a.N != b.N {
				return b.N - a.N
			}
			return strings.Compare(string(a.Outcome), string(b.Outcome))
		})
		if rows = append(rows, row); len(rows) == portalPasses {
			break
		}
	}
	return rows, nil
}
