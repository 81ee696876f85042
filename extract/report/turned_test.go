package report

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/report/reporttest"
)

// turnAll turns the table of section 三 in a document.
func turnAll(t *rapid.T, doc *document.Document) *document.Table {
	for i := range doc.Blocks {
		if tab := doc.Blocks[i].Table; tab != nil && slices.ContainsFunc(tab.Cells, func(c document.Cell) bool { return strings.Contains(c.Text, "上年结转") }) {
			up, ok := turn(tab)
			if !ok {
				t.Fatal("a whole table has gaps")
			}
			doc.Blocks[i].Table = up
			return up
		}
	}
	t.Fatal("no table of section 三")
	return nil
}

func TestATurnedTableGivesItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{NoLocal: true})
		doc := r.Document()
		turnAll(t, doc)
		rec := Parse(doc)[0]
		got, truth := truthOf(rec), r.Truth()
		if bad := reporttest.Wrong(got, truth); bad != nil {
			t.Fatalf("wrong %v", bad)
		}
		for key, want := range truth {
			where := key[:strings.LastIndexByte(key, '.')]
			left := slices.ContainsFunc(rec.Findings, func(f document.Finding) bool {
				return f.Where == where && (f.Code == "table_turned" || f.Code == "row_unproved")
			})
			if got[key] != want && !left {
				t.Fatalf("%s is %+v, want %+v: %v", key, got[key], want, codes(rec))
			}
		}
	})
}

// What organs and converters do to a turned table: the cells as they are, or none.
func TestADamagedTurnedTableGivesNoWrongNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{NoLocal: true, NoBlanks: true, Distinct: rapid.Bool().Draw(t, "distinct")})
		doc := r.Document()
		tab := turnAll(t, doc)
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		row := rapid.IntRange(headRows, tab.Rows-1).Draw(t, "row")
		from := rapid.IntRange(2, tab.Cols-2).Draw(t, "from")
		to := rapid.IntRange(from+1, tab.Cols-1).Draw(t, "to")
		var moved []int
		for i, c := range tab.Cells {
			if c.Row == row && c.RowSpan == 1 && c.ColSpan == 1 && c.Col >= from && c.Col <= to {
				moved = append(moved, i)
			}
		}
		if len(moved) < 2 {
			return
		}
		truth := r.Truth()
		before := tab.Cells[moved[0]].Text
		switch rnd.IntN(3) {
		case 0: // one is lost, the others follow, an empty one closes the row
			for k := 1; k < len(moved); k++ {
				tab.Cells[moved[k-1]].Text = tab.Cells[moved[k]].Text
			}
			tab.Cells[moved[len(moved)-1]].Text = ""
		case 1: // one too many pushes the others on
			for k := len(moved) - 1; k > 0; k-- {
				tab.Cells[moved[k]].Text = tab.Cells[moved[k-1]].Text
			}
			tab.Cells[moved[0]].Text = "90909"
		case 2: // one is not there
			tab.Cells = slices.Delete(tab.Cells, moved[0], moved[0]+1)
		}
		got := truthOf(Parse(doc)[0])
		bad := reporttest.Wrong(got, truth)
		bad = slices.DeleteFunc(bad, func(s string) bool { return before == "" })
		if bad != nil {
			t.Fatalf("wrong %v", bad)
		}
	})
}
