package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// flow takes the paragraphs and tables of one story: the body, a note, a cell.
// A story of a cell has a cell; all others write blocks.
type flow struct {
	r     *reader
	cell  *cellText
	carry string // text of paragraphs whose mark is deleted: the next one goes on with it
	held  bool
	level int // of the last of them
}

// cellText is what a cell collects.
type cellText struct {
	lines  []string
	nested []*document.Table
	things int // boxes, pictures, objects
}

// blocks reads the block-level content of the element that is open.
func (r *reader) blocks(out *flow) {
	r.xml.Children(func(e *ooxml.Element) { r.block(out, e) })
}

// block reads one element of block-level content.
func (r *reader) block(out *flow, e *ooxml.Element) {
	if e.Space != ooxml.Word {
		r.blocks(out) // custom XML, ink, whatever wraps blocks
		return
	}
	switch e.Local {
	case "p":
		r.paragraph(out)
	case "tbl":
		out.flush()
		r.table(out)
	case "sdt":
		r.control(func() { r.blocks(out) })
	case "sdtPr":
		r.controlProperties()
	case "subDoc":
		r.doubt(document.CodeEmbedded, "subDoc", "正文的一部分在另一文件中，未读：a part of the text is in another file", document.Reader, nil)
	case "del", "moveFrom", "sectPr", "sdtEndPr", "customXmlPr", "pPr", "rPr", "tcPr":
	case "altChunk":
		r.doubt(document.CodeEmbedded, "altChunk", "嵌入其他格式的内容，未读：embedded content in another format", document.Reader, nil)
	default: // sdtContent, customXml, ins, moveTo
		r.blocks(out)
	}
}

// add takes the text of a paragraph, with its level as a heading or 0. If its
// mark is deleted or hidden, the next paragraph goes on in its line and gives
// the properties (ECMA-376 Part 1, 17.13.5.15).
func (f *flow) add(text string, level int, joins bool) {
	text = f.carry + text
	if joins {
		f.carry, f.level, f.held = text, level, true
		return
	}
	f.carry, f.held = "", false
	text = trim(text)
	if text == "" {
		return
	}
	if f.cell != nil {
		if f.r.budget.Text(len(text) + 1) {
			f.cell.lines = append(f.cell.lines, text)
		}
		return
	}
	if !f.r.budget.Text(len(text)) || !f.r.budget.Block() {
		return
	}
	b := document.Block{Kind: document.Paragraph, Text: text}
	if level > 0 {
		b.Kind, b.Level = document.Heading, level
	}
	f.r.doc.Blocks = append(f.r.doc.Blocks, b)
}

// flush ends a paragraph that waits for the next one.
func (f *flow) flush() {
	if f.held {
		f.add("", f.level, false)
	}
}

// addTable takes a table that is complete.
func (f *flow) addTable(t *document.Table) {
	if f.cell != nil {
		t.Lines = document.LinesOf(f.cell.lines)
		f.cell.nested = append(f.cell.nested, t)
		return
	}
	if f.r.budget.Block() {
		place := document.Place{}
		if len(t.Cells) > 0 {
			place.Table = t.Cells[0].Place.Table
		}
		f.r.doc.Blocks = append(f.r.doc.Blocks, document.Block{Kind: document.TableKind, Table: t, Place: place})
	}
}

// trim takes the white space of ASCII from the edges, as the reader of pages
// does; wider blanks stay as printed.
func trim(s string) string { return strings.Trim(s, " \t\r\n") }
