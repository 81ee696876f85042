package report

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-faster/jx"

	"gongkai/extract/document"
)

// Decode reads the JSON of one record as json.Marshal writes it, in a third of
// the time that json.Unmarshal takes. Names are told apart by case, unknown ones
// are passed over, null stands only for lists and what may be missing. What is
// no such JSON, or not all of b, is an error.
func Decode(b []byte) (*Record, error) {
	d := decoder{Decoder: jx.GetDecoder(), texts: make(map[string]string, 256)}
	defer jx.PutDecoder(d.Decoder)
	d.ResetBytes(b)
	r := &Record{}
	if err := d.record(r); err != nil {
		return nil, fmt.Errorf("report: record: %w", err)
	}
	if err := d.Skip(); !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, errors.New("report: more than a record")
	}
	return r, nil
}

// decoder is a jx.Decoder with what the types of a record need.
type decoder struct {
	*jx.Decoder
	texts map[string]string // short strings that were met: keys come again and again
}

func (d *decoder) record(r *Record) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "schema":
			err = words(d, &r.Schema)
		case "kind":
			err = words(d, &r.Kind)
		case "title":
			err = words(d, &r.Title)
		case "agency":
			err = words(d, &r.Agency)
		case "year":
			r.Year, err = d.Int()
		case "published":
			err = words(d, &r.Published)
		case "signed":
			err = words(d, &r.Signed)
		case "dates":
			r.Dates, err = list(d, 4, d.date)
		case "forms":
			r.Forms, err = optional(d, d.forms)
		case "period":
			r.Period, err = optional(d, d.period)
		case "sections":
			r.Sections, err = list(d, 8, d.section)
		case "cells":
			r.Cells, err = d.cells()
		case "guide":
			r.Guide, err = optional(d, d.guide)
		case "checks":
			r.Checks, err = list(d, 64, d.check)
		case "findings":
			r.Findings, err = list(d, 4, d.finding)
		case "tables":
			r.Tables, err = list(d, 4, d.table)
		case "source":
			err = d.source(&r.Source)
		default:
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) cells() (map[string]Cell, error) {
	if d.Next() == jx.Null {
		return nil, d.Null()
	}
	cells := make(map[string]Cell, 208) // the form has some 200
	return cells, d.ObjBytes(func(_ *jx.Decoder, name []byte) error {
		key := d.keep(name)
		var c Cell
		err := d.cell(&c)
		cells[key] = c
		return err
	})
}

func (d *decoder) cell(c *Cell) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "section":
			err = words(d, &c.Section)
		case "row":
			err = words(d, &c.Row)
		case "column":
			err = words(d, &c.Column)
		case "value":
			c.Value, err = optional(d, d.number)
		case "raw":
			err = words(d, &c.Raw)
		case "state":
			err = words(d, &c.State)
		case "place":
			err = d.place(&c.Place)
		default:
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) check(c *Check) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "id":
			err = words(d, &c.ID)
		case "verdict":
			err = words(d, &c.Verdict)
		case "left":
			c.Left, err = optional(d, d.number)
		case "right":
			c.Right, err = optional(d, d.number)
		case "cells":
			c.Cells, err = list(d, 8, func(s *string) error { return words(d, s) })
		default:
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) finding(f *document.Finding) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "code":
			err = words(d, &f.Code)
		case "responsibility":
			err = words(d, &f.Responsibility)
		case "where":
			err = words(d, &f.Where)
		case "message":
			err = words(d, &f.Message)
		case "place":
			f.Place, err = optional(d, d.place)
		default:
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) table(t *FreeTable) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "section":
			t.Section, err = d.Int()
		case "rows":
			t.Rows, err = list(d, 8, func(row *[]string) (err error) {
				*row, err = list(d, 8, func(s *string) error { return words(d, s) })
				return err
			})
		case "place":
			err = d.place(&t.Place)
		default:
			err = d.Skip()
		}
		return err
	})
}
