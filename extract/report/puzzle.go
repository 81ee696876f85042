package report

import "slices"

// puzzle finds which cells in pieces are whole numbers: those for which nothing
// else fits the sums that they stand in.
type puzzle struct {
	cells map[string]Cell
	// parted are the readings of each cell in pieces, the whole number first. Solved,
	// it holds only those that are proved to be whole.
	parted map[string][]int64
	sums   []sum
}

// sum is a relation with a cell in pieces in it: what is known on the left less
// what is known on the right, and the cells in pieces with their sides.
type sum struct {
	id    string
	known int64
	parts []operand
}

type operand struct {
	key  string
	sign int64
}

const (
	// maxSums bounds the partial sums that are kept of one relation, maxPuzzle the
	// steps of all together. Past either nothing is proved: the cells stay unreadable.
	maxSums   = 1 << 11
	maxPuzzle = 1 << 22
)

// take notes a relation where it has a cell in pieces. Where another of its cells
// is no number it proves nothing, and no cell in pieces in it can be proved.
func (p *puzzle) take(id string, left, right []string) {
	s := sum{id: id}
	open := false
	side := func(keys []string, sign int64) {
		for _, key := range keys {
			if p.parted[key] != nil {
				s.parts = append(s.parts, operand{key, sign})
				continue
			}
			if c, ok := p.cells[key]; ok && c.State == StateValue {
				if n, small := c.Value.small(); small {
					s.known += sign * n
					continue
				}
			}
			open = true
		}
	}
	side(left, 1)
	side(right, -1)
	if open {
		s.id = "" // open
	}
	if len(s.parts) > 0 {
		p.sums = append(p.sums, s)
	}
}

// solve leaves in parted the cells that are proved. A cell that is not takes its
// sums with it, and these the other cells in them.
func (p *puzzle) solve() {
	steps := 0
	for dropped := true; dropped && len(p.parted) > 0; {
		dropped = p.dropUnproved()
		if dropped {
			continue
		}
		may := p.narrowed(&steps)
		for key, readings := range may {
			if len(readings) > 1 || steps > maxPuzzle {
				delete(p.parted, key)
				dropped = true
			}
		}
	}
}

// dropUnproved drops the cells in a sum that is open or does not hold with the whole
// numbers, and those that stand in too few sums. It reports whether there were any.
func (p *puzzle) dropUnproved() bool {
	before := len(p.parted)
	in := map[string]int{}
	for _, s := range p.sums {
		total, open := s.known, s.id == ""
		for _, o := range s.parts {
			if r := p.parted[o.key]; r != nil {
				total += o.sign * r[0]
			} else {
				open = true
			}
		}
		for _, o := range s.parts {
			if open || total != 0 {
				delete(p.parted, o.key)
			}
			in[o.key]++
		}
	}
	for key := range p.parted {
		if in[key] < leastSums {
			delete(p.parted, key)
		}
	}
	return len(p.parted) < before
}

// narrowed are the readings of each cell that no sum excludes, by itself or with
// what other sums leave of its cells.
func (p *puzzle) narrowed(steps *int) map[string][]int64 {
	may := make(map[string][]int64, len(p.parted))
	for key, r := range p.parted {
		may[key] = r
	}
	for again := true; again && *steps <= maxPuzzle; {
		again = false
		for _, s := range p.sums {
			again = s.narrow(may, steps) || again
		}
	}
	return may
}

// narrow takes away the readings with which a sum cannot hold, whatever its other
// cells are, and reports whether there were any.
func (s sum) narrow(may map[string][]int64, steps *int) bool {
	n := len(s.parts)
	if n == 0 || may[s.parts[0].key] == nil {
		return false
	}
	// after[i] are the sums that the parts from i on can make
	after := make([]map[int64]bool, n+1)
	after[n] = map[int64]bool{0: true}
	for i := n - 1; i >= 0; i-- {
		if after[i] = reach(after[i+1], s.parts[i].sign, may[s.parts[i].key], steps); after[i] == nil {
			return false
		}
	}
	narrowed := false
	before := map[int64]bool{s.known: true}
	for i, o := range s.parts {
		var left []int64
		for _, r := range may[o.key] {
			*steps += len(before)
			for b := range before {
				if after[i+1][-b-o.sign*r] {
					left = append(left, r)
					break
				}
			}
		}
		narrowed = narrowed || len(left) < len(may[o.key])
		may[o.key] = left
		if before = reach(before, o.sign, left, steps); before == nil {
			return narrowed
		}
	}
	return narrowed
}

// reach are the sums that one more cell makes of some, nil where they are too many.
func reach(sums map[int64]bool, sign int64, readings []int64, steps *int) map[int64]bool {
	out := make(map[int64]bool, len(sums)*len(readings))
	for b := range sums {
		for _, r := range readings {
			out[b+sign*r] = true
		}
		if *steps += len(readings); len(out) > maxSums {
			return nil
		}
	}
	return out
}

// proof are the relations that a cell stands in.
func (p *puzzle) proof(key string) (ids []string) {
	for _, s := range p.sums {
		if slices.ContainsFunc(s.parts, func(o operand) bool { return o.key == key }) {
			ids = append(ids, s.id)
		}
	}
	return ids
}
