// Package documenttest holds what is true of every document, whatever the file
// that it was read from. Tests and fuzzing of each reader ask it.
package documenttest

import (
	"fmt"

	"gongkai/extract/document"
)

// Check returns what is wrong with a document, nil if nothing is: a block is a
// text or a table; tables are numbered as they come; cells stand in reading
// order, lie within their table, each position under one at most; no table is nested deeper or larger than the limits allow.
func Check(doc *document.Document) error {
	last := 0
	for i, b := range doc.Blocks {
		if (b.Table == nil) == (b.Text == "") {
			return fmt.Errorf("block %d has both or none of text and table: %+v", i, b)
		}
		if b.Table == nil {
			continue
		}
		if b.Place.Table != 0 && b.Place.Table <= last {
			return fmt.Errorf("table %d comes after table %d", b.Place.Table, last)
		}
		last = max(last, b.Place.Table)
		if err := CheckTable(b.Table); err != nil {
			return fmt.Errorf("block %d: %w", i, err)
		}
	}
	return nil
}

// CheckTable is Check for one table and those nested in it.
func CheckTable(t *document.Table) error { return check(t, 0) }

func check(t *document.Table, depth int) error {
	if depth > document.MaxNesting {
		return fmt.Errorf("nested deeper than %d", document.MaxNesting)
	}
	if t.Rows*t.Cols > document.MaxGrid {
		return fmt.Errorf("grid of %d × %d is larger than %d", t.Rows, t.Cols, document.MaxGrid)
	}
	covered := make(map[[2]int]bool)
	row, col := 0, -1
	for _, c := range t.Cells {
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > t.Rows || c.Col+c.ColSpan > t.Cols {
			return fmt.Errorf("cell %+v reaches out of %d × %d", c, t.Rows, t.Cols)
		}
		if c.Row < row || c.Row == row && c.Col <= col {
			return fmt.Errorf("cell %d,%d comes after %d,%d", c.Row, c.Col, row, col)
		}
		row, col = c.Row, c.Col
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if covered[[2]int{r, k}] {
					return fmt.Errorf("position %d,%d is covered twice", r, k)
				}
				covered[[2]int{r, k}] = true
			}
		}
		for _, n := range c.Nested {
			if err := check(n, depth+1); err != nil {
				return fmt.Errorf("in cell %d,%d: %w", c.Row, c.Col, err)
			}
		}
	}
	return nil
}

// CheckPlaces returns which cell does not name its own row and column as its
// place, nil if each does. It holds where a table of the document is one of the
// file; the tables of a sheet are cut out of it.
func CheckPlaces(doc *document.Document) error {
	for i, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		if err := checkPlaces(b.Table); err != nil {
			return fmt.Errorf("block %d: %w", i, err)
		}
	}
	return nil
}

func checkPlaces(t *document.Table) error {
	for _, c := range t.Cells {
		if c.Place.Row != c.Row+1 || c.Place.Column != c.Col+1 {
			return fmt.Errorf("cell %d,%d names the place %d,%d", c.Row, c.Col, c.Place.Row, c.Place.Column)
		}
		for _, n := range c.Nested {
			if err := checkPlaces(n); err != nil {
				return err
			}
		}
	}
	return nil
}
