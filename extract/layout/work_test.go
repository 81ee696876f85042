package layout

import (
	"testing"

	"gongkai/extract/document"
)

// The work of stitching grows with the cells and not with their square: a table
// of a thousand columns over two hundred pages is small in a file.
func TestStitchingLooksAtNoCellForEachPage(t *testing.T) {
	const pages, columns = 200, 400
	for name, row := range map[string]struct {
		text string
		in   func(column int) bool
	}{
		"one number in each row": {"1", func(c int) bool { return c == 2 }},
		"one label in each row":  {"类", func(c int) bool { return c == columns-1 }},
		"full rows":              {"1", func(int) bool { return true }},
	} {
		t.Run(name, func(t *testing.T) {
			f := NewFlow(&document.Budget{Document: &document.Document{}})
			for n := range pages {
				p := Page{Width: 9 * (columns + 2), Height: 842}
				for side := range 2 {
					y := 100 + 20*float64(side)
					p.Rules = append(p.Rules, Rule{9, y, 9 * (columns + 1), y + 0.5})
				}
				for c := range columns + 1 {
					x := 9 * float64(c+1)
					p.Rules = append(p.Rules, Rule{x, 100, x + 0.5, 120})
				}
				for c := range columns {
					x := 9*float64(c+1) + 2
					if row.in(c) {
						p.Glyphs = append(p.Glyphs, Glyph{Text: row.text, Box: Box{x, 106, x + 5, 114}, Base: 113, Size: 8})
					}
				}
				f.Page(n+1, p)
			}
			w := writer{flow: f}
			for i := range f.sheets {
				w.sheet(&f.sheets[i])
			}
			table := w.table
			if table == nil || table.page != pages || len(w.blocks) > 0 {
				t.Fatal("not one table over all pages")
			}
			if all := pages * columns; table.looked > 20*all {
				t.Errorf("looked at %d cells, %d for each that there is", table.looked, table.looked/all)
			}
		})
	}
}
