package report

import (
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// What a report says of its year, its time and its organ in several places, where
// the places disagree. The record keeps the first by rule (see year and agency);
// the others are findings, not guesses.

// conflicts tells where the report contradicts itself.
func (p *parser) conflicts(r *Record, s *sheet) {
	if p.title.Kind == Guide {
		s.find("title_differs", document.Publisher, "kind", "标题是指南，正文是年报 / the title is a guide's, the text a report's", document.Place{})
	}
	p.yearConflicts(r, s)
	if r.Period != nil && !wholeYear(r.Period) {
		s.find("period_not_a_year", document.Publisher, "period", "统计期限是 "+r.Period.From+" 至 "+r.Period.To+"，不是一个公历年 / the period is not 1 January to 31 December", document.Place{})
	}
	for _, d := range r.Dates {
		if r.Year > 0 && d.Date[:4] <= strconv.Itoa(r.Year) {
			s.find("date_before_year_end", document.Publisher, d.Role, "日期 "+d.Date+" 早于所报告年度（"+strconv.Itoa(r.Year)+"）结束 / dated before the end of the year that it is about", d.Place)
		}
	}
	if name := p.signedBy(); name != "" && p.title.Agency != "" && !sameOrgan(name, p.title.Agency) {
		s.find("agency_differs", document.Publisher, "agency", "标题是“"+p.title.Agency+"”，落款是“"+name+"” / the title names one organ, the signature another", document.Place{})
	}
	allZero(r, s)
}

// wholeYear reports whether a period is 1 January to 31 December of one year.
func wholeYear(t *Period) bool {
	return t.From[4:] == "-01-01" && t.To[4:] == "-12-31" && t.From[:4] == t.To[:4]
}

// yearConflicts tells of other years that the document gives for what it is
// about: one that was copied from the year before keeps its year somewhere.
func (p *parser) yearConflicts(r *Record, s *sheet) {
	if r.Year == 0 {
		s.find("year_unknown", document.Publisher, "year", "没有写明所报告的年度 / the document does not say which year it is about", document.Place{})
		return
	}
	say := func(year int, from string, place document.Place) {
		if year > 0 && year != r.Year {
			s.find("year_differs", document.Publisher, "year", "年度是 "+strconv.Itoa(r.Year)+"，"+from+"是 "+strconv.Itoa(year)+" / another year stands in the document", place)
		}
	}
	say(p.pageYear, "网页标题", document.Place{})
	if r.Period != nil && r.Period.From[:4] == r.Period.To[:4] {
		year, _ := strconv.Atoi(r.Period.From[:4])
		say(year, "统计期限", document.Place{})
	}
	section, spoken, at := 0, 0, document.Place{}
	for i := range p.lines {
		l := &p.lines[i]
		if n, ok := l.heading(); ok && n > section {
			section = n
		}
		if section > 1 {
			break
		}
		f := l.fold()
		switch {
		case !hasYear(f):
		case section == 0 && len(l.text) > 3*maxTitle/2:
			say(namedYear(f), "正文开头", *l.place)
		case section == 1 && strings.Contains(f, strconv.Itoa(r.Year)+"年"):
			return // it speaks of its own year; others stand beside that
		case section == 1 && spoken == 0:
			if m := reOpening.FindStringSubmatch(f); m != nil && yearOf(m[1]) < r.Year {
				spoken, at = yearOf(m[1]), *l.place
			}
		}
	}
	say(spoken, "总体情况", at)
}

// namedYear is the year that stands in the report's own name in a folded
// sentence, 0 where it has none: 现公布2021年政府信息公开工作年度报告.
func namedYear(f string) int {
	m := reReportName.FindStringIndex(f)
	if m == nil {
		return 0
	}
	head := f[max(0, m[0]-60):m[0]]
	if i := strings.LastIndexAny(head, "。;,《》"); i >= 0 {
		head = head[i:]
	}
	year := 0
	for _, y := range reYear.FindAllStringSubmatch(head+f[m[0]:m[1]], 4) {
		if !strings.Contains(head, "〔"+y[1]) && !strings.Contains(head, "["+y[1]) {
			year = yearOf(y[1])
		}
	}
	return year
}

// signedBy is the organ that stands above the date under the text.
func (p *parser) signedBy() string {
	for i := len(p.lines) - 1; i > 0 && i >= len(p.lines)-8; i-- {
		if !loneDate(p.lines[i].fold()) {
			continue
		}
		if above := p.lines[i-1].text; isOrganLine(above) && !reNotOrgan.MatchString(fold(above)) {
			return organ(above)
		}
		return ""
	}
	return ""
}

// sameOrgan reports whether two names may be one organ's: one holds all
// characters of the other in their order (水利局, 云湖市水利局办公室, 市发改委 and
// 市发展和改革委员会).
func sameOrgan(a, b string) bool {
	within := func(short, long string) bool {
		rest := []rune(short)
		for _, r := range long {
			if len(rest) > 0 && rest[0] == r {
				rest = rest[1:]
			}
		}
		return len(rest) == 0
	}
	a, b = letters(fold(a)), letters(fold(b))
	return within(a, b) || within(b, a)
}

// allZero notes a report whose every number is zero: legitimate for a small
// organ, and what an unfilled form looks like.
func allZero(r *Record, s *sheet) {
	const few = 20 // cells: below that it says nothing
	n := 0
	for _, c := range r.Cells {
		if c.State != StateValue {
			continue
		}
		if !c.Value.Equal(NewNumber(0)) {
			return
		}
		n++
	}
	if n >= few {
		s.find("all_zero", document.Publisher, "", "表中的数全部是零 / every number of the tables is zero", document.Place{})
	}
}
