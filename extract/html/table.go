package html

import (
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
)

// table reads a table as a block, or as the blocks that it only arranges.
func (r *reader) table(n *nethtml.Node, depth int) {
	if depth >= maxDepth {
		r.budget.Reached("depth", maxDepth)
		return
	}
	if r.isLayout(n) {
		r.dissolve(n, depth)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			r.element(c, depth+1)
		}
	}
	if !r.budget.Block() {
		return
	}
	r.tables++
	number := r.tables
	t := r.grid(n, depth, 1)
	if len(t.Cells) == 0 {
		r.tables--
		return
	}
	r.doc.Blocks = append(r.doc.Blocks, document.Block{
		Kind: document.TableKind, Table: t, Furniture: r.furniture,
		Place: document.Place{Table: number},
	})
}

// dissolve reads the cells of a layout table one after the other. Anything may
// hang below a broken table, so the walk is over all of it.
func (r *reader) dissolve(n *nethtml.Node, depth int) {
	r.flush()
	r.walk(n, depth)
	r.flush()
}

// grid builds a data table, of which r.tables is the number.
func (r *reader) grid(n *nethtml.Node, depth, nesting int) *document.Table {
	number := r.tables
	g := &grid{cells: make([]document.Cell, 0, min(cellsIn(n), usualCells))}
	full := false
	moved := r.hiddenColumns(n) // up to this row cells may stand elsewhere
	rowGroups(n, func(tr *nethtml.Node) {
		row := r.rowLook(tr)
		if full {
			return
		}
		if row&removed != 0 {
			r.hidden(tr)
			return
		}
		outer := r.out.look
		r.out.look = outer.within(row)
		// The area is paid for before the row is made: spans make it large for free.
		before := g.cols
		col := 0
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if !isCell(c) {
				continue
			}
			l := r.look(c).inTable()
			if l&removed != 0 {
				continue
			}
			if !r.budget.Cell() {
				full = true
				break
			}
			cell := g.place(g.rows, col, span(c, "rowspan"), span(c, "colspan"))
			if cell == nil {
				r.budget.Reached("columns", document.MaxColumns)
				break
			}
			col = cell.Col + cell.ColSpan
			cell.Place = document.Place{Table: number, Row: cell.Row + 1, Column: cell.Col + 1}
			if (row|l)&(unboxed|placed) != 0 {
				moved = max(moved, g.rows+cell.RowSpan)
			}
			if g.rows < moved {
				l |= unboxed
			}
			at := len(g.cells) - 1
			text, nested := r.cell(c, l, depth+1, nesting)
			g.cells[at].Text, g.cells[at].Nested = text, nested
			if r.out.marks > 0 && !r.doubted {
				r.doubt(g.cells[at].Place)
			}
		}
		r.out.look = outer
		g.rows++
		if !r.budget.Grid(g.cols + (g.cols-before)*(g.rows-1)) {
			full = true
		}
	}, g.endGroup)
	g.endGroup()
	if full {
		g.clip()
	}
	return &document.Table{Rows: g.rows, Cols: g.cols, Cells: g.cells}
}

// hiddenColumns is 0, or past the last row where a column may not be shown.
func (r *reader) hiddenColumns(n *nethtml.Node) int {
	for c := range n.ChildNodes() {
		if c.DataAtom != atom.Colgroup {
			continue
		}
		l := r.look(c)
		for col := range c.ChildNodes() {
			l |= r.look(col)
		}
		if l&(hidden|veiled|unboxed) != 0 {
			return maxRowSpan
		}
	}
	return 0
}

// clip ends the grid after the last row that was paid for, which is where a
// limit cut it off.
func (g *grid) clip() {
	for len(g.cells) > 0 && g.cells[len(g.cells)-1].Row >= g.rows-1 && g.rows > 1 {
		g.cells = g.cells[:len(g.cells)-1]
	}
	g.rows = max(g.rows-1, 0)
	if g.rows == 0 {
		g.cells = nil
	}
	for i := range g.cells {
		g.cells[i].RowSpan = min(g.cells[i].RowSpan, g.rows-g.cells[i].Row)
	}
	g.cols = 0
	for _, c := range g.cells {
		g.cols = max(g.cols, c.Col+c.ColSpan)
	}
}
