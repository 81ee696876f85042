package ooxml

import (
	"encoding/xml"

	"gongkai/extract/zipxml"
)

// Reader reads one part element by element. Errors stay: after the first one
// there are no more children, and Err says what it was.
type Reader struct {
	tokens *zipxml.Tokens
	spaces []binding
	alts   []alternate
	elem   Element
}

// NewReader reads XML that is no part of a package: the older formats of Office
// are one file.
func NewReader(data string) *Reader { return &Reader{tokens: zipxml.NewTokens(data)} }

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

// Err returns the error that ended the reading, a *document.Error, nil if none.
func (r *Reader) Err() error { return r.tokens.Err() }

// Children calls f with each child of the element that is open. What f leaves
// of a child is skipped. A choice among alternatives is made before: its
// children come as if they stood in its place.
func (r *Reader) Children(f func(e *Element)) { r.each(f, nil) }

// Content is Children with the text between them.
func (r *Reader) Content(f func(e *Element), text func(s string)) { r.each(f, text) }

// Text returns the text of the element that is open, without its children's.
func (r *Reader) Text() string {
	var b []byte
	r.each(func(*Element) {}, func(s string) { b = append(b, s...) })
	return string(b)
}

func (r *Reader) each(f func(e *Element), text func(s string)) {
	depth := r.tokens.Depth()
	for {
		t := r.next()
		if t == nil {
			return
		}
		switch t.Kind {
		case zipxml.Start:
			if r.alternative(t) {
				continue
			}
			at := r.tokens.Depth()
			r.elem = Element{Space: r.space(t.Name.Space), Local: t.Name.Local, attrs: t.Attr}
			f(&r.elem)
			r.skipTo(at - 1)
		case zipxml.End:
			if r.tokens.Depth() < depth {
				return
			}
		case zipxml.Text:
			if text != nil {
				text(t.Text)
			}
		}
	}
}

// skipTo reads on until only n elements are open.
func (r *Reader) skipTo(n int) {
	for r.tokens.Depth() > n && r.next() != nil {
	}
}

// next returns the next token, nil at the end.
func (r *Reader) next() *zipxml.Token {
	t := r.tokens.Next()
	switch {
	case t == nil:
	case t.Kind == zipxml.Start:
		r.bind(t.Attr)
	case t.Kind == zipxml.End:
		r.unbind()
	}
	return t
}
