package report

import (
	"strconv"

	"github.com/go-faster/jx"
	"github.com/shopspring/decimal"

	"gongkai/extract/document"
)

// shortText is up to how many bytes a string is looked for among those that were
// met: keys, states and small numbers.
const shortText = 64

// keep returns b as a string, the same one for the same short bytes.
func (d *decoder) keep(b []byte) string {
	if len(b) > shortText {
		return string(b)
	}
	s, met := d.texts[string(b)]
	if !met {
		s = string(b)
		d.texts[s] = s
	}
	return s
}

func words[T ~string](d *decoder, to *T) error {
	b, err := d.StrBytes()
	if err == nil {
		*to = T(d.keep(b))
	}
	return err
}

// list reads a list, nil for null; few is how many it is expected to have.
func list[T any](d *decoder, few int, one func(*T) error) ([]T, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	out := make([]T, 0, few)
	return out, d.Arr(func(*jx.Decoder) error {
		var v T
		err := one(&v)
		out = append(out, v)
		return err
	})
}

// optional reads what may be null.
func optional[T any](d *decoder, one func(*T) error) (*T, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	v := new(T)
	return v, one(v)
}

// number reads a number exactly; most are few digits and need no parser of
// decimals.
func (d *decoder) number(n *Number) error {
	b, err := d.Num()
	if err != nil {
		return err
	}
	if len(b) <= 15 {
		if v, err := strconv.ParseInt(string(b), 10, 64); err == nil {
			*n = Number{decimal.New(v, 0)}
			return nil
		}
	}
	return n.UnmarshalJSON(b)
}

func (d *decoder) place(p *document.Place) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
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
		return err
	})
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
