package sheet

import (
	"strconv"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// FormatXML is the name of the format in a Document: the XML Spreadsheet of
// Excel 2002 and 2003, which programs write and name .xls. A Workbook has Styles
// and Worksheets; in a Table, Rows and Cells stand one after the other unless they
// say their Index (from 1); a Cell has Data of a Type and is merged over so many
// more columns and rows.
const FormatXML = "xmlss"

// ReadXML reads an XML Spreadsheet that is decoded already. The error is a
// *document.Error.
func ReadXML(text []byte) (*document.Document, error) {
	x := &xmlBook{builder: newBuilder(FormatXML), r: ooxml.NewReader(string(text)), looks: map[string]xmlLook{}}
	x.children(map[string]func(*ooxml.Element){"Workbook": func(*ooxml.Element) {
		x.children(map[string]func(*ooxml.Element){"Styles": x.styles, "Worksheet": x.worksheet})
	}})
	if err := x.r.Err(); err != nil {
		return nil, err
	}
	x.builder.pages(x.sheets)
	return x.finish()
}

// xmlBook is a workbook that is being read.
type xmlBook struct {
	*builder
	r      *ooxml.Reader
	looks  map[string]xmlLook // by the style
	sheets []*page
	hidden int // rows hidden so far
}

// children calls the function for each child of that name.
func (x *xmlBook) children(of map[string]func(*ooxml.Element)) {
	x.r.Children(func(e *ooxml.Element) {
		if f := of[e.Local]; f != nil {
			f(e)
		}
	})
}

func (x *xmlBook) styles(*ooxml.Element) {
	x.children(map[string]func(*ooxml.Element){"Style": func(e *ooxml.Element) {
		id := e.Attr("ID")
		s, ok := x.looks[e.Attr("Parent")]
		if !ok {
			s = xmlLook{look: plain(), font: font{ink: script.Black}}
		}
		x.children(map[string]func(*ooxml.Element){
			"NumberFormat": func(e *ooxml.Element) {
				s.code = e.Attr("Format")
				if c, ok := namedFormats[s.code]; ok {
					s.code = c
				} else if s.code == "" {
					s.code = "General"
				}
			},
			"Font": func(e *ooxml.Element) { s.font = xmlFont(e) },
			"Interior": func(e *ooxml.Element) {
				s.ground = script.White
				if pattern := e.Attr("Pattern"); pattern != "" && pattern != "None" {
					s.ground = script.Hex(e.Attr("Color"))
				}
			},
			"Alignment": func(e *ooxml.Element) { s.repeated = e.Attr("Horizontal") == "Fill" },
		})
		if len(x.looks) < maxFormats {
			s.look = s.in(s.font)
			x.looks[id] = s
		}
	}})
}

// xmlLook is the look of a style, and its font for those that stand on it.
type xmlLook struct {
	look
	font font
}

// xmlFont reads a Font of a style, or of a part of a text.
func xmlFont(e *ooxml.Element) font {
	size, _ := strconv.ParseFloat(e.Attr("Size"), 64)
	f := font{ink: script.Black, struck: truth(e.Attr("StrikeThrough")), tiny: script.Tiny(size)}
	if colour := e.Attr("Color"); colour != "" && colour != "Automatic" {
		f.ink = script.Hex(colour)
	}
	return f
}

// namedFormats are number formats that have a name in place of a code. Dates and
// amounts of money are printed as the reader's system has it: they have none here.
var namedFormats = map[string]string{
	"General Number": "General", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
}

func (x *xmlBook) worksheet(e *ooxml.Element) {
	p := &page{name: e.Attr("Name")}
	x.children(map[string]func(*ooxml.Element){
		"Table": func(*ooxml.Element) { x.table(p) },
		"WorksheetOptions": func(*ooxml.Element) {
			x.children(map[string]func(*ooxml.Element){"Visible": func(*ooxml.Element) {
				p.hidden = x.r.Text() != "SheetVisible"
			}, "DoNotDisplayZeros": func(*ooxml.Element) {
				p.noZeros = true
			}, "DisplayFormulas": func(*ooxml.Element) {
				p.formulas = true
			}})
		},
	})
	if len(x.sheets) == maxSheets {
		x.budget.Reached("sheets", maxSheets)
		return
	}
	x.sheets = append(x.sheets, p)
}

func (x *xmlBook) table(p *page) {
	row, col := 0, 0
	x.children(map[string]func(*ooxml.Element){
		"Column": func(e *ooxml.Element) {
			col = at(e, col)
			to := col + whole(e, "Span")
			if notVisible(e, "Width") {
				p.hides.columns(col, to)
			}
			col = to + 1
		},
		"Row": func(e *ooxml.Element) {
			row = at(e, row)
			to := row + whole(e, "Span")
			if notVisible(e, "Height") {
				for r := row; r <= min(to, maxRow-1); r++ {
					if x.hidden++; x.hidden > 2*maxRow {
						x.budget.Reached("rows", 2*maxRow)
						break
					}
					p.hides.row(r)
				}
			}
			x.cells(p, row)
			row = to + 1
		},
	})
}

func (x *xmlBook) cells(p *page, row int) {
	col := 0
	x.children(map[string]func(*ooxml.Element){"Cell": func(e *ooxml.Element) {
		col = at(e, col)
		if row >= maxRow || col >= maxCol {
			x.budget.Reached("sheet", maxRow)
			return
		}
		style, formula := e.Attr("StyleID"), e.Attr("Formula") != ""
		if style == "" {
			style = "Default"
		}
		l := plain()
		if s, ok := x.looks[style]; ok {
			l = s.look
		}
		across, down := whole(e, "MergeAcross"), whole(e, "MergeDown")
		before := len(p.values)
		x.children(map[string]func(*ooxml.Element){"Data": func(e *ooxml.Element) {
			kind := e.Attr("Type")
			x.keep(p, x.data(value{row: row, col: col, formula: formula}, kind, l))
		}})
		x.take(p, row, col, col)
		if len(p.values) == before && style != "Default" {
			p.blank(row)
		}
		if across > 0 || down > 0 {
			x.merge(p, area{row, col, min(row+down, maxRow-1), min(col+across, maxCol-1)})
		}
		col += across + 1
	}})
}

// data reads the value of a cell and returns what is shown.
func (x *xmlBook) data(v value, kind string, l look) value {
	var line script.Line
	raw := string(line.End(x.deep(&line, nil, font{})))
	switch kind {
	case "Number":
		if n, err := strconv.ParseFloat(strings.TrimSpace(raw), 64); err == nil {
			return x.number(v, n, l, false)
		}
	case "Boolean":
		if strings.TrimSpace(raw) == "1" {
			return x.word(v, "TRUE", l)
		}
		return x.word(v, "FALSE", l)
	}
	return x.word(v, raw, l)
}

// deep adds the text of an element with that of its children to a text: rich text
// is written as HTML.
func (x *xmlBook) deep(line *script.Line, text []byte, f font) []byte {
	x.r.Content(func(e *ooxml.Element) {
		inner := f
		switch e.Local {
		case "S":
			inner.struck = true
		case "Sup":
			inner.level = script.Raised
		case "Sub":
			inner.level = script.Lowered
		}
		text = x.deep(line, text, inner)
	}, func(s string) {
		text = append(line.At(text, f.level), s...)
		if f.struck && strings.TrimSpace(s) != "" {
			text = append(text, script.Stroke...)
		}
	})
	return text
}

// at is the place of an element: its Index, else the next one.
func at(e *ooxml.Element, next int) int {
	if n := whole(e, "Index"); n > 0 {
		return n - 1
	}
	return next
}

// whole is an attribute that is a number of rows or columns, 0 without it.
func whole(e *ooxml.Element, local string) int {
	n, err := strconv.Atoi(e.Attr(local))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, maxRow)
}

// notVisible reports whether a row or a column is hidden or has no size.
func notVisible(e *ooxml.Element, size string) bool {
	n, err := strconv.ParseFloat(e.Attr(size), 64)
	return truth(e.Attr("Hidden")) || err == nil && n < leastHeight
}
