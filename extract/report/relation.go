package report

import (
	"iter"
	"slices"
)

// relation is an equation of the form: the sum of the left cells is that of the
// right ones.
type relation struct {
	id string
	// cells are the keys of the left side, then those of the right side.
	cells []string
	left  int // how many stand on the left
	// row are the cells of which one must be in the document; nil: it is asked
	// wherever the table is.
	row []string
}

// relations are the equations of section 三 by form, in a stable order: what came
// in is what was done and what is left; the results make their total; the kinds of
// applicants make a row's total; the rows of a group make its subtotal.
var relations = map[string][]relation{form2019: applicationRelations(form2019), form2021: applicationRelations(form2021)}

// reviewRelations are the equations of section 四.
var reviewRelations = func() []relation {
	var all []relation
	for _, g := range reviewGroups {
		all = append(all, equation(g+".sum", cellKeys(g, []string{""}, "upheld", "corrected", "other", "pending"), cellKeys(g, []string{""}, "total"), cellKeys(g, []string{""}, keysOf(reviewColumns)...)))
	}
	return all
}()

// called are the relations that some cells call for, in a stable order: those of
// section 三 in a form where a cell of one of its rows is there, and of a row where
// one of its own is.
func called(cells map[string]Cell, form string) iter.Seq[*relation] {
	met := func(keys []string) bool {
		return slices.ContainsFunc(keys, func(key string) bool { _, ok := cells[key]; return ok })
	}
	return func(yield func(*relation) bool) {
		table := slices.ContainsFunc(relations[form], func(r relation) bool { return met(r.row) })
		for _, all := range [][]relation{relations[form], reviewRelations} {
			for i := range all {
				if r := &all[i]; (met(r.row) || r.row == nil && table) && !yield(r) {
					return
				}
			}
		}
	}
}

func applicationRelations(form string) []relation {
	rows, columns := formRows(form), keysOf(applicationColumns)
	results := slices.DeleteFunc(slices.Clone(rows), func(r string) bool {
		return r == "new" || r == "carried_in" || r == "total" || r == "carried_out"
	})
	column := func(column string, rows ...string) []string { return cellKeys(secApplications, rows, column) }
	row := func(row string, columns ...string) []string {
		return cellKeys(secApplications, []string{row}, columns...)
	}
	var all []relation
	for _, c := range columns {
		all = append(all, equation("applications.balance."+c, column(c, "new", "carried_in"), column(c, "total", "carried_out"), nil))
	}
	for _, c := range columns {
		all = append(all, equation("applications.results."+c, column(c, results...), column(c, "total"), nil))
	}
	for _, r := range rows {
		all = append(all, equation("applications.row."+r, row(r, columns[:6]...), row(r, "total"), row(r, columns...)))
	}
	for _, g := range []string{"denied", "unavailable", "not_processed", "otherwise"} {
		var parts []string
		for _, r := range applicationRows {
			if r.group == g && r.key != g {
				parts = append(parts, r.key)
			}
		}
		for _, c := range columns {
			all = append(all, equation("applications.subtotal."+g+"."+c, column(c, parts...), column(c, g+".subtotal"), row(g+".subtotal", columns...)))
		}
	}
	return all
}

func equation(id string, left, right, row []string) relation {
	return relation{id: id, cells: slices.Clip(slices.Concat(left, right)), left: len(left), row: row}
}

// cellKeys are the keys of all cells of some rows in some columns.
func cellKeys(section string, rows []string, columns ...string) []string {
	keys := make([]string, 0, len(rows)*len(columns))
	for _, r := range rows {
		for _, c := range columns {
			keys = append(keys, cellKey(section, r, c))
		}
	}
	return keys
}
