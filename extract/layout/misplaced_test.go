package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extract/layout"
)

// placed prints rows of a table without rules from y on: each text behind where
// it begins, and how far down from its line, "255/12:4".
func placed(y float64, rows ...[]any) (out []layout.Glyph) {
	for r, row := range rows {
		base := y + 24*float64(r)
		for _, cell := range row {
			at, text, _ := strings.Cut(fmt.Sprint(cell), ":")
			var x, down float64
			_, _ = fmt.Sscanf(at, "%g/%g", &x, &down)
			out = append(out, letters(x, base+down, text)...)
		}
	}
	return out
}

// A row that has as many numbers as there are columns, one blank and one that is
// not the table's, has all of them in wrong places: they are told apart by no
// row of numbers.
func TestNumbersThatStandUnderAnothersNameAreNotOfTheRow(t *testing.T) {
	names := []any{"250:甲类", "300:乙类", "350:丙类", "400:丁类", "450:总计"}
	whole := []any{"60:一项", "255:1", "305:2", "355:3", "405:4", "455:5"}
	for name, c := range map[string]struct {
		row  []any
		want string
	}{
		"in their places":                     {[]any{"60:二项", "255:6", "305:7", "355:8", "405:9", "455:10"}, "6 7 8 9 10"},
		"aligned to the right":                {[]any{"60:二项", "271:6", "321:7", "371:8", "421:9", "465:10"}, "6 7 8 9 10"},
		"a blank, and a number in the margin": {[]any{"60:二项", "255:6", "305:7", "355:8", "405:9", "500:10"}, "6 · 7 · 8 · 9 · 10"},
		"a blank in the middle":               {[]any{"60:二项", "255:6", "355:8", "405:9", "455:10", "500:11"}, "6 · 8 · 9 · 10 · 11"},
		"the first blank, one behind a label": {[]any{"60:二项", "230:6", "305:7", "355:8", "405:9", "455:10"}, "6 · 7 · 8 · 9 · 10"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, over := range []bool{false, true} { // on the page of the names, and on the next
				pages := []layout.Page{sheet(nil, placed(100, names, whole, c.row, whole))}
				if over {
					pages = []layout.Page{sheet(nil, placed(100, names, whole, whole)), sheet(nil, placed(100, c.row, whole))}
				}
				_, texts, _ := read(pages...)
				got := strings.Join(texts, " ")
				_, got, _ = strings.Cut(got, "二项 ")
				got, _, _ = strings.Cut(got, " 一项")
				expect(t, fmt.Sprintf("numbers (next page %v)", over), c.want, got)
			}
		})
	}
}

// A number that is wrapped is none in either of its lines.
func TestWrappedNumbersAreNotRead(t *testing.T) {
	names := []any{"250:甲类", "300:乙类", "350:丙类", "400:丁类", "450:总计"}
	for name, c := range map[string]struct {
		rows []any
		want string
	}{
		"one":         {[]any{"60:一项", "255:348", "255/12:4", "305:2", "355:3", "405:4", "455:5"}, "348 · 4 2 3 4 5"},
		"two":         {[]any{"60:一项", "255:348", "255/12:4", "305:2", "355:376", "355/12:1", "405:4", "455:5"}, "348 · 4 2 376 · 1 4 5"},
		"all of them": {[]any{"60:一项", "255:348", "255/12:4", "305:2", "305/12:2", "355:3", "355/12:3", "405:4", "405/12:4", "455:5", "455/12:6"}, "348 · 2 · 3 · 4 · 5 4 · 2 · 3 · 4 · 6"},
	} {
		t.Run(name, func(t *testing.T) {
			_, texts, _ := read(sheet(nil, placed(100, names, c.rows, []any{"60:二项", "255:1", "305:2", "355:3", "405:4", "455:5"})))
			got := strings.Join(texts, " ")
			_, got, _ = strings.Cut(got, "一项 ")
			got, _, _ = strings.Cut(got, " 二项")
			expect(t, "numbers", c.want, got)
		})
	}
}

// What stands right of a row's numbers, as in a second column of the page, is no
// label of theirs: it proves nothing of lines that may be one row.
func TestTextBehindNumbersIsNotTheirLabel(t *testing.T) {
	names := []any{"150:甲类", "200:乙类", "250:丙类", "300:丁类"}
	last := []any{"60:末项", "155:1", "205:2", "255:3", "305:4"}
	for name, c := range map[string]struct {
		rows []any
		want string
	}{
		"wrapped numbers, the label beside their second line": {[]any{"155:12", "205:34", "255:56", "305:78", "60/12:一项", "155/12:1", "205/12:2", "255/12:3", "305/12:4", "400:另栏文字"},
			"12 · 34 · 56 · 78 另栏文字 1 · 2 · 3 · 4"},
		"a label over two lines, the numbers beside its first": {[]any{"60:一二三四", "60/12:五六", "155:7", "205:8", "255:9", "305:10", "400:另栏文字"},
			"7 · 8 · 9 · 10 另栏文字 一二三四五六"},
		"a line of the name of their block before the label, which has two lines": {[]any{"20:块名", "60:一二三四", "60/12:五六", "155:7", "205:8", "255:9"},
			"块名 7 · 8 · 9 一二三四五六"},
		"wrapped numbers, the name of their block beside their first line": {[]any{"20:块", "20/12:名", "155:12", "205:34", "255:56", "305:78", "60/12:一项", "155/12:1", "205/12:2", "255/12:3", "305/12:4"},
			"12 · 34 · 56 · 78 块名 1 · 2 · 3 · 4"},
		"wrapped numbers, a digit of which stands alone in its line": {[]any{"305:1", "60/6:一二", "155/6:1", "205/6:2", "255/6:3", "60/12:三四", "305/12:5"}, "一二三四 1 · 1 · 2 · 3 5 · 1"},
		"wrapped numbers, other rows between their lines": {[]any{"155:12", "205:34", "255:56", "305:78", "380/6:旁项", "430/6:1", "460/6:2", "490/6:3", "520/6:4", "60/12:一项", "155/12:1", "205/12:2", "255/12:3", "305/12:4"},
			"12 · 34 · 56 · 78 旁项 1 · 2 · 3 · 4 1 · 2 · 3 · 4"},
	} {
		t.Run(name, func(t *testing.T) {
			_, texts, _ := read(sheet(nil, placed(100, names, last, c.rows, nil, last)))
			got := strings.Join(texts, " ")
			_, got, _ = strings.Cut(got, "末项 1 2 3 4 ")
			got, _, _ = strings.Cut(got, " 末项")
			expect(t, "texts", c.want, strings.ReplaceAll(got, " 一项", ""))
		})
	}
}

// Where numbers of another row and a text stand between a label and numbers, these are
// of a table beside its own.
func TestALabelOfAnotherTableIsNotTheirs(t *testing.T) {
	label := append(append(letters(60, 200, "一二"), letters(60, 214, "三四")...), letters(60, 228, "五六")...)
	for name, c := range map[string]struct {
		more []layout.Glyph
		want string
	}{
		"another table": {append(sized(155, 200, 8, "5"), sized(340, 207, 8, "旁项")...), "5 旁项 一二三四五六 1 · 2 · 3 · 4"},
		"its own":       {nil, "一二三四五六 1 2 3 4"},
	} {
		t.Run(name, func(t *testing.T) {
			page := sheet(nil, placed(100, []any{"60:末项", "155:1", "205:2", "255:3", "305:4"}), label, c.more,
				sized(400, 214, 8, "1"), sized(430, 214, 8, "2"), sized(460, 214, 8, "3"), sized(490, 214, 8, "4"))
			_, texts, _ := read(page)
			_, got, _ := strings.Cut(strings.Join(texts, " "), "末项 1 2 3 4 ")
			expect(t, "texts", c.want, got)
		})
	}
}

// Numbers between the lines of their label are a row of their own, and none of the row above.
func TestNumbersBetweenTheLinesOfTheirLabelAreARow(t *testing.T) {
	names := []any{"250:甲类", "300:乙类", "350:丙类", "400:丁类", "450:总计"}
	for name, c := range map[string]struct {
		row  []any
		want string
	}{
		"some":     {[]any{"60:一二三四", "60/14:五六", "305/7:8", "455/7:8"}, "一二三四五六 8 8"},
		"no label": {[]any{"305/7:8", "455/7:8"}, "8 · 8"},
	} {
		t.Run(name, func(t *testing.T) {
			_, texts, _ := read(sheet(nil, placed(100, names, []any{"60:首项", "255:1", "305:2", "455:3"}, c.row, nil, []any{"60:末项", "255:1", "305:2", "355:3", "405:4", "455:10"})))
			_, got, _ := strings.Cut(strings.Join(texts, " "), "首项 1 2 3 ")
			got, _, _ = strings.Cut(got, " 末项")
			expect(t, "texts", c.want, got)
		})
	}
}
