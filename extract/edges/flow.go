package edges

import (
	"slices"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// CodeTornTable is the code of the finding that a table ends within a row, or
// that a row does not say where its cells are.
const CodeTornTable = "table_torn"

// Flow takes what both formats have, a stream of paragraphs, cell ends and row
// ends, each with the number of tables around it, and puts blocks and tables
// into the document.
type Flow struct {
	Document *document.Document
	Budget   *document.Budget

	open    []level // the tables that are open, the outermost first
	number  int
	refused bool
	covered bool // the finding that a merge covers text was made
	hidden  bool // the finding that there is hidden text was made
	beside  bool // the finding that something else stands in a cell was made
}

// level is one open table.
type level struct {
	number int
	rows   []Row
	row    Row               // the cells of the row that is open
	cell   []string          // the texts of the cell that is open
	in     []*document.Table // the tables in the cell that is open
	things int               // pictures, objects and boxes in the cell that is open
}

// Paragraph adds a paragraph; depth is the number of tables that it stands in.
// Outside of tables a blank one is left out. heading is 1–6 for a heading.
func (f *Flow) Paragraph(text string, depth, heading int) {
	depth = f.descend(depth)
	text = strings.TrimSpace(text)
	if !f.Budget.Text(len(text)) {
		return
	}
	if depth > 0 {
		if l := &f.open[depth-1]; text != "" && f.Budget.Block() {
			l.cell = append(l.cell, text)
		}
		return
	}
	if text == "" || !f.Budget.Block() {
		return
	}
	block := document.Block{Kind: document.Paragraph, Text: text}
	if heading >= 1 && heading <= 6 {
		block.Kind, block.Level = document.Heading, heading
	}
	f.Document.Blocks = append(f.Document.Blocks, block)
}

// EndCell ends the cell that is open in the table at this depth; text is its last paragraph.
func (f *Flow) EndCell(text string, depth int) {
	depth = f.descend(max(depth, 1))
	f.Paragraph(text, depth, 0)
	l := &f.open[depth-1]
	if len(l.row) >= document.MaxColumns {
		f.Budget.Reached("columns", document.MaxColumns)
		l.cell, l.in, l.things = l.cell[:0], nil, 0
		return
	}
	if f.Budget.Cell() {
		c := Cell{Text: lines(l.cell), Nested: l.in}
		if l.things > 0 && len(l.in) == 0 {
			c.Text = f.embedded(c.Text)
		}
		if n := len(l.rows); l.row == nil && n > 0 {
			l.row = make(Row, 0, len(l.rows[n-1])) // rows of a table are alike
		}
		l.row = append(l.row, c)
	}
	l.cell, l.in, l.things = l.cell[:0], nil, 0
}

// Thing notes a picture, an object or a text box at this depth.
func (f *Flow) Thing(depth int) {
	if depth > 0 {
		f.open[f.descend(depth)-1].things++
	}
}

// Column is the number of cells that the open row has before the one that is open,
// at a depth of at least one.
func (f *Flow) Column(depth int) int {
	if depth > len(f.open) {
		return 0
	}
	return len(f.open[depth-1].row)
}

// leastHeight is the exact height of a row, in twips, under which it is a line at best.
const leastHeight = 40

// Unseen reports whether a row of this height is not seen; less than none is an
// exact height.
func Unseen(height int) bool { return height < 0 && height > -leastHeight }

// EndUnseenRow ends a row that is not seen: what is in it is left out.
func (f *Flow) EndUnseenRow(depth int) {
	f.EndCell("", depth)
	l := &f.open[f.descend(max(depth, 1))-1]
	if slices.ContainsFunc(l.row, func(c Cell) bool { return c.holds() }) {
		f.Hidden()
	}
	l.row = nil
}

// EndMirroredRow is EndRow of a row whose first cell stands on the right.
func (f *Flow) EndMirroredRow(defined []Cell, depth int) {
	f.EndRow(defined, depth)
	if l := &f.open[len(f.open)-1]; len(l.rows) > 0 {
		row := joined(straight(l.rows[len(l.rows)-1]))
		slices.Reverse(row)
		for i := range row {
			row[i].Left, row[i].Right = -row[i].Right, -row[i].Left
		}
		l.rows[len(l.rows)-1] = row
	}
}

// EndRow ends the row that is open in the table at this depth. defined has the
// edges and merges of its cells. Cells that the text has beyond them go to the
// right of them; those that it does not have are blank, and a finding says so.
func (f *Flow) EndRow(defined []Cell, depth int) {
	depth = f.descend(max(depth, 1))
	l := &f.open[depth-1]
	if len(l.cell) > 0 || len(l.in) > 0 {
		f.EndCell("", depth)
	}
	if len(l.row) > len(defined) {
		f.torn("the row has more cells than places for them")
	}
	if len(l.row) > 0 && len(l.row) < len(defined) {
		f.torn("the row has fewer cells than places: which are missing is a guess")
	}
	for i := range max(len(l.row), min(len(defined), document.MaxColumns)) {
		if i == len(l.row) {
			if !f.Budget.Cell() {
				break
			}
			l.row = append(l.row, Cell{})
		}
		c := &l.row[i]
		switch {
		case i < len(defined):
			c.Left, c.Right, c.Horizontal, c.Vertical = defined[i].Left, defined[i].Right, defined[i].Horizontal, defined[i].Vertical
		case i == 0:
			c.Left, c.Right = 0, unplaced
		default:
			c.Left, c.Right = l.row[i-1].Right, l.row[i-1].Right+unplaced
		}
	}
	if len(l.row) > 0 {
		l.rows = append(l.rows, l.row)
	}
	l.row = nil
}

// unplaced is the width of a cell of which nothing says where it is: an inch.
const unplaced = 1440

// Close ends all tables.
func (f *Flow) Close() {
	f.descend(0)
}

// descend closes the tables deeper than depth and opens those that are missing.
// It returns the depth that is kept.
func (f *Flow) descend(depth int) int {
	if depth > document.MaxNesting {
		f.Budget.Reached("nesting", document.MaxNesting)
		depth = document.MaxNesting
	}
	for len(f.open) > depth {
		f.end()
	}
	for len(f.open) < depth {
		f.number++
		f.open = append(f.open, level{number: f.number})
	}
	return depth
}

// end closes the innermost table: as a block, or into the open cell of the one around it.
func (f *Flow) end() {
	depth := len(f.open)
	l := &f.open[depth-1]
	var left []string // paragraphs after the last cell: they belong to no table
	if len(l.row) > 0 {
		f.torn("the table ends within a row")
		f.EndRow(nil, depth)
	} else {
		left, l.cell = l.cell, nil
	}
	number, rows, orphans := l.number, l.rows, l.in
	f.open = f.open[:depth-1]
	var tables []*document.Table
	if len(rows) > 0 {
		t, covered := build(rows, number, f.Budget)
		if t != nil {
			tables = append(tables, t)
		}
		f.leftOut(covered)
	} else if number == f.number {
		f.number-- // it was no table
	}
	tables = append(tables, orphans...)
	if depth > 1 {
		around := &f.open[depth-2]
		for _, t := range tables {
			t.Lines = document.LinesOf(around.cell)
		}
		around.in = append(around.in, tables...)
		around.cell = append(around.cell, left...)
		return
	}
	for _, t := range tables {
		if !f.Budget.Block() {
			return
		}
		f.Document.Blocks = append(f.Document.Blocks, document.Block{
			Kind: document.TableKind, Table: t, Place: document.Place{Table: t.Cells[0].Place.Table},
		})
	}
	for _, text := range left {
		if f.Budget.Block() {
			f.Document.Blocks = append(f.Document.Blocks, document.Block{Kind: document.Paragraph, Text: text})
		}
	}
}

// torn puts a finding into the document, once.
func (f *Flow) torn(why string) {
	if f.refused {
		return
	}
	f.refused = true
	f.Document.Findings = append(f.Document.Findings, document.Finding{
		Code: CodeTornTable, Responsibility: document.Reader,
		Message: "表格不完整：" + why,
	})
}

// leftOut puts a finding into the document, once, where a merge covers what is in a cell.
func (f *Flow) leftOut(place *document.Place) {
	if f.covered || place == nil {
		return
	}
	f.covered = true
	f.Document.Findings = append(f.Document.Findings, document.Finding{
		Code: document.CodeHidden, Responsibility: document.Publisher, Place: place,
		Message: "被合并的单元格中有不显示的文字，未读：text in a cell that a merge covers",
	})
}

// embedded returns the text of a cell in which something else stands, with a
// finding, once, where it is no number for that.
func (f *Flow) embedded(text string) string {
	beside := script.Beside(text)
	if beside != text && !f.beside {
		f.beside = true
		f.Document.Findings = append(f.Document.Findings, document.Finding{
			Code: document.CodeEmbedded, Responsibility: document.Reader,
			Message: "单元格中有图片、对象或文本框，未读为数：a picture, an object or a text box in a cell",
		})
	}
	return beside
}

// Hidden puts a finding into the document, once: text is formatted as hidden,
// and is left out.
func (f *Flow) Hidden() {
	if f.hidden {
		return
	}
	f.hidden = true
	f.Document.Findings = append(f.Document.Findings, document.Finding{
		Code: document.CodeHidden, Responsibility: document.Publisher,
		Message: "隐藏的文字未读：hidden text is left out",
	})
}
