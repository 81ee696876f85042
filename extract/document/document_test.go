package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
)

func TestGridNamesTheCellOfEachPosition(t *testing.T) {
	table := document.Table{Rows: 3, Cols: 3, Cells: []document.Cell{
		{Row: 0, Col: 0, RowSpan: 2, ColSpan: 1},
		{Row: 0, Col: 1, RowSpan: 1, ColSpan: 2},
		{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1},
		{Row: 2, Col: 2, RowSpan: 9, ColSpan: 9}, // reaches outside: clipped
	}}
	want := [][]int{{0, 1, 1}, {0, 2, -1}, {-1, -1, 3}}
	if diff := cmp.Diff(want, table.Grid()); diff != "" {
		t.Errorf("grid (-want +got):\n%s", diff)
	}
}

func TestMetaValueComparesNamesWithoutCase(t *testing.T) {
	doc := document.Document{Meta: []document.Meta{{Name: "pubdate"}, {Name: "PubDate", Value: "2025-01-20"}, {Name: "PUBDATE", Value: "x"}}}
	if got := doc.MetaValue("PubDATE"); got != "2025-01-20" {
		t.Errorf("MetaValue = %q, want the first that is not empty", got)
	}
	if got := doc.MetaValue("Author"); got != "" {
		t.Errorf("MetaValue of a missing name = %q", got)
	}
}

func TestBudget(t *testing.T) {
	spend := map[string]struct {
		limit int
		take  func(*document.Budget, int) bool
	}{
		"grid": {document.MaxGrid, (*document.Budget).Grid},
		"text": {document.MaxText, (*document.Budget).Text},
		"cells": {document.MaxCells, func(b *document.Budget, n int) bool {
			for range n - 1 {
				b.Cell()
			}
			return b.Cell()
		}},
		"blocks": {document.MaxBlocks, func(b *document.Budget, n int) bool {
			for range n - 1 {
				b.Block()
			}
			return b.Block()
		}},
	}
	for name, s := range spend {
		t.Run(name+" up to the limit are silent, past it one finding says so", func(t *testing.T) {
			doc := &document.Document{}
			b := &document.Budget{Document: doc}
			if !s.take(b, s.limit) || len(doc.Findings) != 0 {
				t.Fatalf("the limit itself is refused: %+v", doc.Findings)
			}
			for range 2 { // the second time without another finding
				if s.take(b, 1) {
					t.Error("more than the limit is allowed")
				}
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeLimit || doc.Findings[0].Where != name {
				t.Errorf("findings = %+v, want one %s of %s", doc.Findings, document.CodeLimit, name)
			}
		})
	}
}
