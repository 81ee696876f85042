package page

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// markup writes HTML piece by piece: tags are constants of ours, everything
// else goes through text, attr or href. html/template needs half a millisecond
// for the two hundred cells of a report, this a twentieth of that.
type markup struct{ b []byte }

// tag appends HTML that we wrote ourselves, never anything foreign.
func (m *markup) tag(s string) { m.b = append(m.b, s...) }

// text appends a foreign string as text: markup escaped, broken UTF-8, control
// characters and marks that turn the direction of the text replaced by U+FFFD,
// so that what is shown stays in its cell. It is safe in a quoted attribute too.
func (m *markup) text(s string) {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // each broken byte becomes U+FFFD
	}
	last := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		escape, size := escapeOf(s[i:])
		if size > 0 {
			m.b = append(append(m.b, s[last:i]...), escape...)
			last = i + size
			i = last - 1
		}
	}
	m.b = append(m.b, s[last:]...)
}

// special are the bytes with which something begins that text may escape.
var special = func() (set [256]bool) {
	for c := range byte(' ') {
		set[c] = c != '\n' && c != '\t'
	}
	for _, c := range []byte("&<>\"'`\x7f\xc2\xe2") {
		set[c] = true
	}
	return set
}()

// escapeOf returns what text writes in the place of the first size bytes of s,
// which begins with a special byte; size is 0 where they stay.
func escapeOf(s string) (escape string, size int) {
	switch c := s[0]; c {
	case '&':
		return "&amp;", 1
	case '<':
		return "&lt;", 1
	case '>':
		return "&gt;", 1
	case '"':
		return "&#34;", 1
	case '\'':
		return "&#39;", 1
	case '`':
		return "&#96;", 1
	case 0xc2, 0xe2:
		r, size := utf8.DecodeRuneInString(s)
		if r < 0xa0 || turns(r) {
			return "\uFFFD", size
		}
		return "", 0
	}
	return "\uFFFD", 1
}

// turns reports whether a character changes the direction of what follows it
// (Unicode Standard Annex 9): an embedding, override, isolate or their end.
func turns(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// attr appends name="value" with a blank before it.
func (m *markup) attr(name, value string) {
	m.b = append(m.b, ' ')
	m.b = append(m.b, name...)
	m.b = append(m.b, `="`...)
	m.text(value)
	m.b = append(m.b, '"')
}

// href appends href="address" with a blank before it; the address is one of
// ours, or was seen by webAddress. What has no place in an address is
// percent-encoded (RFC 3986, 2), so that a path that a reader made up stays one.
func (m *markup) href(address string) {
	m.b = append(m.b, ` href="`...)
	m.url(address)
	m.b = append(m.b, '"')
}

// url appends an address as the value of a quoted attribute.
func (m *markup) url(address string) {
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~!#$*,/:;=?@[]", c) >= 0,
			c == '%' && i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2]):
			m.b = append(m.b, c)
		case c == '&':
			m.b = append(m.b, "&amp;"...)
		case c == '+':
			m.b = append(m.b, "&#43;"...)
		default:
			const digits = "0123456789abcdef"
			m.b = append(m.b, '%', digits[c>>4], digits[c&15])
		}
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// html returns what was written.
func (m *markup) html() template.HTML { return template.HTML(m.b) } //nolint:gosec // every foreign string went through text
