package layout

import (
	"math"
	"slices"
)

// A number that is wider than its cell is broken into lines wherever the cell ends:
// 123 over 45. That looks as two numbers over each other look. But lines that are
// broken by force are full: the next digit had no room in any but the last one.

const (
	maxWrapped  = 6    // lines of one number: more are no number
	wrappedSize = 0.03 // share by which the sizes of its digits may differ
	wrappedEdge = 0.15 // ems by which its lines may begin, end or be centred apart
	wrappedEven = 0.06 // share by which the pitch of its lines may differ
	widestPitch = 2.4  // ems: so far lines of one text stand apart in a cell at most
)

// findWrapped marks the cells whose lines can only be one number. It is asked before
// the glyphs are let go.
func (g *grid) findWrapped() {
	left, right := math.NaN(), 0.0
	for i := range g.cells {
		c := &g.cells[i]
		in := c.numberLines()
		if in == nil {
			continue
		}
		if math.IsNaN(left) { // few tables have such a cell at all
			left, right = g.margins()
		}
		c.wrapped = crammed(in, c.box.width()-left-right) && even(in)
	}
}

// margins are how far what is printed in the table stays away from the rules of its
// cell at least, at the left and at the right: the fullest of its lines show them.
func (g *grid) margins() (left, right float64) {
	left, right = math.Inf(1), math.Inf(1)
	for i := range g.cells {
		c := &g.cells[i]
		for _, gl := range c.glyphs {
			if !blank(gl.Text) && gl.Turn == 0 {
				left = math.Min(left, math.Max(0, gl.Box.Left-c.box.Left))
				right = math.Min(right, math.Max(0, c.box.Right-gl.Box.Right))
			}
		}
	}
	return left, right
}

// numberLines are the lines of a cell that holds the digits and separators of a
// number, perhaps with its unit behind them, in lines, and nothing else: no blank
// parts them, no sign stands among them. nil for every other cell.
func (c *cell) numberLines() []line {
	digits, size := 0, 0.0
	for _, gl := range c.glyphs {
		switch {
		case blank(gl.Text):
			continue
		case gl.Turn != 0 || gl.Hidden || !ofNumber(gl.Text) && !ideograph(gl.Text):
			return nil
		case digit(gl.Text):
			digits++
		}
		size = gl.Size
	}
	if digits < 2 || len(c.nested) > 0 {
		return nil
	}
	all := lines(c.glyphs)
	if len(all) < 2 || len(all) > maxWrapped {
		return nil
	}
	unit := false
	for i := range all {
		l := &all[i]
		for k, gl := range l.glyphs {
			unit = unit || ideograph(gl.Text)
			switch {
			case blank(gl.Text):
				// a blank behind the last letter parts nothing
				if i < len(all)-1 || !slices.ContainsFunc(l.glyphs[:k], func(g Glyph) bool { return !blank(g.Text) }) {
					return nil
				}
			case unit && !ideograph(gl.Text), !alike(gl.Size, size, wrappedSize):
				return nil
			case k > 0 && !blank(l.glyphs[k-1].Text) && joint(l.glyphs[k-1], gl, func() float64 { return 0 }) != "":
				return nil
			}
		}
		*l = newLine(slices.DeleteFunc(slices.Clone(l.glyphs), func(g Glyph) bool { return blank(g.Text) }))
	}
	return all
}

// crammed reports whether each line but the last leaves no room for what the next one
// begins with.
func crammed(in []line, width float64) bool {
	for i, l := range in[:len(in)-1] {
		if l.box.width()+in[i+1].glyphs[0].Box.width() <= width {
			return false
		}
	}
	return true
}

// even reports whether lines follow each other as those of one text do: at one pitch,
// all beginning, or ending, or centred at one place.
func even(in []line) bool {
	pitch := in[1].base - in[0].base
	if pitch > widestPitch*in[0].size {
		return false
	}
	begin, end, centre := true, true, true
	for i := range in[1:] {
		a, b := &in[i], &in[i+1]
		if !alike(pitch, b.base-a.base, wrappedEven) {
			return false
		}
		within := wrappedEdge * a.size
		x, _ := a.box.centre()
		y, _ := b.box.centre()
		begin = begin && math.Abs(a.box.Left-b.box.Left) <= within
		end = end && math.Abs(a.box.Right-b.box.Right) <= within
		centre = centre && math.Abs(x-y) <= within
	}
	return begin || end || centre
}

// alike reports whether two sizes differ by no more than a share of the larger.
func alike(a, b, share float64) bool {
	return math.Abs(a-b) <= share*math.Max(a, b)
}
