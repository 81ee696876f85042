package pdf

import (
	"math"

	"gongkai/extract/layout"
)

// thinnest is the thickness, in points, up to which a shape is a rule.
const thinnest = 3.0

// path is the path under construction, on the page as shown.
type path struct {
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

func (p *path) move(x, y float64) {
	p.at = [2]float64{x, y}
	if n := len(p.subs); n > 0 && len(p.subs[n-1].lines) == 0 && !p.subs[n-1].curved { // a move after a move
		p.subs = p.subs[:n-1]
	}
	p.subs = append(p.subs, sub{start: p.at, box: extend(empty(), x, y)})
}

func (p *path) line(x, y float64) {
	if p.segments++; p.segments > maxSegments {
		return // a drawing: no rule of a table has so many
	}
	if len(p.subs) == 0 {
		p.move(x, y)
	}
	s := &p.subs[len(p.subs)-1]
	s.lines = append(s.lines, [4]float64{p.at[0], p.at[1], x, y})
	s.box = extend(s.box, x, y)
	p.at = [2]float64{x, y}
}

func (p *path) curve(x, y float64) {
	if len(p.subs) == 0 {
		p.move(x, y)
	}
	s := &p.subs[len(p.subs)-1]
	s.curved = true
	s.box = extend(s.box, x, y)
	p.at = [2]float64{x, y}
}

func (p *path) close() {
	if n := len(p.subs); n > 0 && p.at != p.subs[n-1].start {
		p.line(p.subs[n-1].start[0], p.subs[n-1].start[1])
	}
}

func (in *interpreter) rectangle(x, y, w, h float64) {
	m := in.gs.ctm
	in.path.move(m.point(x, y))
	in.path.line(m.point(x+w, y))
	in.path.line(m.point(x+w, y+h))
	in.path.line(m.point(x, y+h))
	in.path.close()
}

// finish paints the path and ends it.
func (in *interpreter) finish(stroke, fill bool) {
	defer func() {
		in.path.subs, in.path.segments = in.path.subs[:0], 0
		in.pending = false
	}()
	all := empty()
	for i := range in.path.subs {
		s := &in.path.subs[i]
		all = extend(extend(all, s.box.Left, s.box.Top), s.box.Right, s.box.Bottom)
		if fill {
			in.filled(s, in.gs.fill)
		}
		if stroke {
			in.stroked(s)
		}
	}
	if in.pending && len(in.path.subs) > 0 {
		in.gs.clip = cut(in.gs.clip, all)
	}
}

// filled takes a filled shape: a thin one is a rule, another one is a ground
// that white rules may be seen on.
func (in *interpreter) filled(s *sub, p paint) {
	b := s.box
	if g := cut(b, in.gs.clip); sound(g) && !in.thin(g) && (!p.white || s.square()) {
		in.layers.add(g, p.white)
	}
	if s.curved && !(b.Right-b.Left <= thinnest && b.Bottom-b.Top <= thinnest) || len(s.lines) == 0 && !s.curved {
		return
	}
	in.shape(b, p)
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

// stroked takes the lines of a stroked shape that run along the page's sides.
func (in *interpreter) stroked(s *sub) {
	half := in.gs.line * in.gs.ctm.scale() / 2
	for _, l := range s.lines {
		dx, dy := math.Abs(l[0]-l[2]), math.Abs(l[1]-l[3])
		if math.Min(dx, dy) > 0.7 || math.Max(dx, dy) < 0.1 {
			continue
		}
		b := extend(extend(empty(), l[0], l[1]), l[2], l[3])
		if dx >= dy {
			b.Top, b.Bottom = b.Top-half, b.Bottom+half
		} else {
			b.Left, b.Right = b.Left-half, b.Right+half
		}
		if g := cut(b, in.gs.clip); sound(g) && !in.thin(g) {
			in.layers.add(g, in.gs.paint.white)
		}
		in.shape(b, in.gs.paint)
	}
}

// maxGrounds is the number of coloured grounds that are remembered.
const maxGrounds = 200

func (in *interpreter) shape(b layout.Box, p paint) {
	b = cut(b, in.gs.clip)
	if !sound(b) {
		return
	}
	switch {
	case !in.thin(b):
		if !p.white {
			if len(in.grounds) >= maxGrounds {
				in.grounds = in.grounds[1:]
			}
			in.grounds = append(in.grounds, b)
		}
	case !p.white || in.onGround(b):
		in.rule(b)
	}
}

func (in *interpreter) thin(b layout.Box) bool {
	return b.Right-b.Left <= thinnest || b.Bottom-b.Top <= thinnest
}

// onGround reports whether a rule lies on a coloured ground, where white is seen.
func (in *interpreter) onGround(b layout.Box) bool {
	x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
	for _, g := range in.grounds {
		if x > g.Left && x < g.Right && y > g.Top && y < g.Bottom {
			return true
		}
	}
	return false
}

func (in *interpreter) rule(b layout.Box) {
	b = cut(b, in.area)
	if !sound(b) {
		return
	}
	if len(in.page.Rules) >= maxPageRules {
		in.r.budget.Reached("rules", maxPageRules)
		return
	}
	in.page.Rules = append(in.page.Rules, layout.Rule(b))
}
