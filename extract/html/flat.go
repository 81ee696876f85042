package html

import (
	"bytes"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// readFlat reads a page that the parser refuses, because elements were opened
// five hundred times and never closed: its text, one paragraph for each piece
// between block elements. The tables are lost, which the finding says; the
// shared parser has to prove what the paragraphs are.
func readFlat(text []byte) *document.Document {
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, budget: document.Budget{Document: doc}}
	r.budget.Reached("depth", maxDepth)
	z := nethtml.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(document.MaxText)
	silent := nethtml.Node{} // the element whose text is not shown, by its DataAtom
	shifted := atom.Atom(0)  // the element whose text is raised or lowered
	looks := styles{}
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			r.flush()
			return doc
		case nethtml.TextToken:
			if silent.DataAtom == 0 {
				r.out.text(string(z.Text()))
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			t := z.Token()
			n := nethtml.Node{Type: nethtml.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
			switch roleOf(&n) {
			case inline:
				l := looks.of(&n)
				switch {
				case t.Type == nethtml.StartTagToken && l&raised != 0:
					shifted, r.out.level = t.DataAtom, script.Raised
				case t.Type == nethtml.StartTagToken && l&lowered != 0:
					shifted, r.out.level = t.DataAtom, script.Lowered
				case t.Type == nethtml.EndTagToken && t.DataAtom == shifted:
					shifted, r.out.level = 0, script.Baseline
				}
				if t.Type == nethtml.EndTagToken && l&struck != 0 {
					r.out.word(script.Stroke)
				}
			case skipped:
				if t.Type == nethtml.StartTagToken && rawText(&n) {
					silent = n
				} else if t.Type == nethtml.EndTagToken && t.DataAtom == silent.DataAtom {
					silent = nethtml.Node{}
				}
			default:
				r.flush()
			}
		}
	}
}

// rawText reports whether the tokenizer gives the inside of an element as one
// text that ends with its end tag, so that leaving it out cannot swallow the page.
func rawText(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Textarea, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript:
		return true
	}
	return false
}
