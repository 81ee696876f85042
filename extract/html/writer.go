package html

import (
	"bytes"
	"unicode"

	"gongkai/extract/script"
)

// writer collects the text of a paragraph or cell as a browser prints it: runs
// of ASCII white space are one blank, none at the edges of a line; any other
// white space (U+00A0, U+3000) and zero-width marks stay as printed.
type writer struct {
	buf   []byte
	space bool // a blank is due before the next text
	brk   int  // line breaks are due before the next text
	pre   int  // depth of preformatted elements
	level int  // raised or lowered
	look  look // of the elements around
	from  int  // where the text of the innermost of them begins
	taken int  // texts taken
	marks int  // doubts that were put into texts
	cell  bool // in a cell of a table
	line  script.Line
}

func (w *writer) text(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c == '\n' && w.pre > 0 {
			w.lineBreak()
			i++
			continue
		}
		if isSpace(c) {
			w.space = true
			i++
			continue
		}
		end := i + 1
		for end < len(s) && !isSpace(s[end]) {
			end++
		}
		w.word(s[i:end])
		i = end
	}
}

func (w *writer) word(s string) {
	w.buf = w.line.At(w.buf, w.level)
	switch {
	case len(w.buf) == 0:
	case w.brk > 0:
		w.buf = append(w.buf, '\n')
	case w.space:
		w.buf = append(w.buf, ' ')
	}
	w.space, w.brk = false, 0
	w.buf = append(w.buf, s...)
}

// open begins an element with a look; what is printed in one line with the text
// around it can be raised or lowered. Its marks say how it is printed where that is
// no plain text: a number with such a mark is none.
func (w *writer) open(l look, inLine bool) (outer writer) {
	outer = *w
	w.look = w.look.within(l)
	switch {
	case !inLine:
	case l&raised != 0:
		w.level = script.Raised
	case l&lowered != 0:
		w.level = script.Lowered
	}
	w.from = len(w.buf)
	if l&reversed != 0 {
		w.word(script.Reversal)
	}
	if l&inserted != 0 && w.cell {
		w.doubt()
	}
	return outer
}

// close ends an element.
func (w *writer) close(outer writer) {
	w.buf = w.mark(w.buf, min(w.from, len(w.buf)), outer.look)
	w.look, w.level, w.from = outer.look, outer.level, outer.from
	if w.taken != outer.taken {
		w.from = 0
	}
}

// mark puts the marks of the look behind a text that begins at from, without those
// that the look around puts there.
func (w *writer) mark(text []byte, from int, around look) []byte {
	if w.look&inherited&^backed == around&inherited&^backed || len(bytes.TrimSpace(text[from:])) == 0 {
		return text
	}
	if w.look&^around&struck != 0 {
		text = append(text, script.Stroke...)
	}
	if w.doubts(w.look, text[from:]) && !w.doubts(around, text[from:]) {
		text = append(text, script.Doubt...)
		w.marks++
	}
	return text
}

// doubt stands for what a sheet may print here.
func (w *writer) doubt() {
	w.word(script.Doubt)
	w.marks++
}

// doubts reports whether a text with a look is in doubt. White letters are, without
// a ground, where they are digits: what is behind a header only a sheet may know
// that is not in the page. Outside of tables it is digits alone that could join others.
func (w *writer) doubts(l look, text []byte) bool {
	switch white := l&(pale|backed) == pale; {
	case l&doubtful == 0 && !white:
		return false
	case !w.cell:
		return onlyDigits(text)
	default:
		return l&doubtful != 0 || bytes.ContainsAny(text, digits)
	}
}

func onlyDigits(text []byte) bool {
	return bytes.ContainsAny(text, digits) && !bytes.ContainsFunc(text, unicode.IsLetter)
}

// joins reports whether an element that shows a value which is no text has to be
// told: everywhere in a cell, elsewhere only behind a digit.
func (w *writer) joins() bool {
	return w.cell || len(w.buf) > 0 && bytes.ContainsAny(w.buf[max(0, len(w.buf)-3):], digits)
}

// lineBreak begins a line, and reports whether that leaves an empty one: two
// breaks in a row are how many editors part paragraphs.
func (w *writer) lineBreak() bool {
	w.brk++
	return w.brk > 1
}

// paragraph begins a line unless it has just begun.
func (w *writer) paragraph() { w.brk = max(w.brk, 1) }

// take returns the text and begins anew.
func (w *writer) take() string {
	w.buf = w.mark(w.line.End(w.buf), 0, 0)
	s := string(w.buf)
	w.buf, w.space, w.brk, w.from = w.buf[:0], false, 0, 0
	w.taken++
	return s
}

func isSpace(c byte) bool {
	return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f')
}
