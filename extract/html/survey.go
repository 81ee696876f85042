package html

import (
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element is one element of the page, in the order of their beginnings.
type element struct {
	node   *nethtml.Node
	parent int32
	weight int32 // bytes of running text below it, links not counted
	marks  int32 // statutory marks below it
	named
}

// usualElements are the elements for which room is made at once.
const usualElements = 256

// survey measures every element of a page in one walk.
type survey struct {
	elements []element
	styles   styles
	aside    []*nethtml.Node // what is not read, and elements with long attributes
	heads    []*nethtml.Node // elements that may hold what belongs in the head of the page
	texts    int             // pieces of text outside cells: about the paragraphs to come
}

// place is where the walk of a survey is.
type place struct {
	link, cell, frame bool
}

// shortText is the length in bytes from which text outside tables counts as
// running text: menus, dates and buttons are shorter.
const shortText = 30

// children measures what is below n, for the element at index self.
func (s *survey) children(n *nethtml.Node, self int32, p place, depth int) {
	if depth == maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			s.text(c.Data, self, p)
		case nethtml.CommentNode:
			s.aside = append(s.aside, c)
		case nethtml.ElementNode:
			s.element(c, self, p, depth+1)
		}
	}
}

func (s *survey) text(text string, self int32, p place) {
	text = trim(text)
	if text != "" && !p.cell {
		s.texts++
	}
	if p.link {
		return
	}
	e := &s.elements[self]
	if !p.frame && (p.cell || len(text) >= shortText) {
		e.weight += int32(len(text))
	}
	if isMark(text, p.cell) {
		e.marks++
	}
}

func (s *survey) element(n *nethtml.Node, parent int32, p place, depth int) {
	role := roleOf(n)
	if role == skipped {
		s.leave(n)
		return
	}
	l, is, long := s.read(n, role)
	if l&hidden != 0 {
		s.leave(n)
		return
	}
	if long {
		s.aside = append(s.aside, n)
	}
	is.frame = is.frame && !p.frame
	switch {
	case n.DataAtom == atom.A:
		p.link = true
		is.frame = false
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		p.cell = true
		is.frame = false
	case n.DataAtom == atom.Meta:
		s.heads = append(s.heads, n)
	}
	if role == inline && !is.frame && n.FirstChild == n.LastChild && (n.FirstChild == nil || n.FirstChild.Type == nethtml.TextNode) {
		s.children(n, parent, p, depth) // a word: nothing asks for it by itself
		return
	}
	p.frame = p.frame || is.frame
	at := int32(len(s.elements))
	s.elements = append(s.elements, element{node: n, parent: parent, named: is})
	s.children(n, at, p, depth)
	s.elements[parent].weight += s.elements[at].weight
	s.elements[parent].marks += s.elements[at].marks
}

// read reads what an element says of itself in one pass over its attributes, and
// whether one of them is long.
func (s *survey) read(n *nethtml.Node, role role) (l look, is named, long bool) {
	l = lookOfTag(n)
	is, believed := nameOfTag(n, role)
	for i := range n.Attr {
		a := &n.Attr[i]
		long = long || isLong(a)
		if a.Key == "id" || a.Key == "class" {
			is.add(a.Val, believed)
		} else {
			l = s.styles.add(l, n, a)
		}
	}
	return l, is, long
}

// leave leaves out an element that is not read.
func (s *survey) leave(n *nethtml.Node) {
	s.aside = append(s.aside, n)
	s.heads = append(s.heads, n)
}
