package html

import (
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
