package html

import (
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/document"
)

// formRows are words of rows that the forms of 2019 and 2021 share (三、收到和处理政府信息
// 公开申请情况: 国办公开办函〔2019〕60号, 〔2021〕30号) and that no running text has, as they
// stand, and escapedRows as JSON and JavaScript may write them.
var (
	formRows    = []string{"结转下年度继续办理", "新收政府信息公开申请数量"}
	escapedRows = []string{`\u7ed3\u8f6c\u4e0b\u5e74\u5ea6\u7ee7\u7eed\u529e\u7406`, `\u7ED3\u8F6C\u4E0B\u5E74\u5EA6\u7EE7\u7EED\u529E\u7406`}
)

func hasFormRow(text string) bool {
	return slices.ContainsFunc(formRows, func(row string) bool { return strings.Contains(text, row) }) ||
		strings.Contains(text, `\u7`) && slices.ContainsFunc(escapedRows, func(row string) bool { return strings.Contains(text, row) })
}

// tableBytes is the length from which the value of an attribute may hold a table;
// nearly all are shorter, and looked at no further.
const tableBytes = 256

// unread says what a page without any statutory mark keeps where it is not read: a
// statutory table in a script, a field, a template, a comment; or, where no text is left
// to read at all, that other things are shown in its place.
func (r *reader) unread(page *nethtml.Node) {
	switch {
	case r.content.statutory:
	case slices.ContainsFunc(r.content.aside, r.keepsTable):
		r.conceals("网页的脚本、表单、模板或注释等部分含有法定表格，未读：a script, a field, a template or the like holds a statutory table", document.Reader)
	case len(r.doc.Blocks) == 0 && showsOther(page):
		r.doc.Findings = append(r.doc.Findings, document.Finding{
			Code: document.CodeEmbedded, Responsibility: document.Reader,
			Message: "网页没有文字，只有框架、图片、对象或脚本写出的内容，未读：there are only frames, pictures, objects or what a script writes",
		})
	}
}

// hidden reports a statutory table in a part that is not shown.
func (r *reader) hidden(n *nethtml.Node) {
	if hasMark(n, 0) {
		r.conceals("网页中不显示的部分含有法定表格或标题，未读：a part that is not shown holds statutory text", document.Publisher)
	}
}

// conceals adds the finding that statutory text is in the page and was not read; said once.
func (r *reader) conceals(message string, whose document.Responsibility) {
	for _, f := range r.doc.Findings {
		if f.Code == document.CodeHidden {
			return
		}
	}
	r.doc.Findings = append(r.doc.Findings, document.Finding{
		Code: document.CodeHidden, Responsibility: whose, Message: message,
	})
}

func isLong(a *nethtml.Attribute) bool { return len(a.Val) >= tableBytes }

// attributeKeepsTable reports whether a row of a statutory table stands in a long
// attribute of an element.
func attributeKeepsTable(n *nethtml.Node) bool {
	for i := range n.Attr {
		if a := &n.Attr[i]; isLong(a) && hasFormRow(a.Val) {
			return true
		}
	}
	return false
}

// keepsTable reports whether a row of a statutory table stands in a comment, in a long
// attribute of an element, or below an element that is not read.
func (r *reader) keepsTable(n *nethtml.Node) bool {
	if n.Type == nethtml.CommentNode {
		return hasFormRow(n.Data)
	}
	if attributeKeepsTable(n) {
		return true
	}
	switch {
	case roleOf(n) == skipped:
		return holdsTable(n, true, 0)
	case r.content.styles.hide(n):
		return holdsTable(n, false, 0)
	}
	return false
}

// holdsTable reports whether a row of a statutory table stands in what is not read
// below n; within, n itself is such a part.
func holdsTable(n *nethtml.Node, within bool, depth int) bool {
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			if within && hasFormRow(c.Data) {
				return true
			}
		case nethtml.CommentNode:
			if hasFormRow(c.Data) {
				return true
			}
		case nethtml.ElementNode:
			if attributeKeepsTable(c) || holdsTable(c, within || roleOf(c) == skipped, depth+1) {
				return true
			}
		}
	}
	return false
}

// showsOther reports whether there is something in a page without text that a browser
// shows: another page in a frame, or a figure.
func showsOther(page *nethtml.Node) bool {
	for n := range page.Descendants() {
		if n.Type == nethtml.ElementNode && (n.DataAtom == atom.Frame || isFigure(n)) {
			return true
		}
	}
	return false
}
