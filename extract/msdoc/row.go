package msdoc

import (
	"gongkai/extract/edges"
)

// row is what the paragraph that ends a row says of its cells: their number,
// their edges, their merges. Fast-saved files change it step by step
// ([MS-DOC] 2.6.3).
type row struct {
	edges []int // one more than cells
	cells []merge
	gap   int

	mirrored bool // the first cell stands on the right
	height   int  // in twips, less than none where it is exact
}

// merge is how a cell is merged, in the file's own numbers.
type merge struct{ horizontal, vertical byte }

// apply applies one change; those that are not about cells do nothing.
func (r *row) apply(op uint16, arg []byte) {
	switch op {
	case sprmTDefine:
		r.define(arg, 20)
	case sprmTDefineOld:
		r.define(arg, 10)
	case sprmTHeight:
		r.height = twips(arg, 0)
	case sprmTMirrored:
		r.mirrored = u16(arg, 0) != 0
	case sprmTMerge, sprmTSplit:
		from, to := r.limits(arg)
		for i := from; i < to; i++ {
			switch {
			case op == sprmTSplit:
				r.cells[i].horizontal = 0
			case i == from:
				r.cells[i].horizontal = 2
			default:
				r.cells[i].horizontal = 1
			}
		}
	case sprmTVerticalJoin:
		if i := int(byteAt(arg, 0)); i < len(r.cells) {
			r.cells[i].vertical = byteAt(arg, 1) & 3
		}
	case sprmTDelete:
		from, to := r.limits(arg)
		if from < to {
			r.shift(to, r.edges[from]-r.edges[to])
			r.cells = append(r.cells[:from], r.cells[to:]...)
			r.edges = append(r.edges[:from], r.edges[to:]...)
		}
	case sprmTInsert:
		r.insert(int(byteAt(arg, 0)), int(byteAt(arg, 1)), twips(arg, 2))
	case sprmTWidth:
		from, to := r.limits(arg)
		for i := from; i < to; i++ {
			r.shift(i+1, twips(arg, 2)-(r.edges[i+1]-r.edges[i]))
		}
	case sprmTGap:
		gap := twips(arg, 0)
		if len(r.edges) > 0 {
			r.edges[0] += r.gap - gap
		}
		r.gap = gap
	case sprmTLeft:
		if len(r.edges) > 0 {
			r.shift(0, twips(arg, 0)-r.gap-r.edges[0])
		}
	}
}

// maxCells is the number of cells that a row may have ([MS-DOC] 2.9.315).
const maxCells = 63

// define reads a TDefTableOperand: the number of cells, their edges, and what is
// known of each; the last ones may be missing (2.9.315).
func (r *row) define(arg []byte, size int) {
	n := int(byteAt(arg, 0))
	if n > maxCells || 1+2*(n+1) > len(arg) {
		return
	}
	*r = row{gap: r.gap, mirrored: r.mirrored, height: r.height, edges: make([]int, n+1), cells: make([]merge, n)}
	for i := range r.edges {
		r.edges[i] = twips(arg, 1+2*i)
	}
	for i := range r.cells {
		flags := u16(arg, 1+2*(n+1)+size*i)
		r.cells[i].horizontal = byte(flags & 3)
		if size == 20 {
			r.cells[i].vertical = byte(flags >> 5 & 3)
		}
	}
}

// insert puts cells of one width before the cell i, or behind all others.
func (r *row) insert(i, n, width int) {
	if len(r.edges) == 0 {
		r.edges = []int{0}
	}
	for len(r.cells) < i && len(r.cells) < maxCells { // 2.6.3: cells are added up to there
		r.cells = append(r.cells, merge{})
		r.edges = append(r.edges, r.edges[len(r.edges)-1]+width)
	}
	i = min(i, len(r.cells))
	n = min(n, maxCells-len(r.cells))
	if n <= 0 {
		return
	}
	r.shift(i+1, n*width)
	left := r.edges[i]
	cells, lines := append([]merge{}, r.cells[:i]...), append([]int{}, r.edges[:i+1]...)
	for k := range n {
		cells, lines = append(cells, merge{}), append(lines, left+(k+1)*width)
	}
	r.cells, r.edges = append(cells, r.cells[i:]...), append(lines, r.edges[i+1:]...)
}

// limits returns the range of cells that an operand names, within the row.
func (r *row) limits(arg []byte) (from, to int) {
	to = min(int(byteAt(arg, 1)), len(r.cells))
	return min(int(byteAt(arg, 0)), to), to
}

func (r *row) shift(from, by int) {
	for i := from; i < len(r.edges); i++ {
		r.edges[i] += by
	}
}

// defined returns the cells for the table builder. [MS-DOC] 2.9.317 says that
// 2 begins a horizontally merged set and 1 continues it, Word 97's own
// description says the reverse: the first cell of a set has one of them, the
// others have the other, and that is what decides.
func (r *row) defined() []edges.Cell {
	cells := make([]edges.Cell, len(r.cells))
	var began byte
	for i, m := range r.cells {
		c := &cells[i]
		c.Left, c.Right = r.edges[i], r.edges[i+1]
		switch {
		case m.horizontal == 0:
			began = 0
		case began == 0 || m.horizontal == began || m.horizontal == 3:
			began, c.Horizontal = m.horizontal, edges.First
		default:
			c.Horizontal = edges.Continued
		}
		switch m.vertical { // VerticalMergeFlag, 2.9.344
		case 1:
			c.Vertical = edges.Continued
		case 2, 3:
			c.Vertical = edges.First
		}
	}
	return cells
}

func twips(b []byte, at int) int {
	return int(int16(u16(b, at)))
}
