package report

import (
	"slices"
	"unicode/utf8"

	"gongkai/extract/document"
)

// spare says which columns of a table may hold nothing of a row's own, where a row has
// more cells than the form. One row alone cannot tell: the blank at its end may be the
// mark that a merged cell leaves in a text, or a zero that was not written, beside a
// column that is none of the form's. The other rows do.
type spare struct {
	table   *document.Table
	width   int         // columns of the table
	widest  int         // cells that end in its last column
	labels  int         // behind the last column in which a label of the form stands
	numbers []bool      // the columns that hold a number in some row
	deepest int         // behind the last column in which a label of section 三 stands
	number  int         // the first column of a number behind such a label; -1 for none
	behind  map[int]int // how many rows have so many cells behind a label; see alone
}

// spareOf reads the columns of a table; nil has none that may be put aside.
func (w *walker) spareOf(t *document.Table) *spare {
	s := &w.spare
	if s.table == t {
		return s
	}
	*s = spare{table: t}
	if t == nil {
		return s
	}
	s.width, s.number = t.Cols, -1
	labelled := -1 // the row of the last label of section 三
	for i := range t.Cells {
		c := &t.Cells[i]
		to := c.Col + c.ColSpan
		if to == s.width {
			s.widest++
		}
		if blank(c.Text) {
			continue
		}
		if !valueLike(c.Text) {
			// 其他 and 总计 are names of columns as well
			if l := readLabel(c.Text); utf8.RuneCountInString(l.text) > 2 {
				if r, ok := exactRow(l.text); ok {
					s.labels = max(s.labels, to)
					if r.section == secApplications {
						s.deepest, labelled = max(s.deepest, to), c.Row
					}
				}
			}
			continue
		}
		if n := to - len(s.numbers); n > 0 {
			s.numbers = append(s.numbers, make([]bool, n)...)
		}
		for k := c.Col; k < to; k++ {
			s.numbers[k] = true
		}
		if labelled == c.Row && (s.number < 0 || c.Col < s.number) {
			s.number = c.Col
		}
	}
	return s
}

// ends are how many of a row's cells may be put aside at its front, where other rows
// have their labels, and at its back, where no row has a number. Of a row with a number
// for each column that the header has, or the table behind its labels, all blanks may.
func (s *spare) ends(values []value, h *header) (front, back int) {
	if front, back = blankEnds(values); full(values[front : len(values)-back]) {
		n := len(values) - front - back
		if h != nil && len(h.leaves) == n || s.labels > 0 && s.width-s.labels == n {
			return front, back
		}
	}
	front, back = 0, 0
	for front < len(values) && blank(values[front].text) && values[front].to <= s.labels && !s.counts(values[front]) {
		front++
	}
	for back < len(values)-front {
		v := values[len(values)-1-back]
		if !blank(v.text) || s.counts(v) {
			break
		}
		back++
	}
	return front, back
}

// counts reports whether some row has a number in the columns of a cell.
func (s *spare) counts(v value) bool {
	to := min(v.to, len(s.numbers))
	return v.from < to && slices.Contains(s.numbers[v.from:to], true)
}

// blankEnds are how many cells of a row are blank at its front and at its back.
func blankEnds(values []value) (front, back int) {
	for front < len(values) && blank(values[front].text) {
		front++
	}
	for back < len(values)-front && blank(values[len(values)-1-back].text) {
		back++
	}
	return front, back
}
