// Package text reads plain text: what an office program writes when a report is
// saved as text, or what was left of a page when its markup was taken away. It
// knows these shapes, which may follow each other in one file:
//
//   - tab cells: each cell is a line that begins with a tab, a blank line ends
//     the row, a line without a tab goes on with the cell above it;
//   - tab rows: a line is a row, tabs stand between its cells;
//   - pipe rows: "| a | b |", and its worn form with one cell a line and a lone
//     "|" before each row;
//   - tables drawn with characters, +---+ or ┌──┐, which are left out;
//   - one cell a line: nothing tells a cell from a paragraph, so each line is a
//     paragraph and the shared parser has to prove what it is.
//
// Cells stand in the columns where the file has them: merged cells leave no
// trace in text, so rows may be ragged, and no span is ever guessed.
package text

import (
	"strings"

	"gongkai/extract/document"
)

// Format is the name of the format in a Document.
const Format = "text"

// Read reads a text that is already decoded to UTF-8. It never fails: any text
// is at least a list of paragraphs. A paragraph is trimmed, a cell is kept as
// it stands between its separators.
func Read(text string) *document.Document {
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, budget: document.Budget{Document: doc}}
	var chunk []line
	for l := range lines(text) {
		if l.kind == blank {
			r.chunk(chunk)
			chunk = chunk[:0]
			r.blanks++
			continue
		}
		if len(chunk) == maxChunk {
			r.chunk(chunk)
			chunk = chunk[:0]
		}
		chunk = append(chunk, l)
	}
	r.chunk(chunk)
	r.closeTable()
	return doc
}

// maxChunk is the number of lines that are looked at together: it bounds the
// memory for a file without blank lines.
const maxChunk = 50_000

// reader holds what is open while the lines go by: at most one table.
type reader struct {
	doc    *document.Document
	budget document.Budget
	blanks int // blank lines since the last chunk
	table  *table
	tables int // tables written so far
}

// tableEnd is the number of blank lines that end a table of tab cells though
// no paragraph follows; one ends a row.
const tableEnd = 3

// chunk reads lines that no blank line separates. Whether tabs stand before or
// between cells is decided for the whole chunk: a numbered label such as
// "1.⇥属于国家秘密" has a tab inside and is a cell all the same.
func (r *reader) chunk(chunk []line) {
	if len(chunk) == 0 {
		return
	}
	blanks := r.blanks
	r.blanks = 0
	shape := shapeOf(chunk)
	if t := r.table; t != nil && !t.goesOn(shape, chunk, blanks) {
		r.closeTable()
	}
	for len(chunk) > 0 {
		if n := drawnRun(chunk); n > 0 {
			r.closeTable()
			r.drawn(chunk[:n])
			chunk = chunk[n:]
			continue
		}
		if n := pipeRun(chunk); n > 0 {
			r.closeTable()
			r.pipes(chunk[:n])
			chunk = chunk[n:]
			continue
		}
		if shape == tabRows {
			r.row(chunk[0])
		} else {
			r.cell(chunk[0])
		}
		chunk = chunk[1:]
	}
	if t := r.table; t != nil {
		t.endRow()
	}
}

// row reads a line of the shape tab rows.
func (r *reader) row(l line) {
	if !strings.Contains(l.text, "\t") {
		r.closeTable()
		r.paragraph(l)
		return
	}
	t := r.open(tabRows)
	t.endRow()
	for field := range strings.SplitSeq(l.text, "\t") {
		t.cell(field, l)
	}
	t.endRow()
}

// cell reads a line of the shape tab cells.
func (r *reader) cell(l line) {
	if strings.HasPrefix(l.text, "\t") {
		r.open(tabCells).cell(strings.Trim(l.text, "\t"), l)
		return
	}
	if t := r.table; t != nil && t.mayContinue(l) {
		t.continueCell(l)
		return
	}
	r.closeTable()
	r.paragraph(l)
}

func (r *reader) open(s shape) *table {
	if r.table != nil && r.table.shape != s {
		r.closeTable()
	}
	if r.table == nil {
		r.table = &table{shape: s}
	}
	return r.table
}

func (r *reader) paragraph(l line) {
	text := strings.TrimSpace(strings.Trim(l.text, zeroWidth))
	if text == "" || !r.budget.Text(len(text)) || !r.budget.Block() {
		return
	}
	r.doc.Blocks = append(r.doc.Blocks, document.Block{
		Kind:  document.Paragraph,
		Text:  strings.ReplaceAll(text, "\v", "\n"),
		Place: document.Place{Page: l.page, Line: l.number},
	})
}
