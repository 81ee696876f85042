package catalog

import (
	"strconv"
	"time"
)

// Coverage says who of a portal reported about a year. Owed is the sum of Found,
// Missing and NotDue: the organs that reported about this or an earlier year.
type Coverage struct {
	Portal  string `json:"portal"`
	Year    int    `json:"year"`
	Owed    int    `json:"owed"`
	Found   int    `json:"found"`
	Missing int    `json:"missing"`
	NotDue  int    `json:"not_due"`
	// Of those that were found (Entry.Is):
	Late    int `json:"late"`
	Failing int `json:"failing"`
	Unread  int `json:"unread"`
	Gone    int `json:"gone"`
}

// Coverage returns the coverage of each year of a portal, of each portal for "",
// the newest year first, as of the day that today is in China. The years go
// from the portal's first report to the year before today's, or to the last
// report where that is later.
func (s *Snapshot) Coverage(portal string, today time.Time) []Coverage {
	day := dayInChina(today)
	thisYear, _ := strconv.Atoi(day[:4]) // four digits
	var out []Coverage
	for _, p := range s.portals {
		if portal != "" && p.portal != portal {
			continue
		}
		first, last := s.Years(p.portal)
		if first == 0 {
			continue
		}
		for year := max(last, thisYear-1); year >= first; year-- {
			c := Coverage{Portal: p.portal, Year: year}
			for _, o := range s.organs[p.from:p.to] {
				c.count(o, day)
			}
			out = append(out, c)
		}
	}
	return out
}

func (c *Coverage) count(o *Organ, day string) {
	switch o.markOn(c.Year, day) {
	case MarkBefore:
		return
	case MarkMissing:
		c.Missing++
	case MarkNotDue:
		c.NotDue++
	default:
		e := o.Report(c.Year)
		c.Found++
		c.Late += one(e.Is(MarkLate))
		c.Failing += one(e.Is(MarkFailing))
		c.Unread += one(e.Is(MarkUnread))
		c.Gone += one(e.Is(MarkGone))
	}
	c.Owed++
}
