package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// Lines under a header that does not name all columns, or under none, are read as the
// form's where they have as many numbers as the form has columns. Another row with more
// or less numbers says that blanks are lost, or that there is a column of the organ's
// own: then as many numbers as the form has columns may be one of the organ's beside a
// blank.

// guess notes a row of lines, which was read, into so many columns, or not.
func (w *walker) guess(r rowForm, h *header, values []value, columns int, ok bool) {
	if r.section != secApplications {
		return
	}
	if next, n := below(r); ok && next != "" && slices.ContainsFunc(values, func(v value) bool { return v.text == n || !plainNumber(v.text) && tidy(v.text) == n }) {
		w.mixed = append(w.mixed, mixed{r.key, next})
	}
	if h != nil && len(h.leaves) >= len(applicationColumns) {
		return
	}
	if !ok {
		w.uneven = true
	} else if h == nil || len(h.leaves) < columns {
		w.guessed = append(w.guessed, r.key)
	}
}

// mixed is a row of lines with a number that is the ordinal of the next row. Where
// that one's label is nowhere, its ordinal may be all that is left of it, and some of the
// numbers be its own.
type mixed struct{ key, next string }

// below is the row of the same group that the form has under a row, and its ordinal.
func below(r rowForm) (next, ordinal string) {
	n := 1
	for _, x := range applicationRows {
		if r.group == "" || x.group != r.group || x.key == r.group {
			continue
		}
		if strings.HasSuffix(r.key, ".subtotal") || n > 1 && next == r.key {
			return x.key, strconv.Itoa(n)
		}
		next = x.key
		n++
	}
	return "", ""
}

// proveGuessed takes back the rows in doubt, but for those that their own sum proves.
func (w *walker) proveGuessed() {
	var doubted []string
	if w.uneven || w.sheet.mostlyFail(w.guessed) {
		doubted = w.guessed
	}
	for _, m := range w.mixed {
		if !w.sheet.printed[secApplications+"."+m.next] {
			doubted = append(doubted, m.key)
		}
	}
	for _, key := range doubted {
		if !w.sheet.addsUp(key) {
			w.sheet.doubt(rowForm{section: secApplications, key: key}, document.Place{})
		}
	}
}

// mostlyFail reports whether more rows contradict their own total than agree with it:
// a slip of the organ's is in one row, a column of its own in all.
func (s *sheet) mostlyFail(rows []string) bool {
	fail := 0
	for _, row := range rows {
		if sum, total, ok := s.sides(row); ok && !sum.Equal(total) {
			fail++
		} else if ok && !isZero(total) {
			fail--
		}
	}
	return fail > 1
}

// addsUp reports whether the applicants of a row of section 三 make its total, and that
// is not 0: where cells moved along the row they do not.
func (s *sheet) addsUp(row string) bool {
	sum, total, ok := s.sides(row)
	return ok && sum.Equal(total) && !isZero(total)
}

// sides are the sum of a row's applicants and its total, where all of them are printed.
func (s *sheet) sides(row string) (sum, total Number, ok bool) {
	for _, c := range applicationColumns {
		cell, ok := s.cells[cellKey(secApplications, row, c.key)]
		switch {
		case !ok || cell.State != StateValue && cell.State != StateNotApplicable:
			return sum, total, false
		case cell.State == StateValue && c.key == "total":
			total = *cell.Value
		case cell.State == StateValue:
			sum = sum.Add(*cell.Value)
		}
	}
	return sum, total, true
}

func isZero(n Number) bool { return n.Equal(NewNumber(0)) }
