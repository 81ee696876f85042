package report

import (
	"regexp"
	"strings"

	"gongkai/extract/document"
)

var reGlued = regexp.MustCompile(`^(.*\p{Han}[^0-9]*?)\s*([+-]?[0-9][0-9,.]*)$`)

// glued splits a label with a number behind it in one cell: 1.属于国家秘密 0.
func (w *walker) glued(text string) (rowForm, string, string, bool) {
	s := tidy(text)
	if s == "" || s[len(s)-1] < '0' || s[len(s)-1] > '9' || strings.ContainsAny(s, "^_") { // a raised digit is a note
		return rowForm{}, "", "", false
	}
	m := reGlued.FindStringSubmatch(s)
	if m == nil {
		return rowForm{}, "", "", false
	}
	l := readLabel(m[1])
	r, ok := w.rowNamed(l, false)
	if !ok {
		return rowForm{}, "", "", false
	}
	return r, l.text, m[2], true
}

// row reads a row that was found: its values under the header in force.
func (w *walker) row(r rowForm, values []value, torn, inStream bool, place document.Place) {
	if r.key == groupResults {
		return
	}
	key := r.key
	heading := r.group == key && key != ""
	if heading && key != "otherwise" {
		key += ".subtotal"
		w.implied = append(w.implied, r.group)
	}
	r.key = key
	w.sheet.printed[r.section+"."+key] = true
	h := w.headers[r.section]
	if w.foreign && (h == nil || w.table == nil || h.table != w.table) {
		w.unproved(r, h, values, inStream, place)
		return
	}
	leaves, picked, ok := w.fitRow(h, r, values, inStream, w.table)
	ok = ok && !(len(picked) > len(values) && w.cutOff(h, values)) && (inStream || !w.twoInOne(values))
	if r.key == "total" && (h == nil || len(h.leaves) == 0) && !w.any(secApplications) {
		ok = false // 总计 stands in many a table
	}
	if ok && heading && len(picked) < len(values) && tidy(values[0].text) == "1" {
		ok = false // the 1 may be the ordinal of a label that is cut off
	}
	for _, v := range values {
		// a label's cell spans too many rows: it pushes the numbers beside their columns
		ok = ok && !(v.down && !blank(v.text) && !valueLike(v.text))
	}
	if w.turned {
		ok = ok && h != nil && h.grid && r.section == secApplications
		w.turnedRows = append(w.turnedRows, r.key)
	}
	if inStream {
		w.guess(r, h, values, len(leaves), ok)
	}
	if ok {
		leaves = w.inUnit(leaves)
		if w.trace != nil {
			w.trace.row(r, h, rowRead{leaves, values, picked, ruleOf(h, leaves, values, picked), inStream, torn, place})
		}
		w.enter(r, leaves, picked, torn)
		return
	}
	if r.section == secProactive && (h == nil || len(h.leaves) == 0) {
		w.later = append(w.later, laterRow{r, values, inStream, place, w.table})
		return
	}
	w.unproved(r, h, values, inStream, place)
}
