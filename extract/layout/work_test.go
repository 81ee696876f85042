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

// Texts outside of ruled tables are compared with all others of their page. A page
// of 40,000 letters, each a text of its own, is left out aloud, and so are pages
// that are less and many; pages before them are read.
func TestPagesOfManyTextsAreLeftOutAloud(t *testing.T) {
	for name, c := range map[string]struct{ pages, lines, columns int }{
		"one column":       {1, 40_000, 1},
		"one line":         {1, 1, 40_000},
		"rows of numbers":  {1, 10_000, 4},
		"pages of columns": {40, 400, 5},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &document.Document{}
			f := NewFlow(&document.Budget{Document: doc})
			glyph := func(x, y float64, text string) Glyph {
				return Glyph{Text: text, Box: Box{x, y - 8, x + 5, y + 2}, Base: y, Size: 10}
			}
			f.Page(1, Page{Width: 600, Height: 800, Glyphs: []Glyph{glyph(60, 400, "甲")}})
			for n := range c.pages {
				p := Page{Width: 20 * float64(c.columns+30), Height: 14.4 * float64(c.lines+100)}
				for i := range c.lines {
					for k := range c.columns {
						p.Glyphs = append(p.Glyphs, glyph(60+20*float64(k), 0.1*p.Height+12*float64(i), "7"))
					}
				}
				f.Page(n+2, p)
			}
			blocks := f.Blocks()
			if f.pairs > maxPairs {
				t.Errorf("compared %d pairs", f.pairs)
			}
			if len(blocks) == 0 || blocks[0].Text != "甲" {
				t.Error("the page before is not read")
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeLimit || doc.Findings[0].Where != "texts" {
				t.Errorf("findings %v", doc.Findings)
			}
			if c.pages == 1 && len(blocks) > 1 {
				t.Errorf("%d blocks of a page that is left out", len(blocks)-1)
			}
		})
	}
}
