package docx

import (
	"strconv"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// paragraph is a w:p that is being read.
type paragraph struct {
	budget *document.Budget
	props  properties
	text   []byte
	line   script.Line
	boxes  []box // text boxes that hang on it
	things int   // boxes, pictures, objects

	based bool // face is known
	face  face // of its styles
}

// box is what a text box holds, read when its anchor was met.
type box struct {
	text  string
	level int
	table *document.Table
}

// properties are those of w:pPr that matter.
type properties struct {
	style   string
	outline int // 0–8, outlineNone if it is not said here
	num     string
	level   int
	hasNum  bool
	deleted bool // the mark is deleted
	joins   bool // the mark is hidden
	marked  bool // the mark says itself whether it is
	ground  ground
	framed  bool // it stands in a frame that floats
}

const outlineNone = -1

// paragraph reads the w:p that is open into out.
func (r *reader) paragraph(out *flow) {
	p := &paragraph{budget: &r.budget, props: properties{outline: outlineNone, level: -1}}
	waiting := len(r.fields)
	r.inline(p, look{})
	for i := min(waiting, len(r.fields)); i < len(r.fields); i++ {
		// An instruction that does not end in its paragraph is none: text must
		// not be lost for a field mark that is.
		if !r.fields[i].result {
			r.fields[i].result = true
			r.unreadField(p, &r.fields[i])
		}
	}
	p.text = p.line.End(p.text)
	if p.line.Notes > 0 {
		r.doubt(script.CodeNote, "", script.MessageNote, document.Publisher, nil)
	}
	if out.cell != nil {
		out.cell.things += p.things
		if p.props.framed && len(p.text) > 0 {
			out.cell.things++
		}
	}
	if !p.props.marked {
		p.props.joins = r.styles.hides(p.props.style)
	}
	text := string(p.text)
	gone := p.props.deleted || p.props.joins && trim(text) == "" // nothing of it is seen, nor its number
	if !gone {
		text = script.Numbered(r.lists.number(r, p.props), text)
	}
	out.add(text, r.styles.heading(p.props), p.props.deleted || p.props.joins)
	for _, b := range p.boxes {
		out.flush()
		if b.table != nil {
			out.addTable(b.table)
		} else {
			out.add(b.text, b.level, false)
		}
	}
}

// inline reads the content of a paragraph, or of what wraps runs in one.
func (r *reader) inline(p *paragraph, l look) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space == ooxml.Math {
			r.math(p, l)
			return
		}
		if e.Space != ooxml.Word {
			r.inline(p, l)
			return
		}
		switch e.Local {
		case "r":
			r.run(p, l)
		case "pPr":
			r.paragraphProperties(&p.props)
		case "sdt":
			r.control(func() { r.inline(p, l) })
		case "sdtPr":
			r.controlProperties()
		case "fldSimple":
			r.simpleField(p, l, e.Attr("instr"))
		case "bdo", "dir":
			l := l
			l.reversed = e.Attr("val") == "rtl"
			r.inline(p, l)
		case "del", "moveFrom", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "rt", "rPr", "rubyPr":
		default: // ins, moveTo, hyperlink, sdtContent, smartTag, customXml, ruby
			r.inline(p, l)
		}
	})
}

func (r *reader) paragraphProperties(props *properties) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "pStyle":
			props.style = e.Attr("val")
		case "outlineLvl":
			props.outline = number(e.Attr("val"), outlineNone)
		case "shd":
			props.ground = shading(e)
		case "framePr":
			props.framed = true
		case "numPr":
			props.num, props.level = r.numberProperties()
			props.hasNum = props.num != ""
		case "rPr":
			r.xml.Children(func(e *ooxml.Element) {
				switch {
				case e.Is(ooxml.Word, "del"), e.Is(ooxml.Word, "moveFrom"):
					props.deleted = true
				case e.Is(ooxml.Word, "vanish"):
					props.joins, props.marked = on(e), true
				}
			})
		}
	})
}

// numberProperties reads a w:numPr: the list and the level in it, "" and -1
// where they are not said.
func (r *reader) numberProperties() (list string, level int) {
	level = -1
	r.xml.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Word, "numId"):
			list = e.Attr("val")
		case e.Is(ooxml.Word, "ilvl"):
			level = number(e.Attr("val"), -1)
		}
	})
	return list, level
}

func (p *paragraph) add(s string, l look) {
	if s == "" || l.out || !p.room(len(s)) {
		return
	}
	p.text = p.line.At(p.text, l.level)
	if l.reversed && strings.ContainsAny(s, script.Digits) {
		p.text = append(p.text, script.Reversal...)
	}
	p.text = append(p.text, s...)
	if l.struck && strings.TrimSpace(s) != "" {
		p.text = append(p.text, script.Stroke...)
	}
	if l.unsure && strings.ContainsAny(s, script.Digits) {
		p.text = append(p.text, script.Object...)
	}
}

// room reports whether n more bytes may be kept: the budget counts a text once
// its paragraph is complete, and by then it must not have grown without bound.
func (p *paragraph) room(n int) bool {
	if len(p.text)+n <= document.MaxText {
		return true
	}
	p.budget.Reached("text", document.MaxText)
	return false
}

// on reads a toggle property: present means on (ECMA-376 Part 1, 17.17.4).
func on(e *ooxml.Element) bool {
	switch e.Attr("val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// said reads an attribute that is on or off, off where it is missing.
func said(s string) bool { return s == "1" || s == "true" || s == "on" }

// number reads a decimal number, otherwise where it is none.
func number(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}
