package html

import "strings"

// cutCSS cuts a style sheet before the first brace or semicolon that stands in no
// string, comment or bracket. text has no comments; end is 0 where the sheet ends.
func cutCSS(css string) (text string, end byte, rest string) {
	var front []byte // what stands before a comment
	from, depth := 0, 0
	upTo := func(end int) string {
		if front == nil {
			return css[from:end]
		}
		return string(append(front, css[from:end]...))
	}
	for i := 0; i < len(css); {
		c := css[i]
		if !cssMarks[c] {
			i++
			continue
		}
		switch c {
		case '{', '}', ';':
			if depth == 0 {
				return upTo(i), c, css[i+1:]
			}
		case '\\':
			i++
		case '"', '\'':
			i += closing(css[i:])
		case '/':
			if strings.HasPrefix(css[i:], "/*") {
				front = append(front, css[from:i]...)
				from = after(css, i+2, "*/")
				i = from
				continue
			}
		case '(':
			if isAddress(css[:i], css[i+1:]) {
				i = after(css, i, ")")
				continue
			}
			depth++
		case ')':
			depth = max(depth-1, 0)
		}
		i++
	}
	return upTo(len(css)), 0, ""
}

// cssMarks are the bytes at which cutCSS does anything: nearly none is.
var cssMarks = [256]bool{'{': true, '}': true, ';': true, '\\': true, '"': true, '\'': true, '/': true, '(': true, ')': true}

// closing is where the string that a text begins with closes; one that does not ends
// with its line (CSS Syntax, 4.3.5).
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case s[0], '\n':
			return i
		case '\\':
			i++
		}
	}
	return len(s) - 1
}

// after is the place behind the next mark.
func after(s string, from int, mark string) int {
	if at := strings.Index(s[min(from, len(s)):], mark); at >= 0 {
		return from + at + len(mark)
	}
	return len(s)
}

// isAddress reports whether a bracket opens an address without quotes: url(data:;).
func isAddress(before, behind string) bool {
	return len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "url") &&
		!strings.HasPrefix(strings.TrimLeft(behind, " \t\r\n"), `"`) && !strings.HasPrefix(strings.TrimLeft(behind, " \t\r\n"), "'")
}

// frame is a block of a sheet that is open.
type frame struct {
	prelude        string
	look           look
	colour, ground string // of the text, and what is behind it
	idle           bool   // not for a reader at a desk
}

// enter decides what a block is that begins.
func (f *frame) enter() {
	if f.prelude == "" || f.prelude[0] != '@' {
		return
	}
	name, query, _ := strings.Cut(lower(f.prelude[1:]), " ")
	switch {
	case strings.HasPrefix(name, "media"):
		f.idle = f.idle || !isForDesk(strings.TrimPrefix(name, "media")+" "+query)
	case strings.HasSuffix(name, "keyframes"), name == "font-face", name == "page", name == "counter-style", name == "property":
		f.idle = true
	}
}

// declare adds a declaration.
func (f *frame) declare(text string) {
	if f.idle {
		return
	}
	if strings.IndexByte(text, '\\') >= 0 {
		text = plainStyle(text)
	}
	at := strings.IndexByte(text, ':')
	if at < 0 {
		return
	}
	name := lower(trim(text[:at]))
	f.look = f.look.declare(name, text[at+1:])
	switch name {
	case "color":
		f.colour = text[at+1:]
	case "background", "background-color":
		f.ground = text[at+1:]
	}
}

// settle is what a block says when it ends.
func (f *frame) settle() look {
	if f.look&backed != 0 && sameColour(f.colour, f.ground) {
		f.look |= veiled
	}
	return f.look.settle()
}

// deskWidth is the width in points that the window of a reader at a desk has at least.
const deskWidth = 750

// isForDesk reports whether a media query may hold for a reader at a desk: not for
// paper, nor only for the small screen of a phone.
func isForDesk(query string) bool {
	for q := range strings.SplitSeq(query, ",") {
		if strings.Contains(q, "not") {
			return true
		}
		other := false
		for _, medium := range []string{"print", "speech", "aural", "handheld"} {
			other = other || strings.Contains(q, medium)
		}
		if _, width, ok := strings.Cut(q, "max-"); ok && strings.Contains(width, "width") {
			_, width, _ = strings.Cut(width, ":")
			n, unit, ok := number(strings.TrimSpace(width))
			other = other || ok && inPoints(n, strings.TrimRight(unit, " )")) < deskWidth
		}
		if !other {
			return true
		}
	}
	return false
}
