package zipxml

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// plain cuts out the next token where it is of the plain form: a tag with names of
// ASCII and values in quotes, a text; neither with anything in it that is not
// what it stands for, as entities are and carriage returns, nor what XML cannot
// have. What is not whole is not plain either. It reports false, with nothing
// read, where it is of another form: what that means is not decided here.
func (t *Tokens) plain() bool {
	s := t.data[t.pos:]
	if s == "" {
		return false
	}
	if s[0] != '<' {
		n := verbatim(s, inText)
		if n < 0 || n < len(s) && s[n] != '<' {
			return false
		}
		t.token = Token{Kind: Text, Text: s[:n]}
		t.pos += n
		return true
	}
	if strings.HasPrefix(s, "</") {
		name, n := nameAt(s[2:])
		if n == 0 {
			return false
		}
		n += 2
		n += blanks(s[n:])
		if n == len(s) || s[n] != '>' {
			return false
		}
		t.token = Token{Kind: End, Name: name}
		t.pos += n + 1
		return true
	}
	return t.start(s)
}

// start cuts out the tag of an element that begins.
func (t *Tokens) start(s string) bool {
	name, n := nameAt(s[1:])
	if n == 0 {
		return false
	}
	n++
	t.attrs = t.attrs[:0]
	for {
		n += blanks(s[n:])
		switch {
		case n == len(s):
			return false
		case s[n] == '>':
			n++
		case strings.HasPrefix(s[n:], "/>"):
			n += 2
			t.empty = true
		default:
			attr, k := attrAt(s[n:])
			if k == 0 {
				return false
			}
			t.attrs = append(t.attrs, attr)
			n += k
			continue
		}
		t.token = Token{Kind: Start, Name: name, Attr: t.attrs}
		t.pos += n
		return true
	}
}

// attrAt returns the attribute that s begins with and its length, 0 where it is
// not plain.
func attrAt(s string) (xml.Attr, int) {
	name, n := nameAt(s)
	if n == 0 || !strings.HasPrefix(s[n:], `="`) {
		return xml.Attr{}, 0
	}
	n += 2
	k := verbatim(s[n:], inValue)
	if k < 0 || n+k == len(s) || s[n+k] != '"' {
		return xml.Attr{}, 0
	}
	return xml.Attr{Name: name, Value: s[n : n+k]}, n + k + 1
}

// nameAt returns the name that s begins with and its length, 0 where it is not plain.
func nameAt(s string) (xml.Name, int) {
	n, colon := 0, 0
	for n < len(s) && classes[s[n]]&inName != 0 {
		if s[n] == ':' {
			if colon > 0 || n == 0 {
				return xml.Name{}, 0
			}
			colon = n
		}
		n++
	}
	switch {
	case n == 0, classes[s[0]]&beginsName == 0, n == len(s), s[n] >= utf8.RuneSelf, colon > 0 && colon == n-1:
		return xml.Name{}, 0
	case colon == 0:
		return xml.Name{Local: s[:n]}, n
	}
	return xml.Name{Space: s[:colon], Local: s[colon+1 : n]}, n
}

// verbatim returns how many bytes of s stand for themselves in a text or a value, -1
// where they are not known to be what XML can have.
func verbatim(s string, where class) int {
	n, all := 0, byte(0)
	for n < len(s) && classes[s[n]]&where != 0 {
		all |= s[n]
		n++
	}
	// Of U+FFC0 to U+FFFF two are no characters (XML 1.0, 2.2).
	if all >= utf8.RuneSelf && (!utf8.ValidString(s[:n]) || strings.Contains(s[:n], "\xEF\xBF")) {
		return -1
	}
	return n
}

func blanks(s string) int {
	n := 0
	for n < len(s) && classes[s[n]]&blank != 0 {
		n++
	}
	return n
}

// class is what a byte may be.
type class uint8

const (
	inText class = 1 << iota
	inValue
	beginsName
	inName
	blank
)

// classes are those of each byte.
var classes = func() (of [256]class) {
	for i := range of {
		c := byte(i)
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if c >= ' ' || c == '\t' || c == '\n' {
			of[c] |= inText | inValue
		}
		if letter || c == '_' {
			of[c] |= beginsName
		}
		if letter || c >= '0' && c <= '9' || strings.IndexByte("_:.-", c) >= 0 {
			of[c] |= inName
		}
		if strings.IndexByte(" \t\r\n", c) >= 0 {
			of[c] |= blank
		}
	}
	of['&'], of['<'] = 0, 0
	of['"'] &^= inValue
	of['>'] &^= inText // it may end "]]>", which is no text
	return of
}()
