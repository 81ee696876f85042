package layout_test

import (
	"slices"
	"testing"

	"gongkai/extract/layout"
)

// Behind a page break a blank value is a value, whatever stands above it: the
// header's last cell reaches over two rows, a value has words.
func TestABlankValueBehindAPageBreakIsNoPartOfTheHeader(t *testing.T) {
	xs := []float64{50, 150, 250, 350}
	head := sheet([]layout.Rule{
		across(740, 50, 350), across(760, 150, 250), across(780, 50, 350),
		down(50, 740, 780), down(150, 740, 780), down(250, 740, 780), down(350, 740, 780),
	}, letters(60, 765, "申请人"), letters(160, 755, "法人"), letters(160, 775, "企业"), letters(260, 765, "总计"))
	body := sheet(ruled(xs, []float64{60, 80, 100}),
		letters(60, 75, "本年新收"), letters(160, 75, "3件"), letters(60, 95, "上年结转"), letters(160, 95, "1"), letters(260, 95, "4"))
	tables, _, _ := read(head, body)
	expect(t, "tables", [][]box{{
		{0, 0, 2, 1, "申请人"}, {0, 1, 1, 1, "法人"}, {0, 2, 2, 1, "总计"}, {1, 1, 1, 1, "企业"},
		{2, 0, 1, 1, "本年新收"}, {2, 1, 1, 1, "3件"}, {2, 2, 1, 1, ""}, {3, 0, 1, 1, "上年结转"}, {3, 1, 1, 1, "1"}, {3, 2, 1, 1, "4"},
	}}, tables)
}

// unruledTable prints names and two rows of numbers by columns that are centred
// around 200, 260 and so on, labels at the left.
func unruledTable(names []string, rows ...[]string) (out [][]layout.Glyph) {
	line := func(base float64, label string, texts []string) {
		out = append(out, letters(60, base, label))
		for i, s := range texts {
			if s != "" {
				g := letters(0, base, s)
				out = append(out, letters(200+60*float64(i)-g[len(g)-1].Box.Right/2, base, s))
			}
		}
	}
	line(100, "类别", names)
	for i, r := range rows {
		line(125+25*float64(i), r[0], r[1:])
	}
	return out
}

func TestNamesWithoutRulesAreInTheOrderOfTheirColumns(t *testing.T) {
	names := []string{"甲", "乙", "丙", "丁", "戊"}
	for name, first := range map[string][]string{
		"all have a number": {"规章", "1", "2", "3", "4", "5"},
		"one has a unit":    {"规章", "1", "2件", "3", "4", "5"},
		"one has none":      {"规章", "1", "/", "3", "4", "5"},
		"one is full width": {"规章", "1", "２", "3", "4", "5"},
	} {
		t.Run(name, func(t *testing.T) {
			// the second name stands half a line lower, as names of one line and of two do
			texts := unruledTable(names, first, []string{"文件", "6", "7", "8", "9", "10"})
			for i := range texts[2] {
				texts[2][i].Base += 5
				texts[2][i].Box.Top += 5
				texts[2][i].Box.Bottom += 5
			}
			_, got, _ := read(sheet(nil, texts...))
			at := slices.Index(got, "甲")
			if at < 0 || len(got) < at+5 {
				t.Fatalf("texts %q", got)
			}
			expect(t, "names", names, got[at:at+5])
		})
	}
}

func TestNumbersOfTwoRowsAreNeverOne(t *testing.T) {
	// rows so near that they could be the lines of one text
	var texts [][]layout.Glyph
	for i, row := range [][]string{{"规章", "０", "0", "1"}, {"文件", "0件", "0", "0"}, {"许可", "7", "8", "9"}, {"处罚", "7", "8", "9"}} {
		base := 100 + 15*float64(i)
		texts = append(texts, letters(60, base, row[0]))
		for k, s := range row[1:] {
			texts = append(texts, letters(200+60*float64(k), base, s))
		}
	}
	_, got, _ := read(sheet(nil, texts...))
	for _, s := range []string{"00", "10", "0 0"} {
		if slices.Contains(got, s) {
			t.Errorf("%q is no number of the page: %q", s, got)
		}
	}
}

// A number of two lines stands beside the line of its row: it is not given to
// the row above.
func TestANumberBesideTheLinesOfRowsIsNoNumberOfItsOwn(t *testing.T) {
	texts := unruledTable([]string{"甲", "乙", "丙", "丁", "戊"},
		[]string{"规章", "1", "2", "3", "4", "5"}, []string{"文件", "6", "", "8", "9", "10"}, []string{"许可", "11", "12", "13", "14", "15"})
	texts = append(texts, letters(255, 144, "25"), letters(255, 156, "10"))
	_, got, _ := read(sheet(nil, texts...))
	for _, s := range []string{"25", "10", "2510"} {
		if n := len(got) - len(slices.DeleteFunc(slices.Clone(got), func(t string) bool { return t == s })); n > 0 && s != "10" || n > 1 {
			t.Errorf("%q is a text of its own: %q", s, got)
		}
	}
}
