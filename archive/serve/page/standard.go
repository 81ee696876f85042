package page

import (
	"strings"

	"gongkai/extract/report"
)

// standard are the tables of reports whose cells all have a place in their
// form, as nearly all do: laid out once, and all but the cells written once.
type standard struct {
	proactive, applications map[string]standardPart // by form
	disputes                standardPart
}

// standardPart is one section of a form.
type standardPart struct {
	grids []grid
	keys  map[string]bool // that have a place
}

// newStandard lays out the forms that reports name.
func newStandard() *standard {
	s := &standard{proactive: map[string]standardPart{}, applications: map[string]standardPart{}}
	for _, form := range []string{"", "2019", "2021", "local", "none"} {
		s.proactive[form] = newStandardPart(proactiveGrids(form, nil))
		s.applications[form] = newStandardPart([]grid{applicationsGrid(form, nil)})
	}
	s.disputes = newStandardPart([]grid{disputesGrid()})
	return s
}

func newStandardPart(list []grid) standardPart {
	keys := map[string]bool{}
	place(keys, list)
	for i := range list {
		list[i].written = map[lang][]piece{chinese: list[i].pieces(chinese), english: list[i].pieces(english)}
	}
	return standardPart{list, keys}
}

// of gives what gridsOf gives. A layout adds rows and columns to those of its form
// only for cells that these have no place for: where there is none, nothing is
// to be added.
func (s *standard) of(r *report.Record) grids {
	var forms report.Forms
	if r.Forms != nil {
		forms = *r.Forms
	}
	proactive, known := s.proactive[forms.Proactive]
	applications, too := s.applications[forms.Applications]
	if !known || !too {
		return gridsOf(r)
	}
	var g grids
	for k := range r.Cells {
		switch {
		case strings.HasPrefix(k, "applications.") && applications.keys[k]:
			g.applications = applications.grids
		case strings.HasPrefix(k, "proactive.") && proactive.keys[k]:
			g.proactive = proactive.grids
		case s.disputes.keys[k]:
			g.disputes = s.disputes.grids
		default:
			return gridsOf(r)
		}
	}
	return g
}

// piece is what is written before a cell, and the cell's key, "" behind the last.
type piece struct{ html, key string }

// pieces write a table but for its cells.
func (s *grid) pieces(l lang) []piece {
	var out []piece
	var m markup
	row := func(boxes []box) {
		m.tag("<tr>")
		for i := range boxes {
			if b := &boxes[i]; b.key != "" {
				out = append(out, piece{string(m.b), b.key})
				m.b = m.b[:0]
			} else {
				m.label(b, l)
			}
		}
		m.tag("</tr>\n")
	}
	m.tag(`<table class="sheet `)
	m.tag(s.id)
	m.tag(`"><caption>`)
	m.text(s.caption.In(l))
	m.tag("</caption><thead>")
	for _, boxes := range s.head {
		row(boxes)
	}
	m.tag("</thead>")
	for _, block := range s.blocks {
		m.tag("<tbody>")
		for _, boxes := range block {
			row(boxes)
		}
		m.tag("</tbody>")
	}
	m.tag("</table>\n")
	return append(out, piece{string(m.b), ""})
}

// label writes a cell that is no statutory one.
func (m *markup) label(b *box, l lang) {
	tag := "th"
	switch b.scope {
	case "note":
		tag = "td"
		m.tag(`<td class="note"`)
	case "rowgroup", "row":
		m.tag(`<th scope="row"`)
		if b.scope == "rowgroup" {
			m.tag(` class="group"`)
		}
	default:
		m.tag(`<th scope="col"`)
	}
	if b.rows > 1 {
		m.attr("rowspan", itoa(b.rows))
	}
	if b.cols > 1 {
		m.attr("colspan", itoa(b.cols))
	}
	m.tag(">")
	m.text(b.label.In(l))
	m.tag("</" + tag + ">")
}
