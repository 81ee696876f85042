package document_test

import (
	"slices"
	"testing"

	"gongkai/extract/document"
)

// A frame around a report is no table of it; a table with a table in a cell may be one.
func TestAFrameGivesWayToWhatIsInIt(t *testing.T) {
	cell := func(row, col int, text string, nested ...*document.Table) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Text: text, Nested: nested}
	}
	table := func(cells ...document.Cell) *document.Table {
		t := &document.Table{Cells: cells}
		for _, c := range cells {
			t.Rows, t.Cols = max(t.Rows, c.Row+1), max(t.Cols, c.Col+1)
		}
		return t
	}
	at := func(lines int, t *document.Table) *document.Table { t.Lines = lines; return t }
	data := table(cell(0, 0, "规章"), cell(0, 1, "1"))
	for name, tt := range map[string]struct {
		table *document.Table
		want  []string
	}{
		"texts and tables in their order": {table(cell(0, 0, "标题\n二、\n三、\n四、", at(2, table(cell(0, 0, "甲"))), at(3, table(cell(0, 0, "乙"))))),
			[]string{"标题", "二、", "[甲]", "三、", "[乙]", "四、"}},
		"tables before and behind all text": {table(cell(0, 0, "标题", at(0, table(cell(0, 0, "甲"))), at(1, table(cell(0, 0, "乙"))))), []string{"[甲]", "标题", "[乙]"}},
		"a frame in a frame":                {table(cell(0, 0, "", table(cell(0, 0, "标题", at(1, table(cell(0, 0, "甲"))))))), []string{"标题", "[甲]"}},
		"a letterhead above":                {table(cell(0, 0, "某某局"), cell(0, 1, "第1期"), cell(1, 0, "标题", at(1, table(cell(0, 0, "甲"))))), []string{"某某局", "第1期", "标题", "[甲]"}},
		"rows of data around":               {table(cell(0, 0, "规章"), cell(0, 1, "1"), cell(1, 0, "许可"), cell(1, 1, "2"), cell(2, 0, "", data)), []string{"[规章]"}},
		"a text beside the inner table":     {table(cell(0, 0, "规章"), cell(0, 1, "", data)), []string{"[规章]"}},
		"no table in it":                    {table(cell(0, 0, "标题\n正文")), []string{"[标题\n正文]"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := &document.Document{Blocks: []document.Block{{Kind: document.Paragraph, Text: "前"}, {Kind: document.TableKind, Table: tt.table}, {Kind: document.Paragraph, Text: "后"}}}
			d.Unframe()
			var got []string
			for _, b := range d.Blocks {
				if b.Table != nil {
					b.Text = "[" + b.Table.Cells[0].Text + "]"
				}
				got = append(got, b.Text)
			}
			if want := append(append([]string{"前"}, tt.want...), "后"); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}
