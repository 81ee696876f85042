package rtf

import (
	"gongkai/extract/document"
	"gongkai/extract/script"
)

// field is a \field group that is open: its code, then its result.
type field struct {
	code    []byte
	result  bool
	printed int // bytes of text before it
}

const (
	maxFields = 100 // fields within fields
	maxCode   = 200 // bytes of a code that are kept
)

// fieldWord handles the words of fields.
func (r *reader) fieldWord(name string) {
	switch n := len(r.fields); name {
	case "field":
		if r.dest == body && n < maxFields {
			r.fields = append(r.fields, field{printed: r.printed})
			r.field = n + 1
		}
	case "fldrslt":
		if n > 0 {
			r.fields[n-1].result = true
		}
	}
}

// endField ends the group of a field. In a cell something stands where a field
// shows what is not in the file: the cell is neither blank nor a number.
func (r *reader) endField() {
	f := r.fields[r.field-1]
	r.fields = r.fields[:r.field-1]
	if r.printed > f.printed || !r.shown() || !script.FieldShows(string(f.code), f.result) {
		return
	}
	if !r.unread {
		r.unread = true
		r.doc.Findings = append(r.doc.Findings, document.Finding{Code: script.CodeField, Responsibility: document.Reader, Message: script.MessageField(string(f.code))})
	}
	if r.tables() > 0 {
		r.put(script.Object)
	}
}

// instruct takes a byte of the code of a field.
func (r *reader) instruct(c byte) {
	if n := len(r.fields); n > 0 && len(r.fields[n-1].code) < maxCode {
		r.fields[n-1].code = append(r.fields[n-1].code, c)
	}
}
