package extracttest

import (
	"math/rand/v2"

	"gongkai/extract/document"
	"gongkai/extract/report/reporttest"
)

// Keeps says what is left of a report in a file, if it is read well.
type Keeps int

// What a shape keeps.
const (
	// Everything: each cell is told from its neighbours, blank ones too.
	Everything Keeps = iota
	// Full: each cell, as long as none of them is blank and the table is the
	// form's own: merged cells, or all borders between cells, are gone.
	Full
	// Little: what can be proved, perhaps nothing.
	Little
)

// Writer writes parts of a report as a file in one of the shapes that offices
// publish. Noise decides what is left open by the shape; equal noise gives equal
// files.
type Writer struct {
	Name  string
	Keeps Keeps
	Write func(parts []reporttest.Part, noise *rand.Rand) []byte
}

// Writers lists all shapes of all formats.
func Writers() []Writer {
	return []Writer{
		{"html", Everything, htmlPlain},
		{"html with words in pieces", Everything, htmlPieces},
		{"html in layout tables", Everything, htmlLayout},
		{"html pasted from Word", Everything, htmlWord},
		{"html without end tags", Everything, htmlOpen},
		{"html with wrong spans", Everything, htmlWrongSpans},
		{"html with what is not seen", Little, htmlSheets},
		{"mhtml", Everything, mhtml},
		{"docx", Everything, docx},
		{"rtf", Everything, rtf},
		{"doc", Everything, doc},
		{"xlsx", Everything, xlsx},
		{"xls", Everything, xls},
		{"text of padded rows", Everything, textRows},
		{"text of rows with merged cells gone", Full, textMergedRows},
		{"text of cells", Full, textCells},
		{"text of pipes", Everything, textPipes},
		{"text of lone pipes", Full, textLonePipes},
		{"text of one cell a line", Full, textLines},
		{"ofd", Little, ofd}, // numbers are broken where a column is narrow, and then left out
		{"pdf", Everything, pdfRuled},
		{"pdf without rules", Little, pdfUnruled},
	}
}

// piece is a cell as far as it covers one row of its table: own in the row in
// which it begins.
type piece struct {
	document.Cell
	own bool
}

// pieces are the rows of a table, each as the cells that cover it from left to right.
func pieces(t reporttest.Table) (rows [][]piece) {
	doc := t.Document()
	for r, line := range doc.Grid() {
		var row []piece
		for k := 0; k < len(line); {
			p := piece{Cell: document.Cell{Row: r, Col: k, RowSpan: 1, ColSpan: 1}, own: true}
			if line[k] >= 0 {
				p.Cell = doc.Cells[line[k]]
				p.own = p.Row == r
			}
			row = append(row, p)
			k += p.ColSpan
		}
		rows = append(rows, row)
	}
	return rows
}

// once is true once in so many times.
func once(in int, noise *rand.Rand) bool { return noise.IntN(in) == 0 }

// oneOf is one of the choices.
func oneOf(noise *rand.Rand, choices ...string) string { return choices[noise.IntN(len(choices))] }
