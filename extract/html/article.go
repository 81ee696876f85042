package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The article of a page is chosen among the elements that the survey measured.

// densest returns the smallest element that has at least four fifths of the text.
func (s *survey) densest() int32 {
	at, least := 0, int(s.elements[0].weight)*4
	for i := 1; i < len(s.elements); i++ {
		// Elements come parents first, so a heavy one is inside the last heavy one.
		if e := &s.elements[i]; int(e.weight)*5 >= least && roleOf(e.node) == block {
			at = i
		}
	}
	return int32(at)
}

// known returns the known container with the most text, the outer one of
// nested ones, or the element around all containers that have a text of their
// own; 0 if there is none. Pages for two kinds of screens hold the same article
// twice: the second copy stays outside, and its statutory marks are returned
// so that the content is not widened for them.
func (s *survey) known() (at, twinMarks int32) {
	best := int32(0)
	for i := range s.elements {
		if e := &s.elements[i]; e.container && (best == 0 || e.weight > s.elements[best].weight) {
			best = int32(i)
		}
	}
	if best == 0 || s.elements[best].weight == 0 {
		return 0, 0
	}
	around, text, seen := best, "", best
	for k := range s.elements {
		i, e := int32(k), &s.elements[k]
		if !e.container || i == best || int(e.weight)*4 < int(s.elements[best].weight) || s.inside(i, best) || s.inside(i, seen) {
			continue
		}
		seen = i
		if text == "" {
			text = bareText(s.elements[best].node)
		}
		if !s.inside(best, i) && bareText(e.node) == text {
			twinMarks += e.marks
			continue
		}
		around = s.common(around, i)
	}
	return around, twinMarks
}

// inside reports whether element a stands inside b.
func (s *survey) inside(a, b int32) bool {
	for a > b {
		a = s.elements[a].parent
	}
	return a == b
}

// bareText is all text below n without white space.
func bareText(n *nethtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == nethtml.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style {
			for _, f := range strings.Fields(d.Data) {
				b.WriteString(f)
			}
		}
	}
	return b.String()
}

// common returns the innermost element around both a and b.
func (s *survey) common(a, b int32) int32 {
	for a != b {
		if a < b {
			b = s.elements[b].parent
		} else {
			a = s.elements[a].parent
		}
	}
	return a
}

// outOfTables returns the element around the outermost data table in which an
// element stands, or the element itself: most of a page's text can stand in
// one column of its only table.
func (s *survey) outOfTables(at int32, marked map[*nethtml.Node]bool) int32 {
	for i := at; i > 0; i = s.elements[i].parent {
		if n := s.elements[i].node; n.DataAtom == atom.Table && !arranges(n, marked, s.styles) {
			at = s.elements[i].parent
		}
	}
	return at
}

// marked returns the tables with a statutory mark inside.
func (s *survey) marked() map[*nethtml.Node]bool {
	marked := make(map[*nethtml.Node]bool)
	for i := range s.elements {
		if e := &s.elements[i]; e.marks > 0 && e.node.DataAtom == atom.Table {
			marked[e.node] = true
		}
	}
	return marked
}

// frames returns the parts of the frame inside an element; one with a
// statutory mark in it is none, whatever it calls itself.
func (s *survey) frames(at int32) map[*nethtml.Node]bool {
	frames := make(map[*nethtml.Node]bool)
	for i := range s.elements[at+1:] {
		if e := &s.elements[int(at)+1+i]; e.frame && e.marks == 0 {
			frames[e.node] = true
		}
	}
	return frames
}
