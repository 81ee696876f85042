package html

import (
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// outline is what a table looks like from outside, nested tables not counted.
type outline struct {
	marked map[*nethtml.Node]bool
	styles styles

	wide      int // rows with at least two short texts
	short     int // cells with a short text
	long      int // cells with the text of an article
	filled    int // cells with anything in it
	nested    int // tables inside
	statutory int // of these, the ones with statutory marks
	blocks    int // headings, lists, forms and known containers inside
	marks     int // statutory words in the cells
}

// Texts up to shortCell characters are data; from longCell they are an article.
const (
	shortCell = 60
	longCell  = 400
)

// isLayout reports whether a table only arranges parts of the page.
func (r *reader) isLayout(n *nethtml.Node) bool {
	return r.content.around[n] || arranges(n, r.content.marked, r.content.styles)
}

// arranges decides by what the table itself looks like; marked are the tables
// with statutory marks. A statutory table is data even with a heading or a
// list in a cell, and never stands in a cell of another data table.
func arranges(n *nethtml.Node, marked map[*nethtml.Node]bool, styles styles) bool {
	switch strings.ToLower(attr(n, "role")) {
	case "presentation", "none":
		return true
	}
	o := outline{marked: marked, styles: styles}
	rowGroups(n, o.row, func() {})
	switch {
	case o.filled <= 1, o.statutory > 0:
		return true
	case o.marks > 0 && o.wide > 0:
		return false
	case o.nested > 0:
		// A data table with a table in a cell has rows of short texts beside it.
		return o.wide < 2 || o.short < 2*o.nested+2
	case o.blocks > 0, o.long > 0:
		return o.wide < 2
	}
	return false
}

func (o *outline) row(tr *nethtml.Node) {
	short := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if !isCell(c) || o.styles.hide(c) {
			continue
		}
		runes, nested := 0, o.nested
		o.cell(c, &runes, 0)
		if runes > 0 || o.nested > nested {
			o.filled++
		}
		switch {
		case runes >= longCell:
			o.long++
		case runes > 0 && runes <= shortCell:
			short++
		}
	}
	o.short += short
	if short >= 2 {
		o.wide++
	}
}

// cell counts what is in a cell, and its characters, without nested tables.
func (o *outline) cell(n *nethtml.Node, runes *int, depth int) {
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			text := trim(c.Data)
			*runes += utf8.RuneCountInString(text)
			if isMark(text, true) {
				o.marks++
			}
		case nethtml.ElementNode:
			switch role := roleOf(c); {
			case role == skipped, o.styles.hide(c):
				continue
			case role == table:
				o.nested++
				if o.marked[c] {
					o.statutory++
				}
				continue
			case role == heading, c.DataAtom == atom.Form, c.DataAtom == atom.Ul, role == block && nameOf(c, role).container:
				o.blocks++
			}
			o.cell(c, runes, depth+1)
		}
	}
}
