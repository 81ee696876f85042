package page

import (
	"strconv"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// Bounds of a map: it stays readable, and a report that says it is about the
// year 1 does not make it two thousand columns wide.
const (
	mostYears = 24
	mapRows   = 200 // organs a page of a portal's whole map
)

// heatMap is organs × years of one portal, each field a filing.
type heatMap struct {
	Portal string
	Name   string
	Years  []int
	Rows   []heatRow
	Organs int // of the portal, shown or not
	// Outside is how many reports of these organs have no column: nobody says of
	// which year they are, or it is too long ago.
	Outside int
	Keep    string // behind every address, so that it stays at the day
}

// Hidden is how many organs are not shown.
func (m heatMap) Hidden() int { return m.Organs - len(m.Rows) }

// heatRow is an organ.
type heatRow struct {
	Organ string // Organ.ID
	Name  string
	Guide heatCell
	Cells []heatCell
}

// heatCell is a filing, or the want of one. Sign is short and differs from mark
// to mark, so that colour is never all that tells them apart.
type heatCell struct {
	Mark   catalog.Mark
	Sign   string
	Words  string
	Filing string // Filing.ID, "" where there is none
}

// signs are what stands in a field of the map beside its colour.
func (l lang) sign(m catalog.Mark, e *catalog.Entry) string {
	switch m {
	case catalog.MarkOK:
		return "✓"
	case catalog.MarkLate:
		if e != nil && e.LateDays > 0 {
			return "+" + strconv.Itoa(min(e.LateDays, 999))
		}
		return "+"
	case catalog.MarkFailing:
		if e != nil && e.Failing > 0 {
			return "≠" + strconv.Itoa(min(e.Failing, 99))
		}
		return "≠"
	case catalog.MarkUnread:
		return "?"
	case catalog.MarkGone:
		return "✕"
	case catalog.MarkMissing:
		return l.t("缺", "no")
	case catalog.MarkNotDue:
		return "…"
	}
	return ""
}

// markWords says how a filing stands.
func (l lang) markWords(m catalog.Mark, e *catalog.Entry) string {
	if e != nil {
		switch m {
		case catalog.MarkLate:
			n := strconv.Itoa(e.LateDays)
			return l.t("迟 "+n+" 天", n+l.one(e.LateDays, " day late", " days late"))
		case catalog.MarkFailing:
			n := strconv.Itoa(e.Failing)
			return l.t(n+" 处对不上", n+l.one(e.Failing, " check fails", " checks fail"))
		case catalog.MarkUnread:
			return l.say("read", e.State)
		}
	}
	return l.say("mark", m)
}

// cell makes the field of an entry that was found.
func (l lang) cell(e *catalog.Entry) heatCell {
	m := e.Mark()
	return heatCell{Mark: m, Sign: l.sign(m, e), Words: l.markWords(m, e), Filing: e.ID}
}

// asOf returns the organ as the reader's day knew it: without what was seen later.
func (r *request) asOf(o *catalog.Organ) *catalog.Organ {
	if r.at.IsZero() {
		return o
	}
	c := *o
	c.Reports = nil
	for _, e := range o.Reports {
		if r.seen(e.FirstSeen) {
			c.Reports = append(c.Reports, e)
		}
	}
	if c.Guide != nil && !r.seen(c.Guide.FirstSeen) {
		c.Guide = nil
	}
	return &c
}

// known leaves out the organs of which nothing had been seen by the reader's day,
// and gives the others as that day knew them.
func (r *request) known(organs []*catalog.Organ) []*catalog.Organ {
	if r.at.IsZero() {
		return organs
	}
	out := organs[:0]
	for _, o := range organs {
		if o = r.asOf(o); len(o.Reports) > 0 || o.Guide != nil {
			out = append(out, o)
		}
	}
	return out
}

// row makes the row of an organ.
func (r *request) row(o *catalog.Organ, years []int) heatRow {
	row := heatRow{Organ: o.ID, Name: o.Name, Cells: make([]heatCell, len(years))}
	if o.Guide != nil {
		row.Guide = r.lang.cell(o.Guide)
	} else {
		row.Guide = heatCell{Sign: "–", Words: r.lang.t("没有找到指南", "no guide was found")}
	}
	for i, y := range years {
		if e := o.Report(y); e != nil {
			row.Cells[i] = r.lang.cell(e)
			continue
		}
		m := o.Mark(y, r.moment())
		row.Cells[i] = heatCell{Mark: m, Sign: r.lang.sign(m, nil), Words: r.lang.markWords(m, nil)}
	}
	return row
}

// years are the columns of a map: from the first report to the last one, at least
// to the year before the reader's moment, for which all should have reported; at
// most the last most of them, none to come.
func (r *request) years(first, last, most int) []int {
	if first == 0 {
		return nil
	}
	last = max(last, r.moment().In(archive.China()).Year()-1)
	last = min(last, r.now.In(archive.China()).Year())
	first = max(first, last-most+1, 1)
	var out []int
	for y := first; y <= last; y++ {
		out = append(out, y)
	}
	return out
}

// outside counts the reports of an organ that have no column.
func outside(o *catalog.Organ, years []int) int {
	n := 0
	for _, e := range o.Reports {
		if len(years) == 0 || e.Year < years[0] || e.Year > years[len(years)-1] {
			n++
		}
	}
	return n
}
