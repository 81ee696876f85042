package crawler

import (
	"hash/fnv"
	"time"

	"gongkai/archive"
)

// recheck says which known pages a pass asks for again. It is a pure function
// of page, time and settings.
//
//   - the way (robots.txt, home, platform, columns, lists), guides and each
//     organ's newest year: every pass;
//   - a page whose link says another text or date than before, or whose last
//     answer was no success: at once;
//   - older reports and their files: in rotation, spread over the days by a hash
//     of the page, each at least every days days. So days is the longest time
//     that a change of an old report goes unnoticed.
type recheck struct {
	now  time.Time
	days int
	// interval is the time from pass to pass, as far as it is known: a page that
	// would be overdue by the next pass is due in this one.
	interval time.Duration
}

const day = 24 * time.Hour

// due reports whether the page is asked for. link is how it was found now,
// newest that it is of its organ's newest year.
func (r recheck) due(p archive.Page, link archive.Link, newest bool) bool {
	switch {
	case p.Captures == 0, !p.Role.Wanted(), p.Role == archive.RoleGuide, newest:
		return true
	case !success(p.LastOutcome):
		return true
	case link.Text != p.Link.Text || link.Date != p.Link.Date:
		return true
	}
	return r.turn(p)
}

// turn reports whether the page's turn of the rotation has come since it was
// asked for last.
func (r recheck) turn(p archive.Page) bool {
	period := time.Duration(r.days) * day
	if r.now.Sub(p.LastChecked)+min(r.interval, period) > period {
		return true
	}
	h := fnv.New64a()
	h.Write([]byte(p.ID))
	offset := int64(h.Sum64() % uint64(period/time.Second))
	slot := func(t time.Time) int64 { return (t.Unix() + offset) / int64(period/time.Second) }
	return slot(r.now) > slot(p.LastChecked)
}
