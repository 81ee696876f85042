package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// In a narrow cell a number goes on in the next line: 12 / 345. The cell does not
// say whether that is one number or two. The form's sums may: where every cell
// beside it in its row and in its column is a number, and all its sums hold with
// the number put together and with no other reading of what is printed.

const (
	// maxLines is in how many pieces one number may stand: more are no number.
	maxLines = 4
	// maxJoined is how many digits it may have: the sums of some hundred such are exact.
	maxJoined = 15
	// leastSums is how many sums must prove it, one along the row and one along the
	// column. A single one may hold by the publisher's mistake.
	leastSums = 2
)

// piecesOf are the lines of a cell that holds nothing but the digits of what may be
// one number; nil for every other.
func piecesOf(raw string) []string {
	if !strings.ContainsAny(raw, " \n\u3000\u00a0") {
		return nil
	}
	pieces := strings.Fields(tidy(raw))
	digits := 0
	for _, p := range pieces {
		if digitsIn(p) != len(p) {
			return nil
		}
		digits += len(p)
	}
	if len(pieces) < 2 || len(pieces) > maxLines || digits > maxJoined || pieces[0][0] == '0' || marked(raw) {
		return nil
	}
	return pieces
}

// readingsOf are the numbers that the pieces of a cell can mean, the whole first:
// each run of pieces that stand together, and the sum of all, where the cell holds
// the numbers of two cells of one sum.
func readingsOf(pieces []string) []int64 {
	out := []int64{0}
	sum := int64(0)
	for i := range pieces {
		for j := i + 1; j <= len(pieces); j++ {
			n, err := strconv.ParseInt(strings.Join(pieces[i:j], ""), 10, 64)
			if err != nil {
				return nil // cannot be: maxJoined
			}
			switch {
			case i == 0 && j == len(pieces):
				out[0] = n
				continue
			case j == i+1:
				sum += n
			}
			out = append(out, n)
		}
	}
	return append(out, sum)
}

// join reads the cells whose number stands in pieces, where the sums prove it. A
// number in a merged cell stays unread: it has no column.
func (s *sheet) join(form string) {
	p := puzzle{cells: s.cells, parted: map[string][]int64{}}
	for _, f := range s.findings {
		if f.Code != "cell_unreadable" {
			continue
		}
		if pieces := piecesOf(s.cells[f.Where].Raw); pieces != nil && s.cells[f.Where].State == StateUnreadable {
			p.parted[f.Where] = readingsOf(pieces)
		}
	}
	for _, f := range s.findings {
		if f.Code == "merged_number" {
			delete(p.parted, f.Where)
		}
	}
	if len(p.parted) == 0 {
		return
	}
	for r := range called(s.cells, form) {
		p.take(r.id, r.cells[:r.left], r.cells[r.left:])
	}
	p.solve()
	for _, key := range sortedKeys(p.parted) {
		s.joined(key, NewNumber(p.parted[key][0]), "由勾稽关系证明（"+strings.Join(p.proof(key), "，")+"） / one number in pieces, proved by its sums")
	}
}

// joined enters a number that stands in pieces; why says what proves it.
func (s *sheet) joined(key string, n Number, why string) {
	s.findings = slices.DeleteFunc(s.findings, func(f document.Finding) bool { return f.Where == key && f.Code == "cell_unreadable" })
	cell := s.cells[key]
	cell.State, cell.Value = StateValue, &n
	s.cells[key] = cell
	s.find("number_joined", document.Reader, key, "“"+strings.Join(strings.Fields(cell.Raw), "”“")+"”是一个数："+n.String()+"，"+why, cell.Place)
}
