package document

// Table is a grid of cells. Spans are already laid out: a cell stands at Row,
// Col and covers RowSpan × ColSpan positions, no position is covered twice.
type Table struct {
	Rows int `json:"rows"`
	Cols int `json:"cols"`
	// Cells are the anchors of the grid in reading order (row, then column).
	Cells []Cell `json:"cells"`
	// Lines are the lines of text before it in the cell that it stands in.
	Lines int `json:"-"`
}

// Cell is one cell of a table. Row and Col count from 0, its Place from 1.
type Cell struct {
	Row     int    `json:"row"`
	Col     int    `json:"col"`
	RowSpan int    `json:"rowspan"`
	ColSpan int    `json:"colspan"`
	Text    string `json:"text"`
	// Wrapped says that the lines of Text are one number: the cell is too narrow for
	// it, and each line but the last is full.
	Wrapped bool `json:"wrapped,omitempty"`
	// Nested are tables that stand inside this cell; their text is not in Text.
	Nested []*Table `json:"nested,omitempty"`
	Place  Place    `json:"place"`
}

// Grid returns, for each position [row][col], the index in Cells of the cell
// that covers it, or -1. Cells that reach outside Rows × Cols are clipped.
func (t *Table) Grid() [][]int {
	grid := make([][]int, t.Rows)
	flat := make([]int, t.Rows*t.Cols)
	for i := range flat {
		flat[i] = -1
	}
	for r := range grid {
		grid[r] = flat[r*t.Cols : (r+1)*t.Cols : (r+1)*t.Cols]
	}
	for i, c := range t.Cells {
		for r := c.Row; r < min(c.Row+c.RowSpan, t.Rows); r++ {
			for k := c.Col; k < min(c.Col+c.ColSpan, t.Cols); k++ {
				grid[r][k] = i
			}
		}
	}
	return grid
}
