package reporttest

// drawApplications makes up the counts of section 三 with sums that are right,
// unless all numbers are to be different.
func (r *Report) drawApplications(number func() int, o Options) map[string]int {
	counts := map[string]int{}
	rows := applicationRows(r.Applications)
	var keys []string
	for _, row := range rows {
		keys = append(keys, row.key)
	}
	for _, g := range r.Subtotals {
		keys = append(keys, g+".subtotal")
	}
	at := func(row, col string) string { return "applications." + row + "." + col }
	for _, c := range r.columns() {
		for _, k := range keys {
			counts[at(k, c.key)] = number()
		}
	}
	if o.Distinct {
		return counts
	}
	for _, c := range applicationColumns[:6] {
		total, sub := 0, map[string]int{}
		for _, row := range rows {
			if isResult(row.key) && row.key != "total" {
				total += counts[at(row.key, c.key)]
				sub[groupOf(row.key)] += counts[at(row.key, c.key)]
			}
		}
		for _, g := range r.Subtotals {
			counts[at(g+".subtotal", c.key)] = sub[g]
		}
		in, out := counts[at("carried_in", c.key)], counts[at("carried_out", c.key)]
		counts[at("total", c.key)] = total
		counts[at("carried_in", c.key)] = min(in, total+out)
		counts[at("new", c.key)] = total + out - min(in, total+out)
	}
	for _, k := range keys {
		sum, orgs := 0, 0
		for i, c := range applicationColumns[:6] {
			sum += counts[at(k, c.key)]
			if i > 0 {
				orgs += counts[at(k, c.key)]
			}
		}
		counts[at(k, "total")] = sum
		if r.Organisations {
			counts[at(k, "organisations")] = orgs
		}
	}
	return counts
}
