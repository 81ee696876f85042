package report

import (
	"testing"

	"gongkai/extract/document"
)

func TestARuleThroughTheNameOfAGroupAloneMergesNothing(t *testing.T) {
	cell := func(row, col, rows, cols int, text string) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols, Text: text, Place: document.Place{Row: row + 1, Column: col + 1}}
	}
	for name, tt := range map[string]struct {
		below document.Cell // what begins in the row below
		want  string
	}{
		"a blank beside the label":       {cell(2, 0, 1, 1, ""), "1 1 1 1 1 1 6"},
		"a word beside the label":        {cell(2, 0, 1, 1, "理结果"), "unreadable unreadable unreadable unreadable unreadable unreadable unreadable"},
		"a blank below the first number": {cell(2, 2, 1, 1, ""), "1 unreadable unreadable unreadable unreadable unreadable unreadable"},
		"a number below the first":       {cell(2, 2, 1, 1, "3"), "1 unreadable unreadable unreadable unreadable unreadable unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			table := &document.Table{Rows: 4, Cols: 9, Cells: []document.Cell{cell(0, 0, 1, 2, "")}}
			for i, c := range applicationColumns {
				table.Cells = append(table.Cells, cell(0, 2+i, 1, 1, c.labels[0]))
			}
			for col, text := range []string{"三、本年度办理结果", "（一）予以公开", "1", "1", "1", "1", "1", "1", "6"} {
				rows := 2
				if col == tt.below.Col {
					rows = 1
				}
				table.Cells = append(table.Cells, cell(1, col, rows, 1, text))
			}
			table.Cells = append(table.Cells, tt.below)
			for col, text := range []string{"", "（二）部分公开", "0", "0", "0", "0", "0", "0", "0"} {
				table.Cells = append(table.Cells, cell(3, col, 1, 1, text))
			}
			if got := rowOf(Parse(reportWith(three, table))[0], "granted"); got != tt.want {
				t.Errorf("the row is %q, want %q", got, tt.want)
			}
		})
	}
}
