package docx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
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

// look is how a run looks: whether it is left out, and where it stands.
type look struct {
	out   bool // hidden or deleted
	level int  // raised or lowered
}

// here is the look of what stands at this place: the code of a field is not printed.
func (r *reader) here(l look) look {
	l.out = l.out || r.inCode()
	return l
}

// run reads the w:r that is open.
func (r *reader) run(p *paragraph, l look) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			if !l.out {
				r.drawing(p)
			}
			return
		}
		now := r.here(l)
		switch e.Local {
		case "t":
			keep := e.Attr("space") == "preserve"
			r.text(p, keep, now)
		case "rPr":
			l = r.runProperties(l)
		case "tab", "ptab":
			p.add("\t", now)
		case "br", "cr":
			p.add("\n", now)
		case "noBreakHyphen":
			p.add("-", now)
		case "sym":
			p.add(r.symbol(e), now)
		case "fldChar":
			r.fieldMark(e.Attr("fldCharType"))
		case "footnoteReference", "endnoteReference":
			if !now.out {
				p.text = p.line.Break(p.text) // digits do not close over the mark
				r.refer(strings.TrimSuffix(e.Local, "Reference"), e.Attr("id"))
			}
			// The mark of a note that the author typed follows (17.11.14).
			l.out = l.out || said(e.Attr("customMarkFollows"))
		case "drawing", "pict", "object":
			if !now.out {
				r.pictures++
				r.drawing(p)
			}
		case "ruby", "rubyBase":
			r.inline(p, l)
		case "r": // within rubyBase of some writers
			r.run(p, l)
		}
	})
}

// text reads a w:t. White space at its edges counts only if it says so; a line
// break of the XML is a blank.
func (r *reader) text(p *paragraph, keep bool, l look) {
	var t []byte
	r.xml.Content(func(*ooxml.Element) {}, func(s []byte) {
		if !l.out && p.room(len(t)+len(s)) {
			t = append(t, s...)
		}
	})
	for i, c := range t {
		if c == '\n' || c == '\r' || c == '\t' {
			t[i] = ' '
		}
	}
	if !keep {
		t = bytes.Trim(t, " ")
	}
	p.add(string(t), l)
}

// runProperties reads a w:rPr of a run within l.
func (r *reader) runProperties(l look) look {
	style, vanish, hidden := "", false, false
	level, raised, moved := script.Baseline, false, script.Baseline
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "vanish":
			vanish, hidden = true, on(e)
		case "rStyle":
			style = e.Attr("val")
		case "del", "moveFrom":
			l.out = true
		case "vertAlign":
			level, raised = vertical(e), true
		case "position":
			moved = position(e)
		}
	})
	if !vanish {
		hidden = r.styles.hidden(style)
	}
	if !raised {
		level = r.styles.script(style)
	}
	if level == script.Baseline {
		level = moved
	}
	l.out, l.level = l.out || hidden, level
	return l
}

// vertical reads a w:vertAlign (17.3.2.42).
func vertical(e *ooxml.Element) int {
	switch e.Attr("val") {
	case "superscript":
		return script.Raised
	case "subscript":
		return script.Lowered
	}
	return script.Baseline
}

// position reads a w:position, in half points (17.3.2.24). Three points are
// what Word offers; less only sets a line straight.
func position(e *ooxml.Element) int {
	switch n := number(e.Attr("val"), 0); {
	case n >= 6:
		return script.Raised
	case n <= -6:
		return script.Lowered
	}
	return script.Baseline
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
