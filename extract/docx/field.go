package docx

import (
	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// field is a complex field that is open (ECMA-376 Part 1, 17.16.18): first its
// code, then, after the separator, its result.
type field struct {
	result bool
	code   string
	from   int // the length of the text before it
}

const (
	maxFields = 100 // fields within fields that are told apart
	maxCode   = 200 // bytes of a code that are kept
)

// inCode reports whether what stands here is the code of a field, not printed.
func (r *reader) inCode() bool {
	for i := range r.fields {
		if !r.fields[i].result {
			return true
		}
	}
	return false
}

func (r *reader) fieldMark(p *paragraph, l look, kind string) {
	n := len(r.fields)
	switch {
	case kind == "begin" && n < maxFields:
		r.fields = append(r.fields, field{from: len(p.text)})
	case kind == "separate" && n > 0:
		r.fields[n-1].result = true
	case kind == "end" && n > 0:
		f := r.fields[n-1]
		r.fields = r.fields[:n-1]
		if !r.inCode() && script.FieldShows(f.code, f.result) && len(p.text) <= f.from && !l.hidden {
			r.unreadField(p, &f)
		}
	}
}

// instruction reads a piece of the code of a field.
func (r *reader) instruction() {
	if n := len(r.fields); n > 0 && !r.fields[n-1].result && len(r.fields[n-1].code) < maxCode {
		code := r.xml.Text()
		r.fields[n-1].code += code[:min(len(code), maxCode)]
	}
}

// simpleField reads a w:fldSimple: its result, or what is shown without one.
func (r *reader) simpleField(p *paragraph, l look, code string) {
	from := len(p.text)
	r.inline(p, l)
	f := field{code: code[:min(len(code), maxCode)]}
	if !r.here(l).out && script.FieldShows(f.code, f.result) && len(p.text) <= from {
		r.unreadField(p, &f)
	}
}

// unreadField reports a field of which nobody knows what it shows. In a cell
// something stands where it is: the cell is neither blank nor a number.
func (r *reader) unreadField(p *paragraph, f *field) {
	r.doubt(script.CodeField, "", script.MessageField(f.code), document.Reader, r.within)
	if r.within != nil {
		p.add(script.Object, look{})
	}
}

// control reads a content control (17.5.2), what stands in it by read.
func (r *reader) control(read func()) {
	holder := r.holder
	read()
	r.holder = holder
}

// controlProperties reads a w:sdtPr: whether what follows stands for what nobody
// has filled in yet.
func (r *reader) controlProperties() {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Is(ooxml.Word, "showingPlcHdr") && on(e) {
			r.holder = true
		}
	})
}
