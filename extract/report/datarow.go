package report

import (
	"strings"

	"gongkai/extract/document"
)

// dataRow reads a row with values. It reports whether a statutory row was found.
func (w *walker) dataRow(row []gridCell) bool {
	if h := w.headers[secReview]; h != nil && h.table != nil && w.reviewRow(row) {
		w.above = halfRow{}
		return true
	}
	var found rowForm
	var text, extra string
	at, ok := -1, false
	unknown := -1
	end := 0 // behind the cells that can be labels
	for end < len(row) && (!row[end].own || !valueLike(row[end].cell.Text)) {
		end++
	}
	group := w.group
	above, near := w.above, false
	w.above = halfRow{}
	for i := 0; i < end; i++ {
		c := row[i]
		if blank(c.cell.Text) {
			continue
		}
		l := readLabel(c.cell.Text)
		r, is := w.rowNamed(l, true)
		glue := ""
		if !is {
			if gr, gt, g, yes := w.glued(c.cell.Text); yes {
				r, is, l.text, glue = gr, true, gt, g
			} else if _, rest := above.ends(l); !rest {
				r, is = w.rowNamed(l, false)
				near = is
			}
		}
		if !is && at < i-1 && unknown == i-1 { // one label over two cells
			l = readLabel(row[i-1].cell.Text + c.cell.Text)
			r, is = w.rowNamed(l, true)
		}
		if is && c.own {
			w.number(r, l.ordinal)
		}
		if !c.own {
			if is && (r.key == r.group || r.key == groupResults) {
				w.group = r.group
			}
			continue
		}
		if !is && ok && found.key != found.group && found.key != groupResults && numberWithWords(c.cell.Text) {
			break // a cell of the row that is no number: 约3
		}
		if !is {
			unknown, w.group = i, "" // it may be another group's, whose 小计 follows
			continue
		}
		found, text, extra, at, ok, unknown = r, l.text, glue, i, true, -1
		if r.group != "" {
			w.group = r.group
		}
	}
	if w.group == "" {
		w.group = group
	}
	if !ok || unknown > at {
		return w.unnamed(row, above, unknown)
	}
	values := w.valuesAfter(row, at)
	if extra != "" {
		if allBlankValues(values) && len(values) == 0 || !allBlankValues(values) || len(values) > 0 {
			c := row[at]
			values = append([]value{{text: extra, place: c.cell.Place}}, values...)
			for i := range values {
				values[i].from, values[i].to = 0, 0 // the number has no column of its own
			}
		}
	}
	heading := found.key == groupResults || found.group == found.key && found.key != "otherwise"
	if heading && allBlankValues(values) || found.key == "otherwise" && len(values) == 0 {
		return true
	}
	if heading && len(values) > 0 && above.beside(values, row[at].to) {
		w.sheet.doubt(above.open, values[0].place)
		w.strangeTableRow(row)
		return false
	}
	w.trace.label(row[at].cell.Text)
	w.known(found, text)
	if len(values) == 0 {
		return true
	}
	if found.key == groupResults && above.open.key != "" && !above.whole && !allBlankValues(values) {
		w.sheet.doubt(above.open, row[at].cell.Place) // beside the heading of all rows, they are none's
	}
	if above.own(values, near, row[at].to) {
		w.unproved(found, w.headers[found.section], values, false, row[at].cell.Place)
		return true
	}
	w.above.open, w.above.whole, w.above.page, w.above.to = found, full(values), row[at].cell.Place.Page, row[at].to
	w.row(found, values, false, false, row[at].cell.Place)
	return true
}

// unnamed reads a row whose label is none of the form's: the rest or the
// beginning of a torn one, or a row that is strange.
func (w *walker) unnamed(row []gridCell, above halfRow, unknown int) bool {
	w.nameless = w.nameless || nameless(row)
	w.above = halfRow{strange: len(w.strange), page: row[len(row)-1].cell.Place.Page}
	if unknown < 0 {
		w.above.values = w.valuesAfter(row, -1)
		if last := row[len(row)-1].cell.Place; above.goesOn(w.above.values, last) {
			w.sheet.doubt(above.open, last)
		}
		w.strangeTableRow(row)
		return false
	}
	l, place := readLabel(row[unknown].cell.Text), row[unknown].cell.Place
	values := w.valuesAfter(row, unknown)
	if w.torn(l, values, false, place) || w.cutRow(above, l, values, place) {
		w.above = halfRow{}
		return true
	}
	w.above.text, w.above.values, w.above.to = l.text, values, row[unknown].to
	if above.whole && !full(values) && above.goesOn(values, place) || len(values) > 0 && above.beside(values, row[unknown].to) {
		w.sheet.doubt(above.open, place) // the rest of its label
	}
	if w.begin(l, values, false) {
		return true
	}
	w.strangeTableRow(row)
	return false
}

// strangeTableRow notes a row under a statutory header that the form does not know.
func (w *walker) strangeTableRow(row []gridCell) {
	var cells []string
	var place document.Place
	for _, c := range row {
		if c.own && !blank(c.cell.Text) {
			if cells == nil {
				place = c.cell.Place
			}
			cells = append(cells, strings.TrimSpace(c.cell.Text))
		}
	}
	if len(cells) < 2 {
		return
	}
	if w.headers[secApplications] != nil {
		w.notARow(secApplications, cells, place)
	} else if w.headers[secProactive] != nil {
		w.notARow(secProactive, cells, place)
	}
}

// valuesAfter are the cells behind a label, with those that reach down from rows above.
func (w *walker) valuesAfter(row []gridCell, at int) []value {
	vs := make([]value, 0, len(row)-at-1)
	for _, c := range row[at+1:] {
		vs = append(vs, value{c.cell.Text, c.cell.Place, c.from, c.to, !c.own || w.reachesRow(c.cell)})
	}
	return vs
}
