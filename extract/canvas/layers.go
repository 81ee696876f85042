package canvas

import "gongkai/extract/layout"

// layers are the grounds that were painted on a page, in their order: what is
// printed in white is seen where the uppermost of them has a colour.
type layers struct {
	last []layer
	// lost is around the coloured grounds that were forgotten: white may be seen
	// on any part of it, and what may be seen is read.
	lost layout.Box
	full bool // some were forgotten
}

type layer struct {
	box   layout.Box
	white bool
}

func (l *layers) add(b layout.Box, white bool) {
	if !Sound(b) || white && len(l.last) == 0 {
		return // the page itself is white
	}
	if len(l.last) >= maxGrounds {
		if old := l.last[0]; !old.white {
			if !l.full {
				l.lost, l.full = Empty(), true
			}
			l.lost = Extend(Extend(l.lost, old.box.Left, old.box.Top), old.box.Right, old.box.Bottom)
		}
		l.last = l.last[1:]
	}
	l.last = append(l.last, layer{b, white})
}

// under reports whether white is seen at a point.
func (l *layers) under(x, y float64) bool {
	for i := len(l.last) - 1; i >= 0; i-- {
		if b := l.last[i].box; x >= b.Left && x <= b.Right && y >= b.Top && y <= b.Bottom {
			return !l.last[i].white
		}
	}
	b := l.lost
	return l.full && x >= b.Left && x <= b.Right && y >= b.Top && y <= b.Bottom
}
