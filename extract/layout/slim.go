package layout

import "slices"

// widest is how far apart the two lines of a double rule may lie. What is narrower and
// has nothing in it is no column, nor a row: its blanks would be counted as cells.
const widest = 6.5

// slim takes the strips between the lines of double rules out of a grid: those that
// have cells of their own in which nothing stands. It reports whether there were any;
// the cells are to be made again.
func (g *grid) slim(text *index) bool {
	xs := g.keep(g.xs, text, func(c *cell) (int, int) { return c.col, c.cols })
	// a low row at the edge may be the half of one that a page break cuts
	ys := g.keep(g.ys, text, func(c *cell) (int, int) {
		if c.row == 0 || c.row+c.rows == g.rows() {
			return 0, 0
		}
		return c.row, c.rows
	})
	if len(xs) == len(g.xs) && len(ys) == len(g.ys) || len(xs) < 2 || len(ys) < 2 {
		return false
	}
	g.xs, g.ys, g.cells = xs, ys, nil
	g.box = Box{xs[0], ys[0], xs[len(xs)-1], ys[len(ys)-1]}
	return true
}

// keep are the lines that are left where a strip is made one line in its middle.
func (g *grid) keep(lines []float64, text *index, of func(*cell) (at, n int)) []float64 {
	empty := make([]bool, len(lines)-1)
	for i := range empty {
		empty[i] = lines[i+1]-lines[i] < widest
	}
	if !slices.Contains(empty, true) {
		return lines
	}
	own := make([]bool, len(empty))
	for i := range g.cells {
		c := &g.cells[i]
		if at, n := of(c); n == 1 && empty[at] {
			own[at] = true
			empty[at] = !text.any(c.box)
		}
	}
	out := []float64{lines[0]}
	for i, is := range empty {
		if is && own[i] {
			out[len(out)-1] = (out[len(out)-1] + lines[i+1]) / 2
			continue
		}
		out = append(out, lines[i+1])
	}
	return out
}
