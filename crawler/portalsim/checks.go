package portalsim

import (
	"math/big"
	"slices"
	"strings"
)

// failingChecks returns the ids of the checks of spec that fail on these cells,
// sorted. A check with a cell that is no number does not fail (it is undecidable
// or holds if blank is zero). It is written apart from extract/report, on
// purpose: two that agree are worth more than one.
func failingChecks(cells map[string]Cell, form string) []string {
	var failing []string
	check := func(id string, left, right []string) {
		a, ok := sum(cells, left)
		b, also := sum(cells, right)
		if ok && also && a.Cmp(b) != 0 {
			failing = append(failing, id)
		}
	}
	key := func(row, column string) string { return "applications." + row + "." + column }
	rows := resultRows(form)
	for _, column := range applicantColumns {
		check("applications.balance."+column.key,
			[]string{key("new", column.key), key("carried_in", column.key)},
			[]string{key("total", column.key), key("carried_out", column.key)})
		var parts []string
		for _, row := range rows {
			parts = append(parts, key(row, column.key))
		}
		check("applications.results."+column.key, parts, []string{key("total", column.key)})
	}
	for _, row := range append([]string{"new", "carried_in", "total", "carried_out"}, rows...) {
		var parts []string
		for _, column := range applicantColumns[:6] {
			parts = append(parts, key(row, column.key))
		}
		check("applications.row."+row, parts, []string{key(row, "total")})
	}
	for _, table := range disputes {
		var parts []string
		for _, column := range outcomeColumns[:4] {
			parts = append(parts, table+"."+column.key)
		}
		check(table+".sum", parts, []string{table + ".total"})
	}
	if !countsHold(cells) {
		failing = append(failing, "counts")
	}
	slices.Sort(failing)
	return failing
}

func sum(cells map[string]Cell, keys []string) (*big.Rat, bool) {
	total := new(big.Rat)
	for _, key := range keys {
		c, is := cells[key]
		n, ok := new(big.Rat).SetString(c.Value)
		if !is || c.State != "value" || !ok {
			return nil, false
		}
		total.Add(total, n)
	}
	return total, true
}

// countsHold reports whether every count is a whole number ≥ 0. Money may have
// decimals and a change a sign.
func countsHold(cells map[string]Cell) bool {
	for key, c := range cells {
		if c.State != "value" || strings.HasSuffix(key, ".change") {
			continue
		}
		n, ok := new(big.Rat).SetString(c.Value)
		money := strings.Contains(key, ".amount_")
		if !ok || n.Sign() < 0 || (!money && !n.IsInt()) {
			return false
		}
	}
	return true
}
