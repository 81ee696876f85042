package page

import (
	"time"

	"gongkai/archive/catalog"
)

// due says by which day the law wants a report and how many days after it the
// one that is shown was published.
func (p *Pages) due(h *held) (day string, late int) {
	published := h.Filing.Published
	if h.Record != nil {
		published = h.Record.Published
	}
	day = catalog.DueDate(h.Organ.Name, h.Filing.Year)
	return day, lateDays(published, day)
}

// lateDays counts the days from due to published, both YYYY-MM-DD; 0 where it is
// in time or either is unknown.
func lateDays(published, due string) int {
	p, err := time.Parse(time.DateOnly, published)
	d, err2 := time.Parse(time.DateOnly, due)
	if err != nil || err2 != nil || !p.After(d) {
		return 0
	}
	return int(p.Sub(d).Hours() / 24)
}

func (v *filingView) due(day string, late int) { v.Due, v.Late = day, late }
