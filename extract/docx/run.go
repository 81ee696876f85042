package docx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// run reads the w:r or the m:r that is open, within outer.
func (r *reader) run(p *paragraph, outer look) {
	l := r.plain(p, outer)
	r.xml.Children(func(e *ooxml.Element) {
		now := r.here(l)
		switch {
		case e.Is(ooxml.Math, "t"):
			r.text(p, true, now)
			return
		case e.Space != ooxml.Word:
			r.boxes(p, l)
			return
		}
		switch e.Local {
		case "t":
			keep := e.Attr("space") == "preserve"
			r.text(p, keep, now)
		case "rPr":
			l = r.runProperties(p, outer)
		case "tab", "ptab":
			p.add("\t", now)
		case "br", "cr":
			p.add("\n", now)
		case "noBreakHyphen":
			p.add("-", now)
		case "sym":
			if now.hidden {
				r.doubtHidden()
			}
			p.add(r.symbol(e), now)
		case "fldChar":
			r.fieldMark(p, now, e.Attr("fldCharType"))
		case "instrText":
			r.instruction()
		case "footnoteReference", "endnoteReference":
			if !now.out {
				p.text = p.line.Break(p.text) // digits do not close over the mark
				r.refer(strings.TrimSuffix(e.Local, "Reference"), e.Attr("id"))
			} else if now.hidden {
				r.doubtHidden()
			}
			// The mark of a note that the author typed follows (17.11.14).
			l.out = l.out || said(e.Attr("customMarkFollows"))
		case "drawing", "pict", "object":
			if !now.out {
				r.pictures++
				p.things++
			}
			r.boxes(p, now)
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
	r.xml.Content(func(*ooxml.Element) {}, func(s string) {
		if l.hidden && strings.TrimSpace(s) != "" {
			r.doubtHidden()
		}
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

// boxes reads the text boxes of what is open, which looks like l.
func (r *reader) boxes(p *paragraph, l look) {
	switch {
	case !l.out:
		r.drawing(p)
	case l.hidden:
		r.hiddenText()
	}
}

// drawing looks for the text boxes of a drawing, a picture or an object, in
// DrawingML (wps:txbx) and in VML (v:textbox) alike.
func (r *reader) drawing(p *paragraph) {
	hidden := false
	r.xml.Children(func(e *ooxml.Element) {
		if hidden = hidden || e.Local == "docPr" && said(e.Attr("hidden")); hidden {
			r.hiddenText()
			return
		}
		if e.Local == "OLEObject" {
			r.doubt(document.CodeEmbedded, "object", "嵌入的对象未读："+e.Attr("ProgID")+" (an object of another program is not read)", document.Reader, r.within)
		}
		if !e.Is(ooxml.Word, "txbxContent") {
			r.drawing(p)
			return
		}
		p.things++
		doc, fields, around := r.doc, r.fields, r.setting
		r.doc, r.fields, r.setting = &document.Document{}, nil, setting{} // what it stands on is not known
		out := &flow{r: r}
		r.blocks(out)
		out.flush()
		for _, b := range r.doc.Blocks {
			p.boxes = append(p.boxes, box{b.Text, b.Level, b.Table})
		}
		doc.Findings = append(doc.Findings, r.doc.Findings...)
		r.doc, r.fields, r.setting = doc, fields, around
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
