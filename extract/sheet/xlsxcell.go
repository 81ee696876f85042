package sheet

import (
	"strconv"
	"strings"

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
			case "cols":
				r.Children(func(e *ooxml.Element) {
					from, _ := strconv.Atoi(e.Attr("min"))
					to, _ := strconv.Atoi(e.Attr("max"))
					if from > 0 && notShown(e, "width") {
						p.hides.columns(from-1, to-1)
					}
				})
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
func notShown(e *ooxml.Element, size string) bool {
	if truth(e.Attr("hidden")) {
		return true
	}
	n, err := strconv.ParseFloat(e.Attr(size), 64)
	return err == nil && n == 0
}

func (x *xlsx) rows(r *ooxml.Reader, p *page) {
	row := -1
	r.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Sheet, "row") {
			return
		}
		row++
		if n, err := strconv.Atoi(e.Attr("r")); err == nil {
			row = n - 1
		}
		if row < 0 || row >= maxRow {
			return
		}
		if notShown(e, "ht") {
			p.hides.row(row)
		}
		col := -1
		r.Children(func(e *ooxml.Element) {
			if !e.Is(ooxml.Sheet, "c") {
				return
			}
			col++
			if _, c, ok := parseCell(e.Attr("r")); ok {
				col = c
			}
			kind, style := e.Attr("t"), e.Attr("s")
			text := x.cell(r, kind, style)
			if text == "" && style != "" && style != "0" {
				p.blank(row)
			}
			x.keep(p, value{row: row, col: col, text: text})
		})
	})
}

// cell reads a c and returns what is printed.
func (x *xlsx) cell(r *ooxml.Reader, kind, style string) string {
	raw, inline, formula := "", "", false
	r.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Sheet, "v"):
			raw = r.Text()
		case e.Is(ooxml.Sheet, "f"):
			formula = true
		case e.Is(ooxml.Sheet, "is"):
			inline = richText(r)
		}
	})
	if formula && raw == "" && kind != "str" && kind != "inlineStr" {
		return "=" // what it comes to was never worked out: no blank, and no number
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(raw)
		if err != nil || i < 0 || i >= len(x.shared) {
			if raw != "" {
				x.doubt(CodePart, "sharedStrings", "共享字符串缺失："+raw+" (a shared string is missing)")
			}
			return ""
		}
		return x.shown(x.shared[i], x.code(style))
	case "inlineStr":
		return x.shown(inline, x.code(style))
	case "str":
		return x.shown(unescape(raw), x.code(style))
	case "b":
		if raw == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "e", "d":
		return raw
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	return x.print(v, x.code(style), x.from1904)
}

// code is the number format of a style, "" if it is not known.
func (x *xlsx) code(style string) string {
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(x.formats) {
		return x.formats[i]
	} else if style != "" && style != "0" {
		return ""
	}
	return "General"
}

// print prints a number; a format that is not understood is a finding.
func (b *builder) print(v float64, code string, from1904 bool) string {
	s, ok := general(v), false
	if code != "" {
		s, ok = printNumber(v, code, from1904)
	}
	if !ok {
		b.doubt(CodeNumberFormat, code, "数字格式未知，按原值："+code+" (a number format that is not understood, the number is printed plainly)")
	}
	if v != 0 && strings.TrimSpace(s) == "" { // that a zero is blank is usual
		b.doubtFormat()
	}
	return s
}

// shown returns a text as its number format prints it: not at all where the
// fourth section has no place for it (;;;).
func (b *builder) shown(s, code string) string {
	if s == "" || strings.Count(code, ";") < 3 {
		return s
	}
	if sections := split(code); len(sections) > 3 && !strings.Contains(sections[3], "@") {
		b.doubtFormat()
		return ""
	}
	return s
}

func (b *builder) doubtFormat() {
	b.unseen("format", "数字格式使内容不显示，未读：cells whose number format shows nothing are left out")
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
