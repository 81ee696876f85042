package report

import (
	"slices"

	"gongkai/extract/document"
)

// gaps reports what of the form the document does not have, and what stands
// in another order. found are the findings of the file's reader.
func (w *walker) gaps(forms Forms, found []document.Finding) {
	who := map[string]document.Responsibility{
		secProactive: w.missingBy(secProactive, found), secApplications: w.missingBy(secApplications, found),
	}
	say := func(section, row string) {
		where := section + "." + row
		if !w.sheet.seen[where] && !w.sheet.printed[where] {
			w.sheet.find("row_missing", who[section], where, "表中没有这一行 / the form's row is not in the document", document.Place{})
		}
	}
	if forms.Proactive != formNone {
		for _, r := range proactiveRows {
			if rowColumns(forms.Proactive, r.key) != nil {
				say(secProactive, r.key)
			} else if where := secProactive + "." + r.key; forms.Proactive == form2021 && w.sheet.seen[where] {
				w.sheet.find("row_of_old_form", document.Publisher, where, "2021 年的表中有 2019 年才有的行，照印读出 / a row of the form of 2019 in a table of 2021, read as printed", document.Place{})
			}
		}
	}
	if forms.Applications == form2019 || forms.Applications == form2021 {
		for _, r := range formRows(forms.Applications) {
			say(secApplications, r)
		}
		for _, g := range reviewGroups {
			if !w.sheet.printed[g+"."] && !w.sheet.seen[g] && !w.sheet.printed[g] {
				w.sheet.find("row_missing", who[secApplications], g, "表中没有这一行 / the form's row is not in the document", document.Place{})
			}
		}
		w.columnsMissing(forms.Applications, who[secApplications])
		w.rowOrder(forms.Applications)
	}
}

// missingBy says whose fault it is that a row is not there: the reader's where it left
// something out, or where a row of the section has a label that it does not know.
func (w *walker) missingBy(section string, found []document.Finding) document.Responsibility {
	for _, f := range found {
		if f.Responsibility == document.Reader {
			return document.Reader
		}
	}
	for _, s := range w.strange {
		if s.family == section {
			return document.Reader
		}
	}
	return document.Publisher
}

// columnsMissing reports the columns of section 三 that no row was read of.
func (w *walker) columnsMissing(form string, who document.Responsibility) {
	rows := 0
	has := map[string]bool{}
	for _, r := range formRows(form) {
		if w.sheet.seen[secApplications+"."+r] {
			rows++
		}
		for _, c := range applicationColumns {
			if _, ok := w.sheet.cells[cellKey(secApplications, r, c.key)]; ok {
				has[c.key] = true
			}
		}
	}
	for _, c := range applicationColumns {
		if rows > 0 && !has[c.key] {
			w.sheet.find("column_missing", who, secApplications+".*."+c.key, "表中没有“"+c.labels[0]+"”一列 / the form's column is not in the document", document.Place{})
		}
	}
}

// rowOrder reports the first row of section 三 that stands before one that the form
// puts above it. What was read is not doubted for it: labels decide.
func (w *walker) rowOrder(form string) {
	rows := formRows(form)
	last := -1
	for _, key := range w.sheet.order {
		at := slices.Index(rows, key)
		if at < 0 {
			continue
		}
		if at < last {
			w.sheet.find("row_order", document.Publisher, secApplications+"."+key, "这一行的位置与法定格式不同 / the row stands in another place than in the form", document.Place{})
			return
		}
		last = at
	}
}
