package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

func turned(in []layout.Glyph) []layout.Glyph {
	for i := range in {
		in[i].Turn = 1
	}
	return in
}

func joined(texts ...[]layout.Glyph) (out []layout.Glyph) {
	for _, t := range texts {
		out = append(out, t...)
	}
	return out
}

// Digits that are printed and do not count, or are not the table's, make no number.
func TestMarkedDigitsMakeNoNumber(t *testing.T) {
	for name, c := range map[string]struct {
		in   []layout.Glyph
		rule []layout.Rule
		want string
	}{
		"struck through":                 {letters(200, 115, "12"), []layout.Rule{across(111.5, 198, 212)}, "1\u03362\u0336"},
		"struck through in pieces":       {letters(200, 115, "12"), []layout.Rule{across(111.5, 199, 204), across(111.5, 204, 211)}, "1\u03362\u0336"},
		"struck through in part":         {letters(200, 115, "12"), []layout.Rule{across(111.5, 205, 212)}, "12\u0336"},
		"underlined":                     {letters(200, 115, "12"), []layout.Rule{across(116, 198, 212)}, "12"},
		"a rule above":                   {letters(200, 115, "12"), []layout.Rule{across(107, 198, 212)}, "12"},
		"a rule beside":                  {letters(200, 115, "12"), []layout.Rule{across(111.5, 212, 230)}, "12"},
		"a dash of a rule":               {letters(200, 115, "12"), []layout.Rule{across(111.5, 201, 203)}, "12"},
		"words":                          {letters(200, 115, "规章"), []layout.Rule{across(111.5, 198, 222)}, "规章"},
		"another direction":              {joined(letters(200, 115, "12"), turned(letters(230, 115, "7"))), nil, "12\n7↻"},
		"another direction, words":       {joined(letters(200, 115, "12"), turned(letters(230, 115, "章"))), nil, "12\n章"},
		"a larger digit on the line":     {joined(sized(190, 115, 20, "7"), letters(200, 115, "12")), nil, "7 12"},
		"a number over another number":   {joined(letters(200, 115, "12"), letters(200.5, 115, "34")), nil, "1 32 4"},
		"digits with too wide advances":  {joined(letters(200, 115, "1"), letters(202.5, 115, "2")), nil, "12"},
		"a little larger on one line":    {joined(sized(200, 115, 12, "1"), letters(206, 115, "2")), nil, "12"},
		"the same number printed double": {joined(letters(200, 115, "12"), letters(200.4, 115, "12")), nil, "12"},
	} {
		t.Run(name, func(t *testing.T) {
			rules := append(ruled([]float64{50, 150, 500}, []float64{100, 120, 140}), c.rule...)
			tables, _, _ := read(sheet(rules, letters(60, 115, "规范"), c.in))
			expect(t, "text", c.want, tables[0][1].Text)
		})
	}
}
