package report

import (
	"strings"

	"gongkai/extract/document"
)

// torn reads a label that is the rest of the last row's, or keeps one that is
// the beginning of a row's.
func (w *walker) torn(l label, values []value, inStream bool, place document.Place) bool {
	if l.text == "" {
		return false // a bracket or a point continues nothing
	}
	if p := w.part; p != nil {
		if r, ok := exactRow(p.text + l.text); ok && r.key == p.row.key && r.section == p.row.section {
			w.part = nil
			w.known(r, p.text+l.text)
			if inStream && p.stream && len(p.values) != len(values) && !allBlankValues(p.values) && !allBlankValues(values) {
				// the second line of the row, where numbers go on as the label does
				w.unproved(r, w.headers[r.section], append(p.values, values...), true, place)
				return true
			}
			if len(p.values) > 0 && !(allBlankValues(p.values) && len(values) > 0) {
				w.row(r, p.values, true, p.stream, place)
			}
			if len(values) > 0 && !allBlankValues(values) {
				w.row(r, values, true, inStream, place)
			}
			return true
		}
	}
	if w.last.key != "" && w.lastText != "" {
		if r, ok := exactRow(w.lastText + l.text); ok && r.section == w.last.section && r.key == w.last.key {
			w.lastText += l.text
			if len(values) > 0 && !(w.lastLeft && allBlankValues(values)) {
				w.row(r, values, true, inStream, place)
			}
			return true
		}
	}
	return false
}

// begin keeps a row whose label is only a beginning.
func (w *walker) begin(l label, values []value, inStream bool) bool {
	r, ok := fragmentOf(l.text)
	if !ok {
		return false
	}
	w.dropPart()
	w.part = &part{r, l.text, values, inStream}
	return true
}

// dropPart gives up a row whose label never was completed.
func (w *walker) dropPart() {
	if p := w.part; p != nil && len(p.values) > 0 {
		cells := []string{p.text}
		for _, v := range p.values {
			cells = append(cells, strings.TrimSpace(v.text))
		}
		w.notARow(p.row.section, cells, p.values[0].place)
	}
	w.part = nil
}

func allBlankValues(vs []value) bool {
	for _, v := range vs {
		if !blank(v.text) {
			return false
		}
	}
	return true
}
