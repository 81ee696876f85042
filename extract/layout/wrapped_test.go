package layout_test

import (
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// A cell is 20 points wide and its texts stay 2 away from its rules: 3 digits of 5
// points go in, 4 do not. The label shows how far texts reach.
func TestLinesAreOneNumberWhereTheNextDigitHadNoRoom(t *testing.T) {
	at := func(x, base, size float64, text ...string) (out []layout.Glyph) {
		for i, s := range text {
			out = append(out, sized(x, base+12*float64(i), size, s)...)
		}
		return out
	}
	for name, c := range map[string]struct {
		text []layout.Glyph
		want bool
	}{
		"two lines":                        {at(102, 115, em, "123", "45"), true},
		"three lines":                      {at(102, 115, em, "123", "456", "7"), true},
		"centred":                          {append(at(102.5, 115, em, "123"), at(107.5, 127, em, "4")...), true},
		"at the right":                     {append(at(103, 115, em, "123"), at(113, 127, em, "4")...), true},
		"in wide digits":                   {at(104, 115, 8, "１", "２"), true},
		"its unit below":                   {at(102, 115, em, "123", "45", "件"), true},
		"a blank behind it":                {at(102, 115, em, "123", "45 "), true},
		"room for one digit more":          {at(102, 115, em, "12", "345"), false},
		"room in the second line":          {at(102, 115, em, "123", "4", "5"), false},
		"a small note below":               {append(at(102, 115, em, "123"), at(102, 125, 6, "1")...), false},
		"a mark beside it":                 {append(at(102, 115, em, "12"), at(112, 111, 6, "1")...), false},
		"lines that stand apart":           {append(at(102, 115, em, "123"), at(102, 140, em, "45")...), false},
		"lines of another place":           {append(at(102, 115, em, "123"), at(105, 127, em, "4")...), false},
		"uneven lines":                     {append(at(102, 115, em, "123", "456"), at(102, 141, em, "7")...), false},
		"a word above":                     {at(102, 115, em, "件", "123"), false},
		"a blank between":                  {at(102, 115, em, "123 ", "45"), false},
		"two numbers in a line":            {append(at(102, 115, 5, "1", "34"), at(112, 115, 5, "2")...), false},
		"a sign between":                   {at(102, 115, em, "12/", "45"), false},
		"one line":                         {at(102, 115, em, "123"), false},
		"a number that goes over its rule": {at(102, 115, em, "12345", "67"), false},
	} {
		t.Run(name, func(t *testing.T) {
			rules := ruled([]float64{50, 100, 120, 140}, []float64{100, 160})
			f := layout.NewFlow(&document.Budget{Document: &document.Document{}})
			f.Page(1, layout.Page{Width: 595, Height: 842, Rules: rules, Glyphs: append(letters(52, 115, "规章或其"), append(at(122, 115, em, "６"), c.text...)...)})
			var got []bool
			for _, b := range f.Blocks() {
				if b.Table != nil {
					for _, cell := range b.Table.Cells {
						got = append(got, cell.Wrapped)
					}
				}
			}
			if len(got) != 3 || got[1] != c.want || got[0] || got[2] {
				t.Errorf("wrapped %v, want %v", got, c.want)
			}
		})
	}
}

// A page break between the lines: more digits may stand at its other side.
func TestLinesAtAPageBreakAreNotTakenForOneNumber(t *testing.T) {
	page := func(top float64, rows ...string) layout.Page {
		p := layout.Page{Width: 595, Height: 842}
		ys := []float64{top}
		for i, text := range rows {
			y := top + 30*float64(i)
			ys = append(ys, y+30)
			p.Glyphs = append(p.Glyphs, letters(52, y+12, []string{"规章或其", ""}[len(text)%2])...)
			for k := 0; k < len(text); k += 3 {
				p.Glyphs = append(p.Glyphs, letters(102, y+12+4*float64(k), text[k:min(k+3, len(text))])...)
			}
		}
		p.Rules = ruled([]float64{50, 100, 120}, ys)
		return p
	}
	for name, c := range map[string]struct {
		pages []layout.Page
		want  string // the cells that are taken for one number
	}{
		"in the middle":           {[]layout.Page{page(600, "1234", "12"), page(60, "12", "1237")}, "1234 1237 "},
		"the last and the first":  {[]layout.Page{page(600, "12", "1234"), page(60, "1237", "12")}, ""},
		"of a cell that is cut":   {[]layout.Page{page(600, "12", "1234"), page(60, "5", "12")}, ""},
		"the only row of a page":  {[]layout.Page{page(600, "12"), page(60, "1234"), page(60, "12")}, ""},
		"nothing on another page": {[]layout.Page{page(600, "12", "1234")}, "1234 "},
	} {
		t.Run(name, func(t *testing.T) {
			f := layout.NewFlow(&document.Budget{Document: &document.Document{}})
			for i, p := range c.pages {
				f.Page(i+1, p)
			}
			got := ""
			for _, b := range f.Blocks() {
				for i := range b.Table.Cells {
					if c := &b.Table.Cells[i]; c.Wrapped {
						got += strings.ReplaceAll(c.Text, "\n", "") + " "
					}
				}
			}
			if got != c.want {
				t.Errorf("taken for one number: %q, want %q", got, c.want)
			}
		})
	}
}
