package text

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// shape is how the cells of a table are told apart.
type shape int

const (
	tabCells shape = iota
	tabRows
	pipeRows
)

// shapeOf tells the shape of the tabs in a chunk. Where both occur the more
// frequent one is right, because only its odd lines look like the other.
func shapeOf(chunk []line) shape {
	rows, cells := 0, 0
	for _, l := range chunk {
		switch l.kind {
		case row:
			rows++
		case cell:
			cells++
		}
	}
	if rows > 0 && rows >= cells {
		return tabRows
	}
	return tabCells
}

// table is a table that is being read.
type table struct {
	shape shape
	rows  [][]entry
	open  []entry // the row that is not ended
	last  int     // rows that the last chunk gave
	size  int     // cells and lines taken in; past document.MaxCells they are left out
}

// entry is a cell and the line that it began on.
type entry struct {
	text string
	more []string // the lines that continue it
	line line
}

func (t *table) cell(text string, l line) {
	if t.size++; t.size > document.MaxCells {
		return
	}
	t.open = append(t.open, entry{text: text, line: l})
}

func (t *table) endRow() {
	if len(t.open) == 0 {
		return
	}
	for i, e := range t.open {
		if len(e.more) > 0 {
			t.open[i].text = e.text + "\n" + strings.Join(e.more, "\n")
		}
	}
	t.rows = append(t.rows, t.open)
	t.open = nil
}

// goesOn reports whether a chunk after some blank lines still belongs to the table.
func (t *table) goesOn(s shape, chunk []line, blanks int) bool {
	if t.shape != s || chunk[0].kind == prose {
		return false
	}
	if s == tabCells {
		return blanks < tableEnd
	}
	// A blank line ends a table of tab rows, unless each row has one.
	single := len(t.rows)-t.last == 1 || len(chunk) == 1
	t.last = len(t.rows)
	return single && blanks < tableEnd
}

// outline is the number of a section heading: 三、
var outline = regexp.MustCompile(`^[\s\x{3000}\x{a0}]*[一二三四五六七八九十]{1,3}、`)

// proseRunes is the length from which a line is a sentence and no cell: the
// longest label of the form has 34.
const proseRunes = 60

func (t *table) mayContinue(l line) bool {
	return len(t.open) > 0 && !outline.MatchString(l.text) && utf8.RuneCountInString(l.text) <= proseRunes
}

func (t *table) continueCell(l line) {
	if t.size++; t.size > document.MaxCells {
		return
	}
	last := &t.open[len(t.open)-1]
	last.more = append(last.more, strings.TrimRight(l.text, "\t"))
}

// closeTable writes the open table. Paragraphs that were only indented with a
// tab come out of it as the paragraphs that they are.
func (r *reader) closeTable() {
	t := r.table
	if t == nil {
		return
	}
	r.table = nil
	t.endRow()
	if t.size > document.MaxCells {
		r.budget.Reached("cells", document.MaxCells)
	}
	if t.shape != tabCells {
		r.write(t.rows)
		return
	}
	begin := 0
	for i, entries := range t.rows {
		if indented(entries, i == begin) {
			r.write(t.rows[begin:i])
			for _, e := range entries {
				r.paragraph(line{text: e.text, number: e.line.number, page: e.line.page})
			}
			begin = i + 1
		}
	}
	r.write(t.rows[begin:])
}

// indented reports whether a row of tab cells is really paragraphs with an
// indent: a heading before the table, or sentences and no number among them.
func indented(entries []entry, first bool) bool {
	if len(entries) == 1 && first && outline.MatchString(entries[0].text) {
		return true
	}
	sentences := false
	for _, e := range entries {
		text := strings.TrimSpace(e.text)
		switch n := utf8.RuneCountInString(text); {
		case n > proseRunes, n > proseRunes/2 && strings.HasSuffix(text, "。"):
			sentences = true
		case n > 0 && strings.Trim(text, "+-0123456789０１２３４５６７８９.,") == "":
			return false
		}
	}
	return sentences
}

// strayCells are as many blank cells as the marks of merged cells leave after a
// table. A longer last row is a row of the table, all its cells blank.
const strayCells = 4

// write makes the block of a table. Rows without any text before its first and
// stray marks after its last are left out, and rows of one cell each are no table.
func (r *reader) write(rows [][]entry) {
	for len(rows) > 0 && empty(rows[0]) {
		rows = rows[1:]
	}
	for len(rows) > 0 && len(rows[len(rows)-1]) <= strayCells && empty(rows[len(rows)-1]) {
		rows = rows[:len(rows)-1]
	}
	cols := 0
	for _, entries := range rows {
		cols = max(cols, len(entries))
	}
	if cols <= 1 {
		for _, entries := range rows {
			r.paragraph(line{text: entries[0].text, number: entries[0].line.number, page: entries[0].line.page})
		}
		return
	}
	if cols > document.MaxColumns {
		r.budget.Reached("columns", document.MaxColumns)
		cols = document.MaxColumns
	}
	if !r.budget.Grid(len(rows)*cols) || !r.budget.Block() {
		return
	}
	r.tables++
	first := rows[0][0].line
	r.doc.Blocks = append(r.doc.Blocks, document.Block{
		Kind:  document.TableKind,
		Table: &document.Table{Rows: len(rows), Cols: cols, Cells: r.cells(rows, cols)},
		Place: document.Place{Page: first.page, Table: r.tables, Line: first.number},
	})
}

func (r *reader) cells(rows [][]entry, cols int) []document.Cell {
	var cells []document.Cell
	for i, entries := range rows {
		for k, e := range entries[:min(len(entries), cols)] {
			if !r.budget.Cell() || !r.budget.Text(len(e.text)) {
				return cells
			}
			cells = append(cells, document.Cell{
				Row: i, Col: k, RowSpan: 1, ColSpan: 1,
				Text: strings.ReplaceAll(e.text, "\v", "\n"),
				Place: document.Place{
					Page: e.line.page, Table: r.tables, Row: i + 1, Column: k + 1, Line: e.line.number,
				},
			})
		}
	}
	return cells
}

func empty(entries []entry) bool {
	for _, e := range entries {
		if !isBlank(e.text) {
			return false
		}
	}
	return true
}
