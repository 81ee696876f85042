package html

import (
	"slices"
	"strings"

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

// containers are the ids and classes, in lower case, in which the content
// systems of Chinese government sites put the text of an article.
var containers = map[string]bool{
	"ucap-content": true, "ucapcontent": true, // 开普
	"trs_editor": true, "trs_editor_view": true, "trs_ueditor": true, "pages_content": true, // 拓尔思 TRS
	"zoom": true, "zoomcon": true, "bt_content": true, "artile_zw": true, // 大汉 Hanweb (sic)
	"vsb_content": true, "v_news_content": true, // 博达 VSB
	"wzcon": true, "j-fontcontent": true, // 龙讯
	"article-content": true, "article_content": true, "detail-news": true, "articlecontent": true,
	"xxgk_content": true, "news_content": true, "ewb-article-content": true,
}

func isContainer(n *nethtml.Node) bool {
	if n.DataAtom == 0 && n.Data == "ucapcontent" {
		return true
	}
	for _, a := range n.Attr {
		if a.Key != "id" && a.Key != "class" {
			continue
		}
		for token := range strings.FieldsSeq(a.Val) {
			if len(token) <= 24 && containers[strings.ToLower(token)] {
				return true
			}
		}
	}
	return false
}

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

// findContent picks the main content. A known container wins if it has a fair
// share of the text; else the smallest element with most of the text is taken.
// Then it is widened until no statutory mark is left outside.
func findContent(root *nethtml.Node) content {
	s := survey{elements: make([]element, 0, 512), styles: styles{}}
	s.elements = append(s.elements, element{node: root, parent: -1})
	s.children(root, 0, place{}, 0)
	whole := s.elements[0]
	c := content{marked: s.marked(), styles: s.styles, aside: s.aside, texts: s.texts, statutory: whole.marks > 0}
	if whole.weight == 0 {
		return c
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
	return c
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
