package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tableMarks are words that stand in the tables of an annual report and hardly
// in any other table (国办公开办函〔2019〕60号, 〔2021〕30号).
var tableMarks = []string{
	"第二十条第", "本年制发", "现行有效", "对外公开总数", "上一年项目数", "处理决定数量",
	"勾稽关系", "予以公开", "结转下年度", "尚未审结", "商业企业", "社会公益组织",
}

// inTableMarks reports whether a rune is one of those of which every mark has one.
func inTableMarks(r rune) bool {
	switch r {
	case '条', '制', '效', '总', '项', '量', '勾', '予', '转', '审', '业', '社':
		return true
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
	if cell && strings.ContainsFunc(text, inTableMarks) {
		for _, m := range tableMarks {
			if strings.Contains(text, m) {
				return true
			}
		}
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
			if isMark(strings.TrimSpace(c.Data), cell) {
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
