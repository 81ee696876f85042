package page

import "html/template"

// heat writes the rows of a map. A portal's whole map has thousands of fields,
// for which html/template would need tens of milliseconds.
func (l lang) heat(m heatMap) template.HTML {
	var w markup
	for i := range m.Rows {
		row := &m.Rows[i]
		w.tag(`<tr><th scope="row"><a`)
		w.attr("href", l.prefix()+organPath(row.Organ)+m.Keep)
		w.attr("title", row.Name)
		w.tag(`>`)
		w.text(row.Name)
		w.tag(`</a></th>`)
		for _, c := range row.Cells {
			l.field(&w, c, m.Keep)
		}
		l.field(&w, row.Guide, m.Keep)
		w.tag("</tr>\n")
	}
	return w.html()
}

// field writes one field: a link where there is a filing.
func (l lang) field(w *markup, c heatCell, keep string) {
	w.tag(`<td`)
	w.attr("class", "m m-"+string(c.Mark))
	w.tag(`>`)
	switch {
	case c.Filing != "":
		w.tag(`<a`)
		w.attr("href", l.prefix()+filingPath(c.Filing)+keep)
		w.attr("title", c.Words)
		w.attr("aria-label", c.Sign+" "+c.Words)
		w.tag(`>`)
		w.text(c.Sign)
		w.tag(`</a>`)
	case c.Sign != "":
		w.tag(`<span`)
		w.attr("title", c.Words)
		w.tag(`>`)
		w.text(c.Sign)
		w.tag(`</span>`)
	}
	w.tag(`</td>`)
}
