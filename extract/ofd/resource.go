package ofd

import (
	"gongkai/extract/zipxml"
	"strconv"
	"strings"
)

// resources are what objects refer to by identifier: of a whole document, and
// of one page on top of these.
type resources struct {
	outer  *resources
	params map[string]*param
	units  map[string]*node // CompositeGraphicUnit
	// odd are the colour spaces whose components do not tell white: of a palette,
	// or of other than 8 bits.
	odd map[string]bool
}

// param is a DrawParam: how things are drawn where they do not say it.
type param struct {
	relative     string
	fill, stroke *colour
	line         string
}

// maxResources is the number of resources of a document that are kept.
const maxResources = 20_000

// maxUnitNodes bounds the elements of all composite units.
const maxUnitNodes = 200_000

func newResources(outer *resources) *resources {
	return &resources{outer: outer, params: map[string]*param{}, units: map[string]*node{}, odd: map[string]bool{}}
}

// load adds the resources of a part (Res) to s. Resources that cannot be read
// are no reason to lose the document, but things drawn by them are missing.
func (r *reader) load(s *resources, name string) {
	p, err := r.open(name)
	if err != nil {
		r.broken++
		return
	}
	p.root(func(*zipxml.Token) {
		p.children(func(e *zipxml.Token) {
			switch e.Name.Local {
			case "DrawParam", "ColorSpace", "CompositeGraphicUnit":
			default:
				return
			}
			if r.resources++; r.resources > maxResources {
				r.budget.Reached("resources", maxResources)
				return
			}
			s.add(r, p.node(e))
		})
	})
	if p.err != nil {
		r.broken++
	}
}

func (s *resources) add(r *reader, n *node) {
	id := n.attr("ID")
	switch n.name {
	case "DrawParam":
		s.params[id] = &param{
			relative: n.attr("Relative"), line: n.attr("LineWidth"),
			fill: s.colour(n.child("FillColor")), stroke: s.colour(n.child("StrokeColor")),
		}
	case "ColorSpace":
		bits := n.attr("BitsPerComponent")
		s.odd[id] = n.child("Palette") != nil || bits != "" && bits != "8"
	case "CompositeGraphicUnit":
		if r.unitNodes += n.size(); r.unitNodes > maxUnitNodes {
			r.budget.Reached("units", maxUnitNodes)
			return
		}
		s.units[id] = n
	}
}

func (n *node) size() int {
	sum := 1
	for _, c := range n.nodes {
		sum += c.size()
	}
	return sum
}

func (s *resources) unit(id string) *node {
	for ; s != nil; s = s.outer {
		if n := s.units[id]; n != nil {
			return n
		}
	}
	return nil
}

func (s *resources) param(id string) *param {
	for ; s != nil; s = s.outer {
		if p := s.params[id]; p != nil {
			return p
		}
	}
	return nil
}

func (s *resources) oddSpace(id string) bool {
	for ; s != nil; s = s.outer {
		if odd, ok := s.odd[id]; ok {
			return odd
		}
	}
	return false
}

// colour is how something is painted: all that matters is whether it is white,
// whether it is there at all, and whether something is seen through it.
type colour struct{ white, none, clear bool }

// colour reads a colour (CT_Color); nil where n is nil.
func (s *resources) colour(n *node) *colour {
	if n == nil {
		return nil
	}
	c := &colour{none: transparent(n.attr("Alpha")), clear: n.attr("Alpha") != "" || len(n.nodes) > 0}
	values := strings.FieldsFunc(n.attr("Value"), separator)
	if len(n.nodes) > 0 || len(values) == 0 || s.oddSpace(n.attr("ColorSpace")) {
		return c // a pattern, a shading, a colour of a palette
	}
	c.white = true
	for _, v := range values {
		k, ok := component(v)
		if len(values) == 4 { // CMYK
			k = 255 - k
		}
		c.white = c.white && ok && k >= 254
	}
	return c
}

// component reads a component of a colour: a number, or #FF in hexadecimal.
func component(s string) (int, bool) {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		v, err := strconv.ParseInt(hex, 16, 32)
		return int(v), err == nil
	}
	v, ok := number(s)
	return int(v), ok
}

// transparent reports whether an Alpha, from 0 to 255, leaves nothing to see.
func transparent(alpha string) bool {
	v, ok := number(alpha)
	return ok && v <= 2
}

// style is how things are drawn that do not say it themselves.
type style struct {
	fill, stroke *colour // nil: the format's own default
	line         float64 // width of strokes, in the units of the object
	hidden       bool    // nothing of it is seen
}

// maxRelative bounds the draw parameters that rest on each other.
const maxRelative = 16

// with is the style under the draw parameters of that name.
func (s *resources) with(st style, id string) style {
	var chain []*param
	for ; id != "" && len(chain) < maxRelative; id = chain[len(chain)-1].relative {
		p := s.param(id)
		if p == nil {
			break
		}
		chain = append(chain, p)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		p := chain[i]
		if p.fill != nil {
			st.fill = p.fill
		}
		if p.stroke != nil {
			st.stroke = p.stroke
		}
		if v, ok := number(p.line); ok {
			st.line = v
		}
	}
	return st
}
