// Package script keeps raised and lowered text from digits. A text has no
// levels: 12 with a raised note mark 1 would be read as 121, 10² as 102, and
// nobody could tell. Every reader whose format has levels asks it.
package script

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CodeNote is the code of the finding that a raised note mark after a digit
// was left out.
const CodeNote = "note_mark"

// MessageNote is what the finding says.
const MessageNote = "数字后的上标注记未读：a raised note mark after a digit is left out"

// The levels of a text. Others are levels of their own.
const (
	Lowered  = -1
	Baseline = 0
	Raised   = 1
	OfList   = 2 // the number that a list has before a paragraph
)

// Moved is the level of text that is moved up by so many half points, down where
// that is less than none. Three points are what Word offers; less only sets a
// line straight.
func Moved(halfPoints int) int {
	switch {
	case halfPoints >= 6:
		return Raised
	case halfPoints <= -6:
		return Lowered
	}
	return Baseline
}

// Stroke stands behind text that is struck through: it is printed and does not
// count, and neither is it a number nor part of one (U+0336, which no number has).
const Stroke = "\u0336"

// Marks of what is shown otherwise than its text says. A number with one of them is none.
const (
	// Reversal stands before text that is printed from right to left.
	Reversal = "\u202e"
	// Object stands for what shows a value that is no text (a picture, the field of
	// a form), and beside text of which it is not certain that it is what is shown.
	Object = "\ufffc"
	// Doubt stands where a text may be printed otherwise than it was read: not at all,
	// with more beside it, elsewhere. It is the mark that printers put where they lack
	// the letter (〓), and no label has it either.
	Doubt = "\u3013"
)

// Line follows a text that is being put together, piece after piece. The zero
// Line is for a text that is empty.
type Line struct {
	// Notes is how many note marks were left out.
	Notes int

	level int
	from  int // where the last piece begins
}

// At is called with the text before anything on this level is added to it. It
// returns the text with what stands before settled.
func (l *Line) At(text []byte, level int) []byte {
	if level == l.level {
		return text
	}
	text = l.Break(text)
	l.level = level
	return text
}

// Break ends the last piece, whatever level comes next. A raised mark after a
// digit that can be nothing but the mark of a note is left out. Digits that
// would join those of the piece before, or a word, are kept apart by ^ (_ where
// lowered), so that no number is read: a bare raised 1 may be a note or a power.
func (l *Line) Break(text []byte) []byte {
	before, piece := text[:l.from], text[l.from:]
	switch {
	case len(piece) == 0:
		return text
	case l.from == 0: // nothing to be apart from
	case l.level == Raised && numeric(last(before)) && noteMark(string(piece)):
		l.Notes++
		return before
	case l.apart(last(before), first(piece)):
		sign := byte('^')
		if l.level == Lowered {
			sign = '_'
		}
		text = slices.Insert(text, l.from, sign)
	}
	l.from = len(text)
	return text
}

// Numbered puts the number that a list has before a paragraph and its text
// together: with nothing between, 1. and 5 are still two numbers.
func Numbered(number, text string) string {
	switch {
	case number == "":
		return text
	case text == "":
		return number
	}
	var l Line
	b := append(l.At(nil, OfList), number...)
	return string(l.End(append(l.At(b, Baseline), text...)))
}

// apart reports whether a piece must not follow the character before it: digits would
// join a number, and raised ones behind a word are a note, not the number of what the
// word names. A unit keeps them: km2.
func (l *Line) apart(before, first rune) bool {
	word := unicode.Is(unicode.Han, before) && unicode.IsNumber(first) && (l.level == Raised || l.level == Lowered)
	return word || numeric(before) && numeric(first)
}

// End settles the text. What is added next begins another one.
func (l *Line) End(text []byte) []byte {
	text = l.Break(text)
	l.from = 0
	return text
}

// noteMark reports whether a text cannot be a power: a star, a number in a
// ring or in square brackets, 注.
func noteMark(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	if strings.HasPrefix(s, "注") || strings.Trim(s, "*＊※†‡") == "" {
		return true
	}
	if c, n := utf8.DecodeRuneInString(s); n == len(s) && c >= '①' && c <= '⑳' {
		return true
	}
	for _, pair := range []string{"[]", "［］", "〔〕", "【】"} {
		open, end := utf8.DecodeRuneInString(pair)
		if inner, ok := strings.CutPrefix(s, string(open)); ok {
			if inner, ok = strings.CutSuffix(inner, pair[end:]); ok && inner != "" && !strings.ContainsAny(inner, pair) {
				return true
			}
		}
	}
	return false
}

// numeric reports whether a character is a part of a number.
func numeric(c rune) bool {
	return unicode.IsNumber(c) || strings.ContainsRune("+-−－＋.．,，", c)
}

// first and last return the character at the edge of a text, marks without a
// width passed over: whoever reads a number passes over them too.
func first(b []byte) rune {
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		if !unicode.Is(unicode.Cf, c) {
			return c
		}
		b = b[n:]
	}
	return 0
}

func last(b []byte) rune {
	for len(b) > 0 {
		c, n := utf8.DecodeLastRune(b)
		if !unicode.Is(unicode.Cf, c) {
			return c
		}
		b = b[:len(b)-n]
	}
	return 0
}
