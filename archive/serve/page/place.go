package page

import (
	"strconv"

	"gongkai/extract/document"
)

// place writes before, and where a cell stands in the original; nothing where
// the format has no places.
func (m *markup) place(at document.Place, l lang, before string) {
	next := before + l.t("原件", "original: ")
	add := func(n int, zh, en string) {
		if n <= 0 {
			return
		}
		m.tag(next)
		if next = ", "; l == english {
			m.tag(en)
			m.tag(" ")
			m.number(n)
			return
		}
		next = ""
		m.tag("第 ")
		m.number(n)
		m.tag(zh)
	}
	add(at.Page, " 页", "page")
	add(at.Table, " 表", "table")
	add(at.Row, " 行", "row")
	add(at.Column, " 列", "column")
	add(at.Line, " 行（文本）", "line")
	if b := at.Box; b != nil {
		m.tag(next)
		m.tag(l.t("框 ", "box "))
		for i, sep := range [...]string{",", "–", ",", ""} {
			m.b = strconv.AppendFloat(m.b, b[i], 'f', 0, 64)
			m.tag(sep)
		}
	}
}

// number writes a whole number.
func (m *markup) number(n int) { m.b = strconv.AppendInt(m.b, int64(n), 10) }
