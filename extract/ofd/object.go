package ofd

import (
	"gongkai/extract/canvas"
	"gongkai/extract/layout"
	"gongkai/extract/zipxml"
)

// painter paints the objects of one page.
type painter struct {
	r         *reader
	canvas    *canvas.Canvas
	resources *resources
	base      canvas.Matrix // millimetres of the page → points of the canvas
	bad       bool          // something of the page has no place: none of it may be believed
	late      bool          // what the page is painted with is named after its content
}

const (
	defaultLine = 0.353 // the width of a stroke that names none, in millimetres
	maxUnits    = 8     // composite units within composite units
	unitCost    = 20    // work that drawing a composite unit counts for, beside its own
	slack       = 2.0   // points that an object may reach over its boundary
)

// space is where objects are painted: their coordinates, and what is shown.
type space struct {
	to    canvas.Matrix
	clip  layout.Box
	depth int // composite units around
}

// stream paints the objects of the element that is open: the content of a page,
// a layer, a block.
func (in *painter) stream(p *part, st style) {
	p.children(func(e *zipxml.Token) {
		switch {
		case in.bad:
			p.leave()
		case e.Name.Local == "Layer" || e.Name.Local == "PageBlock":
			own := in.resources.with(st, attr(e, "DrawParam"))
			own.hidden = own.hidden || !truth(attr(e, "Visible"), true)
			in.stream(p, own)
		case drawn(e.Name.Local):
			in.object(p.node(e), space{to: in.base, clip: in.canvas.Area}, st)
		}
	})
}

func drawn(name string) bool {
	switch name {
	case "TextObject", "PathObject", "ImageObject", "CompositeObject":
		return true
	}
	return false
}

// block paints the objects of a composite unit.
func (in *painter) block(n *node, at space, st style) {
	for _, c := range n.nodes {
		switch {
		case in.bad || !in.r.work(1):
			in.bad = true
			return
		case drawn(c.name):
			in.object(c, at, st)
		case c.name == "Layer" || c.name == "PageBlock" || c.name == "Content":
			own := in.resources.with(st, c.attr("DrawParam"))
			own.hidden = own.hidden || !truth(c.attr("Visible"), true)
			in.block(c, at, own)
		}
	}
}

// object paints one object (CT_GraphicUnit).
func (in *painter) object(n *node, at space, st style) {
	bounds, ok := parseArea(n.attr("Boundary"))
	ctm, sound := matrix(n.attr("CTM"))
	if !ok || !sound {
		in.bad = true
		return
	}
	st = in.resources.with(st, n.attr("DrawParam"))
	st.hidden = st.hidden || !truth(n.attr("Visible"), true) || transparent(n.attr("Alpha"))
	if st.line, ok = numberOr(n.attr("LineWidth"), st.line); !ok {
		in.bad = true
		return
	}
	if c := in.resources.colour(n.child("FillColor")); c != nil {
		st.fill = c
	}
	if c := in.resources.colour(n.child("StrokeColor")); c != nil {
		st.stroke = c
	}
	outer := move(bounds.x, bounds.y).Then(at.to)
	within := space{to: ctm.Then(outer), clip: at.clip, depth: at.depth}
	if bounds.w >= 0 && bounds.h >= 0 && bounds.w+bounds.h > 0 { // some write what cannot be one
		b := bounds.on(at.to)
		b = layout.Box{Left: b.Left - slack, Top: b.Top - slack, Right: b.Right + slack, Bottom: b.Bottom + slack}
		within.clip = canvas.Cut(within.clip, b)
	}
	within.clip = in.clips(n.child("Clips"), within, outer)
	switch n.name {
	case "TextObject":
		in.text(n, within, st)
	case "PathObject":
		in.shape(n, within, st)
	case "ImageObject":
		if !st.hidden {
			in.r.pictures++
			in.canvas.Image(canvas.Cut(bounds.on(at.to), within.clip), true)
		}
	case "CompositeObject":
		in.composite(n, within, st)
	}
}

// composite paints a composite unit (CompositeGraphicUnit).
func (in *painter) composite(n *node, at space, st style) {
	unit := in.resources.unit(n.attr("ResourceID"))
	if unit == nil {
		if !st.hidden {
			in.r.broken++
		}
		return
	}
	if at.depth >= maxUnits {
		in.r.budget.Reached("units in units", maxUnits)
		in.bad = true
		return
	}
	if !in.r.work(unitCost) {
		in.bad = true
		return
	}
	at.depth++
	in.block(unit, at, style{line: defaultLine, hidden: st.hidden})
}

// clips is what an object's clips leave of what is shown: each of them the area
// of all its shapes. They lie in the space of the object's boundary, and in that
// of its matrix where TransFlag says so, as it does when it is not there.
func (in *painter) clips(n *node, at space, outer canvas.Matrix) layout.Box {
	clip := at.clip
	if n == nil {
		return clip
	}
	to := at.to
	if !truth(n.attr("TransFlag"), true) {
		to = outer
	}
	for _, c := range n.nodes {
		all, known := canvas.Empty(), false
		for _, a := range c.nodes {
			path := a.child("Path")
			if path == nil {
				known = false // letters: their shapes are not known
				break
			}
			m, ok := matrix(a.attr("CTM"))
			own, good := matrix(path.attr("CTM"))
			bounds, placed := parseArea(path.attr("Boundary"))
			if !ok || !good || !placed {
				in.bad = true
				return clip
			}
			var shape canvas.Path
			in.trace(&shape, path, own.Then(move(bounds.x, bounds.y)).Then(m).Then(to))
			if b := shape.Box(); canvas.Sound(b) {
				all, known = canvas.Extend(canvas.Extend(all, b.Left, b.Top), b.Right, b.Bottom), true
			}
		}
		if known {
			clip = canvas.Cut(clip, layout.Box{Left: all.Left - slack, Top: all.Top - slack, Right: all.Right + slack, Bottom: all.Bottom + slack})
		}
	}
	return clip
}
