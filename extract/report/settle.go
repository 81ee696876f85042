package report

import (
	"maps"
	"slices"
	"strings"

	"gongkai/extract/document"
)

// settle reads the rows that waited for the form to be known and reports the
// strange ones.
func (w *walker) settle() {
	w.dropPart()
	w.settleOrdinals()
	if w.narrow && w.nameless {
		w.dropBlanks()
	}
	w.settleSums()
	form := w.proactiveForm()
	headed := maps.Clone(w.sheet.seen) // read under a header, or left out under one: that outweighs a row without
	maps.Copy(headed, w.leftOut)
	for _, l := range w.later {
		var leaves []leaf
		want := rowColumns(form, l.row.key)
		if form != form2019 && form != form2021 || want == nil || headed[secProactive+"."+l.row.key] {
			w.unproved(l.row, nil, l.values, l.stream, l.place)
			continue
		}
		h := &header{family: secProactive, leaves: leavesOf(want, nil)}
		leaves, picked, ok := w.fitRow(h, l.row, l.values, l.stream, l.table)
		if !ok || len(leaves) != len(want) {
			w.unproved(l.row, nil, l.values, l.stream, l.place)
			continue
		}
		leaves = w.inUnit(leaves)
		w.trace.row(l.row, nil, rowRead{leaves, l.values, picked, RuleOtherRows, l.stream, false, l.place})
		w.enter(l.row, leaves, picked, false)
	}
	if w.headed && w.applicationsForm() == form2021 {
		w.sheet.doubt(rowForm{section: secApplications, key: "otherwise"}, document.Place{})
	} else if w.sheet.seen["applications.otherwise"] && w.applicationsForm() == form2021 {
		w.sheet.rename(secApplications, "otherwise", "otherwise.subtotal")
		w.trace.rename(secApplications, "otherwise", "otherwise.subtotal")
		w.implied = append(w.implied, "otherwise")
	}
	for _, g := range w.implied {
		w.impliedSubtotal(g)
	}
	for _, s := range w.strange {
		if w.any(s.family) || s.headed {
			w.sheet.find("row_unknown", document.Publisher, s.family, "表中有不认识的行：“"+short(strings.Join(s.cells, " "), 60)+"” / a row that the form does not know", s.place)
		}
	}
}

// settleSums takes back the sums that stand between the rows of two groups, of which
// the second one's heading is not there: they may be the first line of that one.
func (w *walker) settleSums() {
	groups := levels[1]
	for _, g := range w.after {
		next := groups[slices.Index(groups, g)+1] // 总计 is behind the last group
		headed := slices.ContainsFunc(w.numbered, func(n numbered) bool { return n.key == next })
		rows := slices.ContainsFunc(applicationRows, func(r rowForm) bool {
			return r.group == next && w.sheet.printed[secApplications+"."+r.key]
		})
		if rows && !headed && !w.sheet.seen[secApplications+"."+next+".subtotal"] && w.sheet.drop(secApplications, g+".subtotal") {
			w.sheet.find("row_unproved", document.Reader, secApplications+"."+g+".subtotal",
				"“小计”后的“"+groupWords(next)+"”没有标题，小计可能属于后者，未读 / the heading of the group behind these sums is not there, and they may be its own: left out", document.Place{})
		}
	}
}

// impliedSubtotal takes back what was read beside a group's heading where a row of
// the group is not in the document: then its label may be lost and the numbers be
// its own.
func (w *walker) impliedSubtotal(group string) {
	for _, r := range applicationRows {
		if r.group != group || w.sheet.printed[secApplications+"."+r.key] {
			continue
		}
		if w.sheet.drop(secApplications, group+".subtotal") {
			w.sheet.find("row_unproved", document.Reader, secApplications+"."+group+".subtotal",
				"“"+groupWords(group)+"”一行的数，可能属于标签缺失的下级行，未读 / numbers beside a group's heading may be those of a row whose label is lost: left out", document.Place{})
		}
		return
	}
}

// groupWords is the heading of a group of rows as the form words it.
func groupWords(group string) string {
	for _, g := range slices.Concat(applicationGroups, applicationRows) {
		if g.key == group {
			return g.labels[0]
		}
	}
	return group
}

// any reports whether a statutory row of the section was met.
func (w *walker) any(section string) bool {
	for k := range w.sheet.seen {
		if strings.HasPrefix(k, section) {
			return true
		}
	}
	return false
}

// proactiveForm decides the form of section 二: there must be statutory rows,
// and then their columns tell.
func (w *walker) proactiveForm() string {
	if !w.any(secProactive) {
		return formNone
	}
	v2019, v2021, local := w.votes[form2019], w.votes[form2021], w.votes[formLocal]
	switch {
	case v2021 > v2019 && v2021 >= local:
		return form2021
	case local > 0:
		return formLocal
	case v2019 > 0:
		return form2019
	case w.rows["other_services"] || w.rows["procurement"]:
		return form2019
	case w.rows["2021"]:
		return form2021
	}
	return formLocal
}

// applicationsForm decides the form of section 三 by its rows: three rows or one
// under 其他处理; "" where that part of the table is not there.
func (w *walker) applicationsForm() string {
	for _, k := range []string{"otherwise.overdue_correction", "otherwise.unpaid_fee", "otherwise.other"} {
		if w.sheet.printed[secApplications+"."+k] {
			return form2021
		}
	}
	if w.sheet.printed[secApplications+".otherwise"] {
		return form2019
	}
	return ""
}

// notARow keeps a row that is none of the form's.
func (w *walker) notARow(family string, cells []string, place document.Place) {
	h := w.headers[family]
	headed := family == secApplications && w.table != nil && h != nil && h.table == w.table && h.within(keysOf(applicationColumns)) && len(h.leaves) > 2
	w.strange = append(w.strange, strangeRow{family, cells, place, headed})
}
