package catalog

import "time"

// Totals counts what was found of a portal, and of how many filings each mark is
// to be said (Entry.Is): one that is late and fails is counted twice.
type Totals struct {
	Organs  int `json:"organs"`
	Reports int `json:"reports"`
	Guides  int `json:"guides"`
	Missing int `json:"missing"` // years of organs, see MarkMissing
	Late    int `json:"late"`
	Failing int `json:"failing"`
	Unread  int `json:"unread"`
	Gone    int `json:"gone"`
}

// Totals counts a portal, all portals for "", as of the day that today is in China.
func (s *Snapshot) Totals(portal string, today time.Time) Totals {
	var t Totals
	day := dayInChina(today)
	for _, o := range s.of(portal) {
		t.Organs++
		t.Reports += len(o.Reports)
		if o.Guide != nil {
			t.Guides++
		}
		t.Missing += len(o.missingOn(day))
		for i := range o.entries {
			e := &o.entries[i]
			t.Late += one(e.Is(MarkLate))
			t.Failing += one(e.Is(MarkFailing))
			t.Unread += one(e.Is(MarkUnread))
			t.Gone += one(e.Is(MarkGone))
		}
	}
	return t
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
