package layout

import (
	"cmp"
	"math"
	"regexp"
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
	namePitch  = 2.8  // ems: the same for the words of a column's name, of equal width
	sameColumn = 2.0  // points: texts of one column begin, end or are centred so near
	outermost  = 0.03 // the share of a page's height at its edges that no text of its own reaches
	manyValues = 4    // so many numbers in a line are a row, whatever stands around
)

// piece is a text between gaps, and the lines under it that go on with it.
type piece struct {
	line
	text   string
	digits bool // the text is one that a cell for a number holds
	value  bool // it is a number of a row
	row    int  // index of its line
	leaf   bool // it is the label of a row of numbers
	at     float64
}

// say sets the text of a piece.
func (p *piece) say(text string) { p.text, p.digits = text, numeric(text) }

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
	cells = append(cells, arrange(rows[:last+1], first, isRow)...)
	return append(append(around, all[:first]...), all[last+1:]...), cells
}

// columnEdges are the places where texts of three lines and more begin.
func columnEdges(rows [][]piece) []float64 {
	var lefts []float64
	for _, row := range rows {
		for i, p := range row {
			if i > 0 || len(row) > 1 {
				lefts = append(lefts, p.box.Left)
			}
		}
	}
	slices.Sort(lefts)
	var out []float64
	for i := 0; i < len(lefts); {
		k := i
		for k < len(lefts) && lefts[k]-lefts[i] < 0.5 {
			k++
		}
		if k-i >= 3 {
			out = append(out, lefts[i])
		}
		i = k
	}
	return out
}

// fine parts a line at every gap that no sentence has, and at a smaller one
// where a column begins.
func fine(l line, row int, edges []float64) []piece {
	var out []piece
	from, last := -1, -1
	add := func() {
		if from >= 0 {
			p := piece{line: newLine(slices.Clone(l.glyphs[from : last+1])), row: row}
			p.say(strings.TrimSpace(p.line.text()))
			p.value = p.digits
			out = append(out, p)
		}
	}
	blanks := false
	for i, g := range l.glyphs {
		if blank(g.Text) {
			blanks = true
			continue
		}
		if last >= 0 {
			gap, limit := g.Box.Left-l.glyphs[last].Box.Right, cellGap
			if blanks {
				limit = blankGap
			}
			if n := nearest(edges, g.Box.Left); n < len(edges) && math.Abs(edges[n]-g.Box.Left) < 0.6 && !blanks {
				limit = columnEdge
			}
			if gap > limit*math.Max(l.size, 1) {
				add()
				from = i
			}
		}
		if from < 0 {
			from = i
		}
		last, blanks = i, false
	}
	add()
	return out
}

// seams parts the label of a row where it has one small gap and no other: two
// cells that touch. Text that is spread out has gaps everywhere.
func seams(row []piece) []piece {
	var out []piece
	for _, p := range row {
		at, n := 0, 0
		for i := 1; i < len(p.glyphs); i++ {
			a, b := p.glyphs[i-1], p.glyphs[i]
			if wide(a.Text) && wide(b.Text) && b.Box.Left-a.Box.Right > columnEdge*b.Size {
				at, n = i, n+1
			}
		}
		if n != 1 || p.value {
			out = append(out, p)
			continue
		}
		for _, glyphs := range [][]Glyph{p.glyphs[:at], p.glyphs[at:]} {
			q := piece{line: newLine(slices.Clone(glyphs)), row: p.row}
			q.say(strings.TrimSpace(q.line.text()))
			out = append(out, q)
		}
	}
	return out
}

// amount are the texts that a cell for a number holds: a number, perhaps with its
// sign, its unit and a remark, with a note mark; or a word that there is none.
var amount = regexp.MustCompile(`^(?:[+\-＋－−–]|增加|减少)?\s*[0-9０-９.,，．%％][0-9０-９.,，．%％^_-]*\s*[件条个项次宗批元万亿]*\s*(?:[（(].*)?$|^(?:[/／—–-]{1,2}|无|不适用)$`)

func numeric(s string) bool { return amount.MatchString(s) }

// open reports whether a text has a bracket that is not closed: a remark that
// goes on in the next line.
func open(s string) bool {
	return strings.Count(s, "（")+strings.Count(s, "(") > strings.Count(s, "）")+strings.Count(s, ")")
}

func values(row []piece) []piece {
	var out []piece
	for _, p := range row {
		if p.value {
			out = append(out, p)
		}
	}
	return out
}

// valueRow reports whether a line is the row of a table: many numbers, or a
// label with numbers that stand under numbers of another such line.
func valueRow(rows [][]piece, i int) bool {
	in := values(rows[i])
	if len(in) >= manyValues {
		return true
	}
	if len(in) == 0 || len(rows[i]) < 2 || rows[i][0].value || len(in) != len(rows[i])-1 {
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

// arrange joins the lines of each text and puts the texts in the order of rows.
func arrange(rows [][]piece, first int, isRow []bool) []item {
	var blocks []piece
	var tops []float64 // middle of each row of numbers
	for i, row := range rows {
		if i < first {
			continue
		}
		for _, p := range row {
			_, p.at = p.box.centre()
			p.value = p.value && isRow[i]
			if !p.digits { // a number goes on with nothing
				if k := above(blocks, p, isRow); k >= 0 {
					b := &blocks[k]
					space := ""
					if between(b.text, p.text) {
						space = " "
					}
					b.say(b.text + space + p.text)
					b.box, b.base = b.box.union(p.box), p.base
					_, b.at = b.box.centre()
					continue
				}
			}
			blocks = append(blocks, p)
		}
		if isRow[i] {
			in := values(row)
			_, y := in[0].box.centre()
			tops = append(tops, y)
		}
	}
	// the label of a row is the text on its height that stands nearest to its numbers
	for i := range blocks {
		b := &blocks[i]
		number := b.digits
		for _, y := range tops {
			if !number && math.Abs(b.at-y) < 0.6*b.size {
				b.at, b.leaf = y, true
			}
		}
		for _, y := range tops {
			if number && math.Abs(b.at-y) < 0.45*b.size {
				b.at, b.value = y, true
			}
		}
	}
	blocks = strays(blocks, tops)
	named := headers(blocks, tops)
	blocks = unlabelled(blocks, tops, named)
	slices.SortStableFunc(blocks, func(a, b piece) int {
		if math.Abs(a.at-b.at) < 0.2 {
			return cmp.Compare(a.box.Left, b.box.Left)
		}
		return cmp.Compare(a.at, b.at)
	})
	out := make([]item, 0, len(blocks))
	for _, b := range blocks {
		out = append(out, item{box: b.box, text: b.text, base: b.base, size: b.size, alone: true, cell: true, at: b.at})
	}
	return out
}

// strays joins each number that stands beside the lines of the rows to the first
// number of the row that it is nearest to: it may be that row's, torn over two
// lines, or another's, and neither may take it for one of its own.
func strays(blocks []piece, tops []float64) []piece {
	for i := range blocks {
		b := &blocks[i]
		if b.value || !b.digits {
			continue
		}
		top, near := 0.0, 2*b.size
		for _, y := range tops {
			if d := math.Abs(b.at - y); d < near {
				top, near = y, d
			}
		}
		for k := range blocks {
			if f := &blocks[k]; near < 2*b.size && k != i && f.value && f.at == top {
				f.say(f.text + " · " + b.text)
				f.box = f.box.union(b.box)
				b.text = ""
				break
			}
		}
	}
	return slices.DeleteFunc(blocks, func(b piece) bool { return b.text == "" })
}

// headers puts the names of columns in the order of the columns. The name of a
// column is the lowest text above its first number, which may itself stand above
// the row's line where it has two lines; names are as high as they
// have lines, so that their own places do not tell. It returns which rows have
// such names right above them.
func headers(blocks []piece, tops []float64) []bool {
	named := make([]bool, len(tops))
	for i, top := range tops {
		from := math.Inf(-1)
		if i > 0 {
			from = tops[i-1]
		}
		var names []int
		low := math.Inf(-1)
		for j := range blocks {
			v := &blocks[j]
			if !v.value || v.at != top {
				continue
			}
			found := -1
			for k := range blocks {
				b := &blocks[k]
				if b.digits || b.leaf || b.at <= from || b.at >= top || b.box.Right <= v.box.Left || b.box.Left >= v.box.Right {
					continue
				}
				if found < 0 || b.box.Bottom > blocks[found].box.Bottom {
					found = k
				}
			}
			if found >= 0 && !slices.Contains(names, found) {
				names = append(names, found)
				low = math.Max(low, blocks[found].at)
			}
		}
		if len(names) < 2 {
			continue
		}
		named[i] = len(names) >= manyValues
		for k := range blocks {
			b := &blocks[k]
			if b.digits || b.leaf || b.at <= from || b.at >= top || slices.Contains(names, k) {
				continue
			}
			switch {
			case bottommost(blocks, k, top) && besides(blocks, names, b.box): // no number stands under it in this row
				names = append(names, k)
			case b.at >= low: // other texts of the header come before
				b.at = low - 1
			}
		}
		for _, k := range names {
			blocks[k].at = low
		}
	}
	return named
}

// bottommost reports whether no other text stands under block k and above top.
func bottommost(blocks []piece, k int, top float64) bool {
	own := blocks[k].box
	for i := range blocks {
		b := &blocks[i]
		if i != k && !b.digits && !b.leaf && b.at < top && b.box.Top >= own.Top && b.box.Bottom > own.Bottom && b.box.Right > own.Left && b.box.Left < own.Right {
			return false
		}
	}
	return true
}

// besides reports whether a text stands in the lines of names and right of one.
func besides(blocks []piece, names []int, box Box) bool {
	right, line := false, false
	for _, k := range names {
		b := blocks[k].box
		right = right || b.Right <= box.Left
		line = line || b.Top < box.Bottom && b.Bottom > box.Top
	}
	return right && line
}

// unlabelled joins the numbers of a row that has neither a label nor names
// above it, by a sign that no row of numbers has: nothing may be taken for
// theirs, and they for nothing's.
func unlabelled(blocks []piece, tops []float64, named []bool) []piece {
	for i, top := range tops {
		first := -1
		labelled := named[i]
		for k := range blocks {
			labelled = labelled || blocks[k].leaf && blocks[k].at == top
		}
		if labelled {
			continue
		}
		for k := range blocks {
			b := &blocks[k]
			switch {
			case !b.value || b.at != top:
			case first < 0:
				first = k
			default:
				f := &blocks[first]
				f.say(f.text + " · " + b.text)
				f.box = f.box.union(b.box)
				b.text = ""
			}
		}
	}
	return slices.DeleteFunc(blocks, func(b piece) bool { return b.text == "" })
}

// above is the text that a piece goes on with: the one right above it that
// begins, ends or is centred where it does. -1 where there is none.
func above(blocks []piece, p piece, isRow []bool) int {
	for k := len(blocks) - 1; k >= max(0, len(blocks)-64); k-- {
		b := blocks[k]
		if b.value || b.digits && !open(b.text) || b.row == p.row || math.Abs(b.size-p.size) > 0.1*p.size {
			continue
		}
		pitch := p.base - b.base
		if pitch > linePitch*p.size && pitch <= namePitch*p.size && p.box.width() <= 4.5*p.size && !slices.Contains(isRow[b.row:p.row+1], true) &&
			math.Abs(b.box.Left-p.box.Left) <= sameColumn && math.Abs(b.box.Right-p.box.Right) <= sameColumn {
			return k // the name of a narrow column
		}
		if pitch <= 0 || pitch > linePitch*p.size {
			continue
		}
		if math.Abs(b.box.Left-p.box.Left) <= sameColumn || math.Abs(b.box.Left+b.box.Right-p.box.Left-p.box.Right) <= 2*sameColumn {
			return k
		}
	}
	return -1
}
