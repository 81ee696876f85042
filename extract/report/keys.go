package report

import "slices"

// Keys are all keys that a cell of a report can have, of both forms and of what
// organs add (subtotals, their own columns), in the order of the forms.
func Keys() []string {
	var keys []string
	for _, r := range proactiveRows {
		for _, c := range proactiveColumns {
			if fits(r.key, c.key) {
				keys = append(keys, cellKey(secProactive, r.key, c.key))
			}
		}
	}
	row := func(key string) {
		for _, c := range applicationColumns {
			if c.key == "total" {
				keys = append(keys, cellKey(secApplications, key, organisationsColumn.key))
			}
			keys = append(keys, cellKey(secApplications, key, c.key))
		}
	}
	group := ""
	for _, r := range applicationRows {
		if r.group != group && r.group != "" {
			row(r.group + ".subtotal")
		}
		group = r.group
		row(r.key)
	}
	for _, g := range reviewGroups {
		for _, c := range reviewColumns {
			keys = append(keys, cellKey(g, "", c.key))
		}
	}
	return keys
}

// Wordings are the form's words for the parts of a key, as it prints them first:
// those of the row ("" in section 四) and of the column; "" for what it has none.
func Wordings(c Cell) (row, column string) {
	for _, r := range allRows {
		if r.section == c.Section && r.key == c.Row && len(r.labels) > 0 {
			row = r.labels[0]
			break
		}
	}
	columns := reviewColumns
	switch c.Section {
	case secProactive:
		columns = proactiveColumns
	case secApplications:
		columns = append(slices.Clone(applicationColumns), organisationsColumn)
	}
	for _, f := range columns {
		if f.key == c.Column {
			column = slices.Concat(f.labels, f.local)[0]
		}
	}
	return row, column
}

// formCells are the keys of the cells that a report of these forms has. A table
// of local columns has none of its own.
func formCells(proactive, applications string) []string {
	var keys []string
	if proactive == form2019 || proactive == form2021 {
		for _, r := range proactiveRows {
			for _, c := range rowColumns(proactive, r.key) {
				keys = append(keys, cellKey(secProactive, r.key, c))
			}
		}
	}
	if applications == form2019 || applications == form2021 {
		for _, r := range formRows(applications) {
			for _, c := range applicationColumns {
				keys = append(keys, cellKey(secApplications, r, c.key))
			}
		}
		for _, g := range reviewGroups {
			for _, c := range reviewColumns {
				keys = append(keys, cellKey(g, "", c.key))
			}
		}
	}
	return keys
}
