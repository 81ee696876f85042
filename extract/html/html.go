// Package html reads web pages: the metadata of the head, the text in reading
// order, and tables laid out to their grid. It keeps everything that a browser
// would show and marks what stands around the main content as furniture.
//
// What real pages do to a reader, and what is done about it:
//
//   - pages are laid out with tables: a table that only arranges is dissolved
//     into the blocks that it arranges (layout.go);
//   - spans are wrong: cells are placed as browsers place them, and clipped
//     where they would cover a position twice (grid.go);
//   - each content system has its own container for the article; where none is
//     known the text itself tells (content.go). A statutory table or heading is
//     never left outside;
//   - invisible text is not read, but a statutory table in it is reported (look.go), and
//     so is one in a script, a field or the like (unread.go);
//   - sheets in the page hide text, print more or move it: in a cell it is marked as
//     in doubt, outside of tables it is read, with a finding (sheet.go, styled.go).
package html

import (
	"bytes"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// Format is the name of the format in a Document.
const Format = "html"

// maxMeta is the number of <meta> elements that are kept.
const maxMeta = 500

// usualBlocks are the paragraphs for which room is made at once, at most.
const usualBlocks = 2000

// Read reads a page that is already decoded to UTF-8. It never fails: any
// bytes are some page. A page nested deeper than the parser goes is read
// without its tables, with a finding document.CodeLimit.
func Read(text []byte) *document.Document {
	node, err := nethtml.Parse(bytes.NewReader(text))
	if err != nil {
		return readFlat(text)
	}
	return ReadNode(node)
}

// ReadNode reads a page that is parsed already. It gives what Read gives for
// the text that the node was parsed from, and only reads the node.
func ReadNode(node *nethtml.Node) *document.Document {
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, budget: document.Budget{Document: doc}}
	var heads []*nethtml.Node
	r.content, heads = findContent(node)
	for _, n := range heads {
		r.headElement(n, 0)
	}
	r.furniture = r.content.node != nil
	doc.Blocks = make([]document.Block, 0, min(r.content.texts, usualBlocks))
	r.walk(node, 0)
	r.flush()
	r.unread(node)
	return doc
}

// maxDepth is the depth of elements that is followed. The parser itself stops
// at 512; the rest is for trees that were made otherwise.
const maxDepth = 600

// reader holds what is open while the tree is walked.
type reader struct {
	doc     *document.Document
	budget  document.Budget
	content content
	sheet   sheet

	furniture bool // outside the main content
	level     int  // of the heading that is open
	out       writer
	tables    int  // tables made so far
	noted     bool // a note mark was left out
	doubted   bool // a cell is in doubt for its style
	veiled    bool // a part that may not be shown was read
}

// headElement collects title, metadata and sheets from an element, wherever it
// stands: pages have <meta> in the body, behind an unclosed element of the head.
func (r *reader) headElement(n *nethtml.Node, depth int) {
	switch n.DataAtom {
	case atom.Title:
		if n.Namespace == "" && r.doc.Title == "" && n.FirstChild != nil {
			r.doc.Title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
		}
	case atom.Meta:
		r.meta(n)
	case atom.Style:
		r.addSheet(n)
	case atom.Script, atom.Template:
	default:
		for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
			if c.Type == nethtml.ElementNode {
				r.headElement(c, depth+1)
			}
		}
	}
}

func (r *reader) meta(n *nethtml.Node) {
	name, value := attr(n, "name"), attr(n, "content")
	if name == "" {
		return
	}
	if len(r.doc.Meta) == maxMeta {
		r.budget.Reached("meta", maxMeta)
		return
	}
	if r.budget.Text(len(name) + len(value)) {
		r.doc.Meta = append(r.doc.Meta, document.Meta{Name: name, Value: value})
	}
}

// walk reads the children of n in their order.
func (r *reader) walk(n *nethtml.Node, depth int) {
	if depth == maxDepth {
		r.budget.Reached("depth", maxDepth)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			r.out.text(c.Data)
		case nethtml.ElementNode:
			r.element(c, depth+1)
		}
	}
}

func (r *reader) element(n *nethtml.Node, depth int) {
	role := roleOf(n)
	if role == skipped {
		if r.out.joins() && isFigure(n) && !r.content.styles.hide(n) {
			r.out.word(script.Object)
		}
		return
	}
	switch l := r.look(n); {
	case l == 0:
		r.part(n, role, depth)
	case l&hidden != 0:
		r.hidden(n)
	default:
		r.styledPart(n, role, l, depth)
	}
}

// part reads an element that has no look of its own, or one that is open.
func (r *reader) part(n *nethtml.Node, role role, depth int) {
	switch {
	case n == r.content.node:
		r.flush()
		r.furniture = false
		r.walk(n, depth)
		r.flush()
		r.furniture = true
	case !r.furniture && r.content.frames[n]:
		r.flush()
		r.furniture = true
		r.walk(n, depth)
		r.flush()
		r.furniture = false
	case role == lineBreak:
		if r.out.lineBreak() {
			r.flush()
		}
	case role == table:
		r.flush()
		r.table(n, depth)
	case role == heading:
		r.flush()
		r.level = int(n.Data[1] - '0')
		r.walk(n, depth)
		r.flush()
		r.level = 0
	case role == block:
		r.flush()
		r.walk(n, depth)
		r.flush()
	case role == preformatted:
		r.flush()
		r.out.pre++
		r.walk(n, depth)
		r.out.pre--
		r.flush()
	default:
		r.walk(n, depth)
	}
}

// take ends the text that is open; a note mark that it lost is said once.
func (r *reader) take() string {
	text := r.out.take()
	if r.out.line.Notes > 0 && !r.noted {
		r.noted = true
		r.doc.Findings = append(r.doc.Findings, document.Finding{
			Code: script.CodeNote, Responsibility: document.Publisher, Message: script.MessageNote,
		})
	}
	return text
}

// flush ends the open paragraph or heading.
func (r *reader) flush() {
	text := trim(r.take())
	if text == "" || !r.budget.Text(len(text)) || !r.budget.Block() {
		return
	}
	kind := document.Paragraph
	if r.level > 0 {
		kind = document.Heading
	}
	r.doc.Blocks = append(r.doc.Blocks, document.Block{
		Kind: kind, Text: text, Level: r.level, Furniture: r.furniture,
	})
}
