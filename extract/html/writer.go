package html

import (
	nethtml "golang.org/x/net/html"

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

// inline writes what read writes of an inline element, with the mark that says
// how it is printed where that is no plain text: a number with such a mark is none.
func (w *writer) inline(n *nethtml.Node, read func()) {
	level, begin := w.level, len(w.buf)
	w.level = levelOf(n, level)
	if isReversed(n) {
		w.word(script.Reversal)
	}
	read()
	w.level = level
	if len(w.buf) > begin && isStruck(n) {
		w.buf = append(w.buf, script.Stroke...)
	}
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
	s := string(w.line.End(w.buf))
	w.buf, w.space, w.brk = w.buf[:0], false, 0
	return s
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}
