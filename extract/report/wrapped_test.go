package report

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/report/reporttest"
)

// wrap marks the cells with more lines than one as those of a page that shows each
// line but the last to be full.
func wrap(doc *document.Document) *document.Document {
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for i, c := range b.Table.Cells {
			b.Table.Cells[i].Wrapped = strings.Contains(c.Text, "\n") && !reHan.MatchString(strings.TrimRight(c.Text, "件万元"))
		}
	}
	return doc
}

func TestFullLinesAreOneNumberWhereAnotherProofSaysSo(t *testing.T) {
	const n, all, granted = "applications.new.natural_person", "applications.new.total", "applications.granted.natural_person"
	right := map[string]string{n: "1234", "applications.new.other": "6", all: "1240", granted: "1200",
		"applications.granted.total": "1200", "applications.total.natural_person": "1200", "applications.total.total": "1200",
		"applications.carried_out.natural_person": "34", "applications.carried_out.other": "6", "applications.carried_out.total": "40"}
	for _, tt := range []struct {
		name  string
		print map[string]string
		want  map[string]string
	}{
		{"the sums of its row and its column", map[string]string{n: "12\n34"}, map[string]string{n: "1234"}},
		{"the same number in every row and column", map[string]string{"applications.new.other": "0", all: "12\n34",
			"applications.carried_out.other": "0", n: "12\n34", "applications.carried_out.natural_person": "3\n4", "applications.carried_out.total": "3\n4"},
			map[string]string{n: "1234", all: "1234"}},
		{"a sum along the row", map[string]string{"review.upheld": "1\n2", "review.other": "3", "review.total": "1\n5"}, map[string]string{"review.upheld": "12", "review.total": "15"}},
		{"sums with blanks in them", map[string]string{n: "12\n34", "applications.new.business": "", "applications.carried_in.natural_person": ""}, map[string]string{n: "1234"}},
		{"the sum of the column alone", map[string]string{n: "12\n34", "applications.new.business": "约0"}, map[string]string{n: "1234"}},
		{"in three lines, the last of its unit", map[string]string{n: "12\n34\n件"}, map[string]string{n: "1234"}},
		{"thousands", map[string]string{n: "1,\n234"}, map[string]string{n: "1234"}},
		{"the point of an amount", map[string]string{"proactive.fees.amount_wan_yuan": "12\n.34"}, map[string]string{"proactive.fees.amount_wan_yuan": "12.34"}},

		{"no sum: section two", map[string]string{"proactive.licensing.decisions": "12\n34"}, map[string]string{"proactive.licensing.decisions": "(unreadable)"}},
		{"an amount that may be two", map[string]string{"proactive.fees.amount_wan_yuan": "12\n3.4"}, map[string]string{"proactive.fees.amount_wan_yuan": "(unreadable)"}},
		{"a count with a point", map[string]string{"proactive.licensing.decisions": "12\n.34"}, map[string]string{"proactive.licensing.decisions": "(unreadable)"}},
		{"a row that does not add up", map[string]string{n: "12\n34", all: "1241"}, map[string]string{n: "(unreadable)"}},
		{"a column that does not add up", map[string]string{n: "12\n34", "applications.carried_in.natural_person": "1"}, map[string]string{n: "(unreadable)"}},
		{"a note's number below", map[string]string{n: "1234\n5"}, map[string]string{n: "(unreadable)"}},
		{"a note's number below, beside one that is whole", map[string]string{n: "12\n34", granted: "1200\n1"}, map[string]string{granted: "(unreadable)"}},
		{"an old and a new number", map[string]string{n: "1233\n1234"}, map[string]string{n: "(unreadable)"}},
		{"rows over each other hold as their sums do", map[string]string{"review.upheld": "1\n2", "review.corrected": "1\n3", "review.other": "3\n2", "review.pending": "1\n1", "review.total": "6\n8"},
			map[string]string{"review.upheld": "(unreadable)", "review.total": "(unreadable)"}},
		{"the only number of its row, and its total", map[string]string{"review.upheld": "1\n2", "review.total": "1\n2"},
			map[string]string{"review.upheld": "(unreadable)", "review.total": "(unreadable)"}},
		{"a number that begins with nothing", map[string]string{"review.upheld": "0\n5", "review.total": "5"}, map[string]string{"review.upheld": "(unreadable)"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			expectPieces(t, Parse(wrap(inPieces(right, tt.print)))[0], tt.want)
		})
	}
}

// Whatever a page takes for one number in full lines: no other number than the
// cell's comes out.
func TestFullLinesAreOneNumberOrUnread(t *testing.T) {
	joined := 0
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{Plain: true})
		truth := r.Truth()
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		wraps, twos := rapid.IntRange(0, 9).Draw(t, "wraps"), rapid.IntRange(0, 2).Draw(t, "two numbers")
		rec := Parse(wrap(reporttest.Document(reprint(r.Parts(), func(_, text string) string {
			switch {
			case !plainNumber(text):
			case rnd.IntN(40) < twos: // a note, or what it was before
				return text + "\n" + strconv.Itoa(1+rnd.IntN(30))
			case len(text) > 1 && rnd.IntN(10) < wraps:
				return cut(rnd, text)
			}
			return text
		}))))[0]
		if bad := reporttest.Wrong(truthOf(rec), truth); bad != nil {
			t.Fatalf("wrong %v", bad)
		}
		for _, c := range codes(rec) {
			if strings.HasPrefix(c, "number_joined") {
				joined++
			}
		}
	})
	if joined == 0 {
		t.Error("no number was joined: this test shows nothing")
	}
}
