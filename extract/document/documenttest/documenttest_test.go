package documenttest_test

import (
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	cell := func(row, col, rows, cols int) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols, Place: document.Place{Row: row + 1, Column: col + 1}}
	}
	table := func(rows, cols int, cells ...document.Cell) document.Block {
		return document.Block{Kind: document.TableKind, Table: &document.Table{Rows: rows, Cols: cols, Cells: cells}}
	}
	numbered := func(n int) document.Block {
		b := table(1, 1, cell(0, 0, 1, 1))
		b.Place.Table = n
		return b
	}
	deep := &document.Table{Rows: 1, Cols: 1, Cells: []document.Cell{cell(0, 0, 1, 1)}}
	for range document.MaxNesting + 1 {
		c := cell(0, 0, 1, 1)
		c.Nested = []*document.Table{deep}
		deep = &document.Table{Rows: 1, Cols: 1, Cells: []document.Cell{c}}
	}
	for _, tt := range []struct {
		name, want string
		blocks     []document.Block
	}{
		{"nothing", "", []document.Block{{Text: "文"}, numbered(1), table(2, 2, cell(0, 0, 2, 1), cell(0, 1, 1, 1)), numbered(2)}},
		{"neither text nor table", "both or none", []document.Block{{}}},
		{"a span too long", "reaches out", []document.Block{table(1, 2, cell(0, 1, 1, 2))}},
		{"no span", "reaches out", []document.Block{table(1, 1, cell(0, 0, 1, 0))}},
		{"two cells in one place", "covered twice", []document.Block{table(2, 2, cell(0, 0, 2, 2), cell(1, 1, 1, 1))}},
		{"out of order", "comes after", []document.Block{table(1, 2, cell(0, 1, 1, 1), cell(0, 0, 1, 1))}},
		{"tables out of order", "table 1 comes after table 2", []document.Block{numbered(2), numbered(1)}},
		{"too deep", "nested deeper", []document.Block{{Table: deep}}},
		{"too large", "larger", []document.Block{table(document.MaxGrid, 2)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := documenttest.Check(&document.Document{Blocks: tt.blocks})
			if tt.want == "" {
				if err != nil {
					t.Errorf("%v", err)
				}
			} else if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestCheckPlacesFindsACellThatNamesAnother(t *testing.T) {
	right := document.Cell{Row: 1, Col: 2, RowSpan: 1, ColSpan: 1, Place: document.Place{Row: 2, Column: 3}}
	wrong := right
	wrong.Place.Row = 7
	outer := right
	outer.Nested = []*document.Table{{Rows: 9, Cols: 9, Cells: []document.Cell{wrong}}}
	for name, tt := range map[string]struct {
		cell document.Cell
		ok   bool
	}{"its own": {right, true}, "another": {wrong, false}, "another in a nested table": {outer, false}} {
		t.Run(name, func(t *testing.T) {
			doc := &document.Document{Blocks: []document.Block{{Table: &document.Table{Rows: 9, Cols: 9, Cells: []document.Cell{tt.cell}}}}}
			if err := documenttest.CheckPlaces(doc); (err == nil) != tt.ok {
				t.Errorf("%v", err)
			}
		})
	}
}
