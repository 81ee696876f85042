package layout

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extract/document"
)

// Flow takes the pages of a document one by one and keeps of each only its
// lines and tables.
type Flow struct {
	budget *document.Budget
	sheets []sheet
	count  count
	pairs  int   // of texts that were compared: see maxPairs
	names  []Box // of the columns of the last table without rules
}

// sheet is what is kept of a page.
type sheet struct {
	number        int
	width, height float64 // upright
	turn          int
	shown         [2]float64 // width and height as shown
	items         []item
}

// item is a line or a table of a page.
type item struct {
	box       Box
	table     *grid
	text      string
	base      float64
	size      float64
	furniture bool
	cell      bool    // a text of a table without rules
	at        float64 // where it comes in the order of reading: a height on the page
	alone     bool    // a piece of a line that wide gaps part: never joined to others
}

// NewFlow begins a document.
func NewFlow(budget *document.Budget) *Flow {
	return &Flow{budget: budget}
}

// Page adds the next page, numbered from 1. It takes the page's slices over.
func (f *Flow) Page(number int, p Page) {
	s := sheet{number: number, shown: [2]float64{p.Width, p.Height}}
	f.count.page(number, &p)
	s.turn = p.upright()
	s.width, s.height = p.Width, p.Height
	p.Glyphs = undouble(p.Glyphs)
	p.mark()
	unseen := recognised(p.Glyphs)
	tables, rest := fill(p.grids(number, f.budget), p.Glyphs)
	for _, t := range tables {
		t.write()
		if unseen {
			t.about()
		}
		s.items = append(s.items, item{box: t.box, table: t, at: t.box.Top})
	}
	s.items = append(s.items, f.texts(rest, number, p.Height)...)
	slices.SortStableFunc(s.items, func(a, b item) int { return cmp.Compare(a.at, b.at) })
	f.sheets = append(f.sheets, s)
}

func (it *item) middle() { _, it.at = it.box.centre() }

// texts makes items of the text outside of tables: a line each, or a piece of a
// line where wide gaps part it.
func (f *Flow) texts(glyphs []Glyph, page int, height float64) []item {
	var out []item
	for turn, in := range byTurn(glyphs) {
		all := lines(in)
		if turn == 0 {
			var cells []item
			all, cells = f.unruled(all, page, height)
			out = append(out, cells...)
		}
		for _, l := range all {
			pieces := l.pieces()
			for _, p := range pieces {
				out = append(out, item{box: p.box.back(turn, 0, 0), text: p.text(), base: p.base, size: p.size, alone: len(pieces) > 1 || turn != 0})
				out[len(out)-1].middle()
			}
		}
	}
	return out
}

// Blocks ends the document: tables are stitched over page breaks, lines are
// joined to paragraphs, and all stand in reading order.
func (f *Flow) Blocks() []document.Block {
	f.furniture()
	f.cutWrapped()
	w := writer{flow: f, blocks: []document.Block{}}
	for i := range f.sheets {
		w.sheet(&f.sheets[i])
	}
	w.closeTable()
	w.closeParagraph()
	return w.blocks
}

// writer writes blocks; at most one of its table and its paragraph is open.
type writer struct {
	flow   *Flow
	blocks []document.Block
	tables int

	table      *grid
	tableSheet *sheet
	paragraph  *paragraph
}

func (w *writer) sheet(s *sheet) {
	m := s.margins()
	for i := range s.items {
		it := &s.items[i]
		switch {
		case it.furniture:
			w.furniture(s, it)
		case it.table != nil:
			w.closeParagraph()
			if t := w.table; t != nil && t.page == s.number-1 && t.continues(it.table) {
				t.stitch(it.table)
				continue
			}
			w.closeTable()
			w.table, w.tableSheet = it.table, s
		default:
			w.closeTable()
			w.line(s, it, m)
		}
	}
}

// furniture writes a header or footer. It does not end what it stands between.
func (w *writer) furniture(s *sheet, it *item) {
	if !w.flow.budget.Text(len(it.text)) || !w.flow.budget.Block() {
		return
	}
	w.blocks = append(w.blocks, document.Block{
		Kind: document.Paragraph, Text: it.text, Furniture: true, Place: s.place(it.box),
	})
}

func (s *sheet) place(b Box) document.Place {
	return document.Place{Page: s.number, Box: b.back(s.turn, s.shown[0], s.shown[1]).place()}
}

func (w *writer) closeTable() {
	t := w.table
	if t == nil {
		return
	}
	w.table = nil
	if !w.flow.budget.Block() {
		return
	}
	w.tables++
	place := w.tableSheet.place(t.box)
	place.Table = w.tables
	w.blocks = append(w.blocks, document.Block{Kind: document.TableKind, Table: w.build(t), Place: place})
}

// build makes the document's table of a grid.
func (w *writer) build(t *grid) *document.Table {
	slices.SortStableFunc(t.cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	out := &document.Table{Rows: t.rows(), Cols: t.cols(), Cells: make([]document.Cell, 0, len(t.cells))}
	for _, c := range t.cells {
		if !w.flow.budget.Cell() || !w.flow.budget.Text(len(c.text)) {
			return out
		}
		place := w.flow.sheets[c.page-w.flow.sheets[0].number].place(c.box)
		place.Table, place.Row, place.Column = w.tables, c.row+1, c.col+1
		d := document.Cell{Row: c.row, Col: c.col, RowSpan: c.rows, ColSpan: c.cols, Text: strings.TrimSpace(c.text), Wrapped: c.wrapped, Place: place}
		for _, n := range c.nested {
			if !n.empty() || n.text() != "" {
				d.Nested = append(d.Nested, w.build(n))
			}
		}
		out.Cells = append(out.Cells, d)
	}
	return out
}

func (g *grid) text() string {
	var b strings.Builder
	for _, c := range g.cells {
		b.WriteString(c.text)
	}
	return b.String()
}
