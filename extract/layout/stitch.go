package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
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

// cut reports whether the page break goes through a row: the two rows at the
// break have the same cells and complete each other, no cell is printed in both
// and the first column of one of them is blank.
func (t *grid) cut(next *grid) bool {
	above, below := t.last(), next.row(0)
	if len(above) != len(below) || len(above) < 2 {
		return false
	}
	single := func(c *cell) bool { return c.rows == 1 }
	if !slices.ContainsFunc(above, single) || !slices.ContainsFunc(below, func(c cell) bool { return single(&c) }) {
		return false
	}
	texts := [2]bool{}
	first := -1
	for i := range above {
		a, b := above[i], &below[i]
		if a.col != b.col || a.cols != b.cols || a.text != "" && b.text != "" {
			return false
		}
		texts[0], texts[1] = texts[0] || a.text != "", texts[1] || b.text != ""
		if first < 0 && a.rows == 1 && b.rows == 1 {
			first = i
			if (a.text == "") == (b.text == "") {
				return false
			}
		}
	}
	if first < 0 {
		return false
	}
	if texts[0] && texts[1] {
		return true
	}
	// one half has nothing: cut only where the page shows that it is open, or
	// the half is too low for a line
	height := below[first].box.height()
	if texts[1] {
		height = above[first].box.height()
	}
	return height < lowest || t.openBottom && next.openTop
}

// lowest is the height below which no row with a line of text can be.
const lowest = 8.0

// mergeRow makes the first row of next the lower half of the last row of t.
func (t *grid) mergeRow(next *grid) {
	above, below := t.last(), next.row(0)
	for i, a := range above {
		b := &below[i]
		a.take(b)
		a.rows += b.rows - 1
	}
	next.cells = slices.DeleteFunc(next.cells, func(c cell) bool { return c.row == 0 })
}

// mergeSpans joins the cells that span the break: one half is blank, and each
// half spans rows or stands left of the label of its row. A half of one row that
// stands right of the label is a value of that row, also where it is blank and
// the cell at the other side of the break spans rows (the header's 总计). The text
// may be printed in either half.
func (t *grid) mergeSpans(next *grid) {
	above, below := t.last(), next.row(0)
	labelAbove, labelBelow := label(t.row(t.rows()-1)), label(below)
	gone := make([]bool, len(below))
	for i, k := 0, 0; i < len(above) && k < len(below); {
		a, b := above[i], &below[k]
		switch {
		case a.col < b.col:
			i++
			continue
		case a.col > b.col:
			k++
			continue
		}
		blank := a.text == "" || b.text == ""
		spans := (a.rows > 1 || a.col < labelAbove) && (b.rows > 1 || b.col < labelBelow)
		if a.cols == b.cols && blank && spans && (a.rows > 1 || b.rows > 1 || a.text != "" || b.text != "") {
			a.take(b)
			a.rows += b.rows
			gone[k] = true
		}
		i, k = i+1, k+1
	}
	kept := next.cells[:0]
	for i, c := range next.cells {
		if i >= len(gone) || !gone[i] {
			kept = append(kept, c)
		}
	}
	next.cells = kept
}

// label is the column of the last label of a row, -1 where it has none: labels
// stand at the left, blank ones first. Behind a blank come values, whose words
// (3件, 无) make no label.
func label(row []cell) int {
	at := -1
	for _, c := range row {
		switch {
		case han(c.text):
			at = c.col
		case c.text != "" || at >= 0:
			return at
		}
	}
	return at
}

func (c *cell) take(b *cell) {
	switch {
	case c.text == "":
		c.text, c.box, c.page = b.text, b.box, b.page
	case b.text != "":
		c.text += "\n" + b.text
	}
	c.nested = append(c.nested, b.nested...)
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
