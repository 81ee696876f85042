package report

import "github.com/go-faster/jx"

// field is where the contact keeps what JSON has under the name, nil for none.
func (c *Contact) field(name string) *string {
	switch name {
	case "office":
		return &c.Office
	case "address":
		return &c.Address
	case "postcode":
		return &c.Postcode
	case "hours":
		return &c.Hours
	case "phone":
		return &c.Phone
	case "fax":
		return &c.Fax
	case "email":
		return &c.Email
	case "apply_url":
		return &c.ApplyURL
	}
	return nil
}

func (d *decoder) contact(c *Contact) error { return d.fields(c.field) }

func (d *decoder) guide(g *GuideFields) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "supervision":
			g.Supervision, err = optional(d, d.contact)
		case "reconsideration":
			g.Reconsideration, err = optional(d, d.contact)
		case "litigation":
			g.Litigation, err = optional(d, d.contact)
		default:
			if to := g.field(string(name)); to != nil {
				return words(d, to)
			}
			err = d.Skip()
		}
		return err
	})
}

func (d *decoder) source(s *Source) error {
	return d.ObjBytes(func(_ *jx.Decoder, name []byte) (err error) {
		switch string(name) {
		case "file":
			err = words(d, &s.File)
		case "format":
			err = words(d, &s.Format)
		case "charset":
			err = words(d, &s.Charset)
		case "sha256":
			err = words(d, &s.SHA256)
		case "document":
			s.Document, err = d.Int()
		default:
			err = d.Skip()
		}
		return err
	})
}
