package sheet

import (
	"slices"

	"gongkai/extract/document"
)

// placed is a cell of the layout: an area of visible rows and columns.
type placed struct {
	top, left, bottom, right int
	text                     string
	ruled                    bool // blank cells follow that have a look of their own
}

// layout is the used part of a sheet without its hidden rows and columns.
type layout struct {
	rows, cols []int // of the sheet, for each visible one
	cells      []placed
	grid       []int32 // for each position, the index + 1 in cells; 0 is a blank cell alone
	looks      int     // positions looked at to place areas
}

// lay places the cells of a page. The used part is what holds the values and
// the areas that they are merged over.
func (b *builder) lay(p *page) (*layout, bool) {
	at := make(map[[2]int]int, len(p.values)) // anchor → index of the value
	for i, v := range p.values {
		at[[2]int{v.row, v.col}] = i
	}
	bottom, right := 0, 0
	top, left := p.values[0].row, p.values[0].col
	for _, v := range p.values {
		bottom, right, left = max(bottom, v.row), max(right, v.col), min(left, v.col)
	}
	inner := [2]int{bottom, right}
	for _, a := range p.areas {
		if _, ok := at[[2]int{a.top, a.left}]; ok {
			bottom, right = max(bottom, a.bottom), max(right, a.right)
		}
	}
	if right-left >= document.MaxColumns || (bottom-top+1)*(right-left+1) > document.MaxGrid {
		bottom, right = inner[0], inner[1] // an area merged over nothing
	}
	if right-left >= document.MaxColumns {
		b.budget.Reached("columns", document.MaxColumns)
		return nil, false
	}
	if (bottom-top+1)*(right-left+1) > document.MaxGrid {
		b.budget.Reached("grid", document.MaxGrid)
		return nil, false
	}
	// Any number of sheets may be as large, all of them from one part.
	if b.laid += (bottom - top + 1) * (right - left + 1); b.laid > 2*document.MaxGrid {
		b.budget.Reached("grid", document.MaxGrid)
		return nil, false
	}
	g := &layout{}
	for r := top; r <= bottom; r++ {
		if !p.hides.hasRow(r) {
			g.rows = append(g.rows, r)
		}
	}
	for k := left; k <= right; k++ {
		if !p.hides.hasCol(k) {
			g.cols = append(g.cols, k)
		}
	}
	g.grid = make([]int32, len(g.rows)*len(g.cols))
	placed := make([]bool, len(p.values)) // by an area
	for _, a := range p.areas {
		if g.looks > maxLooks {
			b.budget.Reached("merges", maxLooks) // areas that overlap, over and over
			break
		}
		if i, ok := at[[2]int{a.top, a.left}]; !ok {
			g.put(a, value{}) // its first cell is blank, or stands outside the used part
		} else if g.put(a, p.values[i]) {
			placed[i] = true
		}
	}
	for i, v := range p.values {
		switch {
		case placed[i] || g.put(area{v.row, v.col, v.row, v.col}, v):
		case p.hides.hasRow(v.row) || p.hides.hasCol(v.col):
			b.doubtCells()
		default:
			b.unseen("merged", "被合并的单元格中有不显示的内容，未读：a cell that a merged area covers is left out")
		}
	}
	return g, true
}

// maxLooks is how many positions are looked at to place the areas of a sheet:
// areas that do not overlap need one look for each position.
const maxLooks = 2 * document.MaxGrid

// put places what of a cell lies in the used part, and reports whether it did:
// not where one of its positions is taken already.
func (g *layout) put(a area, v value) bool {
	top, _ := slices.BinarySearch(g.rows, a.top)
	left, _ := slices.BinarySearch(g.cols, a.left)
	bottom, in := slices.BinarySearch(g.rows, a.bottom)
	if !in {
		bottom--
	}
	right, in := slices.BinarySearch(g.cols, a.right)
	if !in {
		right--
	}
	if bottom < top || right < left {
		return false
	}
	for r := top; r <= bottom; r++ {
		for k := left; k <= right; k++ {
			if g.looks++; g.grid[r*len(g.cols)+k] != 0 {
				return false
			}
		}
	}
	g.cells = append(g.cells, placed{top, left, bottom, right, v.text, v.ruled})
	for r := top; r <= bottom; r++ {
		for k := left; k <= right; k++ {
			g.grid[r*len(g.cols)+k] = int32(len(g.cells))
		}
	}
	return true
}

// row returns the cells that stand in a row, from left to right, those that
// come from above included.
func (g *layout) row(r int) []placed {
	var list []placed
	for k := 0; k < len(g.cols); {
		c := placed{top: r, left: k, bottom: r, right: k}
		if i := g.grid[r*len(g.cols)+k]; i > 0 {
			c = g.cells[i-1]
		}
		list = append(list, c)
		k = c.right + 1
	}
	return list
}
