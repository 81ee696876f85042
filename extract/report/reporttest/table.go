package reporttest

import (
	"slices"

	"gongkai/extract/document"
)

// Cell is a cell as an office program holds it: the text and how far it reaches.
// Key is the statutory cell whose text it is, "" for labels and what is no cell
// of the form.
type Cell struct {
	Text             string
	RowSpan, ColSpan int
	Key              string
}

// Table is rows of cells; what a span covers is not listed again.
type Table [][]Cell

func text(s string) Cell                  { return Cell{Text: s, RowSpan: 1, ColSpan: 1} }
func wide(s string, cols int) Cell        { return Cell{Text: s, RowSpan: 1, ColSpan: cols} }
func tall(s string, rows int) Cell        { return Cell{Text: s, RowSpan: rows, ColSpan: 1} }
func block(s string, rows, cols int) Cell { return Cell{Text: s, RowSpan: rows, ColSpan: cols} }

// Clone returns a copy that shares nothing with t.
func (t Table) Clone() Table {
	out := make(Table, len(t))
	for i, row := range t {
		out[i] = slices.Clone(row)
	}
	return out
}

// Document lays the rows out as a browser does: each cell in the first free
// column of its row. Spans that reach below the last row are cut.
func (t Table) Document() *document.Table {
	doc := &document.Table{Rows: len(t)}
	taken := map[[2]int]bool{}
	for r, row := range t {
		c := 0
		for _, s := range row {
			for taken[[2]int{r, c}] {
				c++
			}
			rows, cols := min(s.RowSpan, len(t)-r), 1
			for cols < s.ColSpan && !taken[[2]int{r, c + cols}] {
				cols++
			}
			for i := r; i < r+rows; i++ {
				for j := c; j < c+cols; j++ {
					taken[[2]int{i, j}] = true
				}
			}
			doc.Cells = append(doc.Cells, document.Cell{Row: r, Col: c, RowSpan: rows, ColSpan: cols, Text: s.Text,
				Place: document.Place{Row: r + 1, Column: c + 1}})
			c += cols
			doc.Cols = max(doc.Cols, c)
		}
	}
	return doc
}

// Cut tears the table before row at, as a page break does. A cell that reaches
// over the break goes on in the second part as an empty one; header rows are put
// before it.
func (t Table) Cut(at int, header Table) (first, second Table) {
	doc := t.Document()
	n := 0
	keys := make([]string, 0, len(doc.Cells))
	for _, row := range t {
		for _, c := range row {
			keys = append(keys, c.Key)
		}
	}
	part := func(from, to int) (out Table) {
		for r := from; r < to; r++ {
			var row []Cell
			last := -1
			for _, i := range doc.Grid()[r] {
				if i < 0 || i == last {
					continue
				}
				last = i
				c := doc.Cells[i]
				switch {
				case c.Row == r:
					row = append(row, Cell{c.Text, min(c.RowSpan, to-r), c.ColSpan, keys[i]})
				case r == from:
					row = append(row, Cell{"", min(c.Row+c.RowSpan, to) - r, c.ColSpan, ""})
				}
			}
			out = append(out, row)
		}
		return out
	}
	n = min(max(at, 0), len(t))
	return part(0, n), append(header.Clone(), part(n, len(t))...)
}
