package layout

import "math"

// index finds glyphs by place: they are kept by bands of their height on the page.
type index struct {
	bands map[int][]Glyph
}

const band = 20.0

func newIndex(glyphs []Glyph) *index {
	ix := &index{bands: map[int][]Glyph{}}
	for _, g := range glyphs {
		if blank(g.Text) {
			continue
		}
		_, y := g.Box.centre()
		k := int(math.Floor(y / band))
		ix.bands[k] = append(ix.bands[k], g)
	}
	return ix
}

// any reports whether the centre of a printed glyph lies in b.
func (ix *index) any(b Box) bool {
	if b.height() > band*float64(2*len(ix.bands)+2) { // more bands than glyphs have
		for _, in := range ix.bands {
			if anyIn(in, b) {
				return true
			}
		}
		return false
	}
	for k := int(math.Floor(b.Top / band)); k <= int(math.Floor(b.Bottom/band)); k++ {
		if anyIn(ix.bands[k], b) {
			return true
		}
	}
	return false
}

func anyIn(glyphs []Glyph, b Box) bool {
	for _, g := range glyphs {
		if x, y := g.Box.centre(); x > b.Left && x < b.Right && y > b.Top && y < b.Bottom {
			return true
		}
	}
	return false
}
