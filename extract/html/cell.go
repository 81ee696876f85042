package html

import (
	nethtml "golang.org/x/net/html"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// cell reads the text of a cell with a look and the data tables inside it.
// Paragraphs and line breaks are lines.
func (r *reader) cell(n *nethtml.Node, l look, depth, nesting int) (string, []*document.Table) {
	outer := r.out
	r.out = writer{buf: outer.buf[len(outer.buf):], look: outer.look.within(l), cell: true}
	if r.out.look&inserted != 0 {
		r.out.doubt()
	}
	var nested []*document.Table
	r.lines(n, depth, nesting, &nested)
	text := r.take()
	outer.marks += r.out.marks
	if len(outer.buf) == 0 {
		outer.buf = r.out.buf[:0] // it may have grown
	}
	r.out = outer
	if !r.budget.Text(len(text)) {
		return "", nested
	}
	return text, nested
}

func (r *reader) lines(n *nethtml.Node, depth, nesting int, nested *[]*document.Table) {
	if depth >= maxDepth {
		r.budget.Reached("depth", maxDepth)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == nethtml.TextNode:
			r.out.text(c.Data)
			continue
		case c.Type != nethtml.ElementNode:
			continue
		case roleOf(c) == skipped:
			if isFigure(c) && !r.content.styles.hide(c) {
				r.out.word(script.Object)
			}
			continue
		}
		switch l := r.look(c); {
		case l == 0:
			r.line(c, depth, nesting, nested)
		case l&hidden != 0:
			r.hidden(c)
		default:
			if l&boxed != 0 {
				r.out.paragraph()
			}
			outer := r.out.open(l, roleOf(c) == inline)
			r.line(c, depth, nesting, nested)
			r.out.close(outer)
			if l&boxed != 0 {
				r.out.paragraph()
			}
		}
	}
}

// line reads an element in a cell.
func (r *reader) line(c *nethtml.Node, depth, nesting int, nested *[]*document.Table) {
	switch roleOf(c) {
	case inline:
		r.lines(c, depth+1, nesting, nested)
	case lineBreak:
		r.out.lineBreak()
	case table:
		if nesting == document.MaxNesting {
			r.budget.Reached("nesting", document.MaxNesting)
			return
		}
		if !r.isLayout(c) {
			r.tables++
			if t := r.grid(c, depth+1, nesting+1); len(t.Cells) > 0 {
				*nested = append(*nested, t)
			}
			r.out.paragraph()
			return
		}
		fallthrough
	default:
		r.out.paragraph()
		r.lines(c, depth+1, nesting, nested)
		r.out.paragraph()
	}
}
