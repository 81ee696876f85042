package archive

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-faster/jx"
)

// keptReading is the JSON of a Reading with the places of what is asked for
// most. A page may hold the reports of many years, and who wants one of them
// need not decode the others: that is most of the cost of showing a filing.
type keptReading struct {
	state   ReadState
	records [][]byte // JSON of each
}

// scanReading finds the records in the JSON of a Reading, which they stay part
// of. What is no JSON, or not all of j, is ErrCorrupt.
func scanReading(j []byte) (keptReading, error) {
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
				record, err := d.Raw()
				k.records = append(k.records, record)
				return err
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
