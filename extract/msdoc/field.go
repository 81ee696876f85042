package msdoc

import "gongkai/extract/script"

// field is a field that is open: between its begin and its middle mark stands the
// instruction, which is not shown, then the result, which is ([MS-DOC] 2.8.25).
type field struct {
	result bool
	code   []byte
	where  spot
}

// spot is a place in the text: a paragraph, and how much of it is there.
type spot struct{ paragraph, length int }

// maxCode is how many bytes of an instruction are kept.
const maxCode = 200

func (r *reader) spot() spot { return spot{r.ended, len(r.text)} }

// field takes a mark of a field that stands at an offset; shown tells whether what
// stands there is.
func (r *reader) field(mark uint16, shown bool, fc int, prm uint16) {
	last := len(r.fields) - 1
	switch {
	case mark == markFieldBegin:
		r.fields = append(r.fields, field{where: r.spot()})
		r.veiled++
	case last < 0:
	case mark == markFieldText && !r.fields[last].result:
		r.fields[last].result = true
		r.veiled--
	case mark == markFieldEnd:
		f := r.fields[last]
		if !f.result {
			r.veiled--
		}
		r.fields = r.fields[:last]
		if shown && r.veiled == 0 && f.where == r.spot() && script.FieldShows(string(f.code), f.result) {
			r.unread(string(f.code), fc, prm)
		}
	}
}

// instruct takes a character of an instruction.
func (r *reader) instruct(ch uint16) {
	if f := &r.fields[len(r.fields)-1]; !f.result && len(f.code) < maxCode && ch >= ' ' && ch < 0x80 {
		f.code = append(f.code, byte(ch))
	}
}

// unread says that a field shows what is not in the file. In a cell something
// stands where it is: the cell is neither blank nor a number.
func (r *reader) unread(code string, fc int, prm uint16) {
	r.doubt(script.CodeField, script.MessageField(code))
	if p := r.paragraphAt(fc, prm); p.depth > 0 {
		r.text = append(r.text, script.Object...)
	}
}

// openField says that a field has no end, and leaves it.
func (r *reader) openField() {
	r.doubt(CodeField, "域代码没有结尾：a field has no end")
	r.fields, r.veiled = r.fields[:0], 0
}
