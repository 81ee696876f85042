package archive

import "gongkai/extract/report"

// field is one thing that a guide says, under the name it has in the record.
type field struct{ name, value string }

// guideFields lists what a guide says, in a fixed order; empty fields are left
// out.
func guideFields(g *report.GuideFields) []field {
	if g == nil {
		return nil
	}
	out := contactFields("", &g.Contact)
	out = append(out, contactFields("supervision.", g.Supervision)...)
	out = append(out, contactFields("reconsideration.", g.Reconsideration)...)
	return append(out, contactFields("litigation.", g.Litigation)...)
}

func contactFields(prefix string, c *report.Contact) []field {
	if c == nil {
		return nil
	}
	var out []field
	for _, f := range []field{
		{"office", c.Office}, {"address", c.Address}, {"postcode", c.Postcode}, {"hours", c.Hours},
		{"phone", c.Phone}, {"fax", c.Fax}, {"email", c.Email}, {"apply_url", c.ApplyURL},
	} {
		if f.value != "" {
			out = append(out, field{prefix + f.name, f.value})
		}
	}
	return out
}
