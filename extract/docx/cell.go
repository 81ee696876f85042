package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
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
