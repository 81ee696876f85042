package portalsim

import "fmt"

// columnWidths returns the widths of a table's columns in points: a form's
// labels need more room than its numbers.
func columnWidths(columns int) []float64 {
	left := []float64{}
	switch columns {
	case 4:
		left = []float64{200}
	case 10:
		left = []float64{40, 72, 123}
	}
	width := sheetWidth - 2*sheetMargin
	for _, w := range left {
		width -= w
	}
	out := left
	for range columns - len(left) {
		out = append(out, width/float64(columns-len(left)))
	}
	return out
}

// set is a box where it stands in its grid.
type set struct {
	box
	row, col int
}

// placed puts the boxes where what spans leaves room for them, and counts the columns.
func (g grid) placed() (boxes []set, columns int) {
	covered := map[[2]int]bool{}
	for r, row := range g {
		col := 0
		for _, b := range row {
			for covered[[2]int{r, col}] {
				col++
			}
			boxes = append(boxes, set{b, r, col})
			for i := range b.rows {
				for k := range b.cols {
					covered[[2]int{r + i, col + k}] = true
				}
			}
			col += b.cols
			columns = max(columns, col)
		}
	}
	return boxes, columns
}

// table prints a grid: each box framed, its text from the upper left corner.
func (s *sheets) table(g grid) {
	boxes, columns := g.placed()
	left := []float64{sheetMargin}
	for i, w := range columnWidths(columns) {
		left = append(left, left[i]+w)
	}
	lines := make([][]string, len(boxes))
	heights := make([]float64, len(g))
	for span := range len(g) { // those of one row first: the others fill what is missing
		for i, b := range boxes {
			if b.rows != span+1 {
				continue
			}
			lines[i] = fold(b.text, left[b.col+b.cols]-left[b.col]-2*cellPad, cellSize)
			have := 0.0
			for _, h := range heights[b.row : b.row+b.rows] {
				have += h
			}
			if want := 1.25*cellSize*float64(max(len(lines[i]), 1)) + 2*cellPad; want > have {
				heights[b.row+b.rows-1] += want - have
			}
		}
	}
	top := []float64{0}
	for i, h := range heights {
		top = append(top, top[i]+h)
	}
	s.need(top[len(g)])
	for i, b := range boxes {
		x, y := left[b.col], s.y-top[b.row]
		height := top[b.row+b.rows] - top[b.row]
		fmt.Fprintf(s.page(), "%.2f %.2f %.2f %.2f re S\n", x, y-height, left[b.col+b.cols]-x, height)
		for k, text := range lines[i] {
			s.line(x+cellPad, y-cellPad-1.25*cellSize*float64(k)-cellSize, cellSize, text)
		}
	}
	s.y -= top[len(g)] + bodySize
}
