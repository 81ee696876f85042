package report

import "slices"

// The arithmetic relations of the form. Tolerance is zero; a blank operand is
// not a zero, and an absent one leaves a check open.

// checks returns all checks that the cells call for, in a stable order.
func checks(cells map[string]Cell, form string) []Check {
	c := checker{cells: cells}
	c.take = c.sum
	c.relations(form)
	c.counts()
	return c.out
}

type checker struct {
	cells map[string]Cell
	out   []Check
	// take is given each relation: the sums of two sides that the form makes equal.
	take func(id string, left, right []string)
}

// relations gives take the relations that the cells call for, in a stable order.
func (c *checker) relations(form string) {
	if form == form2019 || form == form2021 {
		c.applications(form)
	}
	for _, g := range reviewGroups {
		if c.any(g, "") {
			c.take(g+".sum", c.keys(g, "", "upheld", "corrected", "other", "pending"), []string{cellKey(g, "", "total")})
		}
	}
}

func (c *checker) keys(section, row string, columns ...string) []string {
	keys := make([]string, len(columns))
	for i, col := range columns {
		keys[i] = cellKey(section, row, col)
	}
	return keys
}

// any reports whether a cell of the row is in the document.
func (c *checker) any(section, row string) bool {
	cols := applicationColumns
	if section != secApplications {
		cols = reviewColumns
	}
	for _, col := range cols {
		if _, ok := c.cells[cellKey(section, row, col.key)]; ok {
			return true
		}
	}
	return false
}

func (c *checker) applications(form string) {
	rows := formRows(form)
	if !slices.ContainsFunc(rows, func(r string) bool { return c.any(secApplications, r) }) {
		return
	}
	cols := keysOf(applicationColumns)
	c.out = make([]Check, 0, 2*len(cols)+len(rows)+len(reviewGroups)+1)
	results := slices.DeleteFunc(slices.Clone(rows), func(r string) bool {
		return r == "new" || r == "carried_in" || r == "total" || r == "carried_out"
	})
	column := func(col string, rows ...string) []string {
		keys := make([]string, len(rows))
		for i, r := range rows {
			keys[i] = cellKey(secApplications, r, col)
		}
		return keys
	}
	for _, col := range cols {
		c.take("applications.balance."+col, column(col, "new", "carried_in"), column(col, "total", "carried_out"))
	}
	for _, col := range cols {
		c.take("applications.results."+col, column(col, results...), column(col, "total"))
	}
	groups := []string{"denied", "unavailable", "not_processed", "otherwise"}
	for _, r := range rows {
		if c.any(secApplications, r) {
			c.take("applications.row."+r, c.keys(secApplications, r, cols[:6]...), c.keys(secApplications, r, "total"))
		}
	}
	for _, g := range groups {
		if !c.any(secApplications, g+".subtotal") {
			continue
		}
		var parts []string
		for _, r := range applicationRows {
			if r.group == g && r.key != g {
				parts = append(parts, r.key)
			}
		}
		for _, col := range cols {
			c.take("applications.subtotal."+g+"."+col, column(col, parts...), column(col, g+".subtotal"))
		}
	}
}

// sum compares the sums of two sides.
func (c *checker) sum(id string, left, right []string) {
	k := Check{ID: id, Verdict: Undecidable, Cells: slices.Concat(left, right)}
	blank, open := false, false
	side := func(keys []string) Number {
		small := int64(0) // the sum of whole numbers, as nearly all are
		var total Number
		exact := false // total holds what small cannot
		for _, key := range keys {
			cell, ok := c.cells[key]
			switch {
			case !ok:
				open = true
			case cell.State == StateValue:
				if n, ok := cell.Value.small(); ok {
					small += n
					continue
				}
				if !exact {
					total, exact = *cell.Value, true
				} else {
					total = total.Add(*cell.Value)
				}
			case cell.State == StateBlank || cell.State == StateNotApplicable:
				blank = true
			default:
				open = true
			}
		}
		if !exact {
			return NewNumber(small)
		}
		return total.Add(NewNumber(small))
	}
	l, r := side(left), side(right)
	equal := l.Equal(r)
	switch {
	case open:
	case !blank && equal:
		k.Verdict = Holds
	case !blank:
		k.Verdict = Fails
	case equal:
		k.Verdict = HoldsIfBlankIsZero
	}
	if k.Verdict != Undecidable {
		k.Left, k.Right = &l, &r
	}
	c.out = append(c.out, k)
}

// counts: every count is a whole number and not negative. Amounts may have
// decimals, changes a sign.
func (c *checker) counts() {
	if len(c.cells) == 0 {
		return
	}
	k := Check{ID: "counts", Verdict: Holds}
	for _, key := range sortedKeys(c.cells) {
		cell := c.cells[key]
		if cell.State != StateValue {
			continue
		}
		d := cell.Value.d
		amount := cell.Column == "amount_yuan" || cell.Column == "amount_wan_yuan"
		if !amount && !d.IsInteger() || d.IsNegative() && cell.Column != "change" {
			k.Verdict = Fails
			k.Cells = append(k.Cells, key)
		}
	}
	c.out = append(c.out, k)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
