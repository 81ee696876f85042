// Package edges builds tables of which the file gives no grid, only rows of
// cells with their left and right edges: Word's binary format and RTF. A column
// is what lies between two neighbouring edges of any rows; a cell spans the
// columns between its own.
package edges

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// Merge is the part that a cell has in a merged set.
type Merge uint8

// The parts of a merged set: none, its first cell, any further one.
const (
	Alone Merge = iota
	First
	Continued
)

// Cell is one cell of a row as the file has it. Edges are in twips (1/1440 inch).
type Cell struct {
	Left, Right int
	Horizontal  Merge
	Vertical    Merge
	Text        string
	Nested      []*document.Table

	covered bool // a cell that was joined to this one has text or a table
}

// Row is one row of cells, from left to right. Rows may be ragged.
type Row []Cell

// tolerance is the distance at which two edges are one. A point is what
// LibreOffice takes; Word itself compares more strictly (3 twips) but
// draws the smaller steps invisibly.
const tolerance = 20

// table is what is made of the rows.
type table struct {
	rows    []Row
	columns []int // the edges, each the first of its cluster
	cells   []document.Cell
	covered *document.Place // the first cell of which a merge covers what is in it
	budget  *document.Budget
	number  int
}

// build returns the table of these rows, nil if there is none, and where
// something is left out because a merge covers it, nil if nothing is. number is
// the table's place in the document.
func build(rows []Row, number int, budget *document.Budget) (made *document.Table, covered *document.Place) {
	t := &table{rows: make([]Row, 0, len(rows)), budget: budget, number: number}
	for _, row := range rows {
		t.rows = append(t.rows, joined(straight(row)))
	}
	t.cluster()
	if len(t.columns) < 2 {
		return nil, nil
	}
	if len(t.columns)-1 > document.MaxColumns {
		budget.Reached("columns", document.MaxColumns)
		t.columns = t.columns[:document.MaxColumns+1]
	}
	cols, height := len(t.columns)-1, len(rows)
	for n := range rows {
		if !budget.Grid(cols) {
			height = n
			break
		}
	}
	t.place(t.rows[:height])
	if len(t.cells) == 0 {
		return nil, nil
	}
	return &document.Table{Rows: height, Cols: cols, Cells: t.cells}, t.covered
}

// straight returns the row with edges that grow: a cell that the file says to
// have no width gets the least one, for its text must stand somewhere.
func straight(row Row) Row {
	for i := range row {
		c := &row[i]
		if i > 0 {
			c.Left = max(c.Left, row[i-1].Right)
		}
		c.Right = max(c.Right, c.Left+1)
	}
	return row
}

// joined returns the row with each horizontally merged set as one cell. What is
// in the further cells, which are empty as a rule, is not shown ([MS-DOC] 2.9.317).
func joined(row Row) Row {
	out := row[:0]
	for _, c := range row {
		if last := len(out) - 1; c.Horizontal == Continued && last >= 0 {
			out[last].Right = c.Right
			out[last].covered = out[last].covered || c.holds()
			continue
		}
		out = append(out, c)
	}
	return out
}

// holds reports whether there is anything in a cell.
func (c *Cell) holds() bool {
	return strings.TrimSpace(c.Text) != "" || len(c.Nested) > 0
}

// cluster finds the columns. The narrowest cell bounds what counts as one edge,
// so that no cell loses its column.
func (t *table) cluster() {
	n := 0
	for _, row := range t.rows {
		n += len(row)
	}
	near, edges := tolerance, make([]int, 0, 2*n)
	for _, row := range t.rows {
		for i := range row {
			c := &row[i]
			near = min(near, c.Right-c.Left-1)
			edges = append(edges, c.Left, c.Right)
		}
	}
	slices.Sort(edges)
	for i, e := range edges {
		if i == 0 || e-t.columns[len(t.columns)-1] > near {
			t.columns = append(t.columns, e)
		}
	}
}

// column returns the column that begins at this edge.
func (t *table) column(edge int) int {
	i, found := slices.BinarySearch(t.columns, edge)
	if !found {
		i--
	}
	return i
}

// anchor is a cell that a merge downwards may continue.
type anchor struct {
	to   int // the column that it ends before, 0 where there is none
	cell int
}

// place makes the cells, in reading order, and grows those that are merged downwards.
func (t *table) place(rows []Row) {
	n := 0
	for _, row := range rows {
		n += len(row)
	}
	t.cells = make([]document.Cell, 0, n)
	above, below := make([]anchor, len(t.columns)), make([]anchor, len(t.columns)) // by the column that they begin at
	for r, row := range rows {
		for i := range row {
			c := &row[i]
			from, to := t.column(c.Left), min(t.column(c.Right), len(t.columns)-1)
			if from >= to {
				continue // past the limit of columns
			}
			goesOn := above[from].to == to && c.Vertical == Continued
			if t.covered == nil && (c.covered || goesOn && c.holds()) {
				t.covered = &document.Place{Table: t.number, Row: r + 1, Column: from + 1}
			}
			if goesOn {
				a := &t.cells[above[from].cell]
				a.RowSpan = r - a.Row + 1
				below[from] = above[from]
				continue
			}
			if c.Vertical != Alone {
				below[from] = anchor{to, len(t.cells)}
			}
			t.cells = append(t.cells, document.Cell{
				Row: r, Col: from, RowSpan: 1, ColSpan: to - from,
				Text: c.Text, Nested: c.Nested,
				Place: document.Place{Table: t.number, Row: r + 1, Column: from + 1},
			})
		}
		above, below = below, above
		clear(below)
	}
}

// lines joins texts that are not blank, with line breaks between.
func lines(texts []string) string {
	texts = slices.DeleteFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" })
	return strings.Join(texts, "\n")
}
