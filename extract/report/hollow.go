package report

import (
	"slices"

	"gongkai/extract/document"
)

// A rule may go through the name of a group alone, where the rows beside it go on: at
// the end of a page, or of the name. The grid has a row more there, and all cells of the
// row of the form reach over both.

// reachesRow reports whether a cell reaches down into a row in which something begins.
func (w *walker) reachesRow(c *document.Cell) bool {
	for r := c.Row + 1; r < c.Row+c.RowSpan; r++ {
		if r >= len(w.hollow) || !w.hollow[r] {
			return true
		}
	}
	return false
}

// hollow tells of each row whether nothing begins in it but a blank cell left of a label
// that reaches down from above with all behind it.
func hollow(rows [][]gridCell) []bool {
	out := make([]bool, len(rows))
	for r, row := range rows {
		i := 0
		for i < len(row) && row[i].own && blank(row[i].cell.Text) {
			i++
		}
		own := func(c gridCell) bool { return c.own }
		out[r] = i > 0 && i < len(row) && reHan.MatchString(row[i].cell.Text) && !slices.ContainsFunc(row[i:], own)
	}
	return out
}
