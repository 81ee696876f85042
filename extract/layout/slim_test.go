package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

// The strip between the two lines of a double rule is no column and no row, however
// far apart they lie; a narrow column with something in it is one.
func TestDoubleRulesAreOne(t *testing.T) {
	two := []box{{0, 0, 1, 1, "规章"}, {0, 1, 1, 1, "3"}, {1, 0, 1, 1, "规范"}, {1, 1, 1, 1, "4"}}
	texts := [][]layout.Glyph{letters(60, 115, "规章"), letters(170, 115, "3"), letters(60, 138, "规范"), letters(170, 138, "4")}
	for name, c := range map[string]struct {
		xs, ys []float64
		more   []layout.Glyph
		want   []box
	}{
		"a column":             {[]float64{50, 150, 156, 250}, []float64{100, 120, 140}, nil, two},
		"the frame":            {[]float64{44, 50, 150, 250, 256}, []float64{100, 120, 140}, nil, two},
		"a row":                {[]float64{50, 150, 250}, []float64{100, 120, 126, 142}, nil, two},
		"a column with a mark": {[]float64{50, 150, 156, 250}, []float64{100, 120, 140}, sized(151.5, 115, 6, "1"), []box{two[0], {0, 1, 1, 1, "1"}, {0, 2, 1, 1, "3"}, two[2], {1, 1, 1, 1, ""}, {1, 2, 1, 1, "4"}}},
		"a low row at the end": {[]float64{50, 150, 250}, []float64{100, 120, 140, 145}, nil, append(append([]box{}, two...), box{2, 0, 1, 1, ""}, box{2, 1, 1, 1, ""})},
	} {
		t.Run(name, func(t *testing.T) {
			tables, _, _ := read(sheet(ruled(c.xs, c.ys), append(texts, c.more)...))
			expect(t, "tables", [][]box{c.want}, tables)
		})
	}
}
