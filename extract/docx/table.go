package docx

import (
	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// table is a w:tbl that is being read. Its cells lie on a grid of columns by
// how many of them each covers (ECMA-376 Part 1, 17.4): w:gridBefore leaves
// columns free at the start of a row, w:gridSpan covers several, a w:vMerge
// without "restart" goes on with the cell above on the same columns.
type table struct {
	number int
	rows   int
	cols   int
	cells  []document.Cell
	above  []int // for each column, the index + 1 of the cell that a vertical merge may go on with

	style      string
	head, side bool // its style gives a ground to the first row, to the first column
	mirrored   bool // the first column is seen on the right
}

// table reads the w:tbl that is open into out.
func (r *reader) table(out *flow) {
	if r.nested == document.MaxNesting {
		r.budget.Reached("nesting", document.MaxNesting)
		return
	}
	r.tables++
	r.nested++
	around := r.setting
	t := &table{number: r.tables}
	r.rows(t)
	r.nested--
	r.setting = around
	t.mirror()
	if !r.budget.Grid(t.rows * t.cols) {
		return
	}
	if len(t.cells) > 0 {
		out.addTable(&document.Table{Rows: t.rows, Cols: t.cols, Cells: t.cells})
	}
}

// rows reads the rows of the element that is open, through whatever wraps them.
func (r *reader) rows(t *table) {
	r.xml.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Word, "tr"):
			r.row(t)
		case e.Is(ooxml.Word, "tblPr"):
			r.tableProperties(t)
		case e.Is(ooxml.Word, "sdt"):
			r.control(func() { r.rows(t) })
		case e.Is(ooxml.Word, "sdtPr"):
			r.controlProperties()
		case e.Space != ooxml.Word, e.Local == "sdtContent", e.Local == "customXml", e.Local == "ins", e.Local == "moveTo":
			r.rows(t)
		}
	})
}

// row is a w:tr that is being read.
type row struct {
	col     int
	after   int
	deleted bool // or hidden
	hidden  bool
	cells   []cell
	ground  ground // of its cells, where it has properties of a table of its own
}

// cell is a w:tc that was read: the columns that it covers and what is in it.
type cell struct {
	from, to int
	vertical int
	text     string
	nested   []*document.Table
}

func (r *reader) row(t *table) {
	w := &row{}
	r.cells(t, w)
	if w.deleted {
		for _, c := range w.cells { // read before the row said so
			if w.hidden && (c.text != "" || len(c.nested) > 0) {
				r.doubtHidden()
			}
		}
		return
	}
	for i := range w.cells {
		r.place(t, &w.cells[i])
	}
	t.cols = max(t.cols, min(w.col+w.after, document.MaxColumns))
	t.rows++
}

func (r *reader) cells(t *table, w *row) {
	r.xml.Children(func(e *ooxml.Element) {
		switch {
		case w.hidden:
			r.hiddenText()
		case w.deleted:
		case e.Is(ooxml.Word, "tc"):
			r.cell(t, w)
		case e.Is(ooxml.Word, "trPr"):
			r.rowProperties(w)
		case e.Is(ooxml.Word, "tblPrEx"):
			w.ground = ground{0, true}
		case e.Is(ooxml.Word, "sdt"):
			r.control(func() { r.cells(t, w) })
		case e.Is(ooxml.Word, "sdtPr"):
			r.controlProperties()
		case e.Space != ooxml.Word, e.Local == "sdtContent", e.Local == "customXml", e.Local == "ins", e.Local == "moveTo":
			r.cells(t, w)
		}
	})
}

func (r *reader) rowProperties(w *row) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "gridBefore":
			w.col += span(e)
		case "gridAfter":
			w.after += span(e)
		case "del", "moveFrom":
			w.deleted = true
		case "hidden":
			w.hidden = w.hidden || on(e)
		case "trHeight":
			low := e.Attr("hRule") == "exact" && number(e.Attr("val"), leastHeight) < leastHeight
			w.hidden = w.hidden || low
		}
	})
	w.hidden = w.hidden && !w.deleted
	w.deleted = w.deleted || w.hidden
	w.col = min(w.col, document.MaxColumns)
}

// leastHeight is the exact height of a row, in twentieths of a point, under which
// it is a line at best.
const leastHeight = 40

// span reads a number of columns.
func span(e *ooxml.Element) int {
	return min(max(number(e.Attr("val"), 0), 0), document.MaxColumns)
}

// How a cell is merged with the one above it or before it.
const (
	alone = iota
	begins
	goesOn
)
