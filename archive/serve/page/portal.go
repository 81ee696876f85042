package page

import (
	"slices"
	"strings"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

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
	v.Map = heatMap{Portal: id, Name: v.Name, Years: r.years(first, last, mostYears), Keep: r.keep()}
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
		v.Map.Outside += outside(o, v.Map.Years)
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
