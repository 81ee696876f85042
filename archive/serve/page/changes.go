package page

import (
	"math"
	"slices"
	"strconv"

	"gongkai/archive"
)

const (
	changeRows = 50
	// changeLook is how many entries of the log are looked through for a page of
	// it; what lies further back is a page on.
	changeLook = 20000
)

// changeRow is a change in a list.
type changeRow struct {
	archive.Change
	Held []archive.Held // the first few of its filings
	More int            // how many others
	Site string         // name of the portal
}

// heldShown is how many filings of one change are named.
const heldShown = 3

// changePage is changes, the newest first.
type changePage struct {
	Rows []changeRow
	Next uint64 // go on before this number, 0: that was all
}

// changesBefore returns at most n changes with numbers below before (0: from
// the newest on), the newest first. The log is read forwards in pieces from its
// end, for numbers have few gaps.
func (p *Pages) changesBefore(r *request, before uint64, n int, want func(*archive.Change) bool) (changePage, error) {
	last, err := p.Archive.LastChange(r.Context())
	if err != nil {
		return changePage{}, err
	}
	if before == 0 || before > last {
		before = last + 1
	}
	var out changePage
	looked := 0
	for step := uint64(4 * n); before > 1 && looked < changeLook; step = min(2*step, 4096) {
		since := uint64(0)
		if before-1 > step {
			since = before - 1 - step
		}
		var piece []archive.Change
		for c, err := range p.Archive.Changes(r.Context(), since) {
			if err != nil {
				return changePage{}, err
			}
			if c.Number >= before {
				break
			}
			looked++
			if want(&c) && r.seen(c.Time) {
				piece = append(piece, c)
			}
		}
		for _, c := range slices.Backward(piece) {
			if len(out.Rows) == n {
				out.Next = out.Rows[n-1].Number
				return out, nil
			}
			out.Rows = append(out.Rows, r.changeRow(c))
		}
		before = since + 1
	}
	if before > 1 {
		out.Next = before
	}
	return out, nil
}

func (r *request) changeRow(c archive.Change) changeRow {
	row := changeRow{Change: c, Held: c.Filings, Site: r.site(c.Portal)}
	if len(row.Held) > heldShown {
		row.Held, row.More = row.Held[:heldShown], len(row.Held)-heldShown
	}
	return row
}

// changesView is what templates/changes.html shows.
type changesView struct {
	changePage
	Portal, Kind string
	Portals      []portalRow
	Kinds        []archive.ChangeKind
	First, Older string
}

// changeKinds are the kinds of a change, as they are offered.
func changeKinds() []archive.ChangeKind {
	return []archive.ChangeKind{
		archive.ChangeNew, archive.ChangeContent, archive.ChangeMoved, archive.ChangeGone,
		archive.ChangeReturned, archive.ChangeReread, archive.ChangeChrome,
	}
}

// changes is the change log, the newest first.
func (p *Pages) changes(r *request) (*sheet, error) {
	q := r.URL.Query()
	v := changesView{Portal: q.Get("portal"), Kind: q.Get("kind"), Kinds: changeKinds()}
	if v.Kind != "" && !slices.Contains(v.Kinds, archive.ChangeKind(v.Kind)) {
		return nil, bad("没有这种变化", "no such kind of change")
	}
	var before uint64
	if s := q.Get("before"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil || n == 0 || n == math.MaxUint64 {
			return nil, bad("before 是变更的号码", "before is the number of a change")
		}
		before, v.First = n, r.with("before", "")
	}
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	if v.Portals, err = r.portalNames(snap, v.Portal); err != nil {
		return nil, err
	}
	v.changePage, err = p.changesBefore(r, before, changeRows, func(c *archive.Change) bool {
		if v.Portal != "" && c.Portal != v.Portal {
			return false
		}
		if v.Kind != "" {
			return string(c.Kind) == v.Kind
		}
		return c.Kind != archive.ChangeChrome
	})
	if err != nil {
		return nil, err
	}
	if v.Next > 0 {
		v.Older = r.with("before", strconv.FormatUint(v.Next, 10))
	}
	s := &sheet{Template: "changes", Title: r.lang.t("变化", "Changes"), Nav: "changes", Dated: true, Data: v}
	if v.Portal != "" {
		s.Feeds = "/feed" + portalPath(v.Portal)
	}
	return s, nil
}
