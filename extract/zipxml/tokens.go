package zipxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"

	"gongkai/extract/document"
)

// maxDepth is the depth of elements that is followed. In a word processor's
// part a paragraph in a cell of a table of the first level stands at 6; each
// nested table adds 4.
const maxDepth = 400

// Tokens are the XML tokens of a part, with their prefixes as written. Nothing
// that a DTD declares is ever expanded. Errors stay: after the first one there
// are no more tokens, and Err says what it was.
type Tokens struct {
	dec  *xml.Decoder
	src  *source
	open []xml.Name // the elements that are open
	err  error
}

// NewTokens reads a part's bytes, UTF-8 or UTF-16 with its mark.
func NewTokens(data []byte) *Tokens {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err == nil {
			data = utf8
		}
	}
	t := &Tokens{src: &source{data: bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))}}
	t.dec = xml.NewDecoder(t.src)
	t.dec.Strict = false // undefined entities stay as they stand
	t.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return t
}

// Err returns the error that ended the reading, a *document.Error, nil if none.
func (t *Tokens) Err() error { return t.err }

// Depth is the number of elements that are open.
func (t *Tokens) Depth() int { return len(t.open) }

// Next returns the next token, nil at the end and after an error. It is valid
// until the next call. A start that is returned is open, an end no more.
func (t *Tokens) Next() xml.Token {
	if t.err != nil {
		return nil
	}
	t.src.from = t.src.pos
	token, err := t.dec.RawToken()
	if err != nil {
		switch {
		case errors.Is(err, errToken):
			t.fail(limit(fmt.Sprintf("XML 单个标记过长：a token of more than %d bytes", maxToken)))
		case !errors.Is(err, io.EOF):
			t.fail(Broken("XML 损坏：" + err.Error()))
		case len(t.open) > 0:
			t.fail(Broken("XML 不完整：the XML ends within an element"))
		}
		return nil
	}
	switch token := token.(type) {
	case xml.StartElement:
		if len(t.open) == maxDepth {
			t.fail(limit(fmt.Sprintf("XML 嵌套过深：elements nested deeper than %d", maxDepth)))
			return nil
		}
		t.open = append(t.open, token.Name)
	case xml.EndElement:
		if len(t.open) == 0 || t.open[len(t.open)-1] != token.Name {
			t.fail(Broken(fmt.Sprintf("XML 损坏：</%s> ends another element", token.Name.Local)))
			return nil
		}
		t.open = t.open[:len(t.open)-1]
	}
	return token
}

func (t *Tokens) fail(err error) { t.err = err }

// maxToken is the length of one token: a tag with its attributes, a text. The
// library keeps it whole, so a hostile one must end early.
const maxToken = 4 << 20

var errToken = &document.Error{Code: document.CodeLimit, Message: "token"}

// source gives the bytes of a part to the decoder and counts those of a token.
type source struct {
	data      []byte
	pos, from int
}

func (s *source) ReadByte() (byte, error) {
	if s.pos == len(s.data) {
		return 0, io.EOF
	}
	if s.pos-s.from > maxToken {
		return 0, errToken
	}
	c := s.data[s.pos]
	s.pos++
	return c, nil
}

func (s *source) Read(b []byte) (int, error) {
	n := copy(b, s.data[s.pos:])
	s.pos += n
	if n == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	return n, nil
}
