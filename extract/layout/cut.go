package layout

import (
	"slices"
	"strings"
	"unicode"
)

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
		c.text, c.box, c.page, c.wrapped = b.text, b.box, b.page, b.wrapped
	case b.text != "":
		c.text, c.wrapped = c.text+"\n"+b.text, false
	}
	c.nested = append(c.nested, b.nested...)
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// cutWrapped takes the marks back at the end of one page and the beginning of the next
// where both have a table there: a row may be cut between the lines of its number.
func (f *Flow) cutWrapped() {
	for i := range f.sheets[:max(0, len(f.sheets)-1)] {
		above, below := f.sheets[i].tables(), f.sheets[i+1].tables()
		if len(above) > 0 && len(below) > 0 {
			above[len(above)-1].cutAtEnd()
			below[0].cutAtBeginning()
		}
	}
}

func (s *sheet) tables() (out []*grid) {
	for _, it := range s.items {
		if it.table != nil {
			out = append(out, it.table)
		}
	}
	return out
}

func (g *grid) cutAtEnd() {
	for i := range g.cells {
		if c := &g.cells[i]; g.atBottom(c) {
			c.wrapped = false
			for _, n := range c.nested {
				n.cutAtEnd()
			}
		}
	}
}

// cutAtBeginning leaves nothing marked down to the first row with a number: what
// stands over it may be a header that is printed again.
func (g *grid) cutAtBeginning() {
	to := -1
	for i := range g.cells {
		c := &g.cells[i]
		if to < 0 && strings.ContainsFunc(c.text, unicode.IsDigit) && !han(c.text) {
			to = c.row
		}
		if to >= 0 && c.row > to {
			break
		}
		c.wrapped = false
		for _, n := range c.nested {
			n.cutAtBeginning()
		}
	}
}
