package report

import (
	"cmp"
	"strconv"
	"unicode/utf8"

	"github.com/go-faster/jx"
	"github.com/shopspring/decimal"

	"gongkai/extract/document"
)

const (
	// shortText is up to how many bytes a string is looked for among those that
	// were met: keys, states and small numbers.
	shortText = 64
	// mostMet is how many of them a decoder remembers.
	mostMet = 4096
	// manyValues and manyKeys are how many places are made at once: about as many
	// as a full report has.
	manyValues, manyKeys = 256, 512
)

// forget drops what was met where that is too much, or nothing was yet.
func (d *decoder) forget() {
	if d.texts == nil || len(d.texts) > mostMet {
		d.texts = make(map[string]string, 512)
	}
	if d.numbers == nil || len(d.numbers) > mostMet {
		d.numbers = make(map[string]Number, 64)
	}
}

// keep returns b as a string, the same one for the same short bytes.
func (d *decoder) keep(b []byte) string {
	if len(b) > shortText {
		return whole(b)
	}
	if len(b) == 1 && '0' <= b[0] && b[0] <= '9' { // most cells
		return "0123456789"[b[0]-'0':][:1]
	}
	s, met := d.texts[string(b)]
	if !met {
		if s = whole(b); len(s) == len(b) { // it was whole
			d.texts[s] = s
		}
	}
	return s
}

// whole returns b as a string in which each broken byte of UTF-8 is U+FFFD.
func whole(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b)))
}

func words[T ~string](d *decoder, to *T) error {
	b, err := d.StrBytes()
	if err == nil {
		*to = T(d.keep(b))
	}
	return err
}

// state reads the state of a cell.
func (d *decoder) state() (State, error) {
	b, err := d.StrBytes()
	if err == nil && string(b) == string(StateValue) { // most of them
		return StateValue, nil
	}
	return State(d.keep(b)), err
}

// list reads a list, nil for null; few is how many it is expected to have.
func list[T any](d *decoder, few int, one func(*T) error) ([]T, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	out := make([]T, 0, few)
	it, err := d.ArrIter()
	for err == nil && it.Next() {
		var none T
		out = append(out, none)
		err = one(&out[len(out)-1])
	}
	return out, cmp.Or(err, it.Err())
}

// keyList is list for keys of cells.
func (d *decoder) keyList() ([]string, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	d.keys = d.keys[:0]
	it, err := d.ArrIter()
	for err == nil && it.Next() {
		var key string
		err = words(d, &key)
		d.keys = append(d.keys, key)
	}
	if err = cmp.Or(err, it.Err()); err != nil {
		return nil, err
	}
	free, n := &d.free.keys, len(d.keys)
	if n == 0 {
		return []string{}, nil
	}
	if n > cap(*free)-len(*free) {
		*free = make([]string, 0, max(n, manyKeys))
	}
	from := len(*free)
	*free = append(*free, d.keys...)
	return (*free)[from : from+n : from+n], nil
}

// optional reads what may be null.
func optional[T any](d *decoder, one func(*T) error) (*T, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	v := new(T)
	return v, one(v)
}

// value reads a number exactly, nil for null. Most are few digits that were met
// before: a Number never changes, so those share what it points to.
func (d *decoder) value() (*Number, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	b, err := d.Num()
	if err != nil {
		return nil, err
	}
	if len(d.free.values) == cap(d.free.values) {
		d.free.values = make([]Number, 0, manyValues)
	}
	d.free.values = append(d.free.values, Number{})
	n := &d.free.values[len(d.free.values)-1]
	if len(b) > 15 {
		return n, n.UnmarshalJSON(b)
	}
	var met bool
	if *n, met = d.numbers[string(b)]; met {
		return n, nil
	}
	if v, err := strconv.ParseInt(string(b), 10, 64); err == nil {
		*n = Number{decimal.New(v, 0)}
	} else if err := n.UnmarshalJSON(b); err != nil {
		return nil, err
	}
	d.numbers[string(b)] = *n
	return n, nil
}

func (d *decoder) place(p *document.Place) error {
	it, err := d.ObjIter()
	for err == nil && it.Next() {
		switch string(it.Key()) {
		case "page":
			p.Page, err = d.Int()
		case "table":
			p.Table, err = d.Int()
		case "row":
			p.Row, err = d.Int()
		case "column":
			p.Column, err = d.Int()
		case "line":
			p.Line, err = d.Int()
		case "box":
			p.Box, err = optional(d, d.box)
		default:
			err = d.Skip()
		}
	}
	return cmp.Or(err, it.Err())
}

func (d *decoder) box(b *[4]float64) error {
	i := 0
	return d.Arr(func(*jx.Decoder) error {
		f, err := d.Float64()
		if i < len(b) {
			b[i] = f
		}
		i++
		return err
	})
}

func (d *decoder) section(s *Section) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "number":
			s.Number, err = d.Int()
		case "printed":
			err = words(d, &s.Printed)
		case "heading":
			err = words(d, &s.Heading)
		case "text":
			err = words(d, &s.Text)
		default:
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) date(e *DateEvidence) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "role":
			err = words(d, &e.Role)
		case "date":
			err = words(d, &e.Date)
		case "raw":
			err = words(d, &e.Raw)
		case "from":
			err = words(d, &e.From)
		case "place":
			err = d.place(&e.Place)
		default:
			err = d.Skip()
		}
		return err
	})
}

// fields reads an object of strings; where says where each goes, nil passes over it.
func (d *decoder) fields(where func(name string) *string) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) error {
		if to := where(string(name)); to != nil {
			return words(d, to)
		}
		return d.Skip()
	})
}

func (d *decoder) forms(f *Forms) error {
	return d.fields(func(name string) *string {
		switch name {
		case "proactive":
			return &f.Proactive
		case "applications":
			return &f.Applications
		}
		return nil
	})
}

func (d *decoder) period(p *Period) error {
	return d.fields(func(name string) *string {
		switch name {
		case "from":
			return &p.From
		case "to":
			return &p.To
		}
		return nil
	})
}
