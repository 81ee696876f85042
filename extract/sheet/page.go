package sheet

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// value is a cell that holds something, as printed. Rows and columns count from 0.
type value struct {
	row, col int
	text     string
	// ruled is set where a blank cell with a look of its own (borders) follows in
	// the row: the row has more cells than this one.
	ruled bool

	numeric bool    // a number, or a formula that came to one
	number  float64 // as it is stored
	formula bool
}

// area is a merged range, its last row and column included.
type area struct{ top, left, bottom, right int }

// page is one sheet of a workbook, whatever its format.
type page struct {
	name   string
	hidden bool
	values []value
	areas  []area
	hides  hidden
	taken  taken

	noZeros  bool     // numbers that are 0 are not shown
	formulas bool     // formulas are shown in place of what they come to
	drawn    []string // the relations of what is drawn over the cells, "" for objects
	rules    []rule
	ruled    int // areas of the rules
}

// builder turns sheets into blocks.
type builder struct {
	doc    *document.Document
	budget document.Budget
	tables int
	doubts map[string]bool
	values int // cells kept so far
	text   int // bytes of their texts
	merged int // areas kept so far
	laid   int // positions of all sheets laid out so far

	written int // ranges of cells noted so far
}

func newBuilder(format string) *builder {
	doc := &document.Document{Format: format, Blocks: []document.Block{}}
	return &builder{doc: doc, budget: document.Budget{Document: doc}, doubts: map[string]bool{}}
}

// maxDoubts is the number of findings of one workbook: enough to see what is wrong.
const maxDoubts = 100

// doubt puts a finding into the document, one of each code and where: the reader
// could not do better.
func (b *builder) doubt(code, where, message string) {
	b.find(code, where, message, document.Reader, nil)
}

// unseen is doubt for what the publisher made not to show.
func (b *builder) unseen(where, message string) {
	b.find(document.CodeHidden, where, message, document.Publisher, nil)
}

func (b *builder) find(code, where, message string, whose document.Responsibility, place *document.Place) {
	if b.doubts[code+where] || len(b.doubts) == maxDoubts {
		return
	}
	b.doubts[code+where] = true
	b.doc.Findings = append(b.doc.Findings, document.Finding{
		Code: code, Responsibility: whose, Where: where, Message: message, Place: place,
	})
}

// keep puts a cell into a page unless it is blank. Its text may be shared by
// any number of cells, so that it is counted before anything is done with it.
func (b *builder) keep(p *page, v value) {
	if v.text == "" || v.col >= maxCol || v.row >= maxRow {
		return
	}
	if b.values++; b.values > document.MaxCells {
		b.budget.Reached("cells", document.MaxCells)
		return
	}
	if b.text += len(v.text); b.text > document.MaxText {
		b.budget.Reached("text", document.MaxText)
		return
	}
	p.values = append(p.values, v)
}

// blank notes a cell that is blank and has a look of its own: it belongs to the
// cell before it in its row, if there is one.
func (p *page) blank(row int) {
	if n := len(p.values); n > 0 && p.values[n-1].row == row {
		p.values[n-1].ruled = true
	}
}

// merge puts an area into a page and reports whether more may come. It is
// counted over the workbook: many sheets may be made of one part.
func (b *builder) merge(p *page, a area) bool {
	if b.merged == document.MaxCells {
		b.budget.Reached("merges", document.MaxCells)
		return false
	}
	b.merged++
	p.areas = append(p.areas, a)
	return true
}

// pages writes all sheets. A name is printed where it tells sheets apart.
func (b *builder) pages(pages []*page) {
	shown := 0
	for _, p := range pages {
		if !p.hidden && len(p.values) > 0 {
			shown++
		}
	}
	for _, p := range pages {
		if len(p.values) == 0 {
			continue
		}
		if p.hidden {
			b.unseen("sheet", "隐藏的工作表未读："+p.name+" (a hidden sheet is left out)")
			continue
		}
		if shown > 1 && p.name != "" && b.budget.Block() && b.budget.Text(len(p.name)) {
			b.doc.Blocks = append(b.doc.Blocks, document.Block{Kind: document.Heading, Level: 1, Text: p.name})
		}
		b.page(p)
	}
}

// page writes one sheet.
func (b *builder) page(p *page) {
	for i := range p.values {
		p.values[i].text = clean(p.values[i].text)
	}
	p.values = slices.DeleteFunc(p.values, func(v value) bool { return v.text == "" })
	if len(p.values) == 0 {
		return
	}
	slices.SortStableFunc(p.values, func(a, b value) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	b.doubled(p)
	b.otherwise(p)
	p.values = slices.DeleteFunc(p.values, func(v value) bool { return v.text == "" })
	p.areas = slices.DeleteFunc(p.areas, func(a area) bool { return a.bottom < a.top || a.right < a.left })
	b.dropHidden(p)
	if len(p.values) == 0 {
		return
	}
	g, ok := b.lay(p)
	if !ok {
		return
	}
	for _, part := range g.parts() {
		switch {
		case part.paragraph:
			b.paragraph(g, part.from)
		default:
			b.table(g, part)
		}
	}
}

// dropHidden takes out what stands in hidden rows and columns. The first cell
// of a merged area shows wherever a part of the area does.
func (b *builder) dropHidden(p *page) {
	p.hides.settle()
	if len(p.hides.rows) == 0 && p.hides.cols == nil {
		return
	}
	shown := map[[2]int]bool{}
	for _, a := range p.areas {
		if !p.hides.all(a) {
			shown[[2]int{a.top, a.left}] = true
		}
	}
	p.values = slices.DeleteFunc(p.values, func(v value) bool {
		hidden := (p.hides.hasRow(v.row) || p.hides.hasCol(v.col)) && !shown[[2]int{v.row, v.col}]
		if hidden {
			b.doubtCells()
		}
		return hidden
	})
}

func (b *builder) doubtCells() {
	b.unseen("cells", "隐藏的行或列中有内容，未读：cells of hidden rows or columns are left out")
}

func (b *builder) paragraph(g *layout, row int) {
	for _, c := range g.row(row) {
		if c.text == "" || !b.budget.Text(len(c.text)) || !b.budget.Block() {
			continue
		}
		b.doc.Blocks = append(b.doc.Blocks, document.Block{
			Kind: document.Paragraph, Text: c.text,
			Place: document.Place{Row: g.rows[c.top] + 1, Column: g.cols[c.left] + 1},
		})
	}
}

// table writes the rows from part.from to part.to as a table: its columns are
// the edges that cells have in it, since tables one below the other share the
// columns of the sheet though they have columns of their own.
func (b *builder) table(g *layout, part part) {
	edge := make([]bool, len(g.cols)+1)
	first, last := len(g.cols), 0
	for r := part.from; r <= part.to; r++ {
		for _, c := range g.row(r) {
			if c.text != "" || c.right > c.left || c.bottom > c.top {
				first, last = min(first, c.left), max(last, c.right+1)
			}
			edge[c.left] = true
		}
	}
	column, n := make([]int, len(g.cols)+1), 0
	for k := first; k < last; k++ {
		if k > first && edge[k] {
			n++
		}
		column[k] = n
	}
	column[last] = n + 1
	t := &document.Table{Rows: part.to - part.from + 1, Cols: n + 1}
	if !b.budget.Grid(t.Rows*t.Cols) || !b.budget.Block() {
		return
	}
	b.tables++
	for r := part.from; r <= part.to; r++ {
		for _, c := range g.row(r) {
			if c.top != r || c.left < first || c.left >= last {
				continue
			}
			if !b.budget.Text(len(c.text)) || !b.budget.Cell() {
				break
			}
			t.Cells = append(t.Cells, document.Cell{
				Row: r - part.from, Col: column[c.left], RowSpan: min(c.bottom, part.to) - r + 1, ColSpan: column[c.right] - column[c.left] + 1,
				Text:  c.text,
				Place: document.Place{Table: b.tables, Row: g.rows[c.top] + 1, Column: g.cols[c.left] + 1},
			})
		}
	}
	b.doc.Blocks = append(b.doc.Blocks, document.Block{Kind: document.TableKind, Table: t, Place: document.Place{Table: b.tables}})
}

// clean makes line breaks "\n" and trims the white space of ASCII.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.Trim(s, " \t\n")
}
