package html

import (
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// content is the element that holds the main content; node is nil when the
// whole page is content.
type content struct {
	node *nethtml.Node
	// frames are the elements inside node that name themselves as parts of the
	// page's frame. A known container has none; where the text decided, footers
	// and counters are inside with it.
	frames map[*nethtml.Node]bool
	// marked are the tables of the page with a statutory mark somewhere inside.
	marked map[*nethtml.Node]bool
	// around are the tables in which node stands.
	around map[*nethtml.Node]bool
	// styles are the style attributes of the page.
	styles styles
	// aside are the parts of the page that are not read, comments among them, and
	// the elements that have long attributes.
	aside []*nethtml.Node
	// texts are the pieces of text outside cells, about the page's paragraphs.
	texts int
	// statutory says that there is a statutory mark in what is read.
	statutory bool
}

// findContent picks the main content. A known container wins if it has a fair
// share of the text; else the smallest element with most of the text is taken.
// Then it is widened until no statutory mark is left outside. heads are the
// elements that may hold what belongs in the head of the page.
func findContent(root *nethtml.Node) (c content, heads []*nethtml.Node) {
	s := survey{elements: make([]element, 0, usualElements), styles: styles{}}
	s.elements = append(s.elements, element{node: root, parent: -1})
	s.children(root, 0, place{}, 0)
	whole := s.elements[0]
	c = content{marked: s.marked(), styles: s.styles, aside: s.aside, texts: s.texts, statutory: whole.marks > 0}
	if whole.weight == 0 {
		return c, s.heads
	}
	best, byText := s.densest(), true
	if k, twins := s.known(); k > 0 && (s.elements[k].weight*3 >= s.elements[best].weight || s.elements[best].weight < 600) {
		best, byText = k, false
		whole.marks -= twins
	}
	for best > 0 && s.elements[best].marks < whole.marks {
		best = s.elements[best].parent
		byText = true
	}
	best = s.outOfTables(best, c.marked)
	if n := s.elements[best].node; n.Type == nethtml.ElementNode && n.DataAtom != atom.Html {
		c.node = n
		c.around = make(map[*nethtml.Node]bool)
		for p := n.Parent; p != nil; p = p.Parent {
			c.around[p] = true
		}
		if byText {
			c.frames = s.frames(best)
		}
	}
	return c, s.heads
}
