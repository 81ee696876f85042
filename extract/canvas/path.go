package canvas

import (
	"math"

	"gongkai/extract/layout"
)

// maxSegments bounds the segments of one path.
const maxSegments = 1 << 16

// Path is a path under construction, in points on the page as shown. The zero
// Path is ready to use.
type Path struct {
	subs     []sub
	segments int
	at       [2]float64
}

// sub is a part of a path that is drawn without lifting the pen.
type sub struct {
	start  [2]float64
	lines  [][4]float64
	box    layout.Box
	curved bool
}

// Move lifts the pen and begins a part of its own.
func (p *Path) Move(x, y float64) {
	p.at = [2]float64{x, y}
	if n := len(p.subs); n > 0 && len(p.subs[n-1].lines) == 0 && !p.subs[n-1].curved { // a move after a move
		p.subs = p.subs[:n-1]
	}
	p.subs = append(p.subs, sub{start: p.at, box: Extend(Empty(), x, y)})
}

// Line draws a straight line. Past the limit nothing more is drawn: it is a
// drawing, no rule of a table has so many segments.
func (p *Path) Line(x, y float64) {
	if p.segments++; p.segments > maxSegments {
		return
	}
	if len(p.subs) == 0 {
		p.Move(x, y)
	}
	s := &p.subs[len(p.subs)-1]
	s.lines = append(s.lines, [4]float64{p.at[0], p.at[1], x, y})
	s.box = Extend(s.box, x, y)
	p.at = [2]float64{x, y}
}

// Curve draws a curve; only its end counts.
func (p *Path) Curve(x, y float64) {
	if len(p.subs) == 0 {
		p.Move(x, y)
	}
	s := &p.subs[len(p.subs)-1]
	s.curved = true
	s.box = Extend(s.box, x, y)
	p.at = [2]float64{x, y}
}

// Close draws a line to where the part began.
func (p *Path) Close() {
	if n := len(p.subs); n > 0 && p.at != p.subs[n-1].start {
		p.Line(p.subs[n-1].start[0], p.subs[n-1].start[1])
	}
}

// Clear empties the path.
func (p *Path) Clear() { p.subs, p.segments = p.subs[:0], 0 }

// Empty reports whether there is no path at all.
func (p *Path) Empty() bool { return len(p.subs) == 0 }

// Rectangle reports whether the path is one rectangle along the page's sides.
func (p *Path) Rectangle() bool { return len(p.subs) == 1 && p.subs[0].rectangle() }

// Box is the box around the path, not Sound where it is empty.
func (p *Path) Box() layout.Box {
	all := Empty()
	for i := range p.subs {
		b := p.subs[i].box
		all = Extend(Extend(all, b.Left, b.Top), b.Right, b.Bottom)
	}
	return all
}

// square reports whether a shape has no sides but such as run along the page's.
func (s *sub) square() bool {
	for _, l := range s.lines {
		if math.Min(math.Abs(l[0]-l[2]), math.Abs(l[1]-l[3])) > 0.7 {
			return false
		}
	}
	return !s.curved
}

// rectangle reports whether a shape is one along the page's sides.
func (s *sub) rectangle() bool { return s.square() && len(s.lines) == 4 }
