package html

import (
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
)

// CodeStyled is the code of the finding that by the styles of the page a text may not
// be seen as it was read. In a cell it is marked, so that it is no number (the reader's
// finding, with the place of the first); a part of the page, as that behind a tab, is
// read all the same (the publisher's).
const CodeStyled = "styled_text"

// addSheet reads a style element, unless it is for another medium.
func (r *reader) addSheet(n *nethtml.Node) {
	if n.FirstChild == nil || !isForDesk(lower(attr(n, "media"))) {
		return
	}
	if !r.sheet.add(n.FirstChild.Data) {
		r.budget.Reached("styles", maxRules)
	}
}

// look is how an element and the sheets of the page say that it is shown. Sheets are
// not asked of what stands beside the main content: nothing is counted there.
func (r *reader) look(n *nethtml.Node) look {
	if r.sheet.rules == 0 || r.furniture && n != r.content.node && !r.content.around[n] {
		return r.content.styles.of(n)
	}
	return r.content.styles.of(n) | r.sheet.of(n)
}

// styledPart reads an element outside of tables that has a look. What may not be
// seen there is content all the same, and so is what stands elsewhere.
func (r *reader) styledPart(n *nethtml.Node, role role, l look, depth int) {
	keep := turned
	switch role {
	case inline:
		keep |= veiled
	case table:
		keep |= shuffled
	}
	if role != inline {
		r.flush()
	}
	main := !r.furniture || n == r.content.node || r.content.around[n]
	blocks, text := len(r.doc.Blocks), len(r.out.buf)
	outer := r.out.open(l&^inserted&^doubtful|l&keep, role == inline)
	r.part(n, role, depth)
	r.out.close(outer)
	if l&(veiled|shuffled) != 0 && main && !r.veiled && (len(r.doc.Blocks) > blocks || len(r.out.buf) > text) {
		r.veiled = true
		r.doc.Findings = append(r.doc.Findings, document.Finding{
			Code: CodeStyled, Responsibility: document.Publisher,
			Message: "按网页的样式，有的部分可能不显示或换了位置，已照读：by the styles of the page a part may not be shown, or elsewhere; it was read",
		})
	}
}

// doubt tells of the first cell that was marked.
func (r *reader) doubt(at document.Place) {
	r.doubted = true
	r.doc.Findings = append(r.doc.Findings, document.Finding{
		Code: CodeStyled, Responsibility: document.Reader, Place: &at,
		Message: "按网页的样式，单元格中的文字可能不显示、另有添加或换了位置，不作数：by the styles of the page the text of a cell may not be shown, may have more beside it or stand elsewhere; it is no number",
	})
}

// rowLook is the look of a row and of the group that it is in.
func (r *reader) rowLook(tr *nethtml.Node) look {
	l := r.look(tr)
	if group := tr.Parent; group != nil && group.DataAtom != atom.Table {
		if around := r.look(group); around != 0 {
			l = around.within(l) | (around|l)&hidden
		}
	}
	return l.inTable()
}

// inTable is the look of a row or cell: what is invisible keeps its place.
func (l look) inTable() look {
	if l&unseen != 0 {
		return l&^unseen | veiled
	}
	return l
}
