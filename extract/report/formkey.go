package report

// keysOf returns the keys of columns in order.
func keysOf(cols []colForm) []string {
	keys := make([]string, len(cols))
	for i, c := range cols {
		keys[i] = c.key
	}
	return keys
}

// cellName is what a cell's key is made of.
type cellName struct{ section, row, column string }

// formKeys are the keys of the form's own cells, made once: the checks ask for
// each of them several times.
var formKeys = func() map[cellName]string {
	keys := map[cellName]string{}
	add := func(section, row string, columns []colForm) {
		for _, c := range columns {
			key := section + "." + c.key
			if row != "" {
				key = section + "." + row + "." + c.key
			}
			keys[cellName{section, row, c.key}] = key
		}
	}
	for _, r := range applicationRows {
		add(secApplications, r.key, applicationColumns)
	}
	for _, r := range proactiveRows {
		add(secProactive, r.key, proactiveColumns)
	}
	for _, g := range []string{secReview, secDirect, secAfterReview} {
		add(g, "", reviewColumns)
	}
	return keys
}()

// cellKey is the name of a cell: table.row.column, or table.column in section 四.
func cellKey(section, row, column string) string {
	if key, ok := formKeys[cellName{section, row, column}]; ok {
		return key
	}
	if row == "" {
		return section + "." + column
	}
	return section + "." + row + "." + column
}
