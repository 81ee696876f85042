package zipxml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxOdd is the number of tokens that are not plain, one by one. Each costs as
// much as a few plain ones for the Decoder to begin with: a part full of them is
// left to one Decoder.
const maxOdd = 1000

// decode reads one token of any form. It reports false at the end and at an error.
func (t *Tokens) decode() bool {
	if t.dec == nil {
		t.src = &source{data: t.data, pos: t.pos}
		t.dec = xml.NewDecoder(t.src)
		t.dec.Strict = false // undefined entities stay as they stand
		t.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
		t.begun = t.pos
		t.odd++
	}
	t.src.from = t.src.pos
	token, err := t.dec.RawToken()
	if err != nil {
		t.fail(err)
		return false
	}
	t.pos = t.begun + int(t.dec.InputOffset())
	switch token := token.(type) {
	case xml.StartElement:
		t.token = Token{Kind: Start, Name: token.Name, Attr: token.Attr}
	case xml.EndElement:
		t.token = Token{Kind: End, Name: token.Name}
	case xml.CharData:
		t.token = Token{Kind: Text, Text: string(token)}
	default:
		t.token = Token{}
	}
	if t.odd < maxOdd {
		t.dec = nil
		t.empty = t.token.Kind == Start && strings.HasSuffix(t.data[:t.pos], "/>") // the Decoder would tell next
	}
	return true
}

// fail keeps what ended the reading, nothing where that is the end of a whole part.
func (t *Tokens) fail(err error) {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, errToken):
		t.err = errToken
	case errors.As(err, &syntax):
		syntax.Line += strings.Count(t.data[:t.begun], "\n")
		t.err = Broken("XML 损坏：" + err.Error())
	case !errors.Is(err, io.EOF):
		t.err = Broken("XML 损坏：" + err.Error())
	case len(t.open) > 0:
		t.err = Broken("XML 不完整：the XML ends within an element")
	}
}

// maxToken is the length of one token: a tag with its attributes, a text. The
// Decoder keeps it whole, so a hostile one must end early.
const maxToken = 4 << 20

var errToken = limit(fmt.Sprintf("XML 单个标记过长：a token of more than %d bytes", maxToken))

// source gives the bytes of a part to the Decoder and counts those of a token.
type source struct {
	data      string
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

// Read is there for the Decoder's CharsetReader, which wants one; it reads by ReadByte.
func (s *source) Read([]byte) (int, error) { return 0, io.EOF }
