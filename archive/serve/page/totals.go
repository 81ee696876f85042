package page

import "gongkai/archive/catalog"

// totals counts a portal, all portals for "", as of the reader's day: what was
// seen later is not counted. How a filing stands is what is known of it now.
func (r *request) totals(snap *catalog.Snapshot, portal string) catalog.Totals {
	if r.at.IsZero() {
		return snap.Totals(portal, r.now)
	}
	var t catalog.Totals
	for _, o := range snap.Organs(portal) {
		o = r.asOf(o)
		if len(o.Reports) == 0 && o.Guide == nil {
			continue
		}
		t.Organs++
		t.Reports += len(o.Reports)
		t.Missing += len(o.Missing(r.at))
		seen := o.Reports
		if o.Guide != nil {
			t.Guides++
			seen = append([]*catalog.Entry{o.Guide}, seen...)
		}
		for _, e := range seen {
			for m, n := range map[catalog.Mark]*int{
				catalog.MarkLate: &t.Late, catalog.MarkFailing: &t.Failing,
				catalog.MarkUnread: &t.Unread, catalog.MarkGone: &t.Gone,
			} {
				if e.Is(m) {
					*n++
				}
			}
		}
	}
	return t
}
