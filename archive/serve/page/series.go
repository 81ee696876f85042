package page

import (
	"strings"

	"gongkai/extract/report"
)

// point is one year of a series. Value is nil where there is no number; then
// Why says what there is instead. A gap is never a zero.
type point struct {
	Year  int
	Value *report.Number
	Why   phrase
}

// series is one line of numbers over the years.
type series struct {
	Name   phrase
	Points []point
}

// yearReport is one year of an organ: its report as it was read, nil with the
// reason where there is none.
type yearReport struct {
	Year   int
	Record *report.Record
	Why    phrase
}

// trend is a group of series that belong together.
type trend struct {
	ID     string
	Title  phrase
	Series []series
}

// trendRow says which cells a series adds up, in a form of section 三.
type trendRow struct {
	name phrase
	keys func(form string) []string
}

func totalOf(rows ...string) func(string) []string {
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = "applications." + r + ".total"
	}
	return func(string) []string { return keys }
}

func groupTotal(group string) func(string) []string {
	var rows []string
	for _, g := range resultGroups {
		if g.group == group {
			for _, r := range g.rows {
				rows = append(rows, group+"."+r)
			}
		}
	}
	return totalOf(rows...)
}

func otherwiseTotal(form string) []string {
	if form == "2019" {
		return totalOf("otherwise")(form)
	}
	return groupTotal("otherwise")(form)
}

var trends = []struct {
	id    string
	title phrase
	rows  []trendRow
}{
	{"applications", phrase{"收到的申请", "Applications"}, []trendRow{
		{phrase{"本年新收", "New"}, totalOf("new")},
		{phrase{"上年结转", "Carried in"}, totalOf("carried_in")},
		{phrase{"结转下年度", "Carried out"}, totalOf("carried_out")},
	}},
	{"results", phrase{"办理结果", "Results"}, []trendRow{
		{phrase{"予以公开", "Granted"}, totalOf("granted")},
		{phrase{"部分公开", "Granted in part"}, totalOf("partial")},
		{phrase{"不予公开", "Denied"}, groupTotal("denied")},
		{phrase{"无法提供", "Cannot be provided"}, groupTotal("unavailable")},
		{phrase{"不予处理", "Not processed"}, groupTotal("not_processed")},
		{phrase{"其他处理", "Otherwise"}, otherwiseTotal},
	}},
	{"disputes", phrase{"行政复议与行政诉讼", "Reviews and litigation"}, []trendRow{
		{phrase{"行政复议", "Reviews"}, func(string) []string { return []string{"review.total"} }},
		{phrase{"未经复议直接起诉", "Litigation without review"}, func(string) []string { return []string{"litigation_direct.total"} }},
		{phrase{"复议后起诉", "Litigation after review"}, func(string) []string { return []string{"litigation_after_review.total"} }},
	}},
}

// trendsOf makes the series of an organ from its reports, one a year in order,
// years without a report among them.
func trendsOf(years []yearReport) []trend {
	var out []trend
	for _, t := range trends {
		made := trend{ID: t.id, Title: t.title}
		for _, row := range t.rows {
			s := series{Name: row.name}
			for _, y := range years {
				s.Points = append(s.Points, pointOf(y, row.keys))
			}
			made.Series = append(made.Series, s)
		}
		out = append(out, made)
	}
	return out
}

// pointOf adds the cells up. One that has no value leaves a gap: what is blank
// in print is not counted as nothing.
func pointOf(y yearReport, keys func(form string) []string) point {
	p := point{Year: y.Year, Why: y.Why}
	if y.Record == nil {
		return p
	}
	form := ""
	if y.Record.Forms != nil {
		form = y.Record.Forms.Applications
	}
	sum := report.NewNumber(0)
	for _, k := range keys(form) {
		c, ok := y.Record.Cells[k]
		if !ok || c.Value == nil {
			state := report.State("")
			if ok {
				state = c.State
			}
			p.Why = stateWords(state)
			if strings.Contains(strings.TrimPrefix(k, "applications."), ".") && len(keys(form)) > 1 {
				p.Why.zh, p.Why.en = "有一行"+p.Why.zh, "a row is "+p.Why.en
			}
			return p
		}
		sum = sum.Add(*c.Value)
	}
	p.Value, p.Why = &sum, phrase{}
	return p
}

// Numbers reports whether any year has a number.
func (s *series) Numbers() bool {
	for _, p := range s.Points {
		if p.Value != nil {
			return true
		}
	}
	return false
}
