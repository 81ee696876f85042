package page

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/report"
)

func itoa(n int) string { return strconv.Itoa(n) }

// printing writes the tables of one report.
type printing struct {
	*markup
	l     lang
	cells map[string]report.Cell
	// sums are the checks that fail, why the places in sums by cell.
	sums []sum
	why  map[string][]int
}

// newPrinting prepares the tables of a report: which cells a failing check touches.
func newPrinting(r *report.Record, l lang) *printing {
	p := &printing{markup: &markup{}, l: l, cells: r.Cells, why: map[string][]int{}}
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict != report.Fails {
			continue
		}
		for _, k := range c.Cells {
			p.why[k] = append(p.why[k], len(p.sums))
		}
		p.sums = append(p.sums, sumOf(c, r, l))
	}
	return p
}

// grids writes tables under one another.
func (p *printing) grids(list []grid) {
	for i := range list {
		p.grid(&list[i])
	}
}

func (p *printing) grid(s *grid) {
	pieces := s.written[p.l]
	if pieces == nil {
		pieces = s.pieces(p.l)
	}
	for i := range pieces {
		p.tag(pieces[i].html)
		if key := pieces[i].key; key != "" {
			p.cell(key)
		}
	}
}

// cell writes the statutory cell under the key, which is the form's: what is
// printed as it is printed, and what is not there told from what is blank.
func (p *printing) cell(key string) {
	c, ok := p.cells[key]
	if !ok {
		p.tag(`<td class="absent"><span>`)
		p.text(p.l.t("缺", "none"))
		p.tag(`</span></td>`)
		return
	}
	p.tag(`<td id="c-`)
	p.tag(key)
	p.tag(`" class="`)
	p.tag(cellClass(c.State))
	why := p.why[key]
	if len(why) > 0 {
		p.tag(" fails")
		if p.faint(key, why) {
			p.tag(" faint")
		}
	}
	p.tag(`" title="`)
	p.tag(key)
	p.place(c.Place, p.l, " · ")
	p.tag(`">`)
	if len(why) > 0 {
		p.tag(`<a class="why" href="#check-`)
		p.text(p.sums[why[0]].ID)
		p.tag(`" aria-describedby="t-`)
		p.text(key)
		p.tag(`">`)
		p.value(&c)
		p.tag(`<span class="mark" aria-hidden="true">≠</span></a><span class="tip" role="tooltip" id="t-`)
		p.text(key)
		p.tag(`">`)
		p.tip(why)
		p.tag("</span>")
	} else {
		p.value(&c)
	}
	p.tag("</td>")
}

// faint reports whether a cell matters little to the checks that fail with it:
// it is one of many zeros that are added up.
func (p *printing) faint(key string, why []int) bool {
	for _, n := range why {
		if slices.ContainsFunc(p.sums[n].Terms(), func(t term) bool { return t.Key == key }) {
			return false
		}
	}
	return true
}

// manyTips is how many failing checks the note beside a cell tells; all are in
// the list under the tables.
const manyTips = 3

func (p *printing) tip(why []int) {
	for i, n := range why {
		if i == manyTips {
			p.tag(`<span class="more">`)
			p.text(p.l.t("另有 ", "and ") + itoa(len(why)-i) + p.l.t(" 项，见表下", " more, see below the tables"))
			p.tag(`</span>`)
			return
		}
		s := &p.sums[n]
		p.tag(`<b>`)
		p.text(s.Title)
		p.tag(`</b><span>`)
		p.text(s.Sentence(p.l))
		p.tag(`</span><i>`)
		p.text(faultWords(s.Reader).In(p.l))
		p.tag(`</i>`)
	}
}

// faultWords says whose fault a sum is that does not add up.
func faultWords(reader bool) phrase {
	if reader {
		return phrase{"可能是我们读错：这里另有阅读疑点", "perhaps our reading: there is a reading doubt here"}
	}
	return phrase{"原件所印如此", "as the publisher printed it"}
}

// value writes what stands in a cell.
func (p *printing) value(c *report.Cell) {
	switch c.State {
	case report.StateValue:
		p.text(c.Raw)
		if c.Value != nil {
			if v := c.Value.String(); v != plainNumber(c.Raw) {
				p.tag(`<small class="as">= `)
				p.text(v)
				p.tag("</small>")
			}
		}
	case report.StateBlank:
		p.tag(`<span class="quiet">`)
		p.text(p.l.t("空", "blank"))
		p.tag("</span>")
	case report.StateNotApplicable:
		p.text(c.Raw)
		p.tag(`<span class="quiet">`)
		p.text(p.l.t("（不适用）", " (not applicable)"))
		p.tag("</span>")
	default:
		p.text(c.Raw)
		p.tag(`<small class="doubt">`)
		p.text(stateWords(c.State).In(p.l))
		p.tag("</small>")
	}
}

func cellClass(s report.State) string {
	switch s {
	case report.StateValue:
		return "v"
	case report.StateBlank:
		return "blank"
	case report.StateNotApplicable:
		return "na"
	}
	return "bad"
}

// stateWords says what stands in a cell that has no number.
func stateWords(s report.State) phrase {
	switch s {
	case report.StateValue:
		return phrase{"数", "value"}
	case report.StateBlank:
		return phrase{"空", "blank"}
	case report.StateNotApplicable:
		return phrase{"不适用", "not applicable"}
	case report.StateUnreadable:
		return phrase{"读不出", "unreadable"}
	case report.StateUnitUnknown:
		return phrase{"单位不明", "unit unknown"}
	case report.StateConflict:
		return phrase{"印了两次，不同", "printed twice, differently"}
	}
	return phrase{"缺", "absent"}
}

// plainNumber is a printed number without what does not change it: blanks,
// thousands separators, a plus sign, wide digits.
func plainNumber(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == ',' || r == '，' || r == '+' || r == ' ' || r == '\u3000' || r == '\u00a0':
			return -1
		}
		return r
	}, s)
}
