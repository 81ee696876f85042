package sheet

import "slices"

// taken are the positions of a sheet that cells were written at, blank ones too.
// Cells come in the order of the rows and columns, so that a row is a range or
// a few; a position that two of them hold was written twice.
type taken struct {
	ranges    []written
	unordered bool
}

// written is a range of cells in a row, its last column included.
type written struct{ row, from, to int32 }

// maxWritten is the number of ranges that are kept of a workbook.
const maxWritten = 2 * maxRow

// add notes the cells of a row from one column to another.
func (t *taken) add(row, from, to int) (more bool) {
	w := written{int32(row), int32(from), int32(to)}
	if n := len(t.ranges); n > 0 {
		last := &t.ranges[n-1]
		if w.row == last.row && w.from == last.to+1 {
			last.to = w.to
			return false
		}
		t.unordered = t.unordered || w.row < last.row || w.row == last.row && w.from <= last.to
	}
	t.ranges = append(t.ranges, w)
	return true
}

// twice returns the ranges that were written more than once, in their order.
func (t *taken) twice() []written {
	if !t.unordered {
		return nil
	}
	slices.SortFunc(t.ranges, func(a, b written) int {
		if a.row != b.row {
			return int(a.row - b.row)
		}
		return int(a.from - b.from)
	})
	var list []written
	row, end := int32(-1), int32(-1)
	for _, w := range t.ranges {
		if w.row != row {
			row, end = w.row, -1
		}
		if w.from <= end {
			list = append(list, written{row, w.from, min(w.to, end)})
		}
		end = max(end, w.to)
	}
	return list
}

// take notes a cell of a page, blank or not, and the width that it is written over.
func (b *builder) take(p *page, row, from, to int) {
	if b.written == maxWritten {
		b.budget.Reached("cells", maxWritten)
		return
	}
	if p.taken.add(row, from, to) {
		b.written++
	}
}

const messageTwice = "单元格写了两次，未读：a cell is written twice, which one is shown is not known"

// doubled makes one value of those that were written at one place: which of them
// a program shows, nobody knows. Values are in the order of their places.
func (b *builder) doubled(p *page) {
	twice := p.taken.twice()
	if len(twice) == 0 {
		return
	}
	values := p.values[:0]
	for i := 0; i < len(p.values); {
		v := p.values[i]
		for len(twice) > 0 && (int(twice[0].row) < v.row || int(twice[0].row) == v.row && int(twice[0].to) < v.col) {
			twice = twice[1:]
		}
		n := 1
		for i+n < len(p.values) && p.values[i+n].row == v.row && p.values[i+n].col == v.col {
			n++
		}
		if len(twice) > 0 && int(twice[0].row) == v.row && int(twice[0].from) <= v.col {
			b.uncertain(&v, CodeTwice, "cells", messageTwice)
		}
		values, i = append(values, v), i+n
	}
	p.values = values
}
