package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
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

// cellProperties are those of w:tcPr that matter.
type cellProperties struct {
	span       int
	vertical   int
	horizontal int
	deleted    bool
	ground     ground
}

func (r *reader) cellProperties(c *cellProperties) {
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "gridSpan":
			c.span = max(span(e), 1)
		case "vMerge":
			c.vertical = merge(e)
		case "hMerge":
			c.horizontal = merge(e)
		case "cellMerge": // tracked, taken as accepted (17.13.5.3)
			switch e.Attr("vMerge") {
			case "rest":
				c.vertical = begins
			case "cont":
				c.vertical = goesOn
			}
		case "shd":
			c.ground = shading(e)
		case "cellDel":
			c.deleted = true
		}
	})
}

func merge(e *ooxml.Element) int {
	if e.Attr("val") == "restart" {
		return begins
	}
	return goesOn
}

func (r *reader) cell(t *table, w *row) {
	props := cellProperties{span: 1}
	content := &cellText{}
	out := &flow{r: r, cell: content}
	colour, place := r.setting.colour, r.within
	if t.head && t.rows == 0 || t.side && w.col == 0 {
		r.setting.colour = 0
	}
	r.setting.colour = w.ground.over(ground{r.setting.colour, true}).colour
	r.within = &document.Place{Table: t.number, Row: t.rows + 1, Column: w.col + 1}
	r.xml.Children(func(e *ooxml.Element) {
		if e.Is(ooxml.Word, "tcPr") {
			r.cellProperties(&props)
			r.setting.colour = props.ground.over(ground{r.setting.colour, true}).colour
			return
		}
		r.block(out, e)
	})
	out.flush()
	text := r.cellText(content)
	r.setting.colour, r.within = colour, place
	if props.deleted {
		return
	}
	from := w.col
	w.col += props.span
	if w.col > document.MaxColumns {
		r.budget.Reached("columns", document.MaxColumns)
		w.col = document.MaxColumns
		if from == w.col {
			return
		}
	}
	c := cell{from: from, to: w.col, vertical: props.vertical, text: text, nested: content.nested}
	if n := len(w.cells); props.horizontal == goesOn && n > 0 {
		r.covered(t, &c)
		w.cells[n-1].to = w.col
		return
	}
	w.cells = append(w.cells, c)
}

// cellText returns the text of the cell that was read.
func (r *reader) cellText(c *cellText) string {
	text := strings.Join(c.lines, "\n")
	if c.things == 0 || len(c.nested) > 0 {
		return text
	}
	beside := script.Beside(text)
	if beside != text {
		r.doubt(document.CodeEmbedded, "cell", "单元格中有图片、对象或文本框，未读为数：a picture, an object or a text box in a cell", document.Reader, r.within)
	}
	return beside
}

// place puts a cell of the row into the table, or makes the cell that it goes
// on with one row higher.
func (r *reader) place(t *table, c *cell) {
	if c.vertical == goesOn {
		if t.goOn(c.from, c.to) {
			r.covered(t, c)
			return
		}
		r.doubt(CodeMerge, "", "合并单元格缺少起始格：a cell goes on with a merged cell that is not above it", document.Publisher, t.at(c))
	}
	if !r.budget.Cell() {
		return
	}
	t.cells = append(t.cells, document.Cell{
		Row: t.rows, Col: c.from, RowSpan: 1, ColSpan: c.to - c.from,
		Text: c.text, Nested: c.nested, Place: *t.at(c),
	})
	above := 0
	if c.vertical != alone {
		above = len(t.cells)
	}
	t.cover(c.from, c.to, above)
}

func (t *table) at(c *cell) *document.Place {
	return &document.Place{Table: t.number, Row: t.rows + 1, Column: c.from + 1}
}

// goOn makes the cell above, on exactly these columns, one row higher.
func (t *table) goOn(from, to int) bool {
	if from >= len(t.above) || t.above[from] == 0 {
		return false
	}
	c := &t.cells[t.above[from]-1]
	if c.Col != from || c.Col+c.ColSpan != to || c.Row+c.RowSpan != t.rows {
		return false
	}
	c.RowSpan++
	return true
}

// cover notes which cell a vertical merge on these columns may go on with.
func (t *table) cover(from, to, cell int) {
	for len(t.above) < to {
		t.above = append(t.above, 0)
	}
	for k := from; k < to; k++ {
		t.above[k] = cell
	}
}

// covered reports what is in a cell that a merge covers: it is not shown.
func (r *reader) covered(t *table, c *cell) {
	if c.text != "" || len(c.nested) > 0 {
		r.doubt(document.CodeHidden, "", "被合并的单元格中有不显示的文字，未读：text in a cell that a merge covers", document.Publisher, t.at(c))
	}
}
