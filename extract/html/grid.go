package html

import (
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
)

// grid lays cells out as browsers do (HTML Standard, 4.9.12.1): a cell goes to
// the first free position of its row, a span from above keeps its positions,
// a rowspan ends with its row group. Where the standard lets a wrong colspan
// run over a cell from above, the span is clipped: no position is covered twice.
type grid struct {
	cells []document.Cell
	rows  int
	cols  int
	until []int // for each column, the first row that is free again
	group []int // cells of the open row group whose span may reach past its end
	ended int   // rows when the last row group ended
}

// place puts a cell into the row and returns it, or nil past the limit of columns.
// rowspan 0 means "to the end of the row group".
func (g *grid) place(row, from, rowspan, colspan int) *document.Cell {
	col := from
	for col < len(g.until) && g.until[col] > row {
		col++
	}
	if col >= document.MaxColumns {
		return nil
	}
	end := col + 1
	for end < col+colspan && end < document.MaxColumns && (end >= len(g.until) || g.until[end] <= row) {
		end++
	}
	for len(g.until) < end {
		g.until = append(g.until, 0)
	}
	bottom := row + rowspan
	if rowspan == 0 {
		bottom = row + maxRowSpan
	}
	for k := col; k < end; k++ {
		g.until[k] = bottom
	}
	if bottom > row+1 {
		g.group = append(g.group, len(g.cells))
	}
	g.cols = max(g.cols, end)
	g.cells = append(g.cells, document.Cell{Row: row, Col: col, RowSpan: bottom - row, ColSpan: end - col})
	return &g.cells[len(g.cells)-1]
}

// endGroup clips the spans that reach past the end of a row group.
func (g *grid) endGroup() {
	if g.ended == g.rows {
		return
	}
	g.ended = g.rows
	for _, i := range g.group {
		c := &g.cells[i]
		c.RowSpan = min(c.RowSpan, g.rows-c.Row)
	}
	g.group = g.group[:0]
	for k := range g.until {
		g.until[k] = min(g.until[k], g.rows)
	}
}

// maxRowSpan and maxColSpan are the limits of the HTML Standard.
const (
	maxRowSpan = 65534
	maxColSpan = 1000
)

// span reads a rowspan or colspan attribute as browsers do: leading digits
// count, anything else is 1; a colspan of 0 is 1.
func span(n *nethtml.Node, key string) int {
	value, digits := 0, false
	for _, c := range attr(n, key) {
		if c == ' ' && !digits {
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		value, digits = min(value*10+int(c-'0'), maxRowSpan), true
	}
	switch {
	case !digits:
		return 1
	case key == "colspan":
		return min(max(value, 1), maxColSpan)
	}
	return value
}

// rowGroups calls f with each row of a table and end after the last row of
// each group; rows of nested tables are not among them.
func rowGroups(table *nethtml.Node, f func(row *nethtml.Node), end func()) {
	loose := false
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			loose = true
			f(c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			if loose {
				loose = false
				end()
			}
			for tr := c.FirstChild; tr != nil; tr = tr.NextSibling {
				if tr.DataAtom == atom.Tr {
					f(tr)
				}
			}
			end()
		}
	}
	if loose {
		end()
	}
}

// usualCells are the cells for which room is made at once, at most.
const usualCells = 1000

// cellsIn is how many cells the rows of a table have.
func cellsIn(table *nethtml.Node) (cells int) {
	rowGroups(table, func(tr *nethtml.Node) {
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if isCell(c) {
				cells++
			}
		}
	}, func() {})
	return cells
}

func isCell(n *nethtml.Node) bool {
	return n.Type == nethtml.ElementNode && (n.DataAtom == atom.Td || n.DataAtom == atom.Th)
}
