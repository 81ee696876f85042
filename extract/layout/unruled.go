package layout

import (
	"math"
	"slices"
	"strings"
)

// A table without rules has no cells that could be seen. Its rows can: numbers
// that stand in one line with gaps between them, under numbers of other rows.
// Such a row is written as one paragraph for each of its texts, label first, so
// that whoever knows the labels can prove what belongs together; no cell is
// ever guessed here.

const (
	cellGap    = 0.35 // ems: a gap without a blank that no sentence has
	blankGap   = 0.6  // ems: the same with printed blanks in it
	columnEdge = 0.08 // ems: a gap that parts where texts of other lines begin
	linePitch  = 1.6  // ems: lines of one text follow each other so near
	tightPitch = 1.4  // ems: no rows of a table follow each other nearer
	namePitch  = 2.8  // ems: the same for the words of a column's name, of equal width
	sameColumn = 2.0  // points: texts of one column begin, end or are centred so near
	outermost  = 0.03 // the share of a page's height at its edges that no text of its own reaches
	manyValues = 4    // so many numbers in a line are a row, whatever stands around
	maxLabels  = 3    // texts before the numbers of a row, never more than there are numbers
)

// maxPairs is the number of pairs of texts that are compared for tables without
// rules, over all pages of a document: texts are compared with all others of
// their page. A full page has some 500; one page alone may have 5,000.
const maxPairs = 25_000_000

// unruled takes the lines that belong to tables without rules out of the lines
// of a page and returns their texts in the order of rows, or as tables where the
// place of each is proved. Where the limit of pairs is reached the text of the
// page is left out: as lines its numbers would come in an order that proves nothing.
func (f *Flow) unruled(all []line, page int, height float64) (rest []line, cells []item) {
	// what a browser prints around the page is no part of a table
	var around []line
	all = slices.DeleteFunc(slices.Clone(all), func(l line) bool {
		out := l.base < outermost*height || l.base > (1-outermost)*height
		if out {
			around = append(around, l)
		}
		return out
	})
	rows := make([][]piece, len(all))
	n := 0
	for i, l := range all {
		rows[i] = fine(l, i, nil)
		if n += max(1, len(rows[i])); n*n > maxPairs-f.pairs {
			f.budget.Reached("texts", maxPairs)
			return around, nil
		}
	}
	f.pairs += n * n
	edges := columnEdges(rows)
	for i, l := range all {
		rows[i] = fine(l, i, edges)
	}
	isRow := make([]bool, len(all))
	for i := range rows {
		isRow[i] = valueRow(rows, i)
	}
	for _, i := range bareRows(rows, isRow) {
		isRow[i] = true
	}
	for _, g := range slices.Backward(groups(rows, isRow)) {
		cells = append(cells, g.item(page))
		all, rows, isRow = slices.Delete(all, g.from, g.to), slices.Delete(rows, g.from, g.to), slices.Delete(isRow, g.from, g.to)
	}
	for i, row := range rows {
		for k := range row {
			row[k].row = i
		}
	}
	first, last, count := len(all), -1, 0
	for i, is := range isRow {
		if is {
			first, last, count = min(first, i), i, count+1
		}
	}
	if count < 2 {
		return append(all, around...), cells
	}
	for i := range rows {
		if isRow[i] {
			rows[i] = seams(rows[i])
		}
	}
	first = head(all, rows, first)
	// what reaches below the last row: labels of more lines than one
	for last+1 < len(all) && len(rows[last+1]) > 0 && all[last+1].base-all[last].base <= linePitch*all[last].size && short(all[last+1], all) {
		last++
	}
	items, names := arrange(rows[:last+1], first, isRow, f.names)
	cells, f.names = append(cells, items...), names
	return append(append(around, all[:first]...), all[last+1:]...), cells
}

// valueRow reports whether a line is the row of a table: many numbers, or a
// label with numbers that stand under numbers of another such line. Beside the
// label may stand a line of the name of its block, and of the block over that.
func valueRow(rows [][]piece, i int) bool {
	in := values(rows[i])
	if len(in) >= manyValues {
		return true
	}
	labels := len(rows[i]) - len(in)
	if len(in) == 0 || labels < 1 || labels > maxLabels || labels > len(in) || slices.ContainsFunc(rows[i][:labels], func(p piece) bool { return p.value }) {
		return false
	}
	for k := max(0, i-24); k < min(len(rows), i+25); k++ {
		if k == i {
			continue
		}
		for _, o := range values(rows[k]) {
			if aligned(o.box, in[0].box) && len(rows[k]) >= 2 {
				return true
			}
		}
	}
	return false
}

func aligned(a, b Box) bool {
	return math.Abs(a.Left-b.Left) <= sameColumn || math.Abs(a.Right-b.Right) <= sameColumn ||
		math.Abs(a.Left+a.Right-b.Left-b.Right) <= 2*sameColumn
}

// head is the index of the first line of the header above the first row: the
// lines up to a heading or to a sentence.
func head(all []line, rows [][]piece, first int) int {
	numbers := all[first].base
	for i := first - 1; i >= max(0, first-16); i-- {
		if !short(all[i], all) && len(rows[i]) < 2 || all[i+1].base-all[i].base > 5*all[i].size {
			break
		}
		first = i
		if numbers-all[i].base <= linePitch*all[i].size {
			continue // a line of the first row's label
		}
		if len(rows[i]) == 1 && strings.Contains("一二三四五六", string([]rune(rows[i][0].text + " ")[:1])) && strings.Contains(rows[i][0].text, "、") {
			break
		}
	}
	return first
}

// short reports whether a line ends well before the longest line does.
func short(l line, all []line) bool {
	right := 0.0
	for _, o := range all {
		right = math.Max(right, o.box.Right)
	}
	return l.box.Right < right-2*l.size || l.box.width() < 0.5*right
}
