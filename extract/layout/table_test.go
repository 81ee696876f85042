package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

// dashed prints rules as dashes: six points long, four apart.
func dashed(rules []layout.Rule) []layout.Rule {
	var out []layout.Rule
	for _, r := range rules {
		for x := r.Left; r.Right-r.Left > 3 && x < r.Right; x += 10 {
			out = append(out, layout.Rule{Left: x, Top: r.Top, Right: min(x+6, r.Right), Bottom: r.Bottom})
		}
		for y := r.Top; r.Bottom-r.Top > 3 && y < r.Bottom; y += 10 {
			out = append(out, layout.Rule{Left: r.Left, Top: y, Right: r.Right, Bottom: min(y+6, r.Bottom)})
		}
	}
	return out
}

// plain are cells of one position each, row by row.
func plain(columns int, texts ...string) []box {
	var out []box
	for i, t := range texts {
		out = append(out, box{i / columns, i % columns, 1, 1, t})
	}
	return out
}

// The cells of one page, as its rules leave them.
func TestGrids(t *testing.T) {
	var (
		xs = []float64{50, 150, 250, 350}
		ys = []float64{100, 120, 140}
	)
	six := [][]layout.Glyph{
		letters(60, 115, "类别"), letters(160, 115, "制发"), letters(260, 115, "废止"),
		letters(60, 135, "规章"), letters(160, 135, "3"), letters(260, 135, "7"),
	}
	whole := plain(3, "类别", "制发", "废止", "规章", "3", "7")
	for name, c := range map[string]struct {
		rules []layout.Rule
		texts [][]layout.Glyph
		want  [][]box
	}{
		"no cell is merged":      {ruled(xs, ys), six, [][]box{whole}},
		"dashed rules":           {dashed(ruled(xs, ys)), six, [][]box{whole}},
		"rules printed twice":    {append(ruled(xs, ys), ruled([]float64{51.5, 151.5, 251.5, 351.5}, []float64{101.5, 121.5, 141.5})...), six, [][]box{whole}},
		"a border for each cell": {append(ruled(xs[:2], ys), append(ruled(xs[1:3], ys), ruled(xs[2:], ys)...)...), six, [][]box{whole}},
		"columns merged": {
			[]layout.Rule{across(100, 50, 350), across(120, 50, 350), across(140, 50, 350), down(50, 100, 140), down(150, 100, 140), down(250, 120, 140), down(350, 100, 140)},
			[][]layout.Glyph{letters(60, 115, "类别"), letters(160, 115, "件数"), letters(60, 135, "规章"), letters(160, 135, "3"), letters(260, 135, "7")},
			[][]box{{{0, 0, 1, 1, "类别"}, {0, 1, 1, 2, "件数"}, {1, 0, 1, 1, "规章"}, {1, 1, 1, 1, "3"}, {1, 2, 1, 1, "7"}}},
		},
		"rows merged": {
			[]layout.Rule{across(100, 50, 350), across(120, 150, 350), across(140, 50, 350), down(50, 100, 140), down(150, 100, 140), down(250, 100, 140), down(350, 100, 140)},
			[][]layout.Glyph{letters(60, 125, "规章"), letters(160, 115, "制发"), letters(260, 115, "3"), letters(160, 135, "废止"), letters(260, 135, "7")},
			[][]box{{{0, 0, 2, 1, "规章"}, {0, 1, 1, 1, "制发"}, {0, 2, 1, 1, "3"}, {1, 1, 1, 1, "废止"}, {1, 2, 1, 1, "7"}}},
		},
		"rows and columns merged": {
			[]layout.Rule{across(100, 50, 350), across(120, 250, 350), across(140, 50, 350), across(160, 50, 350),
				down(50, 100, 160), down(150, 140, 160), down(250, 100, 160), down(350, 100, 160)},
			[][]layout.Glyph{letters(60, 125, "规章"), letters(260, 115, "3"), letters(260, 135, "7"), letters(60, 155, "合计"), letters(160, 155, "1"), letters(260, 155, "10")},
			[][]box{{{0, 0, 2, 2, "规章"}, {0, 2, 1, 1, "3"}, {1, 2, 1, 1, "7"}, {2, 0, 1, 1, "合计"}, {2, 1, 1, 1, "1"}, {2, 2, 1, 1, "10"}}},
		},
		// the cell that is left is no rectangle: no position may be in two cells
		"a piece of rule is missing": {
			[]layout.Rule{across(100, 50, 350), across(120, 50, 150), across(120, 250, 350), across(140, 50, 350),
				down(50, 100, 140), down(150, 100, 140), down(250, 120, 140), down(350, 100, 140)},
			six,
			[][]box{{{0, 0, 1, 1, "类别"}, {0, 1, 1, 2, "制发废止"}, {1, 0, 1, 1, "规章"}, {1, 1, 1, 1, "3"}, {1, 2, 1, 1, "7"}}},
		},
		"a corner of rules is missing": {
			[]layout.Rule{across(100, 50, 250), across(120, 50, 150), across(140, 50, 250), down(50, 100, 140), down(150, 100, 120), down(250, 100, 140)},
			[][]layout.Glyph{six[0], six[1], six[3], six[4]},
			[][]box{{{0, 0, 1, 1, "类别"}, {0, 1, 2, 1, "制发\n3"}, {1, 0, 1, 1, "规章"}}},
		},
		"no rules at the sides": {
			[]layout.Rule{across(100, 50, 350), across(120, 50, 350), across(140, 50, 350), down(150, 100, 140), down(250, 100, 140)},
			six, [][]box{whole},
		},
		"two tables":             {append(ruled(xs[:3], ys), ruled(xs[:3], []float64{200, 220})...), append([][]layout.Glyph{letters(60, 215, "合计"), letters(160, 215, "9")}, six[0], six[1], six[3], six[4]), [][]box{plain(2, "类别", "制发", "规章", "3"), plain(2, "合计", "9")}},
		"an underlined word":     {[]layout.Rule{across(120, 60, 80)}, [][]layout.Glyph{letters(60, 115, "规章")}, nil},
		"a box around a text":    {ruled([]float64{50, 350}, []float64{100, 140}), [][]layout.Glyph{letters(60, 115, "规章")}, nil},
		"a drawing with no text": {ruled(xs, ys), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tables, _, findings := read(sheet(c.rules, c.texts...))
			expect(t, "tables", c.want, tables)
			if len(findings) > 0 && c.texts != nil { // a page without text has one of its own
				t.Errorf("findings %v, want none", findings)
			}
		})
	}
}

// A table goes on from the foot of one page to the head of the next.
func TestStitching(t *testing.T) {
	var (
		xs   = []float64{50, 150, 250, 350}
		foot = []float64{740, 760, 780}
		top  = []float64{60, 80, 100}
	)
	// cells prints texts into rows of three columns that begin at a height.
	cells := func(y float64, texts ...string) []layout.Glyph {
		var out []layout.Glyph
		for i, s := range texts {
			out = append(out, letters(xs[i%3]+10, y+15+20*float64(i/3), s)...)
		}
		return out
	}
	page := func(xs, ys []float64, texts ...[]layout.Glyph) layout.Page { return sheet(ruled(xs, ys), texts...) }
	head := []string{"类别", "制发", "废止"}
	one := func(texts ...string) [][]box { return [][]box{plain(3, append(head, texts...)...)} }
	two := func(above []string, below ...string) [][]box {
		return [][]box{plain(3, append(head, above...)...), plain(3, below...)}
	}
	// a label on the left whose rows go over the break: 740–760 is its own row on
	// the first page, 60–80 on the second
	spanned := func(ys []float64, label string, texts ...[]layout.Glyph) layout.Page {
		return sheet([]layout.Rule{across(ys[0], 50, 350), across(ys[1], 150, 350), across(ys[2], 50, 350),
			down(50, ys[0], ys[2]), down(150, ys[0], ys[2]), down(250, ys[0], ys[2]), down(350, ys[0], ys[2])},
			append(texts, letters(60, (ys[0]+ys[2])/2+5, label))...)
	}
	first := page(xs, foot, cells(740, append(head, "规章", "3", "7")...))
	full := []string{"规章", "3", "7"}
	for name, c := range map[string]struct {
		pages []layout.Page
		want  [][]box
	}{
		"rows follow":           {[]layout.Page{first, page(xs, top, cells(60, "规范", "1", "2", "许可", "4", "5"))}, one("规章", "3", "7", "规范", "1", "2", "许可", "4", "5")},
		"over three pages":      {[]layout.Page{first, page(xs, top, cells(60, "规范", "1", "2", "许可", "4", "5")), page(xs, top[:2], cells(60, "处罚", "6", "8"))}, one("规章", "3", "7", "规范", "1", "2", "许可", "4", "5", "处罚", "6", "8")},
		"the head is repeated":  {[]layout.Page{first, page(xs, top, cells(60, append(head, "许可", "4", "5")...))}, one("规章", "3", "7", "许可", "4", "5")},
		"equal rows of numbers": {[]layout.Page{page(xs, foot, cells(740, "1", "2", "3", "4", "5", "6")), page(xs, top, cells(60, "1", "2", "3", "7", "8", "9"))}, [][]box{plain(3, "1", "2", "3", "4", "5", "6", "1", "2", "3", "7", "8", "9")}},
		// the row is cut: its label is printed on one page, its numbers on the other
		"inside a row, label above":     {[]layout.Page{page(xs, foot, cells(740, append(head, "规章", "", "")...)), page(xs, top, cells(60, "", "3", "7", "许可", "4", "5"))}, one("规章", "3", "7", "许可", "4", "5")},
		"inside a row, label below":     {[]layout.Page{page(xs, foot, cells(740, append(head, "", "3", "7")...)), page(xs, top, cells(60, "规章", "", "", "许可", "4", "5"))}, one("规章", "3", "7", "许可", "4", "5")},
		"numbers on both sides":         {[]layout.Page{first, page(xs, top, cells(60, "", "1", "2", "许可", "4", "5"))}, one("规章", "3", "7", "", "1", "2", "许可", "4", "5")},
		"the last number is on neither": {[]layout.Page{page(xs, foot, cells(740, append(head, "规章", "", "")...)), page(xs, top, cells(60, "", "3", "", "许可", "4", "5"))}, one("规章", "3", "", "许可", "4", "5")},
		"a blank row under a full one":  {[]layout.Page{first, page(xs, top, cells(60, "规范", "", "", "许可", "4", "5"))}, one("规章", "3", "7", "规范", "", "", "许可", "4", "5")},
		"no label on either side": {
			[]layout.Page{page(xs, foot, cells(740, append(head, "", "3", "")...)), page(xs, top, cells(60, "", "", "7", "许可", "4", "5"))},
			one("", "3", "", "", "", "7", "许可", "4", "5"),
		},
		"a label over the break": {
			[]layout.Page{
				spanned([]float64{740, 760, 780}, "规章", letters(160, 755, "制发"), letters(260, 755, "3"), letters(160, 775, "废止"), letters(260, 775, "7")),
				spanned([]float64{60, 80, 100}, "", letters(160, 75, "修改"), letters(260, 75, "1"), letters(160, 95, "有效"), letters(260, 95, "2")),
			},
			[][]box{{{0, 0, 4, 1, "规章"}, {0, 1, 1, 1, "制发"}, {0, 2, 1, 1, "3"}, {1, 1, 1, 1, "废止"}, {1, 2, 1, 1, "7"},
				{2, 1, 1, 1, "修改"}, {2, 2, 1, 1, "1"}, {3, 1, 1, 1, "有效"}, {3, 2, 1, 1, "2"}}},
		},
		"two labels at the break": {
			[]layout.Page{
				spanned([]float64{740, 760, 780}, "规章", letters(160, 755, "制发"), letters(260, 755, "3"), letters(160, 775, "废止"), letters(260, 775, "7")),
				spanned([]float64{60, 80, 100}, "规范", letters(160, 75, "制发"), letters(260, 75, "1"), letters(160, 95, "废止"), letters(260, 95, "2")),
			},
			[][]box{{{0, 0, 2, 1, "规章"}, {0, 1, 1, 1, "制发"}, {0, 2, 1, 1, "3"}, {1, 1, 1, 1, "废止"}, {1, 2, 1, 1, "7"},
				{2, 0, 2, 1, "规范"}, {2, 1, 1, 1, "制发"}, {2, 2, 1, 1, "1"}, {3, 1, 1, 1, "废止"}, {3, 2, 1, 1, "2"}}},
		},
		"no rule at the break": {
			[]layout.Page{
				sheet([]layout.Rule{across(740, 50, 350), across(760, 50, 350), down(50, 740, 780), down(150, 740, 780), down(250, 740, 780), down(350, 740, 780)},
					cells(740, append(head, "规章", "", "")...)),
				sheet([]layout.Rule{across(80, 50, 350), across(100, 50, 350), down(50, 60, 100), down(150, 60, 100), down(250, 60, 100), down(350, 60, 100)},
					cells(60, "", "3", "7", "许可", "4", "5")),
			},
			one("规章", "3", "7", "许可", "4", "5"),
		},
		"fewer columns": {
			[]layout.Page{first, page([]float64{50, 150, 350}, top, cells(60, "规范", "1", "", "许可", "4", ""))},
			[][]box{append(plain(3, append(head, full...)...), box{2, 0, 1, 1, "规范"}, box{2, 1, 1, 2, "1"}, box{3, 0, 1, 1, "许可"}, box{3, 1, 1, 2, "4"})},
		},
		"more columns": {
			[]layout.Page{first, page([]float64{50, 100, 150, 250, 350}, top[:2], cells(60, "规", "1", "2"), letters(110, 75, "范"))},
			[][]box{{{0, 0, 1, 2, "类别"}, {0, 2, 1, 1, "制发"}, {0, 3, 1, 1, "废止"}, {1, 0, 1, 2, "规章"}, {1, 2, 1, 1, "3"}, {1, 3, 1, 1, "7"},
				{2, 0, 1, 1, "规"}, {2, 1, 1, 1, "范"}, {2, 2, 1, 1, "1"}, {2, 3, 1, 1, "2"}}},
		},
		"dashed rules on one page": {[]layout.Page{first, sheet(dashed(ruled(xs, top)), cells(60, "规范", "1", "2", "许可", "4", "5"))}, one("规章", "3", "7", "规范", "1", "2", "许可", "4", "5")},
		"another width":            {[]layout.Page{first, page([]float64{50, 150, 250, 400}, top, cells(60, "规范", "1", "2", "许可", "4", "5"))}, two(full, "规范", "1", "2", "许可", "4", "5")},
		"a text between":           {[]layout.Page{first, page(xs, []float64{160, 180}, letters(60, 115, "（二）行政许可"), cells(160, "规范", "1", "2"))}, two(full, "规范", "1", "2")},
		"a page between":           {[]layout.Page{first, sheet(nil, letters(60, 115, "说明")), page(xs, top, cells(60, "规范", "1", "2", "许可", "4", "5"))}, two(full, "规范", "1", "2", "许可", "4", "5")},
	} {
		t.Run(name, func(t *testing.T) {
			tables, _, findings := read(c.pages...)
			expect(t, "tables", c.want, tables)
			if len(findings) > 0 {
				t.Errorf("findings %v, want none", findings)
			}
		})
	}
}
