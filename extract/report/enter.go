package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// enter reads the values of a row and puts them in the sheet.
func (w *walker) enter(r rowForm, leaves []leaf, values []value, torn bool) {
	cells := w.cells[:0]
	for i, l := range leaves {
		if l.key == "" {
			if strings.TrimSpace(values[i].text) != "" {
				w.sheet.find("column_unknown", document.Publisher, r.section+"."+r.key,
					"表中有不认识的列“"+strings.TrimSpace(l.text)+"”，其数未读 / a column that the form does not know", values[i].place)
			}
			continue
		}
		rd := w.sheet.readCell(values[i], l.key, l.unit)
		if values[i].down && rd.state != StateBlank && rd.state != StateNotApplicable {
			rd.state = StateUnreadable
			w.sheet.find("merged_number", document.Publisher, cellKey(r.section, r.key, l.key),
				"合并单元格中的数不属于任何一格："+rd.raw+" / a number in a merged cell belongs to none", rd.place)
		}
		cells = append(cells, rowCell{l.key, rd})
		w.vote(r, l)
	}
	if len(leaves) == 1 && leaves[0].key == "decisions" {
		w.votes[form2021]++ // alone it stands only in that form
	}
	w.sheet.put(r.section, r.key, cells, torn)
	w.cells = cells
	local := func(l leaf) bool { return l.local }
	w.narrow = w.narrow || r.section == secProactive && w.table != nil && !slices.ContainsFunc(leaves, local) && !wholeForm(r, leaves)
}

// vote notes what a column of section 二 tells about the form.
func (w *walker) vote(r rowForm, l leaf) {
	if r.section != secProactive {
		return
	}
	if l.local {
		w.votes[formLocal]++
		return
	}
	switch l.key {
	case "issued", "repealed", "in_force", "amount_wan_yuan":
		w.votes[form2021]++
	case "made", "total_public", "previous_items", "change", "items", "amount_yuan":
		w.votes[form2019]++
	case "obtained":
		w.votes[formLocal]++
	}
}

// unproved says why the values of a row are left out.
func (w *walker) unproved(r rowForm, h *header, values []value, inStream bool, place document.Place) {
	where := r.section + "." + r.key
	n := strconv.Itoa(len(values))
	w.lastLeft, w.leftOut[where] = true, true
	w.trace.left(r, values, inStream, place)
	switch {
	case w.foreign:
		w.sheet.find("header_contradicts", document.Publisher, where, "本行上方不是法定表头，"+n+"个单元格未读 / what stands over the row is no header of the form: the row is left out", place)
	case h != nil && (h.broken || h.loose || !h.plain(r)):
		w.sheet.find("header_contradicts", document.Reader, where, "表头与法定格式不合，本行"+n+"个单元格的位置无法证明，未读 / the header contradicts the form: the row is left out", place)
	case inStream:
		w.sheet.find("stream_unproved", document.Reader, where, "表格结构已失，本行有"+n+"个数，位置无法证明，未读 / the table's structure is lost and the row's numbers cannot be placed", place)
	default:
		w.sheet.find("row_unproved", document.Reader, where, "本行有"+n+"个单元格，与表头不符，位置无法证明，未读 / the row's cells do not fit its header: left out", place)
	}
}

// plain reports whether a header is nothing but the form's own columns.
func (h *header) plain(r rowForm) bool {
	if r.section == secApplications {
		return len(h.leaves) == 0 || h.within(keysOf(applicationColumns))
	}
	for _, f := range []string{form2019, form2021} {
		if c := rowColumns(f, r.key); c != nil && h.within(c) {
			return true
		}
	}
	return false
}
