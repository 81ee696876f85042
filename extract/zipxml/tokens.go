package zipxml

import (
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// maxDepth is the depth of elements that is followed. In a word processor's
// part a paragraph in a cell of a table of the first level stands at 6; each
// nested table adds 4.
const maxDepth = 400

// Kind is what a token is.
type Kind uint8

// The kinds of tokens. Comments, instructions and declarations are passed over.
const (
	Start Kind = iota + 1 // of an element
	End                   // of an element
	Text
)

// Token is an XML token. It is valid until the next one is read, its texts stay.
type Token struct {
	Kind Kind
	Name xml.Name // of the element; its Space is the prefix as written
	Attr []xml.Attr
	Text string
}

// Tokens are the XML tokens of a part, with their prefixes as written. Nothing
// that a DTD declares is ever expanded. Errors stay: after the first one there
// are no more tokens, and Err says what it was.
//
// What the tokens are is encoding/xml's word. Its Decoder takes nine tenths of
// the time that reading a document takes, so that tokens of the plain form that
// programs write are cut out here (plain.go), and it reads all others, one by one (decode.go).
type Tokens struct {
	data  string
	pos   int // what is before it is read
	token Token
	attrs []xml.Attr // of the last plain tag
	empty bool       // the element that began is one without content: its end is next
	open  []xml.Name // the elements that are open
	err   error

	dec   *xml.Decoder // reads on, nil where the next token may be plain
	src   *source      // what it reads from
	begun int          // where it began
	odd   int          // Decoders so far
}

// NewTokens reads a part, UTF-8 or UTF-16 with its mark.
func NewTokens(data string) *Tokens {
	if strings.HasPrefix(data, "\xFF\xFE") || strings.HasPrefix(data, "\xFE\xFF") {
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String(data)
		if err == nil {
			data = utf8
		}
	}
	return &Tokens{data: strings.TrimPrefix(data, "\xEF\xBB\xBF")}
}

// Err returns the error that ended the reading, a *document.Error, nil if none.
func (t *Tokens) Err() error { return t.err }

// Depth is the number of elements that are open.
func (t *Tokens) Depth() int { return len(t.open) }

// Next returns the next token, nil at the end and after an error. A start that
// is returned is open, an end no more.
func (t *Tokens) Next() *Token {
	for t.err == nil {
		from := t.pos
		switch {
		case t.empty:
			t.empty, t.token = false, Token{Kind: End, Name: t.token.Name}
		case t.dec == nil && t.plain():
		case !t.decode():
			return nil
		}
		if t.pos-from > maxToken {
			t.err = errToken
			return nil
		}
		switch t.token.Kind {
		case Start:
			if len(t.open) == maxDepth {
				t.err = limit(fmt.Sprintf("XML 嵌套过深：elements nested deeper than %d", maxDepth))
				return nil
			}
			t.open = append(t.open, t.token.Name)
		case End:
			if len(t.open) == 0 || t.open[len(t.open)-1] != t.token.Name {
				t.err = Broken(fmt.Sprintf("XML 损坏：</%s> ends another element", t.token.Name.Local))
				return nil
			}
			t.open = t.open[:len(t.open)-1]
		case Text:
		default:
			continue
		}
		return &t.token
	}
	return nil
}
