package report

import "github.com/go-faster/jx"

func (d *decoder) fact(f *Fact) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "key":
			err = words(d, &f.Key)
		case "state":
			err = words(d, &f.State)
		case "value":
			f.Value, err = d.value()
		case "raw":
			err = words(d, &f.Raw)
		case "section":
			f.Section, err = d.Int()
		case "place":
			err = d.place(&f.Place)
		default:
			err = d.Skip()
		}
		return err
	})
}
