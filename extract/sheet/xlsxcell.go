package sheet

import (
	"strconv"

	"gongkai/extract/ooxml"
)

// The size of a sheet.
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

func (x *xlsx) sheet(r *ooxml.Reader, p *page) {
	r.Children(func(*ooxml.Element) {
		r.Children(func(e *ooxml.Element) {
			if e.Space != ooxml.Sheet {
				return
			}
			switch e.Local {
			case "sheetViews":
				r.Children(func(e *ooxml.Element) {
					zeros := e.Attr("showZeros")
					p.noZeros = p.noZeros || zeros != "" && !truth(zeros)
					p.formulas = p.formulas || truth(e.Attr("showFormulas"))
				})
			case "conditionalFormatting":
				x.conditional(r, p, e.Attr("sqref"))
			case "cols":
				r.Children(func(e *ooxml.Element) {
					from, _ := strconv.Atoi(e.Attr("min"))
					to, _ := strconv.Atoi(e.Attr("max"))
					if from > 0 && notShown(e, "width", leastWidth) {
						p.hides.columns(from-1, to-1)
					}
				})
			case "drawing", "oleObjects":
				p.drawn = append(p.drawn, e.Reference())
			case "sheetData":
				x.rows(r, p)
			case "mergeCells":
				r.Children(func(e *ooxml.Element) {
					if a, ok := parseArea(e.Attr("ref")); ok {
						x.merge(p, a)
					}
				})
			}
		})
	})
}

// notShown reports whether a row or a column is hidden: it says so, or it has
// no size. A sheet whose rows are hidden by default (zeroHeight) writes out
// those that are shown (18.3.1.81), so that a row that is there is shown.
func notShown(e *ooxml.Element, size string, least float64) bool {
	if truth(e.Attr("hidden")) {
		return true
	}
	n, err := strconv.ParseFloat(e.Attr(size), 64)
	return err == nil && n < least
}

// What is smaller is a line at best: a row in points, a column in characters.
const (
	leastHeight = 1
	leastWidth  = 0.2
)

func (x *xlsx) rows(r *ooxml.Reader, p *page) {
	row := -1
	r.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Sheet, "row") {
			return
		}
		row++
		if said := e.Attr("r"); said != "" {
			n, err := strconv.Atoi(said)
			if err != nil || n < 1 || n > maxRow {
				x.doubt(CodePlace, "row", "行号无法识别，此行未读："+said+" (a row with a number that is none is left out)")
				return
			}
			row = n - 1
		}
		if row >= maxRow {
			x.budget.Reached("rows", maxRow)
			return
		}
		if notShown(e, "ht", leastHeight) {
			p.hides.row(row)
		}
		x.cells(r, p, row)
	})
}

// cells reads the cells of a row.
func (x *xlsx) cells(r *ooxml.Reader, p *page, row int) {
	col := -1
	r.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Sheet, "c") {
			return
		}
		col++
		said := e.Attr("r")
		at, c, ok := parseCell(said)
		if ok {
			col = c
		}
		kind, style := e.Attr("t"), e.Attr("s")
		v := x.cell(r, value{row: row, col: col}, kind, style)
		switch {
		case v.text == "" && style != "" && style != "0":
			p.blank(row)
		case v.text != "" && said != "" && (!ok || at != row):
			x.uncertain(&v, CodePlace, "cells", "单元格位置与所在行矛盾，未读："+said+" (a cell names another place than the row that it stands in)")
		}
		x.take(p, row, col, col)
		x.keep(p, v)
	})
}

// cell reads a c and returns what is shown.
func (x *xlsx) cell(r *ooxml.Reader, v value, kind, style string) value {
	raw, inline, values := "", "", 0
	r.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Sheet, "v"):
			values++
			raw = r.Text()
		case e.Is(ooxml.Sheet, "f"):
			v.formula = true
		case e.Is(ooxml.Sheet, "is"):
			inline = richText(r)
		}
	})
	l := x.look(style)
	switch {
	case values > 1:
		v.text = raw
		x.uncertain(&v, CodeTwice, "cells", messageTwice)
		return v
	case v.formula && x.stale, v.formula && raw == "" && kind != "str" && kind != "inlineStr":
		v.text = "=" // what it comes to is not in the file: no blank, and no number
		return v
	case kind == "s":
		return x.sharedText(v, raw, l)
	case kind == "inlineStr":
		return x.word(v, inline, l)
	case kind == "str":
		return x.word(v, unescape(raw), l)
	case kind == "b" && raw == "1":
		return x.word(v, "TRUE", l)
	case kind == "b":
		return x.word(v, "FALSE", l)
	case kind == "e", kind == "d":
		return x.word(v, raw, l)
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return x.word(v, raw, l)
	}
	return x.number(v, n, l, x.from1904)
}

// sharedText is a cell with a text of the list that cells share.
func (x *xlsx) sharedText(v value, raw string, l look) value {
	i, err := strconv.Atoi(raw)
	if err == nil && i >= 0 && i < len(x.shared) {
		return x.word(v, x.shared[i], l)
	}
	if raw != "" {
		x.uncertain(&v, CodePart, "sharedStrings", "共享字符串缺失："+raw+" (a shared string is missing)")
	}
	return v
}

// look is how a style shows a cell. One that is not there is not known.
func (x *xlsx) look(style string) look {
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(x.looks) {
		return x.looks[i]
	}
	l := plain()
	if style != "" && style != "0" {
		l.code = ""
	}
	return l
}

// parseCell reads a reference such as B2.
func parseCell(s string) (row, col int, ok bool) {
	i := 0
	for i < len(s) && i < 4 && s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' {
		col = col*26 + int(s[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(s[i:])
	if err != nil || i == 0 || row < 1 || row > maxRow || col > maxCol {
		return 0, 0, false
	}
	return row - 1, col - 1, true
}

// parseArea reads a reference such as B2:C3.
func parseArea(s string) (area, bool) {
	for i := range len(s) {
		if s[i] != ':' {
			continue
		}
		top, left, ok := parseCell(s[:i])
		bottom, right, ok2 := parseCell(s[i+1:])
		return area{top, left, bottom, right}, ok && ok2 && bottom >= top && right >= left
	}
	return area{}, false
}
