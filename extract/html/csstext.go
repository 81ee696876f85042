package html

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// plainStyle is a text of a style sheet without comments, its escapes written out
// (CSS Syntax, 4.3.2 and 4.3.7): d\69splay is display.
func plainStyle(s string) string {
	var b strings.Builder
	for s != "" {
		switch {
		case strings.HasPrefix(s, "/*"):
			_, s, _ = strings.Cut(s[2:], "*/")
		case s[0] == '\\':
			var r rune
			r, s = escaped(s[1:])
			b.WriteRune(r)
		default:
			next := strings.IndexAny(s[1:], "/\\") + 1
			if next == 0 {
				next = len(s)
			}
			b.WriteString(s[:next])
			s = s[next:]
		}
	}
	return b.String()
}

// escaped reads what stands behind a backslash: up to six hexadecimal digits and a
// blank, or a character that stands for itself.
func escaped(s string) (rune, string) {
	n := 0
	for n < len(s) && n < 6 && isHex(s[n]) {
		n++
	}
	if n == 0 {
		r, size := utf8.DecodeRuneInString(s)
		return r, s[size:]
	}
	code, _ := strconv.ParseUint(s[:n], 16, 32) // six digits are no error
	s = s[n:]
	if s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	return rune(code), s
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// identifier cuts a name from the front of a selector, in lower case, its escapes
// written out.
func identifier(s string) (name, rest string) {
	end, escapes := 0, false
	for end < len(s) && !strings.ContainsRune(" \t\r\n\f>+~*|&.#[]:(),", rune(s[end])) {
		if s[end] == '\\' {
			escapes = true
			_, after := escaped(s[end+1:])
			end = len(s) - len(after)
			continue
		}
		end++
	}
	name, rest = s[:end], s[end:]
	if escapes {
		name = plainStyle(name)
	}
	return lower(name), rest
}

// bracketed cuts what stands between the bracket that a text begins with and the
// one that closes it.
func bracketed(s string, closing byte) (inner, rest string) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case s[0]:
			depth++
		case closing:
			if depth--; depth == 0 {
				return s[1:i], s[i+1:]
			}
		}
	}
	return s[1:], ""
}

// parts are the parts of a text between separators that stand in no bracket.
func parts(s string, separator byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		depth, from := 0, 0
		for i := 0; i < len(s); i++ {
			switch s[i] {
			case '(', '[':
				depth++
			case ')', ']':
				depth--
			case '\\':
				i++
			case separator:
				if depth == 0 {
					if !yield(s[from:i]) {
						return
					}
					from = i + 1
				}
			}
		}
		yield(s[from:])
	}
}
