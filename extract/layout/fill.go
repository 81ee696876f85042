package layout

import "slices"

// fill gives each glyph to the innermost cell that its centre lies in, puts
// tables that stand inside a cell there, and returns the tables that stand on
// the page itself and the glyphs outside of all.
func fill(grids []*grid, glyphs []Glyph) (tables []*grid, rest []Glyph) {
	of := make([]*cell, len(glyphs))
	for i, gl := range glyphs {
		x, y := gl.Box.centre()
		for _, g := range slices.Backward(grids) {
			if of[i] = g.at(x, y); of[i] != nil {
				break
			}
		}
	}
	if len(grids) > 0 {
		rest = overflow(glyphs, of)
	}
	for i, gl := range glyphs {
		if of[i] == nil {
			rest = append(rest, gl)
			continue
		}
		of[i].glyphs = append(of[i].glyphs, gl)
	}
	for i, g := range slices.Backward(grids) {
		x, y := g.box.centre()
		var in *cell
		for _, outer := range slices.Backward(grids[:i]) {
			if outer.box.contains(g.box.Left, g.box.Top) && outer.box.contains(g.box.Right, g.box.Bottom) {
				if in = outer.at(x, y); in != nil {
					break
				}
			}
		}
		if in != nil {
			in.nested = append(in.nested, g)
			continue
		}
		tables = append(tables, g)
	}
	tables = slices.DeleteFunc(tables, (*grid).empty)
	slices.SortStableFunc(tables, func(a, b *grid) int {
		switch {
		case a.box.Top < b.box.Top:
			return -1
		case a.box.Top > b.box.Top:
			return 1
		}
		return 0
	})
	return tables, rest
}

// empty reports whether nothing at all is printed in a table: it is a drawing.
func (g *grid) empty() bool {
	for i := range g.cells {
		for _, gl := range g.cells[i].glyphs {
			if !blank(gl.Text) {
				return false
			}
		}
		for _, n := range g.cells[i].nested {
			if !n.empty() {
				return false
			}
		}
	}
	return true
}

// write sets the texts of the cells and lets the glyphs go.
func (g *grid) write() {
	g.findWrapped()
	for i := range g.cells {
		c := &g.cells[i]
		c.text, c.glyphs, c.page = cellText(c.glyphs), nil, g.page
		for _, n := range c.nested {
			n.write()
		}
	}
}
