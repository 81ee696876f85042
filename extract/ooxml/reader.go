package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"

	"gongkai/extract/document"
)

// MaxDepth is the depth of elements that is followed. A paragraph in a cell of
// a table of the first level stands at 6; each nested table adds 4.
const MaxDepth = 400

// Reader reads one part element by element. Errors stay: after the first one
// there are no more children, and Err says what it was.
type Reader struct {
	dec    *xml.Decoder
	src    *source
	open   []xml.Name // the elements that are open
	spaces []binding
	alts   []alternate
	err    error
	elem   Element
}

// Element is the start of an element. It is valid until the next one is read.
type Element struct {
	Space Space
	Local string
	attrs []xml.Attr
}

// Attr returns the value of an attribute, whatever its prefix, "" if none.
func (e *Element) Attr(local string) string {
	v, _ := e.Lookup(local)
	return v
}

// Lookup is Attr that tells a missing attribute from an empty one.
func (e *Element) Lookup(local string) (string, bool) {
	for i := range e.attrs {
		if e.attrs[i].Name.Local == local {
			return e.attrs[i].Value, true
		}
	}
	return "", false
}

// Reference returns the value of the attribute with any prefix: r:id where id
// is another attribute (ECMA-376 Part 1, 22.8).
func (e *Element) Reference() string {
	for i := range e.attrs {
		if a := &e.attrs[i]; a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// Is reports whether the element is the one of that name.
func (e *Element) Is(space Space, local string) bool {
	return e.Space == space && e.Local == local
}

func newReader(data []byte) *Reader {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err == nil {
			data = utf8
		}
	}
	r := &Reader{src: &source{data: bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))}}
	r.dec = xml.NewDecoder(r.src)
	r.dec.Strict = false // undefined entities stay as they stand
	r.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return r
}

// Err returns the error that ended the reading, a *document.Error, nil if none.
func (r *Reader) Err() error { return r.err }

// Children calls f with each child of the element that is open. What f leaves
// of a child is skipped. A choice among alternatives is made before: its
// children come as if they stood in its place.
func (r *Reader) Children(f func(e *Element)) { r.each(f, nil) }

// Content is Children with the text between them.
func (r *Reader) Content(f func(e *Element), text func(s []byte)) { r.each(f, text) }

// Text returns the text of the element that is open, without its children's.
func (r *Reader) Text() string {
	var b []byte
	r.each(func(*Element) {}, func(s []byte) { b = append(b, s...) })
	return string(b)
}

func (r *Reader) each(f func(e *Element), text func(s []byte)) {
	depth := len(r.open)
	for r.err == nil {
		switch t := r.next().(type) {
		case xml.StartElement:
			if r.alternative(t) {
				continue
			}
			at := len(r.open)
			r.elem = Element{Space: r.space(t.Name.Space), Local: t.Name.Local, attrs: t.Attr}
			f(&r.elem)
			r.skipTo(at - 1)
		case xml.EndElement:
			if len(r.open) < depth || r.err != nil {
				return
			}
		case xml.CharData:
			if text != nil {
				text(t)
			}
		case nil:
			if r.err == nil && depth > 0 {
				r.fail(broken("XML 不完整：the XML ends within an element"))
			}
			return
		}
	}
}

// skipTo reads on until only n elements are open.
func (r *Reader) skipTo(n int) {
	for len(r.open) > n && r.err == nil {
		if r.next() == nil {
			r.fail(broken("XML 不完整：the XML ends within an element"))
		}
	}
}

// next returns the next token, nil at the end.
func (r *Reader) next() xml.Token {
	r.src.from = r.src.pos
	t, err := r.dec.RawToken()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			if errors.Is(err, errToken) {
				r.fail(limit(fmt.Sprintf("XML 单个标记过长：a token of more than %d bytes", maxToken)))
			} else {
				r.fail(broken("XML 损坏：" + err.Error()))
			}
		}
		return nil
	}
	switch t := t.(type) {
	case xml.StartElement:
		if len(r.open) == MaxDepth {
			r.fail(limit(fmt.Sprintf("XML 嵌套过深：elements nested deeper than %d", MaxDepth)))
			return nil
		}
		r.open = append(r.open, t.Name)
		r.bind(t.Attr)
	case xml.EndElement:
		if len(r.open) == 0 || r.open[len(r.open)-1] != t.Name {
			r.fail(broken(fmt.Sprintf("XML 损坏：</%s> ends another element", t.Name.Local)))
			return nil
		}
		r.open = r.open[:len(r.open)-1]
		r.unbind()
	}
	return t
}

func (r *Reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

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
