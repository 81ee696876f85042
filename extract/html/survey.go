package html

import (
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element is one element of the page, in the order of their beginnings.
type element struct {
	node   *nethtml.Node
	parent int
	weight int // bytes of running text below it, links not counted
	marks  int // statutory marks below it
	known  bool
	frame  bool
}

// survey measures every element of a page in one walk.
type survey struct {
	elements []element
	styles   styles
	aside    []*nethtml.Node // what is not read, and elements with long attributes
	texts    int             // pieces of text outside cells: about the paragraphs to come
}

// outOfTables returns the element around the outermost data table in which an
// element stands, or the element itself: most of a page's text can stand in
// one column of its only table.
func (s *survey) outOfTables(at int, marked map[*nethtml.Node]bool) int {
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
	for _, e := range s.elements {
		if e.marks > 0 && e.node.DataAtom == atom.Table {
			marked[e.node] = true
		}
	}
	return marked
}

// frames returns the parts of the frame inside an element; one with a
// statutory mark in it is none, whatever it calls itself.
func (s *survey) frames(at int) map[*nethtml.Node]bool {
	frames := make(map[*nethtml.Node]bool)
	for _, e := range s.elements[at+1:] {
		if e.frame && e.marks == 0 {
			frames[e.node] = true
		}
	}
	return frames
}

// place is where the walk of a survey is.
type place struct {
	link, cell, frame bool
}

// shortText is the length in bytes from which text outside tables counts as
// running text: menus, dates and buttons are shorter.
const shortText = 30

// children measures what is below n, the element at index self.
func (s *survey) children(n *nethtml.Node, self int, p place, depth int) {
	if depth == maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			text := strings.TrimSpace(c.Data)
			if text != "" && !p.cell {
				s.texts++
			}
			if p.link {
				continue
			}
			if !p.frame && (p.cell || len(text) >= shortText) {
				s.elements[self].weight += len(text)
			}
			if isMark(text, p.cell) {
				s.elements[self].marks++
			}
		case nethtml.CommentNode:
			s.aside = append(s.aside, c)
		case nethtml.ElementNode:
			role := roleOf(c)
			if role == skipped || s.styles.hide(c) {
				s.aside = append(s.aside, c)
				continue
			}
			if slices.ContainsFunc(c.Attr, isLong) {
				s.aside = append(s.aside, c)
			}
			q, frame := p, false
			switch {
			case c.DataAtom == atom.A:
				q.link = true
			case c.DataAtom == atom.Td || c.DataAtom == atom.Th:
				q.cell = true
			case !p.frame && isFrame(c):
				q.frame, frame = true, true
			}
			at := len(s.elements)
			s.elements = append(s.elements, element{node: c, parent: self, known: role != inline && isContainer(c), frame: frame})
			s.children(c, at, q, depth+1)
			s.elements[self].weight += s.elements[at].weight
			s.elements[self].marks += s.elements[at].marks
		}
	}
}

// densest returns the smallest element that has at least four fifths of the text.
func (s *survey) densest() int {
	at := 0
	for i := 1; i < len(s.elements); i++ {
		// Elements come parents first, so a heavy one is inside the last heavy one.
		if s.elements[i].weight*5 >= s.elements[0].weight*4 && roleOf(s.elements[i].node) == block {
			at = i
		}
	}
	return at
}

// known returns the known container with the most text, the outer one of
// nested ones, or the element around all containers that have a text of their
// own; 0 if there is none. Pages for two kinds of screens hold the same article
// twice: the second copy stays outside, and its statutory marks are returned
// so that the content is not widened for them.
func (s *survey) known() (at, twinMarks int) {
	best := 0
	for i, e := range s.elements {
		if e.known && (best == 0 || e.weight > s.elements[best].weight) {
			best = i
		}
	}
	if best == 0 || s.elements[best].weight == 0 {
		return 0, 0
	}
	around, text, seen := best, "", best
	for i, e := range s.elements {
		if !e.known || i == best || e.weight*4 < s.elements[best].weight || s.inside(i, best) || s.inside(i, seen) {
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
func (s *survey) inside(a, b int) bool {
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
func (s *survey) common(a, b int) int {
	for a != b {
		if a < b {
			b = s.elements[b].parent
		} else {
			a = s.elements[a].parent
		}
	}
	return a
}
