package page

import (
	"cmp"
	"slices"
	"sync"

	"gongkai/archive/catalog"
)

// tally is what the first page and the lists of portals tell of all organs,
// gathered in one walk over them.
type tally struct {
	All     catalog.Totals
	Portals map[string]*portalTally
	Failing []*catalog.Entry // the newest that do not add up
}

// portalTally is a portal's part of it.
type portalTally struct {
	Totals catalog.Totals
	Worst  []*catalog.Organ // of which most is to be said, the worst first
}

// tallies keeps the tally of the newest snapshot, so that a page does not walk
// over all organs while nothing has changed. A look back is kept for its request
// only.
type tallies struct {
	mu   sync.Mutex
	of   *catalog.Snapshot
	day  string // what is due depends on it
	last *tally
}

// tally counts the snapshot as of the reader's day.
func (p *Pages) tally(r *request, snap *catalog.Snapshot) *tally {
	if !r.at.IsZero() {
		if r.counted == nil {
			r.counted = r.count(snap)
		}
		return r.counted
	}
	p.tallies.mu.Lock()
	defer p.tallies.mu.Unlock() // who comes meanwhile waits for the same
	if today := day(r.now); p.tallies.of != snap || p.tallies.day != today {
		p.tallies.of, p.tallies.day, p.tallies.last = snap, today, r.count(snap)
	}
	return p.tallies.last
}

// of is the portal's part, empty for one of which nothing was found.
func (t *tally) of(portal string) *portalTally {
	if p := t.Portals[portal]; p != nil {
		return p
	}
	return &portalTally{}
}

// count walks over all organs: what was seen later than the reader's day is left
// out; how the rest stands is what is known of it now.
func (r *request) count(snap *catalog.Snapshot) *tally {
	t := &tally{Portals: map[string]*portalTally{}}
	for _, portal := range snap.Portals() {
		organs := r.known(snap.Organs(portal))
		if len(organs) == 0 {
			continue
		}
		p := &portalTally{}
		var worst worstOrgans
		for _, o := range organs {
			one := r.countOrgan(o)
			addTotals(&p.Totals, one)
			worst.add(o, 5*one.Missing+4*(one.Gone+one.Failing)+2*one.Unread+one.Late)
			for _, e := range o.Reports {
				if e.Failing > 0 {
					t.addFailing(e)
				}
			}
		}
		p.Worst = worst.organs()
		t.Portals[portal] = p
		addTotals(&t.All, p.Totals)
	}
	return t
}

// countOrgan counts the filings of one organ, by the rules of catalog.Totals.
func (r *request) countOrgan(o *catalog.Organ) catalog.Totals {
	t := catalog.Totals{Organs: 1, Reports: len(o.Reports), Missing: len(o.Missing(r.moment()))}
	add := func(e *catalog.Entry) {
		for _, c := range []struct {
			mark catalog.Mark
			n    *int
		}{
			{catalog.MarkLate, &t.Late}, {catalog.MarkFailing, &t.Failing}, {catalog.MarkUnread, &t.Unread}, {catalog.MarkGone, &t.Gone},
		} {
			if e.Is(c.mark) {
				*c.n++
			}
		}
	}
	for _, e := range o.Reports {
		add(e)
	}
	if o.Guide != nil {
		t.Guides = 1
		add(o.Guide)
	}
	return t
}

func addTotals(to *catalog.Totals, t catalog.Totals) {
	to.Organs += t.Organs
	to.Reports += t.Reports
	to.Guides += t.Guides
	to.Missing += t.Missing
	to.Late += t.Late
	to.Failing += t.Failing
	to.Unread += t.Unread
	to.Gone += t.Gone
}

// addFailing keeps the entry if it is among the newest.
func (t *tally) addFailing(e *catalog.Entry) {
	at, _ := slices.BinarySearchFunc(t.Failing, e, func(a, b *catalog.Entry) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.Failing, a.Failing), cmp.Compare(a.ID, b.ID))
	})
	if at < overviewFailing {
		t.Failing = slices.Insert(t.Failing, at, e)
		t.Failing = t.Failing[:min(overviewFailing, len(t.Failing))]
	}
}

// worstOrgans keeps the few organs of which most is to be said: a report that is
// missing weighs more than one that is late.
type worstOrgans []worstOrgan

type worstOrgan struct {
	organ *catalog.Organ
	wrong int
}

func (w *worstOrgans) add(o *catalog.Organ, wrong int) {
	at, _ := slices.BinarySearchFunc(*w, wrong, func(a worstOrgan, wrong int) int {
		if a.wrong >= wrong {
			return -1 // of those that are as bad, the first stays first
		}
		return 1
	})
	if at < overviewOrgans {
		*w = slices.Insert(*w, at, worstOrgan{o, wrong})
		*w = (*w)[:min(overviewOrgans, len(*w))]
	}
}

func (w worstOrgans) organs() []*catalog.Organ {
	out := make([]*catalog.Organ, len(w))
	for i, o := range w {
		out[i] = o.organ
	}
	return out
}
