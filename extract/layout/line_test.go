package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

// spread prints a text with so many points between its letters.
func spread(x, base, gap float64, text string) []layout.Glyph {
	var out []layout.Glyph
	for _, r := range text {
		g := letters(x, base, string(r))
		out = append(out, g...)
		x = g[0].Box.Right + gap
	}
	return out
}

func TestNumbersThatStandApartAreNotOne(t *testing.T) {
	for name, c := range map[string]struct {
		want  string
		texts [][]layout.Glyph
	}{
		"three numbers in one cell":        {"3 0 7", [][]layout.Glyph{letters(200, 115, "3"), letters(300, 115, "0"), letters(400, 115, "7")}},
		"two numbers an em apart":          {"12 30", [][]layout.Glyph{letters(200, 115, "12"), letters(220, 115, "30")}},
		"wide digits":                      {"１ ２", [][]layout.Glyph{letters(200, 115, "１"), letters(230, 115, "２")}},
		"a sign far before a number":       {"- 5", [][]layout.Glyph{letters(200, 115, "-"), letters(220, 115, "5")}},
		"a point far before its decimals":  {"1. 5", [][]layout.Glyph{letters(200, 115, "1."), letters(220, 115, "5")}},
		"a mark without width between":     {"3\u200b 0", [][]layout.Glyph{letters(200, 115, "3\u200b"), letters(220, 115, "0")}},
		"a blank is printed between":       {"3 0", [][]layout.Glyph{letters(200, 115, "3 "), letters(300, 115, "0")}},
		"digits of one number":             {"1234.5", [][]layout.Glyph{spread(200, 115, 0.5, "1234.5")}},
		"digits of one number, wide apart": {"1 2 3", [][]layout.Glyph{spread(200, 115, 4, "123")}},
		"spread type goes on in numbers":   {"政府信息公开2023年", [][]layout.Glyph{spread(200, 115, 6, "政府信息公开2023年")}},
		"numbers apart beside Han letters": {"共收到3 0件", [][]layout.Glyph{letters(200, 115, "共收到3"), letters(250, 115, "0件")}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, "cell", c.want, inCell(t, c.texts...))
		})
	}
	t.Run("in a paragraph", func(t *testing.T) {
		_, texts, _ := read(sheet(nil, letters(60, 115, "共收到申请3"), letters(130, 115, "0件")))
		expect(t, "texts", []string{"共收到申请3 0件"}, texts)
	})
}

// A small digit that is raised beside a number is a note mark or a power.
func TestRaisedDigitsAreNotOfTheNumber(t *testing.T) {
	for name, c := range map[string]struct {
		want  string
		texts [][]layout.Glyph
	}{
		"a note mark":                       {"12^1", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 112.6, 6, "1")}},
		"a note mark of two digits":         {"12^10", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 112.6, 6, "10")}},
		"as large as browsers print it":     {"12^1", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 111.7, 8.3, "1")}},
		"a mark of the same size":           {"12^1", [][]layout.Glyph{letters(200, 115, "12"), letters(210, 112, "1")}},
		"as word processors raise it":       {"12^1", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 111.5, 6, "1")}},
		"so high that it is a line":         {"1\n12", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 110, 6, "1")}},
		"a power with a sign":               {"10^-3", [][]layout.Glyph{letters(200, 115, "10"), sized(210, 112.6, 6, "-3")}},
		"a mark before the number":          {"1 12", [][]layout.Glyph{sized(197, 112.6, 6, "1"), letters(200, 115, "12")}},
		"an index":                          {"12_1", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 117, 6, "1")}},
		"digits in the height of another":   {"1234", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 115, 9, "34")}},
		"small decimals on the same line":   {"12.50", [][]layout.Glyph{letters(200, 115, "12"), sized(210, 115, 6, ".50")}},
		"a line that trembles, as of scans": {"1234", [][]layout.Glyph{letters(200, 115, "1"), letters(205, 114, "2"), letters(210, 115.6, "3"), letters(215, 115, "4")}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, "cell", c.want, inCell(t, c.texts...))
		})
	}
}
