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
//   - the part of a platform that only leads to one organ's columns: every week;
//   - a page whose link says another text or date than before, or whose last
//     answer was no success: at once;
//   - older reports, their files, and the lists of an older year: in rotation,
//     spread over the days by a hash of the page, each at least every days days.
//     So days is the longest time that a change of an old report goes unnoticed.
//
// A page of the way that is not due is read as the archive has it, so what it
// links is still followed.
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
	return r.turn(p, r.days)
}

// organDays is within how many days the page of one organ is asked for again.
const organDays = 7

// wayDue reports whether a page of the way is asked for: old says that it lists
// an older year, organ that it is one organ's page.
func (r recheck) wayDue(p archive.Page, link archive.Link, old, organ bool) bool {
	switch {
	case p.Versions == 0, p.Role.Wanted(), !success(p.LastOutcome), link.Text != p.Link.Text:
		return true
	case old:
		return r.turn(p, r.days)
	case organ:
		return r.turn(p, min(r.days, organDays))
	}
	return true
}

// turn reports whether the page's turn of a rotation of so many days has come
// since it was asked for last.
func (r recheck) turn(p archive.Page, days int) bool {
	period := time.Duration(days) * day
	if r.now.Sub(p.LastChecked)+min(r.interval, period) > period {
		return true
	}
	h := fnv.New64a()
	h.Write([]byte(p.ID))
	offset := int64(h.Sum64() % uint64(period/time.Second))
	slot := func(t time.Time) int64 { return (t.Unix() + offset) / int64(period/time.Second) }
	return slot(r.now) > slot(p.LastChecked)
}
