package layout

import (
	"cmp"
	"math"
	"slices"
)

// sameSide is how far the sides of a table's parts may lie apart from page to page.
const sameSide = 4.0

// continues reports whether next, the first thing on its page, is the rest of a
// table whose part t is the last thing on the page before. Text between the two
// is the caller's to look for.
func (t *grid) continues(next *grid) bool {
	return math.Abs(t.box.Left-next.box.Left) <= sameSide && math.Abs(t.box.Right-next.box.Right) <= sameSide
}

// stitch adds next, the rest of the table on the following page, to t. A part
// may have fewer columns than the other, where a rule of the other does not
// reach it.
func (t *grid) stitch(next *grid) {
	xs := cluster(append(slices.Clone(t.xs), next.xs...), sameSide)
	t.recolumn(xs)
	next.recolumn(xs)
	rows := t.rows()
	skip := t.repeated(next)
	shift := rows - skip
	switch {
	case skip > 0:
	case t.cut(next):
		t.mergeRow(next)
		shift--
	default:
		t.mergeSpans(next)
	}
	ends := t.bottom()
	for _, c := range next.cells {
		t.looked++
		if c.row < skip {
			continue
		}
		c.row += shift
		ends = append(ends, len(t.cells))
		t.cells = append(t.cells, c)
	}
	added := next.rows() - (rows - shift)
	for i := range added {
		t.ys = append(t.ys, t.ys[len(t.ys)-1]+float64(i+1)) // only their number counts from here on
	}
	t.ends = slices.DeleteFunc(ends, func(i int) bool { return !t.atBottom(&t.cells[i]) })
	t.page, t.openBottom = next.page, next.openBottom
}

// recolumn lays a table's cells over more columns.
func (t *grid) recolumn(xs []float64) {
	if len(xs) == len(t.xs) {
		return
	}
	at := make([]int, len(t.xs))
	for i, x := range t.xs {
		at[i] = nearest(xs, x)
	}
	t.looked += len(t.cells)
	for i := range t.cells {
		c := &t.cells[i]
		from, to := at[c.col], at[c.col+c.cols]
		c.col, c.cols = from, max(to-from, 1)
	}
	t.xs = xs
}

// repeated counts the rows at the head of next that only repeat the head of t,
// as word processors print it on every page.
func (t *grid) repeated(next *grid) int {
	n := 0
	for row := 0; row < min(next.rows()-1, t.rows()-1, 6); row++ {
		a, b := t.row(row), next.row(row)
		if len(a) != len(b) || len(a) == 0 {
			break
		}
		words := false
		for i := range a {
			if a[i].col != b[i].col || a[i].cols != b[i].cols || a[i].rows != b[i].rows || a[i].text != b[i].text || a[i].row+a[i].rows > next.rows() {
				return n
			}
			words = words || han(a[i].text)
		}
		if !words && n == 0 {
			break
		}
		n++
	}
	// no cell may reach out of the head
	for n > 0 {
		reaches := false
		for _, c := range next.cells {
			reaches = reaches || c.row < n && c.row+c.rows > n
		}
		if !reaches {
			break
		}
		n--
	}
	return n
}

// row are the cells that begin in a row, from left to right. The cells of a
// table are in the order of their rows, also after stitching: a table over many
// pages is never searched from its beginning.
func (t *grid) row(row int) []cell {
	at := func(row int) int {
		i, _ := slices.BinarySearchFunc(t.cells, row, func(c cell, row int) int {
			t.looked++
			return cmp.Compare(c.row, row)
		})
		return i
	}
	from, to := at(row), at(row+1)
	t.looked += to - from
	return t.cells[from:to:to]
}

// bottom are the indexes of the cells that end at the bottom of t.
func (t *grid) bottom() []int {
	if t.ends == nil {
		t.looked += len(t.cells)
		for i := range t.cells {
			if t.atBottom(&t.cells[i]) {
				t.ends = append(t.ends, i)
			}
		}
	}
	return t.ends
}

func (t *grid) atBottom(c *cell) bool { return c.row+c.rows == t.rows() }

// last are the cells that end at the bottom of t, from left to right.
func (t *grid) last() []*cell {
	var out []*cell
	for _, i := range t.bottom() {
		t.looked++
		out = append(out, &t.cells[i])
	}
	slices.SortFunc(out, func(a, b *cell) int { return a.col - b.col })
	return out
}
