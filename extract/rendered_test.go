package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/extract/document"
	"gongkai/extract/zipxml/zipxmltest"
)

// The outcomes of a rendered file.
const (
	exact      = "every cell"
	digitsOnly = "every cell's place, every number" // the file's own fonts say other characters
)

// rendered are the files of one report, as programs made them, and what comes
// of each: an outcome, or the code of the finding that says why it is not read.
// A file that is not in this list fails the test.
var rendered = map[string]string{
	"lo.pdf": exact, "cr.pdf": exact, "cr_wqy.pdf": exact, "gs_lo.pdf": exact, "gs_wqy.pdf": digitsOnly,
	"enc40.pdf": exact, "enc128.pdf": exact, "enc256.pdf": exact, "objstm.pdf": exact, "rot.pdf": exact,
	"brokenxref.pdf": exact, "junk.pdf": exact, "trunc.pdf": document.CodeTruncated, "bomb.pdf": document.CodeLimit,
	"report.html": exact, "report.docx": exact, "report.doc": exact, "report.rtf": exact, "report.xls": exact, "report.xlsx": exact,
	"report.ofd": exact,
}

// missing are files of the list that nobody has made yet.
var missing = []string{"report.ofd"}

// renderedTruth are the cells of the report's three tables.
func renderedTruth(t *testing.T, dir string) [][][]any {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth []struct {
		Cells [][]any `json:"cells"`
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	var want [][][]any
	n := 0
	for _, table := range truth {
		want, n = append(want, table.Cells), n+len(table.Cells)
	}
	if n != 279 {
		t.Fatalf("the truth has %d cells, want 279", n)
	}
	return want
}

// The tables of a rendered report: the place, the span and the text of each
// cell, against the truth that it was made from.
func TestCorpusTablesAreRight(t *testing.T) {
	dir := corpus(t, "rendered")
	want := renderedTruth(t, dir)
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, known := rendered[f.Name()]; !known && f.Name() != "truth.json" {
			t.Errorf("%s: nothing says what must come of it", f.Name())
		}
	}
	for name, outcome := range rendered {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, name)
			if _, err := os.Stat(file); err != nil && slices.Contains(missing, name) {
				t.Skipf("%s is not here: this format is not compared with the others", name)
			}
			r := readFile(t, file)
			switch outcome {
			case exact, digitsOnly:
				if r.State != extract.StateRead {
					t.Fatalf("state %s: %+v", r.State, r.Records[0].Findings)
				}
			default:
				if f := r.Records[0].Findings; r.State != extract.StateUnreadable || f[0].Code != outcome {
					t.Errorf("state %s, findings %+v, want %s", r.State, f, outcome)
				}
				return
			}
			got, wanted := cellsOf(r.Document), want
			if outcome == digitsOnly {
				if f := r.Document.Findings; len(f) == 0 || f[0].Code != "garbled" {
					t.Errorf("findings = %+v, want garbled", f)
				}
				got, wanted = numbersOf(got), numbersOf(want)
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
		})
	}
}

// The same files in one container: as many tables, each as it is alone.
func TestCorpusTablesInAContainerAreRight(t *testing.T) {
	dir := corpus(t, "rendered")
	want := renderedTruth(t, dir)
	var parts []string
	var all [][][]any
	for _, name := range []string{"report.doc", "report.docx", "trunc.pdf", "lo.pdf", "report.html"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, name, string(b))
		if rendered[name] == exact {
			all = append(all, want...)
		}
	}
	r := extract.Read(zipxmltest.Pack(parts...), extract.Hints{Name: "reports.zip"})
	if diff := cmp.Diff(all, cellsOf(r.Document)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	for i, rec := range r.Records {
		alone := readFile(t, filepath.Join(dir, parts[2*i])).Records[0]
		alone.Source.File, alone.Source.Document = "reports.zip!/"+parts[2*i], i
		if diff := cmp.Diff(alone, rec); diff != "" {
			t.Errorf("%s in the container (-alone +inside):\n%s", parts[2*i], diff)
		}
	}
}

// numbersOf are the places of all cells, and the texts of those that are numbers.
func numbersOf(tables [][][]any) [][][]any {
	var out [][][]any
	for _, cells := range tables {
		var kept [][]any
		for _, c := range cells {
			c = slices.Clone(c)
			if s, _ := c[4].(string); s == "" || strings.Trim(s, "0123456789.,-") != "" {
				c[4] = ""
			}
			kept = append(kept, c)
		}
		out = append(out, kept)
	}
	return out
}

// cellsOf are the cells of a document's tables as the truth has them.
func cellsOf(doc *document.Document) [][][]any {
	var got [][][]any
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		var cells [][]any
		for _, c := range b.Table.Cells {
			text := strings.Join(strings.Fields(c.Text), "")
			cells = append(cells, []any{float64(c.Row), float64(c.Col), float64(c.RowSpan), float64(c.ColSpan), text})
		}
		got = append(got, cells)
	}
	return got
}
