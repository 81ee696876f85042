package rtf

import (
	"bytes"
	"strings"

	"gongkai/extract/document"
)

// span reads a part of the file.
func (r *reader) span(s span) {
	r.at, r.state, r.stack = s.from, s.state, r.stack[:0]
	for r.at < s.to {
		switch c := r.in[r.at]; c {
		case '{':
			r.at++
			r.flush()
			if !r.spend(1) {
				r.finish()
				return
			}
			if r.pass = 0; len(r.stack) == maxGroups {
				r.budget.Reached("groups", maxGroups)
				r.finish()
				return
			}
			r.stack = append(r.stack, r.state)
			r.star = false
			r.state.note, r.state.field = 0, 0
		case '}':
			r.at++
			r.flush()
			r.pass = 0
			if r.note > 0 && len(r.later) == maxNotes {
				r.budget.Reached("notes", maxNotes)
			} else if r.note > 0 && r.note < r.at-1 {
				r.later = append(r.later, span{from: r.note, to: r.at - 1, state: r.aside()})
			}
			if r.field > 0 && r.field <= len(r.fields) {
				r.endField()
			}
			if len(r.stack) == 1 && s.from == 0 {
				r.finish() // the group of the file; what follows it is no part of it
				return
			}
			if len(r.stack) > 0 {
				r.state = r.stack[len(r.stack)-1]
				r.stack = r.stack[:len(r.stack)-1]
			}
		case '\\':
			if r.at++; !r.spend(1) {
				r.finish()
				return
			}
			r.control()
		case '\r', '\n', 0:
			r.at++
		default:
			if r.dest == nowhere {
				next := bytes.IndexAny(r.in[r.at:], `{}\`)
				if next < 0 {
					next = len(r.in) - r.at
				}
				r.at += next
				continue
			}
			r.at++
			r.byte(c)
		}
	}
	r.open = r.open || len(r.stack) > 0 && r.work <= maxWork
	r.finish()
}

// aside is the formatting that a note or a text box begins with.
func (r *reader) aside() state {
	return state{skip: r.skip, font: r.font, dbFont: r.dbFont, double: r.double}
}

// finish ends the paragraph and the tables that are open.
func (r *reader) finish() {
	r.flush()
	if len(bytes.TrimSpace(r.text)) > 0 {
		r.flow.Paragraph(r.take(), r.tables(), r.heading)
	}
	r.take()
	r.flow.Close()
}

// take returns the text of the paragraph that is open, and opens the next one.
func (r *reader) take() string {
	r.flush()
	s := string(r.line.End(r.text))
	r.text = r.text[:0]
	return s
}

// shown reports whether text goes anywhere.
func (r *reader) shown() bool {
	return r.dest == title || r.dest == body && !r.hidden && !r.deleted && !r.veiled()
}

// byte takes one byte of text, unless it is a substitute for a \uN.
func (r *reader) byte(c byte) {
	if r.pass > 0 {
		r.pass--
		return
	}
	if r.shown() {
		if len(r.raw) == maxBytes {
			r.budget.Reached("paragraph", maxBytes)
			return
		}
		r.raw = append(r.raw, c)
		return
	}
	switch {
	case r.dest == fieldCode:
		r.instruct(c)
	case r.dest == colourTable && c == ';':
		r.endColour()
	case c > ' ':
		r.unseen()
	}
}

// unseen notes that a character is left out: a finding says so where it is
// hidden. Deleted text is none of the document's any more.
func (r *reader) unseen() {
	if r.dest == body && !r.deleted && (r.hidden || r.veiled()) {
		r.flow.Hidden()
	}
}

// put adds characters that are decoded already.
func (r *reader) put(s string) {
	r.flush()
	if !r.shown() || s == "" {
		return
	}
	to := &r.text
	if r.dest == title {
		to = &r.title
	} else {
		r.text = r.line.At(r.text, r.level())
	}
	if len(*to)+len(s) > document.MaxText {
		r.budget.Reached("paragraph", document.MaxText)
		return
	}
	if to == &r.text {
		r.printed += len(s)
		s = r.dressed(s)
	}
	*to = append(*to, s...)
}

// control reads what follows a backslash.
func (r *reader) control() {
	if r.at >= len(r.in) {
		return
	}
	c := r.in[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		name, value, given := r.word()
		if !r.spend(wordWork) {
			r.at = len(r.in)
			return
		}
		if name == "bin" { // bytes of any value follow, substitute or not
			r.at += min(max(value, 0), len(r.in)-r.at)
		}
		switch {
		case structural[name]:
			r.pass = 0 // a writer that leaves substitutes out must not lose a cell by it
		case r.pass > 0 && name != "u":
			r.pass--
			return
		}
		r.keyword(name, value, given)
		return
	}
	r.at++
	if r.pass > 0 && strings.IndexByte("~_-|:", c) >= 0 {
		r.pass--
		return
	}
	switch c {
	case '\'':
		if r.at+2 <= len(r.in) {
			high, low := hex(r.in[r.at]), hex(r.in[r.at+1])
			if high >= 0 && low >= 0 {
				r.at += 2
				r.byte(byte(high<<4 | low))
			}
		}
	case '\\', '{', '}':
		r.byte(c)
	case '\r', '\n':
		r.flush()
		r.keyword("par", 0, false)
	case '*':
		r.star = true
	case '~':
		r.put("\u00A0")
	case '_':
		r.put("-")
	}
}

// word reads the name of a control word, its number, and the space that ends it.
func (r *reader) word() (name string, value int, given bool) {
	from := r.at
	for r.at < len(r.in) && (r.in[r.at]|0x20 >= 'a' && r.in[r.at]|0x20 <= 'z') {
		r.at++
	}
	name = string(r.in[from:min(r.at, from+maxWord)])
	negative := false
	if r.at+1 < len(r.in) && r.in[r.at] == '-' && r.in[r.at+1] >= '0' && r.in[r.at+1] <= '9' {
		negative = true
		r.at++
	}
	for r.at < len(r.in) && r.in[r.at] >= '0' && r.in[r.at] <= '9' {
		value, given = min(value*10+int(r.in[r.at]-'0'), 1<<31), true
		r.at++
	}
	if negative {
		value = -value
	}
	if r.at < len(r.in) && r.in[r.at] == ' ' {
		r.at++
	}
	return name, value, given
}

// maxWord is the longest name of the specification.
const maxWord = 32

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
