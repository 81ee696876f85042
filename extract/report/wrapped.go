package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// A page may show that the lines of a cell are one number (document.Cell.Wrapped):
// each but the last is full. Two numbers over each other in a column just as narrow
// look the same. So a second proof is asked for: a line that is no number by itself,
// for the point at its end or its beginning; or the form's sums.

// wholeNumber is what the lines of a cell say if they are one number.
type wholeNumber struct {
	n       Number
	pointed bool // one of the lines is no number by itself
	// others is what they say if something else stands below the number: the first
	// line, and all but the last.
	others [2]int64
}

// seeWrapped notes the cells of a table whose lines are one number.
func (w *walker) seeWrapped(t *document.Table) {
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Wrapped {
			if w.sheet.whole == nil {
				w.sheet.whole = map[document.Place]wholeNumber{}
			}
			w.sheet.whole[c.Place] = wholeNumber{}
		}
	}
}

// readCell reads a value in its column, and notes what it is if its lines are one.
func (s *sheet) readCell(v value, column string, header unit) reading {
	rd := readCell(v.text, column, header, v.place)
	if rd.state != StateUnreadable {
		return rd
	}
	if _, ok := s.whole[v.place]; ok {
		pieces := strings.Fields(tidy(v.text))
		if whole := readCell(strings.Join(pieces, ""), column, header, v.place); whole.state == StateValue && whole.value.d.NumDigits() <= maxJoined {
			amount := column == "amount_yuan" || column == "amount_wan_yuan"
			s.whole[v.place] = wholeNumber{whole.value, slices.ContainsFunc(pieces, unended) && (amount || whole.value.d.IsInteger()), without(pieces)}
		} else {
			delete(s.whole, v.place)
		}
	}
	return rd
}

// unended reports whether a line of a number has a point or a comma at its beginning
// or its end.
func unended(piece string) bool { return strings.Trim(piece, ".,") != piece }

// unwrap reads the cells whose lines are one number.
func (s *sheet) unwrap(form string) {
	may := map[string]wholeNumber{}
	for _, f := range s.findings {
		c := s.cells[f.Where]
		if n, ok := s.whole[c.Place]; ok && f.Code == "cell_unreadable" && c.State == StateUnreadable {
			may[f.Where] = n
		}
	}
	for _, f := range s.findings {
		if f.Code == "merged_number" { // it has no column
			delete(may, f.Where)
		}
	}
	proof := map[string][]string{}
	for dropped := len(may) > 0; dropped; {
		proof = s.holding(may, form)
		dropped = false
		for key, n := range may {
			if p, against := proof[key]; against && p == nil || len(p) == 0 && !n.pointed {
				delete(may, key)
				dropped = true
			}
		}
	}
	for _, key := range sortedKeys(may) {
		by := strings.Join(proof[key], "，")
		if by == "" {
			by = "逗号或小数点 / its point"
		}
		s.joined(key, may[key].n, "行满而断，由"+by+"证明 / a number in full lines, proved by "+by)
	}
}

// without is what the lines of a cell say if something else stands below the number.
func without(pieces []string) [2]int64 {
	digits := func(pieces ...string) (n int64) {
		for _, p := range pieces {
			for _, r := range p {
				if r >= '0' && r <= '9' {
					n = 10*n + int64(r-'0')
				}
			}
		}
		return n
	}
	last := len(pieces) - 1
	if last > 1 && !strings.ContainsAny(pieces[last], "0123456789") {
		last-- // that is its unit
	}
	return [2]int64{digits(pieces[0]), digits(pieces[:last]...)}
}

// sumOf is what a relation says of the cells in it whose lines are one number.
type sumOf struct {
	wrapped []string
	open    bool     // a cell in it is no number
	left    Number   // what stands left less what stands right
	others  [2]int64 // the same, with what the wrapped cells say otherwise
	plain   bool     // the others tell nothing: a cell in it is no whole number
}

// sum adds up a relation. A blank counts as nothing.
func (s *sheet) sum(r *relation, may map[string]wholeNumber) (out sumOf) {
	for i, key := range r.cells {
		sign := int64(1)
		if i >= r.left {
			sign = -1
		}
		n, wrapped := may[key]
		switch c := s.cells[key]; {
		case wrapped:
			out.wrapped = append(out.wrapped, key)
			for k, other := range n.others {
				out.others[k] += sign * other
			}
		case c.State == StateValue:
			n.n = *c.Value
			small, ok := n.n.small()
			out.plain = out.plain || !ok
			for k := range out.others {
				out.others[k] += sign * small
			}
		case c.State == StateBlank || c.State == StateNotApplicable:
		default:
			out.open = true
		}
		out.left = out.left.Add(Number{n.n.d.Mul(NewNumber(sign).d)})
	}
	return out
}

// holding are the sums that prove the numbers of wrapped cells, by cell; nil, but
// there, for a cell in a sum that does not hold. A sum that would hold as well with
// something else below the numbers proves nothing: so it is with rows over each other,
// and where the only number of a row has a note below it that its total has too.
func (s *sheet) holding(may map[string]wholeNumber, form string) map[string][]string {
	proof, fails := map[string][]string{}, map[string]bool{}
	for r := range called(s.cells, form) {
		sum := s.sum(r, may)
		for _, key := range sum.wrapped {
			switch {
			case sum.open:
			case !sum.left.d.IsZero():
				fails[key] = true
			case !sum.plain && !slices.Contains(sum.others[:], 0):
				proof[key] = append(proof[key], r.id)
			}
		}
	}
	for key := range fails {
		proof[key] = nil
	}
	return proof
}
