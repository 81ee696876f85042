package layout

import (
	"cmp"
	"math"
	"slices"
)

// A browser does not break a number that is wider than its cell: its last digits
// stand beyond the rule, in the next cell or outside of the table. Which part
// belongs where is then known to nobody who asks each glyph for its cell, and
// either part would be a number by itself.

const (
	touching = 0.12 // ems: glyphs so near are of one word; cells keep more apart
	crossing = "|"  // stands in a cell's text where a rule goes through a number
)

// overflow puts the mark of a rule between digits of one number that lie in two
// cells, or in a cell and outside of it: into both, so that neither is read as a
// number. in are the cells of the glyphs, nil outside; outside are the marks there.
func overflow(glyphs []Glyph, in []*cell) (outside []Glyph) {
	var digits []int
	for i, g := range glyphs {
		if g.Turn == 0 && ofNumber(g.Text) {
			digits = append(digits, i)
		}
	}
	slices.SortStableFunc(digits, func(a, b int) int {
		return cmp.Or(compare(onLine(glyphs[a]), onLine(glyphs[b])), compare(glyphs[a].Box.Left, glyphs[b].Box.Left))
	})
	for n, i := range digits {
		for _, j := range digits[n+1 : min(n+1+maxOver, len(digits))] {
			a, b := glyphs[i], glyphs[j]
			em := math.Max(math.Min(a.Size, b.Size), 1)
			gap := b.Box.Left - a.Box.Right
			if onLine(a) != onLine(b) || gap > touching*em {
				break
			}
			if in[i] == in[j] || !digit(a.Text) && !digit(b.Text) || gap < -touching*em {
				continue
			}
			mark := a
			mark.Text, mark.Box.Left, mark.Box.Right = crossing, a.Box.Right, a.Box.Right
			put := func(c *cell) {
				if c != nil {
					c.glyphs = append(c.glyphs, mark)
				} else {
					outside = append(outside, mark)
				}
			}
			put(in[i])
			mark.Box.Left, mark.Box.Right = b.Box.Left, b.Box.Left
			put(in[j])
		}
	}
	return outside
}

// maxOver is how many digits may lie over a number before its next one: those of
// numbers that run into it from both sides.
const maxOver = 32

// onLine is the height of a glyph's baseline without what computing it left over.
func onLine(g Glyph) float64 { return math.Round(2 * g.Base) }
