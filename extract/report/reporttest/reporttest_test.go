package reporttest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/report"
	"gongkai/extract/report/reporttest"
)

func TestMain(m *testing.M) { os.Exit(reporttest.Main(m, 300)) }

func readings(r report.Record) map[string]reporttest.Truth {
	out := map[string]reporttest.Truth{}
	for k, c := range r.Cells {
		t := reporttest.Truth{State: string(c.State)}
		if c.Value != nil {
			t.Value = c.Value.String()
		}
		out[k] = t
	}
	return out
}

func TestAReportComesBackWithExactlyItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{})
		doc := r.Document()
		if err := documenttest.Check(doc); err != nil {
			t.Fatal(err)
		}
		records := report.Parse(doc)
		if len(records) != 1 || records[0].Kind != report.AnnualReport {
			t.Fatalf("read as %+v", records)
		}
		got := readings(records[0])
		if bad := reporttest.Unheld(got, doc); bad != nil {
			t.Errorf("the document does not hold %v", bad)
		}
		if diff := cmp.Diff(r.Truth(), got); diff != "" {
			t.Fatalf("%+v\n%s", records[0].Findings, diff)
		}
		if f := records[0].Forms; f.Proactive != r.Proactive || f.Applications != r.Applications {
			t.Errorf("forms %+v, want %s and %s", f, r.Proactive, r.Applications)
		}
	})
}

// A table that was damaged gives its cells as they are or not at all, whatever
// way the report comes.
func TestADamagedReportGivesNoWrongNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{Distinct: rapid.Bool().Draw(t, "distinct")})
		parts, did := reporttest.Mutate(t, r.Parts())
		doc := reporttest.Document(parts)
		if err := documenttest.Check(doc); err != nil {
			t.Fatal(err)
		}
		truth := r.TruthIn(parts)
		for name, doc := range map[string]*document.Document{
			"table":                          doc,
			"cells without spans":            spans{covered: true}.without(doc),
			"cells without spans, filled up": spans{covered: true, filled: true}.without(doc),
			"covered cells gone":             spans{}.without(doc),
			"covered cells gone, filled up":  spans{filled: true}.without(doc),
			"lines":                          lines(doc),
		} {
			if name == "lines" && slices.Contains(did, reporttest.LabelLost) || name != "table" && slices.ContainsFunc(did, recut) {
				continue
			}
			for _, record := range report.Parse(doc) {
				got := readings(record)
				if bad := append(reporttest.Wrong(got, truth), reporttest.Unheld(got, doc)...); bad != nil {
					t.Errorf("%s: %v\n%s", name, bad, print(parts))
				}
			}
		}
	})
}

// recut reports whether a mutation cut a cell in two or made one of two.
func recut(did string) bool { return did == reporttest.CellInTwo || did == reporttest.TwoInOne }

// spans says what became of a table whose cells lost their spans, as the text of an
// office program, a careless converter or a saved sheet holds it.
type spans struct {
	covered bool // what a cell reached over downwards stays as an empty cell; else it is gone
	filled  bool // rows are filled up with empty cells at their ends
}

// without is a document with tables of such cells.
func (s spans) without(doc *document.Document) *document.Document {
	return each(doc, func(t *document.Table) []document.Block {
		out := &document.Table{Rows: t.Rows}
		var rows [][]document.Cell
		for r, line := range t.Grid() {
			var row []document.Cell
			last := -1
			for _, i := range line {
				if i < 0 || i == last {
					continue
				}
				last = i
				cell := document.Cell{Row: r, Col: len(row), RowSpan: 1, ColSpan: 1, Place: t.Cells[i].Place}
				if t.Cells[i].Row == r {
					cell.Text = t.Cells[i].Text
				} else if !s.covered {
					continue
				}
				row = append(row, cell)
			}
			rows = append(rows, row)
			out.Cols = max(out.Cols, len(row))
		}
		for r, row := range rows {
			for s.filled && len(row) < out.Cols {
				row = append(row, document.Cell{Row: r, Col: len(row), RowSpan: 1, ColSpan: 1})
			}
			out.Cells = append(out.Cells, row...)
		}
		return []document.Block{{Kind: document.TableKind, Table: out}}
	})
}

// lines is a document with one cell a line, empty ones gone.
func lines(doc *document.Document) *document.Document {
	return each(doc, func(t *document.Table) (out []document.Block) {
		for _, c := range t.Cells {
			if strings.TrimSpace(c.Text) != "" {
				out = append(out, document.Block{Kind: document.Paragraph, Text: c.Text, Place: document.Place{Line: len(out) + 1}})
			}
		}
		return out
	})
}

func each(doc *document.Document, do func(*document.Table) []document.Block) *document.Document {
	out := &document.Document{Format: doc.Format}
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		out.Blocks = append(out.Blocks, do(b.Table)...)
	}
	return out
}

func print(parts []reporttest.Part) string {
	var b strings.Builder
	for _, p := range parts {
		for _, row := range p.Table {
			for _, c := range row {
				fmt.Fprintf(&b, "%s[%d,%d]|", c.Text, c.RowSpan, c.ColSpan)
			}
			b.WriteByte('\n')
		}
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}
