package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

// A number that is wider than its cell reaches over the rule: neither part of it
// may come out as a number by itself. em is 10 points, a digit is 5 wide.
func TestNumbersThatReachOverARule(t *testing.T) {
	rules := ruled([]float64{50, 100, 130, 160}, []float64{100, 120, 140})
	label := letters(60, 115, "规章")
	for name, c := range map[string]struct {
		texts [][]layout.Glyph
		want  []string // the two cells behind the label
		stray []string
	}{
		"into an empty cell":              {[][]layout.Glyph{letters(102, 115, "1335984")}, []string{"133598|", "|4"}, nil},
		"into a cell with a number":       {[][]layout.Glyph{letters(102, 115, "1335984"), letters(145, 115, "12")}, []string{"133598|", "|4 12"}, nil},
		"right up to the next number":     {[][]layout.Glyph{letters(102, 115, "1335984"), letters(137, 115, "147")}, []string{"133598|", "|4147"}, nil},
		"out of the table":                {[][]layout.Glyph{letters(102, 115, "3"), letters(132, 115, "1512294")}, []string{"3", "151229|"}, []string{"|4"}},
		"in wide digits":                  {[][]layout.Glyph{letters(102, 115, "１２３４")}, []string{"１２３|", "|４"}, nil},
		"the rule at the decimal point":   {[][]layout.Glyph{letters(102, 115, "12345.67")}, []string{"12345.|", "|67"}, nil},
		"full cells with a gap are two":   {[][]layout.Glyph{letters(101, 115, "12345"), letters(131, 115, "54321")}, []string{"12345", "54321"}, nil},
		"a last digit half over its rule": {[][]layout.Glyph{letters(107, 115, "12345"), letters(145, 115, "1")}, []string{"12345", "1"}, nil},
		"letters may reach over":          {[][]layout.Glyph{letters(112, 115, "件数"), letters(145, 115, "1")}, []string{"件数", "1"}, nil},
		"two that run over each other":    {[][]layout.Glyph{letters(113, 115, "12345"), letters(119.5, 115, "6789")}, []string{"12637||", "|4|859"}, nil},
		"lines have nothing in common":    {[][]layout.Glyph{letters(120, 115, "12"), letters(130, 135, "34")}, []string{"12", ""}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tables, texts, _ := read(sheet(rules, append([][]layout.Glyph{label}, c.texts...)...))
			if len(tables) != 1 || len(tables[0]) != 6 {
				t.Fatalf("tables %v, want one of six cells", tables)
			}
			expect(t, "cells", c.want, []string{tables[0][1].Text, tables[0][2].Text})
			expect(t, "texts", c.stray, texts)
		})
	}
}
