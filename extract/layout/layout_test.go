package layout_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// em is the size of the letters that the tests print.
const em = 10.0

// letters prints a text from x on, on a baseline: what is wide takes an em,
// other letters half an em.
func letters(x, base float64, text string) []layout.Glyph {
	return sized(x, base, em, text)
}

func sized(x, base, size float64, text string) []layout.Glyph {
	var out []layout.Glyph
	for _, r := range text {
		w := size / 2
		if r > 0x2000 {
			w = size
		}
		out = append(out, layout.Glyph{
			Text: string(r), Base: base, Size: size,
			Box: layout.Box{Left: x, Top: base - 0.85*size, Right: x + w, Bottom: base + 0.15*size},
		})
		x += w
	}
	return out
}

func across(y, from, to float64) layout.Rule {
	return layout.Rule{Left: from, Top: y - 0.25, Right: to, Bottom: y + 0.25}
}

func down(x, from, to float64) layout.Rule {
	return layout.Rule{Left: x - 0.25, Top: from, Right: x + 0.25, Bottom: to}
}

// box is a cell: its place in the grid and its text.
type box struct {
	Row, Col, Rows, Cols int
	Text                 string
}

// ruled are the rules of columns and rows without merged cells.
func ruled(xs, ys []float64) []layout.Rule {
	var out []layout.Rule
	for _, y := range ys {
		out = append(out, across(y, xs[0], xs[len(xs)-1]))
	}
	for _, x := range xs {
		out = append(out, down(x, ys[0], ys[len(ys)-1]))
	}
	return out
}

func sheet(rules []layout.Rule, texts ...[]layout.Glyph) layout.Page {
	p := layout.Page{Width: 595, Height: 842, Rules: rules}
	for _, t := range texts {
		p.Glyphs = append(p.Glyphs, t...)
	}
	return p
}

// read lays pages out and returns the cells of each table and the paragraphs.
func read(pages ...layout.Page) (tables [][]box, texts []string, findings []document.Finding) {
	doc := &document.Document{}
	f := layout.NewFlow(&document.Budget{Document: doc})
	for i, p := range pages {
		f.Page(i+1, p)
	}
	for _, b := range f.Blocks() {
		if b.Table == nil {
			texts = append(texts, b.Text)
			continue
		}
		var in []box
		for _, c := range b.Table.Cells {
			in = append(in, box{c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text})
		}
		tables = append(tables, in)
	}
	return tables, texts, append(doc.Findings, f.Findings()...)
}

func expect(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// inCell is what a cell says in which glyphs are printed.
func inCell(t *testing.T, texts ...[]layout.Glyph) string {
	t.Helper()
	rules := ruled([]float64{50, 150, 500}, []float64{100, 120, 140})
	texts = append(texts, letters(60, 115, "规章"), letters(60, 135, "规范"))
	tables, _, _ := read(sheet(rules, texts...))
	if len(tables) != 1 || len(tables[0]) != 4 {
		t.Fatalf("tables %v, want one of four cells", tables)
	}
	return tables[0][1].Text
}
