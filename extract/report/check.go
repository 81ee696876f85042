package report

import "slices"

// The arithmetic relations of the form. Tolerance is zero; a blank operand is
// not a zero, and an absent one leaves a check open.

// checks returns all checks that the cells call for, in a stable order.
func checks(cells map[string]Cell, form string) []Check {
	c := checker{cells: cells}
	for r := range called(cells, form) {
		c.sum(r)
	}
	c.counts()
	return c.out
}

type checker struct {
	cells map[string]Cell
	out   []Check
}

// sum compares the sums of two sides.
func (c *checker) sum(r *relation) {
	k := Check{ID: r.id, Verdict: Undecidable, Cells: r.cells}
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
	left, right := side(r.cells[:r.left]), side(r.cells[r.left:])
	equal := left.Equal(right)
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
		k.Left, k.Right = &left, &right
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
	for key, cell := range c.cells {
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
	slices.Sort(k.Cells)
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
