package html

import (
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tableMark is a word that stands in the tables of an annual report and hardly in
// any other table (国办公开办函〔2019〕60号, 〔2021〕30号), with what stands in it before the
// character that it is known by; "" for every other character.
func tableMark(by rune) (word, before string) {
	switch by {
	case '条':
		return "第二十条第", "第二十"
	case '制':
		return "本年制发", "本年"
	case '效':
		return "现行有效", "现行有"
	case '总':
		return "对外公开总数", "对外公开"
	case '项':
		return "上一年项目数", "上一年"
	case '量':
		return "处理决定数量", "处理决定数"
	case '勾':
		return "勾稽关系", ""
	case '予':
		return "予以公开", ""
	case '转':
		return "结转下年度", "结"
	case '审':
		return "尚未审结", "尚未"
	case '商':
		return "商业企业", ""
	case '益':
		return "社会公益组织", "社会公"
	}
	return "", ""
}

// hasTableMark reports whether one of those words stands in a text.
func hasTableMark(text string) bool {
	for i, r := range text {
		if word, before := tableMark(r); word != "" && i >= len(before) && strings.HasPrefix(text[i-len(before):], word) {
			return true
		}
	}
	return false
}

// headingMarks are the headings of an annual report, without their numbers.
var headingMarks = []string{
	"总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
	"行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项",
}

// headingBytes is the length in bytes up to which a text may be a heading.
const headingBytes = 120

// isMark reports whether a piece of text is one that only a report has: a word
// of its tables inside a cell, or a numbered heading.
func isMark(text string, cell bool) bool {
	if len(text) < 9 {
		return false
	}
	if cell && hasTableMark(text) {
		return true
	}
	if len(text) > headingBytes || !beginsNumbered(text) {
		return false
	}
	for _, m := range headingMarks {
		if strings.Contains(text, m) {
			return true
		}
	}
	return false
}

func beginsNumbered(text string) bool {
	for _, r := range text {
		return strings.ContainsRune("一二三四五六123456１２３４５６（(", r)
	}
	return false
}

// hasMark reports whether there is a mark below n, shown or not.
func hasMark(n *nethtml.Node, depth int) bool {
	return markBelow(n, false, depth)
}

func markBelow(n *nethtml.Node, cell bool, depth int) bool {
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		switch c.Type {
		case nethtml.TextNode:
			if isMark(trim(c.Data), cell) {
				return true
			}
		case nethtml.ElementNode:
			if roleOf(c) == skipped || c.DataAtom == atom.A {
				continue
			}
			if markBelow(c, cell || c.DataAtom == atom.Td || c.DataAtom == atom.Th, depth+1) {
				return true
			}
		}
	}
	return false
}

// trim is strings.TrimSpace, which takes long to see that a character is no space.
func trim(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	n := len(s)
	switch {
	case n == 0, isGraphic(s[0]) && isGraphic(s[n-1]):
		return s
	case n >= 3 && isIdeograph(s[0]) && isIdeograph(s[n-3]) && s[n-1] >= utf8.RuneSelf:
		return s
	}
	return strings.TrimSpace(s)
}

// isGraphic reports whether a byte is a character of ASCII that is printed.
func isGraphic(c byte) bool { return c > ' ' && c < 0x7f }

// isIdeograph reports whether a byte begins U+4000–U+9FFF in UTF-8.
func isIdeograph(lead byte) bool { return lead >= 0xe4 && lead <= 0xe9 }
