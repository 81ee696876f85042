package portalsim

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// Cell is a cell of a statutory table as it is printed and as it is true.
type Cell struct {
	// Raw is what stands in the cell.
	Raw string
	// Value is the number in plain decimals, in the unit of its key; "" unless
	// State is "value".
	Value string
	// State is "value", "blank" or "not_applicable".
	State string
}

func value(n int) Cell { return printed(strconv.Itoa(n), strconv.Itoa(n)) }

func printed(raw, value string) Cell { return Cell{Raw: raw, Value: value, State: "value"} }

// signed prints a change as organs do: +5, -30, 0.
func signed(n int) Cell {
	if n > 0 {
		return printed(fmt.Sprintf("+%d", n), strconv.Itoa(n))
	}
	return value(n)
}

// hundredths prints n/100 without needless zeros.
func hundredths(n int) string {
	switch {
	case n%100 == 0:
		return strconv.Itoa(n / 100)
	case n%10 == 0:
		return fmt.Sprintf("%d.%d", n/100, n/10%10)
	}
	return fmt.Sprintf("%d.%02d", n/100, n%100)
}

// yearNumbers are the cells of one report and the sums that its text speaks of.
type yearNumbers struct {
	cells                         map[string]Cell
	received, carriedIn, finished int
	carriedOut, disputes          int
	published                     int // pieces of information, told in section one
}

// memory is what one year of an organ leaves to the next.
type memory struct {
	carried     [6]int
	regulations int
	normative   int
	items       [5]int // licensing, other services, penalties, coercive measures, fees
}

// newChain makes the numbers of an organ from the first to the last year so
// that all checks hold, and each year takes over what the last left:
// carried_out(t-1) = carried_in(t), in_force, previous_items.
func newChain(r *rand.Rand, o *organ, first, last int) map[int]*yearNumbers {
	m := memory{normative: r.IntN(20) * o.scale}
	if o.index == 0 {
		m.regulations = r.IntN(6)
	}
	for i := range m.carried {
		if o.scale >= 2 && r.IntN(3) == 0 {
			m.carried[i] = r.IntN(4)
		}
	}
	for i := range m.items {
		m.items[i] = r.IntN(60) * o.scale
	}
	years := make(map[int]*yearNumbers)
	for year := first; year <= last; year++ {
		n := &yearNumbers{cells: make(map[string]Cell), published: 40 + r.IntN(400)*(1+o.scale)}
		if formOf(year) == form2019 {
			n.proactive2019(r, o, &m)
		} else {
			n.proactive2021(r, o, &m)
		}
		n.applications(r, o, formOf(year), &m)
		for _, table := range disputes {
			n.dispute(r, o, table)
		}
		n.leaveBlanks(r, year)
		years[year] = n
	}
	return years
}

func (n *yearNumbers) set(c Cell, key ...string) {
	k := key[0]
	for _, part := range key[1:] {
		k += "." + part
	}
	n.cells[k] = c
}

func (n *yearNumbers) proactive2021(r *rand.Rand, o *organ, m *memory) {
	row := func(key string, stock *int, most int) {
		issued, repealed := r.IntN(most+1), 0
		if *stock > 0 {
			repealed = r.IntN(min(*stock, most) + 1)
		}
		*stock += issued - repealed
		n.set(value(issued), "proactive", key, "issued")
		n.set(value(repealed), "proactive", key, "repealed")
		n.set(value(*stock), "proactive", key, "in_force")
	}
	regulations := 0
	if o.index == 0 {
		regulations = 2
	}
	row("regulations", &m.regulations, regulations)
	row("normative_documents", &m.normative, 8*o.scale)
	for _, key := range []string{"licensing", "penalties", "coercive_measures"} {
		n.set(value(r.IntN(1+400*o.scale*o.scale)), "proactive", key, "decisions")
	}
	fee := hundredths(r.IntN(1 + 300000*o.scale))
	n.set(printed(fee, fee), "proactive", "fees", "amount_wan_yuan")
}

func (n *yearNumbers) proactive2019(r *rand.Rand, o *organ, m *memory) {
	for _, row := range []struct {
		key   string
		stock *int
	}{{"regulations", &m.regulations}, {"normative_documents", &m.normative}} {
		made := 0
		if row.key != "regulations" || o.index == 0 {
			made = r.IntN(1 + 4*o.scale)
		}
		*row.stock += made
		n.set(value(made), "proactive", row.key, "made")
		n.set(value(made), "proactive", row.key, "published")
		n.set(value(*row.stock), "proactive", row.key, "total_public")
	}
	for i, key := range []string{"licensing", "other_services", "penalties", "coercive_measures", "fees"} {
		change := r.IntN(12*o.scale+1) - r.IntN(min(m.items[i], 10)+1)
		n.set(value(m.items[i]), "proactive", key, "previous_items")
		n.set(signed(change), "proactive", key, "change")
		if key != "fees" {
			n.set(value(r.IntN(1+300*o.scale)), "proactive", key, "decisions")
		}
		m.items[i] += change
	}
	batches := r.IntN(1 + 10*o.scale)
	n.set(value(batches), "proactive", "procurement", "items")
	amount := r.IntN(100000000)
	switch {
	case batches == 0:
		n.set(value(0), "proactive", "procurement", "amount_yuan")
	case o.index%2 == 0: // in 万元, two decimals: a hundredth is 100 元
		wan := amount / 100
		n.set(printed(hundredths(wan)+"万元", strconv.Itoa(wan*100)), "proactive", "procurement", "amount_yuan")
	default:
		n.set(printed(strconv.Itoa(amount)+"元", strconv.Itoa(amount)), "proactive", "procurement", "amount_yuan")
	}
	if batches > 0 && o.index%3 == 1 {
		n.set(printed(fmt.Sprintf("%d批次", batches), strconv.Itoa(batches)), "proactive", "procurement", "items")
	}
}

func (n *yearNumbers) applications(r *rand.Rand, o *organ, form string, m *memory) {
	rows := resultRows(form)
	sums := make(map[string]int)
	write := func(row, column string, v int) {
		n.set(value(v), "applications", row, column)
		sums[row] += v
	}
	for i, column := range applicantColumns[:6] {
		fresh := 0
		if most := []int{0, 9, 60, 900}[o.scale]; i == 0 {
			fresh = r.IntN(most + 1)
		} else if r.IntN(3) == 0 {
			fresh = r.IntN(most/8 + 1)
		}
		in := m.carried[i]
		out := 0
		if fresh > 0 {
			out = r.IntN(min(fresh, 12) + 1)
		}
		done := fresh + in - out
		write("new", column.key, fresh)
		write("carried_in", column.key, in)
		share := scatter(r, done, len(rows))
		for k, row := range rows {
			write(row, column.key, share[k])
		}
		write("total", column.key, done)
		write("carried_out", column.key, out)
		m.carried[i] = out
	}
	for row, sum := range sums {
		n.set(value(sum), "applications", row, "total")
	}
	n.received, n.carriedIn = sums["new"], sums["carried_in"]
	n.finished, n.carriedOut = sums["total"], sums["carried_out"]
}

// scatter parts n over k heaps, most of it on a few, as real organs do.
func scatter(r *rand.Rand, n, k int) []int {
	heaps := make([]int, k)
	for n > 0 {
		at := r.IntN(k)
		if r.IntN(2) == 0 {
			at = 0
		}
		take := 1 + r.IntN(n)
		heaps[at] += take
		n -= take
	}
	return heaps
}

func (n *yearNumbers) dispute(r *rand.Rand, o *organ, table string) {
	sum := 0
	for _, column := range outcomeColumns[:4] {
		v := 0
		if o.scale >= 2 && r.IntN(3) == 0 {
			v = r.IntN(3 * o.scale)
		}
		n.set(value(v), table, column.key)
		sum += v
	}
	n.set(value(sum), table, "total")
	n.disputes += sum
}

// leaveBlanks empties some zeros, and strikes out the row 规章 where an organ
// may make none: real reports have all three ways to say nothing.
func (n *yearNumbers) leaveBlanks(r *rand.Rand, year int) {
	switch r.IntN(6) {
	case 0:
		for _, row := range resultRows(formOf(year)) {
			for _, column := range applicantColumns[1:6] {
				key := "applications." + row + "." + column.key
				if n.cells[key].Value == "0" && r.IntN(4) == 0 {
					n.cells[key] = Cell{State: "blank"}
				}
			}
		}
	case 1:
		for _, column := range []string{"issued", "repealed", "in_force", "made", "published", "total_public"} {
			key := "proactive.regulations." + column
			if c, is := n.cells[key]; is && c.Value == "0" {
				n.cells[key] = Cell{Raw: "/", State: "not_applicable"}
			}
		}
	}
}
