package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/go-faster/jx"

	"gongkai/extract/document"
)

// Decoder reads the JSON of records as json.Marshal writes it, in a fifth of the
// time that json.Unmarshal takes, and remembers the short words and numbers that
// come in all of them. Names are told apart by case, unknown ones are passed over,
// null stands only for lists and what may be missing; all else is an error. The
// zero value has met nothing yet. It is for one goroutine at a time.
type Decoder struct{ d decoder }

// Next reads the record that j stands before and leaves j behind it. The record
// keeps nothing of j.
func (r *Decoder) Next(j *jx.Decoder) (*Record, error) {
	r.d.Decoder = j
	defer func() { r.d.Decoder = nil }()
	r.d.forget()
	rec := &Record{}
	if err := r.d.record(rec); err != nil {
		return nil, fmt.Errorf("report: record: %w", err)
	}
	return rec, nil
}

// decoder is a jx.Decoder with what the types of a record need.
type decoder struct {
	*jx.Decoder
	texts   map[string]string // short strings that were met: keys come again and again
	numbers map[string]Number // small numbers that were met, by their digits
	keys    []string          // of the list that is being read
	// free are places for values and keys that no record has yet: a place for
	// each by itself is most of what a record costs the memory.
	free struct {
		values []Number
		keys   []string
	}
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
		case "facts":
			r.Facts, err = list(d, 8, d.fact)
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
	cells := make(map[string]Cell, fullReport)
	it, err := d.ObjIter()
	for err == nil && it.Next() {
		key := d.keep(it.Key())
		var c Cell
		err = d.cell(&c, key)
		cells[key] = c
	}
	return cells, cmp.Or(err, it.Err())
}

func (d *decoder) cell(c *Cell, key string) error {
	it, err := d.ObjIter()
	for err == nil && it.Next() {
		switch string(it.Key()) {
		case "section":
			c.Section, err = d.part(key, 0)
		case "row":
			c.Row, err = d.part(key, len(c.Section)+1)
		case "column":
			c.Column, err = d.part(key, strings.LastIndexByte(key, '.')+1)
		case "value":
			c.Value, err = d.value()
		case "raw":
			err = words(d, &c.Raw)
		case "state":
			c.State, err = d.state()
		case "place":
			err = d.place(&c.Place)
		default:
			err = d.Skip()
		}
	}
	return cmp.Or(err, it.Err())
}

// part reads a string that is likely to stand in key from at on.
func (d *decoder) part(key string, at int) (string, error) {
	b, err := d.StrBytes()
	if err != nil {
		return "", err
	}
	if end := at + len(b); end <= len(key) && key[at:end] == string(b) {
		return key[at:end], nil
	}
	return d.keep(b), nil
}

func (d *decoder) check(c *Check) error {
	it, err := d.ObjIter()
	for err == nil && it.Next() {
		switch string(it.Key()) {
		case "id":
			err = words(d, &c.ID)
		case "verdict":
			err = words(d, &c.Verdict)
		case "left":
			c.Left, err = d.value()
		case "right":
			c.Right, err = d.value()
		case "cells":
			c.Cells, err = d.keyList()
		default:
			err = d.Skip()
		}
	}
	return cmp.Or(err, it.Err())
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
