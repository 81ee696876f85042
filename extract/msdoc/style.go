package msdoc

import (
	"slices"

	"gongkai/extract/script"
)

// style is what a style of the style sheet says ([MS-DOC] 2.9.260).
type style struct {
	base    int
	heading int
	changes []byte // of paragraphs
	own     look   // of letters, what this style says itself
	look    look   // with what those say that it stands on
	script  int    // raised or lowered
	placed  bool   // script is said

	paragraph *paragraph // what it says of one, nil where nobody asked
}

// noStyle is the base of a style that has none.
const noStyle = 0xFFF

// readStyles reads the style sheet (2.9.271). A style that makes no sense is
// empty: it loses headings, never text.
func (r *reader) readStyles() {
	sheet := r.fib.part(r.table, partStyles)
	if len(sheet) < 6 {
		return
	}
	count, fixed := int(u16(sheet, 2)), int(u16(sheet, 4))
	sheet = sheet[min(2+int(u16(sheet, 0)), len(sheet)):]
	for range min(count, noStyle) {
		if len(sheet) < 2 {
			break
		}
		size := int(u16(sheet, 0))
		sheet = sheet[2:]
		size = min(size, len(sheet))
		r.styles = append(r.styles, readStyle(sheet[:size], fixed))
		sheet = sheet[min(size+size&1, len(sheet)):]
	}
	for i := range r.styles {
		r.styles[i].look = r.lookOf(i)
	}
}

// readStyle reads one style: fixed bytes, the name, then lists of changes.
func readStyle(b []byte, fixed int) style {
	s := style{base: noStyle}
	if len(b) < 10 || fixed > len(b) {
		return s
	}
	number, kind := int(u16(b, 0)&0xFFF), u16(b, 2)&0xF
	s.base = int(u16(b, 2) >> 4)
	lists := int(u16(b, 4) & 0xF)
	if kind == 1 && number >= 1 && number <= 6 {
		s.heading = number // the styles "heading 1" … have these numbers in every language
	}
	at := fixed + 2 + 2*int(u16(b, fixed)) + 2
	for i := range lists {
		if at+2 > len(b) {
			break
		}
		size := int(u16(b, at))
		list := b[at+2 : min(at+2+size, len(b))]
		switch {
		case kind == 1 && i == 0 && len(list) > 2:
			s.changes = list[2:]
		case kind == 1 && i == 1, kind == 2 && i == 0:
			s.letters(list)
		}
		at += 2 + size + size&1
	}
	return s
}

// maxBases bounds how far a style leads to others.
const maxBases = 12

// styled returns a paragraph of a style of which nothing else is known.
func (r *reader) styled(n int) paragraph {
	if n >= len(r.styles) {
		return paragraph{style: n}
	}
	s := &r.styles[n]
	if s.paragraph == nil {
		s.paragraph = &paragraph{style: n}
		r.applyStyle(s.paragraph, n)
	}
	p := *s.paragraph
	p.row.edges, p.row.cells = slices.Clone(p.row.edges), slices.Clone(p.row.cells) // they are changed in place
	return p
}

// applyStyle applies what a style and those that it stands on say.
func (r *reader) applyStyle(p *paragraph, n int) {
	var chain []int
	for len(chain) < maxBases && n < len(r.styles) {
		chain = append(chain, n)
		n = r.styles[n].base
	}
	for i := len(chain) - 1; i >= 0; i-- {
		s := &r.styles[chain[i]]
		if s.heading > 0 {
			p.heading = s.heading
		}
		r.applyParagraph(p, s.changes, false)
	}
}

// scriptOf returns whether a style, or else the next one that it stands on and
// that says so, raises or lowers text; false if none says.
func (r *reader) scriptOf(n int) (level int, said bool) {
	for range maxBases {
		if n >= len(r.styles) {
			break
		}
		if s := &r.styles[n]; s.placed {
			return s.script, true
		}
		n = r.styles[n].base
	}
	return script.Baseline, false
}
