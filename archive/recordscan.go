package archive

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-faster/jx"

	"gongkai/extract/report"
)

// keptReading is what is asked for most of the JSON of a Reading.
type keptReading struct {
	state   ReadState
	records int
}

// scanReading hands each record in the JSON of a Reading to record, which has d
// go past it. A page may hold the reports of many years, and who wants one of
// them need not decode the others: that is most of the cost of showing a filing.
// What is no JSON, or not all of j, is ErrCorrupt.
func scanReading(j []byte, record func(place int, d *jx.Decoder) error) (keptReading, error) {
	var k keptReading
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(j)
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "state":
			s, err := d.Str()
			k.state = ReadState(s)
			return err
		case "records":
			if d.Next() == jx.Null {
				return d.Skip()
			}
			return d.Arr(func(d *jx.Decoder) error {
				k.records++
				if err := record(k.records-1, d); err != nil {
					return fmt.Errorf("record %d: %w", k.records-1, err)
				}
				return nil
			})
		}
		return d.Skip()
	})
	if err == nil {
		if err = d.Skip(); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return k, nil
		}
		err = errors.New("more than a reading")
	}
	return keptReading{}, fmt.Errorf("reading: %w: %w", err, ErrCorrupt)
}

// record decodes the record at a place in the JSON of a Reading, nil where there
// is none. It keeps nothing of j.
func (c *codec) record(j []byte, place int) (rec *report.Record, k keptReading, err error) {
	decoder, ok := c.decoders.Get().(*report.Decoder)
	if !ok {
		decoder = new(report.Decoder)
	}
	defer c.decoders.Put(decoder)
	k, err = scanReading(j, func(at int, d *jx.Decoder) (err error) {
		if at != place {
			return d.Skip()
		}
		rec, err = decoder.Next(d)
		return err
	})
	if err != nil {
		return nil, k, err
	}
	return rec, k, nil
}

// appendRecord appends the JSON of the record at a place, nothing where there is none.
func appendRecord(to, j []byte, place int) ([]byte, error) {
	_, err := scanReading(j, func(at int, d *jx.Decoder) error {
		if at != place {
			return d.Skip()
		}
		raw, err := d.Raw()
		to = append(to, raw...)
		return err
	})
	return to, err
}
