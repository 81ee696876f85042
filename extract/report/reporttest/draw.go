package reporttest

import (
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// Options say what a drawn report may not have. The zero Options allow everything.
type Options struct {
	// NoBlanks leaves no cell empty: for shapes that lose empty cells.
	NoBlanks bool
	// Plain prints every number as plain digits (amounts of procurement with 元).
	Plain bool
	// NoLocal leaves out rows, columns and sums of the organ's own.
	NoLocal bool
	// Distinct makes every number another one: what stands in a wrong place shows.
	Distinct bool
}

// Draw makes up a report: the form, how the tables are cut and printed, the
// numbers — right, all zero but few, or with sums that are the publisher's
// mistake —, blank cells, rows and columns of the organ's own.
func Draw(t *rapid.T, o Options) *Report {
	r := &Report{Year: 2023, Agency: "云湖市青石区林业局", cells: map[string]printed{}, fancy: !o.Plain}
	r.Proactive = rapid.SampledFrom([]string{Form2019, Form2021}).Draw(t, "form")
	r.Applications = r.Proactive
	if rapid.IntRange(0, 9).Draw(t, "hybrid") == 9 {
		r.Applications = Form2019
	}
	if r.Proactive == Form2019 {
		r.Year = 2020
	}
	if !o.NoLocal {
		r.drawLocal(t)
	}
	r.OneTable = rapid.Bool().Draw(t, "one table")
	r.drawNumbers(t, o)
	if !o.NoBlanks {
		r.drawBlanks(t)
	}
	return r
}

// drawLocal adds what is not in the form.
func (r *Report) drawLocal(t *rapid.T) {
	r.Organisations = rapid.IntRange(0, 5).Draw(t, "subtotal column") == 5
	r.Remarks = rapid.IntRange(0, 5).Draw(t, "remarks") == 5
	for _, g := range []string{"denied", "unavailable", "not_processed"} {
		if rapid.IntRange(0, 7).Draw(t, "subtotal of "+g) == 7 {
			r.Subtotals = append(r.Subtotals, g)
		}
	}
	if rapid.IntRange(0, 5).Draw(t, "local row") == 5 {
		r.Local = rapid.SampledFrom([]string{"其中：涉及征地拆迁的申请数量", "五、因疫情延期答复的申请数量", "五、咨询类"}).Draw(t, "label")
	}
}

// drawNumbers makes up the numbers of all cells, blanks not yet.
func (r *Report) drawNumbers(t *rapid.T, o Options) {
	next := 0
	scale := rapid.SampledFrom([]int{0, 1, 3, 40, 900, 20000}).Draw(t, "scale")
	number := func() int {
		if o.Distinct {
			next += rapid.IntRange(1, 9).Draw(t, "step")
			return next
		}
		return rapid.IntRange(0, scale).Draw(t, "number")
	}
	for _, a := range articles(r.Proactive) {
		for _, row := range a.rows {
			for _, c := range a.columns {
				key := "proactive." + row.key + "." + c.key
				switch c.key {
				case "amount_wan_yuan":
					r.cells[key] = printAmount(t, number()*rapid.SampledFrom([]int{1, 10, 100}).Draw(t, "cents"), "万元", r.fancy)
				case "amount_yuan":
					r.cells[key] = printAmount(t, number()*100, "元", r.fancy)
				case "change":
					r.cells[key] = printChange(t, number()*rapid.SampledFrom([]int{1, -1}).Draw(t, "sign"), r.fancy)
				default:
					r.cells[key] = printCount(t, number(), r.fancy)
				}
			}
		}
	}
	counts := r.drawApplications(number, o)
	for _, g := range reviewTables {
		sum := 0
		for _, c := range reviewColumns {
			n := number()
			if c.key == "total" && !o.Distinct {
				n = sum
			}
			sum += n
			counts[g.key+"."+c.key] = n
		}
	}
	if !o.Distinct && rapid.IntRange(0, 4).Draw(t, "mistake") == 4 {
		keys := sorted(counts)
		for range rapid.IntRange(1, 3).Draw(t, "mistakes") {
			k := rapid.SampledFrom(keys).Draw(t, "of")
			counts[k] += rapid.IntRange(1, 9).Draw(t, "by")
		}
	}
	for _, k := range sorted(counts) {
		r.cells[k] = printCount(t, counts[k], r.fancy)
	}
	if r.Local != "" {
		for range r.columns() {
			r.local = append(r.local, strconv.Itoa(50000+number()))
		}
	}
}

// drawBlanks empties some of the cells, or puts into them that there is none. Many an
// organ had no request from whole groups of applicants: columns are empty in all rows.
func (r *Report) drawBlanks(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "blank columns") == 3 {
		r.blankColumns(rapid.SliceOfNDistinct(rapid.SampledFrom(applicationColumns), 1, 7, func(c labelled) string { return c.key }).Draw(t, "columns"))
	}
	density := rapid.SampledFrom([]int{0, 0, 1, 5, 9, 10}).Draw(t, "blanks")
	if density == 0 {
		return
	}
	for _, k := range sorted(r.cells) {
		if rapid.IntRange(1, 10).Draw(t, "blank") > density {
			continue
		}
		if rapid.IntRange(0, 2).Draw(t, "none") == 0 {
			r.cells[k] = printed{rapid.SampledFrom(nones).Draw(t, "word"), Truth{StateNotApplicable, ""}}
		} else {
			r.cells[k] = printed{rapid.SampledFrom(blanks).Draw(t, "word"), Truth{StateBlank, ""}}
		}
	}
}

// blankColumns empties columns of the table of requests.
func (r *Report) blankColumns(cols []labelled) {
	for k := range r.cells {
		for _, c := range cols {
			if strings.HasPrefix(k, "applications.") && strings.HasSuffix(k, "."+c.key) {
				r.cells[k] = printed{"", Truth{StateBlank, ""}}
			}
		}
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
