package docx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// field is a complex field that is open (ECMA-376 Part 1, 17.16.18): first its
// code, then, after the separator, its result.
type field struct{ result bool }

// maxFields is the number of fields within fields that are told apart.
const maxFields = 100

// inCode reports whether what stands here is the code of a field, not printed.
func (r *reader) inCode() bool {
	for _, f := range r.fields {
		if !f.result {
			return true
		}
	}
	return false
}

func (r *reader) fieldMark(kind string) {
	n := len(r.fields)
	switch {
	case kind == "begin" && n < maxFields:
		r.fields = append(r.fields, field{})
	case kind == "separate" && n > 0:
		r.fields[n-1].result = true
	case kind == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

// run reads the w:r that is open.
func (r *reader) run(p *paragraph, hidden bool) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			if !hidden {
				r.drawing(p)
			}
			return
		}
		hide := hidden || r.inCode()
		switch e.Local {
		case "t":
			keep := e.Attr("space") == "preserve"
			r.text(p, keep, hide)
		case "rPr":
			hidden = r.vanishes() || hidden
		case "tab", "ptab":
			p.add("\t", hide)
		case "br", "cr":
			p.add("\n", hide)
		case "noBreakHyphen":
			p.add("-", hide)
		case "sym":
			p.add(r.symbol(e), hide)
		case "fldChar":
			r.fieldMark(e.Attr("fldCharType"))
		case "footnoteReference", "endnoteReference":
			if !hide {
				r.refer(strings.TrimSuffix(e.Local, "Reference"), e.Attr("id"))
			}
		case "drawing", "pict", "object":
			if !hide {
				r.pictures++
				r.drawing(p)
			}
		case "ruby", "rubyBase":
			r.inline(p, hidden)
		case "r": // within rubyBase of some writers
			r.run(p, hidden)
		}
	})
}

// text reads a w:t. White space at its edges counts only if it says so; a line
// break of the XML is a blank.
func (r *reader) text(p *paragraph, keep, hide bool) {
	from := len(p.text)
	r.xml.Content(func(*ooxml.Element) {}, func(s []byte) {
		if !hide && p.room(len(s)) {
			p.text = append(p.text, s...)
		}
	})
	t := p.text[from:]
	for i, c := range t {
		if c == '\n' || c == '\r' || c == '\t' {
			t[i] = ' '
		}
	}
	if !keep && len(t) > 0 && (t[0] == ' ' || t[len(t)-1] == ' ') {
		p.text = append(p.text[:from], strings.Trim(string(t), " ")...)
	}
}

// vanishes reads a w:rPr and reports whether the run is hidden or deleted.
func (r *reader) vanishes() bool {
	style, said, hidden, deleted := "", false, false, false
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "vanish":
			said, hidden = true, on(e)
		case "rStyle":
			style = e.Attr("val")
		case "del", "moveFrom":
			deleted = true
		}
	})
	if !said {
		hidden = r.styles.hidden(style)
	}
	return hidden || deleted
}

func (r *reader) refer(kind, id string) {
	if r.notes[kind] == nil {
		r.notes[kind] = map[string]bool{}
	}
	if len(r.notes[kind]) == document.MaxBlocks {
		r.budget.Reached(kind, document.MaxBlocks)
		return
	}
	r.notes[kind][id] = true
}

// drawing looks for the text boxes of a drawing, a picture or an object, in
// DrawingML (wps:txbx) and in VML (v:textbox) alike.
func (r *reader) drawing(p *paragraph) {
	r.xml.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Word, "txbxContent") {
			r.drawing(p)
			return
		}
		doc, fields := r.doc, r.fields
		r.doc, r.fields = &document.Document{}, nil
		out := &flow{r: r}
		r.blocks(out)
		out.flush()
		for _, b := range r.doc.Blocks {
			p.boxes = append(p.boxes, box{b.Text, b.Level, b.Table})
		}
		doc.Findings = append(doc.Findings, r.doc.Findings...)
		r.doc, r.fields = doc, fields
	})
}

// symbols are the characters of the fonts of symbols that reports use, by font
// and code: ticks, boxes, dots.
var symbols = map[string]map[rune]string{
	"wingdings": {
		0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻",
		0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0xE0: "→", 0xF0: "⇨",
	},
	"wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□", 0x2A: "□", 0x54: "☒", 0x53: "☒"},
	"symbol":      {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0x2D: "−", 0x2B: "+", 0xAE: "→", 0xB0: "°"},
}

// symbol reads a w:sym: a character of a font by its code, which fonts of
// symbols have at U+F000 and on (ECMA-376 Part 1, 17.3.3.30).
func (r *reader) symbol(e *ooxml.Element) string {
	code, err := strconv.ParseUint(e.Attr("char"), 16, 32)
	if err != nil {
		return ""
	}
	font, c := strings.ToLower(e.Attr("font")), rune(code)
	if s, ok := symbols[font][c&0xFF]; ok && (c < 0x100 || c>>8 == 0xF0) {
		return s
	}
	if c < 0xE000 && utf8.ValidRune(c) && c >= ' ' && symbols[font] == nil {
		return string(c)
	}
	where := fmt.Sprintf("%s %X", e.Attr("font"), code)
	r.doubt(CodeSymbol, "", "符号字体中的未知字符："+where+" (a symbol that is not known)", document.Reader, nil)
	return "\uFFFD"
}
