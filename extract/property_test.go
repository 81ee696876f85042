package extract_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"gongkai/extract"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/extracttest"
	"gongkai/extract/report"
	"gongkai/extract/report/reporttest"
)

// The properties are kept short, since each runs over every format.
func TestMain(m *testing.M) { os.Exit(reporttest.Main(m, 8)) }

// noise is what a writer leaves to chance.
func noise(t *rapid.T) *rand.Rand {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "noise"), 0))
}

// readings are the cells of all records of a file. A key that two records give
// with different numbers is kept as both say it, and so no truth has it.
func readings(records []report.Record) map[string]reporttest.Truth {
	out := map[string]reporttest.Truth{}
	for _, r := range records {
		for k, c := range r.Cells {
			t := reporttest.Truth{State: string(c.State)}
			if c.Value != nil {
				t.Value = c.Value.String()
			}
			if before, ok := out[k]; ok && before != t && t.State == reporttest.StateValue {
				t.Value += " and " + before.Value
			}
			out[k] = t
		}
	}
	return out
}

// unheld lists the cells whose number the document does not hold (reporttest.Unheld).
// Where a finding says that a number was put together of its pieces, these are the
// digits of the cell, one behind the other.
func unheld(result extract.Result) []string {
	got := readings(result.Records)
	for _, r := range result.Records {
		for _, f := range r.Findings {
			c := r.Cells[f.Where]
			pieces := norm.NFKC.String(strings.Join(strings.Fields(c.Raw), ""))
			if f.Code == "number_joined" && c.Value != nil && c.Value.String() == pieces {
				delete(got, f.Where)
			}
		}
	}
	return reporttest.Unheld(got, result.Document)
}

// write writes the parts and reads them again.
func write(t *rapid.T, w extracttest.Writer, parts []reporttest.Part) extract.Result {
	result := extract.Read(w.Write(parts, noise(t)), extract.Hints{})
	if result.Document != nil {
		if err := documenttest.Check(result.Document); err != nil {
			t.Fatal(err)
		}
	}
	return result
}

func TestAReportComesBackFromEveryFormat(t *testing.T) {
	for _, w := range extracttest.Writers() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				var o reporttest.Options
				if w.Keeps == extracttest.Full {
					o = reporttest.Options{NoBlanks: true, NoLocal: true}
				}
				r := reporttest.Draw(t, o)
				result := write(t, w, r.Parts())
				got := readings(result.Records)
				if result.Document == nil {
					t.Fatalf("not read: %+v", result.Records[0].Findings)
				}
				if bad := unheld(result); bad != nil {
					t.Errorf("the document does not hold %v", bad)
				}
				if w.Keeps == extracttest.Little {
					if bad := reporttest.Wrong(got, r.Truth()); bad != nil {
						t.Fatalf("wrong: %v", bad)
					}
					return
				}
				if diff := cmp.Diff(r.Truth(), got); diff != "" {
					t.Fatalf("%+v\n%s", result.Records[0].Findings, diff)
				}
			})
		})
	}
}

// damages are what happens to a report on its way: the same cells, laid out otherwise.
var damages = map[string]func(t *rapid.T, parts []reporttest.Part) []reporttest.Part{
	"rows in another order": func(t *rapid.T, parts []reporttest.Part) []reporttest.Part {
		return change(parts, func(table reporttest.Table) []reporttest.Table {
			return []reporttest.Table{extracttest.Shuffled(table, noise(t))}
		})
	},
	"cells merged otherwise": func(t *rapid.T, parts []reporttest.Part) []reporttest.Part {
		again := rapid.Bool().Draw(t, "texts again")
		return change(parts, func(table reporttest.Table) []reporttest.Table {
			return []reporttest.Table{extracttest.Unmerged(table, again)}
		})
	},
	"tables cut": func(t *rapid.T, parts []reporttest.Part) []reporttest.Part {
		headed := rapid.Bool().Draw(t, "header again")
		return change(parts, func(table reporttest.Table) []reporttest.Table {
			var header reporttest.Table
			if headed {
				header = table[:min(len(table), reporttest.HeaderRows)]
			}
			first, second := table.Cut(rapid.IntRange(0, len(table)).Draw(t, "before row"), header)
			return []reporttest.Table{first, second}
		})
	},
}

// change puts other tables in the place of each table that has one row or more.
func change(parts []reporttest.Part, by func(reporttest.Table) []reporttest.Table) (out []reporttest.Part) {
	for _, p := range parts {
		if p.Table == nil {
			out = append(out, p)
			continue
		}
		for _, table := range by(p.Table) {
			if len(table) > 0 {
				out = append(out, reporttest.Part{Table: table})
			}
		}
	}
	return out
}

func TestADamagedReportGivesTheSameCellsOrFewer(t *testing.T) {
	for _, w := range extracttest.Writers() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				name := rapid.SampledFrom(slices.Sorted(maps.Keys(damages))).Draw(t, "damage")
				r := reporttest.Draw(t, reporttest.Options{})
				expectNothingElse(t, write(t, w, damages[name](t, r.Parts())), r)
			})
		})
	}
}

// expectNothingElse fails where a cell has another number than the truth, or one
// that the document does not hold.
func expectNothingElse(t *rapid.T, result extract.Result, r *reporttest.Report) {
	got := readings(result.Records)
	if bad := reporttest.Wrong(got, r.Truth()); bad != nil {
		t.Errorf("wrong: %v", bad)
	}
	if result.Document == nil {
		if len(got) > 0 {
			t.Errorf("cells %v of a file that was not read", got)
		}
		return
	}
	if bad := unheld(result); bad != nil {
		t.Errorf("the document does not hold %v", bad)
	}
}

// A file that lost marks or bytes may say anything, but its cells are what it says.
func TestNoNumberComesOutThatABrokenFileDoesNotHold(t *testing.T) {
	for _, w := range extracttest.Writers() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				r, n := reporttest.Draw(t, reporttest.Options{}), rapid.IntRange(1, 9).Draw(t, "lost")
				rnd := noise(t)
				payload := w.Write(r.Parts(), rnd)
				if rapid.Bool().Draw(t, "marks") {
					payload = extracttest.WithoutMarks(payload, n, rnd)
				} else {
					payload = extracttest.WithoutBytes(payload, n, rnd)
				}
				result := extract.Read(payload, extract.Hints{})
				if result.Document == nil {
					return
				}
				if err := documenttest.Check(result.Document); err != nil {
					t.Fatal(err)
				}
				if bad := unheld(result); bad != nil {
					t.Errorf("the document does not hold %v", bad)
				}
			})
		})
	}
}
