package edges_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/edges"
)

// read puts rows through a Flow, one cell a text.
func read(t interface{ Fatalf(string, ...any) }, rows []edges.Row) *document.Document {
	doc := &document.Document{}
	f := &edges.Flow{Document: doc, Budget: &document.Budget{Document: doc}}
	for _, row := range rows {
		for _, c := range row {
			f.EndCell(c.Text, 1)
		}
		f.EndRow(row, 1)
	}
	f.Close()
	return doc
}

// shape writes the cells of a table: row,column rowspan×colspan text.
func shape(t *document.Table) []string {
	var out []string
	for _, c := range t.Cells {
		s := fmt.Sprintf("%d,%d %d×%d %s", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text)
		for _, n := range c.Nested {
			s += " {" + strings.Join(shape(n), "; ") + "}"
		}
		out = append(out, s)
	}
	return out
}

func TestTables(t *testing.T) {
	for name, c := range map[string]struct {
		rows []edges.Row
		want []string
	}{
		"edges that differ by a point are one": {
			[]edges.Row{{{Left: 0, Right: 100, Text: "a"}, {Left: 100, Right: 200, Text: "b"}}, {{Left: 5, Right: 112, Text: "c"}, {Left: 112, Right: 195, Text: "d"}}},
			[]string{"0,0 1×1 a", "0,1 1×1 b", "1,0 1×1 c", "1,1 1×1 d"},
		},
		"a cell narrower than that keeps its column": {
			[]edges.Row{{{Left: 0, Right: 10, Text: "a"}, {Left: 10, Right: 200, Text: "b"}}, {{Left: 0, Right: 200, Text: "c"}}},
			[]string{"0,0 1×1 a", "0,1 1×1 b", "1,0 1×2 c"},
		},
		"a cell without width too": {
			[]edges.Row{{{Left: 0, Right: 0, Text: "a"}, {Left: 0, Right: 200, Text: "b"}}},
			[]string{"0,0 1×1 a", "0,1 1×1 b"},
		},
		"a row may begin and end elsewhere": {
			[]edges.Row{{{Left: 0, Right: 100, Text: "a"}, {Left: 100, Right: 200, Text: "b"}}, {{Left: 100, Right: 300, Text: "c"}}},
			[]string{"0,0 1×1 a", "0,1 1×1 b", "1,1 1×2 c"},
		},
		"merged downwards": {
			[]edges.Row{
				{{Left: 0, Right: 100, Text: "a", Vertical: edges.First}, {Left: 100, Right: 200, Text: "b"}},
				{{Left: 0, Right: 100, Text: " ", Vertical: edges.Continued}, {Left: 100, Right: 200, Text: "c"}},
				{{Left: 0, Right: 100, Vertical: edges.First, Text: "d"}, {Left: 100, Right: 200, Text: "e"}},
			},
			[]string{"0,0 2×1 a", "0,1 1×1 b", "1,1 1×1 c", "2,0 1×1 d", "2,1 1×1 e"},
		},
		"what continues nothing stands for itself": {
			[]edges.Row{
				{{Left: 0, Right: 200, Text: "a", Vertical: edges.First}},
				{{Left: 0, Right: 100, Text: "b", Vertical: edges.Continued}, {Left: 100, Right: 200, Text: "c"}},
			},
			[]string{"0,0 1×2 a", "1,0 1×1 b", "1,1 1×1 c"},
		},
		"merged to the right": {
			[]edges.Row{
				{{Left: 0, Right: 100, Text: "a", Horizontal: edges.First}, {Left: 100, Right: 200, Horizontal: edges.Continued}, {Left: 200, Right: 300, Text: "b"}},
				{{Left: 0, Right: 100, Text: "c"}, {Left: 100, Right: 200, Text: "d"}, {Left: 200, Right: 300, Text: "e"}},
			},
			[]string{"0,0 1×2 a", "0,2 1×1 b", "1,0 1×1 c", "1,1 1×1 d", "1,2 1×1 e"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, c.rows)
			if len(doc.Blocks) != 1 || len(doc.Findings) != 0 {
				t.Fatalf("%d blocks, %+v", len(doc.Blocks), doc.Findings)
			}
			if diff := cmp.Diff(c.want, shape(doc.Blocks[0].Table)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

// Word shows nothing of what a merge covers. A number there is no number of the
// merged cell, and it must not go without a word.
func TestWhatAMergeCoversIsLeftOutWithAFinding(t *testing.T) {
	for name, c := range map[string]struct {
		rows  []edges.Row
		want  []string
		place document.Place
	}{
		"below": {
			[]edges.Row{
				{{Left: 0, Right: 100, Vertical: edges.First}, {Left: 100, Right: 200, Text: "b"}},
				{{Left: 0, Right: 100, Text: "8", Vertical: edges.Continued}, {Left: 100, Right: 200, Text: "c"}},
				{{Left: 0, Right: 100, Text: "9", Vertical: edges.Continued}, {Left: 100, Right: 200, Text: "d"}},
			},
			[]string{"0,0 3×1 ", "0,1 1×1 b", "1,1 1×1 c", "2,1 1×1 d"},
			document.Place{Table: 1, Row: 2, Column: 1},
		},
		"to the right": {
			[]edges.Row{{{Left: 0, Right: 100, Text: "b"}, {Left: 100, Right: 200, Text: "1", Horizontal: edges.First}, {Left: 200, Right: 300, Text: "8", Horizontal: edges.Continued}}},
			[]string{"0,0 1×1 b", "0,1 1×1 1"},
			document.Place{Table: 1, Row: 1, Column: 2},
		},
		"both": {
			[]edges.Row{
				{{Left: 0, Right: 100, Text: "1", Horizontal: edges.First, Vertical: edges.First}, {Left: 100, Right: 200, Horizontal: edges.Continued}},
				{{Left: 0, Right: 100, Horizontal: edges.First, Vertical: edges.Continued}, {Left: 100, Right: 200, Text: "8", Horizontal: edges.Continued}},
			},
			[]string{"0,0 2×1 1"},
			document.Place{Table: 1, Row: 2, Column: 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, c.rows)
			if diff := cmp.Diff(c.want, shape(doc.Blocks[0].Table)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeHidden || doc.Findings[0].Place == nil || *doc.Findings[0].Place != c.place {
				t.Errorf("findings = %+v, want one %s at %+v", doc.Findings, document.CodeHidden, c.place)
			}
		})
	}
}

func TestATableThatAMergeCoversIsLeftOutWithAFinding(t *testing.T) {
	doc := &document.Document{}
	f := &edges.Flow{Document: doc, Budget: &document.Budget{Document: doc}}
	f.EndCell("a", 1)
	f.EndRow([]edges.Cell{{Right: 100, Vertical: edges.First}}, 1)
	f.EndCell("8", 2)
	f.EndRow([]edges.Cell{{Right: 100}}, 2)
	f.EndCell("", 1)
	f.EndRow([]edges.Cell{{Right: 100, Vertical: edges.Continued}}, 1)
	f.Close()
	if diff := cmp.Diff([]string{"0,0 2×1 a"}, shape(doc.Blocks[0].Table)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeHidden {
		t.Errorf("findings: %+v", doc.Findings)
	}
}

func TestFlowPutsNestedTablesIntoTheirCell(t *testing.T) {
	doc := &document.Document{}
	f := &edges.Flow{Document: doc, Budget: &document.Budget{Document: doc}}
	one := []edges.Cell{{Left: 0, Right: 100}}
	f.Paragraph("before", 0, 2)
	f.Paragraph("a", 1, 0)
	f.EndCell("in", 2)
	f.EndRow(one, 2)
	f.EndCell("b", 1)
	f.EndRow(one, 1)
	f.EndCell("last", 1)
	f.EndRow(one, 1)
	f.Paragraph("after", 0, 0)
	f.Close()
	if len(doc.Blocks) != 3 || doc.Blocks[0].Level != 2 || doc.Blocks[2].Text != "after" {
		t.Fatalf("blocks: %+v", doc.Blocks)
	}
	want := []string{"0,0 1×1 a\nb {0,0 1×1 in}", "1,0 1×1 last"}
	if diff := cmp.Diff(want, shape(doc.Blocks[1].Table)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestFlowSaysWhatIsTorn(t *testing.T) {
	for name, c := range map[string]struct {
		take func(f *edges.Flow)
		want string
	}{
		"a table without its last row end": {func(f *edges.Flow) { f.EndCell("a", 1); f.EndCell("b", 1) }, "0,0 1×1 a|0,1 1×1 b"},
		"more cells than places":           {func(f *edges.Flow) { f.EndCell("a", 1); f.EndCell("b", 1); f.EndRow([]edges.Cell{{Right: 9}}, 1) }, "0,0 1×1 a|0,1 1×1 b"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &document.Document{}
			f := &edges.Flow{Document: doc, Budget: &document.Budget{Document: doc}}
			c.take(f)
			f.Close()
			if got := strings.Join(shape(doc.Blocks[0].Table), "|"); got != c.want {
				t.Errorf("cells = %s, want %s", got, c.want)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != edges.CodeTornTable {
				t.Errorf("findings: %+v", doc.Findings)
			}
		})
	}
}

// Whatever the edges are, no position is covered twice and no text is lost but
// that which a merge covers, which a finding says.
func TestAnyRowsMakeATable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []edges.Row
		texts, goesOn := 0, map[int]bool{}
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			var row edges.Row
			for range rapid.IntRange(1, 6).Draw(t, "cells") {
				texts++
				h, v := edges.Merge(rapid.IntRange(0, 2).Draw(t, "h")), edges.Merge(rapid.IntRange(0, 2).Draw(t, "v"))
				goesOn[texts] = h == edges.Continued || v == edges.Continued
				row = append(row, edges.Cell{
					Left: rapid.IntRange(-50, 400).Draw(t, "left"), Right: rapid.IntRange(-50, 400).Draw(t, "right"),
					Horizontal: h, Vertical: v, Text: fmt.Sprintf("t%d.", texts),
				})
			}
			rows = append(rows, row)
		}
		doc := read(t, rows)
		table := doc.Blocks[0].Table
		var all strings.Builder
		if err := documenttest.CheckTable(table); err != nil {
			t.Fatalf("%v: %v", err, shape(table))
		}
		for _, c := range table.Cells {
			all.WriteString(c.Text)
		}
		left := 0
		for i := range texts {
			switch n := strings.Count(all.String(), fmt.Sprintf("t%d.", i+1)); {
			case n == 0 && goesOn[i+1]:
				left = 1
			case n != 1:
				t.Fatalf("text %d: %q", i+1, all.String())
			}
		}
		if len(doc.Findings) != left {
			t.Fatalf("findings %+v of %q", doc.Findings, all.String())
		}
	})
}

func TestLimits(t *testing.T) {
	doc := &document.Document{}
	f := &edges.Flow{Document: doc, Budget: &document.Budget{Document: doc}}
	f.EndCell("deep", 1_000_000)
	for i := range document.MaxCells + 10 {
		f.EndCell("x", 1)
		f.EndRow([]edges.Cell{{Left: i, Right: 40_000 * (i + 1)}}, 1)
	}
	for range document.MaxColumns + 1 {
		f.EndCell("wide", 1)
	}
	f.Close()
	said := map[string]bool{}
	for _, finding := range doc.Findings {
		said[finding.Where] = finding.Code == document.CodeLimit
	}
	for _, name := range []string{"nesting", "cells", "columns"} {
		if !said[name] {
			t.Errorf("nothing said of %s: %+v", name, doc.Findings)
		}
	}
}
