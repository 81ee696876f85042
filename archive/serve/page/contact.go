package page

import (
	"gongkai/extract/report"
)

// contactView is an office that a guide names.
type contactView struct {
	Whose  string
	Fields []fieldView
}

type fieldView struct{ Name, Value string }

// contactsOf lists the offices of a guide with the fields that it gives.
func contactsOf(g *report.GuideFields, l lang) []contactView {
	if g == nil {
		return nil
	}
	var out []contactView
	for _, o := range []struct {
		whose phrase
		c     *report.Contact
	}{
		{phrase{"受理申请", "Takes applications"}, &g.Contact},
		{phrase{"监督投诉", "Supervision and complaints"}, g.Supervision},
		{phrase{"行政复议", "Administrative review"}, g.Reconsideration},
		{phrase{"行政诉讼", "Litigation"}, g.Litigation},
	} {
		if o.c == nil || *o.c == (report.Contact{}) {
			continue
		}
		v := contactView{Whose: o.whose.In(l)}
		for _, f := range []struct {
			name  phrase
			value string
		}{
			{fieldWords["office"], o.c.Office}, {fieldWords["address"], o.c.Address}, {fieldWords["postcode"], o.c.Postcode}, {fieldWords["hours"], o.c.Hours},
			{fieldWords["phone"], o.c.Phone}, {fieldWords["fax"], o.c.Fax}, {fieldWords["email"], o.c.Email}, {fieldWords["apply_url"], o.c.ApplyURL},
		} {
			if f.value != "" {
				v.Fields = append(v.Fields, fieldView{f.name.In(l), f.value})
			}
		}
		out = append(out, v)
	}
	return out
}
