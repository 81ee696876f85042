package report

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/report/reporttest"
)

// truthOf are the cells of a record as reporttest compares them.
func truthOf(r Record) map[string]reporttest.Truth {
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

// reprint prints the cells of the form in parts of a report otherwise.
func reprint(parts []reporttest.Part, print func(key, text string) string) []reporttest.Part {
	for i := range parts {
		parts[i].Table = parts[i].Table.Clone()
		for _, row := range parts[i].Table {
			for j, c := range row {
				if c.Key != "" {
					row[j].Text = print(c.Key, c.Text)
				}
			}
		}
	}
	return parts
}

// cut breaks a number of two digits or more in two or three lines.
func cut(rnd *rand.Rand, s string) string {
	at := 1 + rnd.IntN(len(s)-1)
	first, rest := s[:at], s[at:]
	if len(rest) > 1 && rnd.IntN(4) == 0 {
		rest = cut(rnd, rest)
	}
	return first + []string{"\n", "\n", " ", " \n "}[rnd.IntN(4)] + rest
}

func TestPiecesAreReadAsOneNumberOrNotAtAll(t *testing.T) {
	joined := 0
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{Plain: true, NoBlanks: rapid.IntRange(0, 3).Draw(t, "blanks") > 0})
		truth := r.Truth()
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		wraps, twos := rapid.IntRange(0, 9).Draw(t, "wraps"), rapid.IntRange(0, 2).Draw(t, "two numbers")
		cells := Parse(reporttest.Document(reprint(r.Parts(), func(key, text string) string {
			if !plainNumber(text) {
				return text
			}
			switch n := rnd.IntN(40); {
			case n < twos: // another number stands below it or above it
				other := strconv.Itoa(rnd.IntN(30))
				if rnd.IntN(2) == 0 {
					return text + "\n" + other
				}
				return other + "\n" + text
			case n < 2*twos: // two numbers and neither is its own
				if a, b := strconv.Itoa(rnd.IntN(9)), strconv.Itoa(rnd.IntN(9)); a+b != text {
					delete(truth, key)
					return a + "\n" + b
				}
			case len(text) > 1 && rnd.IntN(10) < wraps:
				return cut(rnd, text)
			}
			return text
		})))[0]
		if bad := reporttest.Wrong(truthOf(cells), truth); bad != nil {
			t.Fatalf("wrong %v", bad)
		}
		for _, c := range codes(cells) {
			if strings.HasPrefix(c, "number_joined") {
				joined++
			}
		}
	})
	if joined == 0 {
		t.Error("no number was joined: this test shows nothing")
	}
}

func TestPiecesOfANumber(t *testing.T) {
	const n, all, granted = "applications.new.natural_person", "applications.new.total", "applications.granted.natural_person"
	right := map[string]string{n: "1234", "applications.new.other": "6", all: "1240", granted: "1200",
		"applications.granted.total": "1200", "applications.total.natural_person": "1200", "applications.total.total": "1200",
		"applications.carried_out.natural_person": "34", "applications.carried_out.other": "6", "applications.carried_out.total": "40"}
	for _, tt := range []struct {
		name  string
		print map[string]string
		want  map[string]string
	}{
		{"one number in two lines is joined", map[string]string{n: "12\n34"}, map[string]string{n: "1234"}},
		{"in three", map[string]string{n: "1\n23\n4"}, map[string]string{n: "1234"}},
		{"so are two in one row, and in one column", map[string]string{n: "123\n4", all: "12\n40", granted: "120\n0"},
			map[string]string{n: "1234", all: "1240", granted: "1200"}},
		{"the same number in every row and column stays in doubt", map[string]string{"applications.new.other": "0", "applications.carried_out.other": "0",
			n: "12\n34", all: "12\n34", "applications.carried_out.natural_person": "1\n2", "applications.carried_out.total": "1\n2"},
			map[string]string{n: "(unreadable)", all: "(unreadable)"}},
		{"two numbers are not", map[string]string{n: "1234\n5"}, map[string]string{n: "(unreadable)"}},
		{"nor one beside a blank cell of its row", map[string]string{n: "12\n34", "applications.new.business": ""}, map[string]string{n: "(unreadable)"}},
		{"nor one beside a blank cell of its column", map[string]string{n: "12\n34", "applications.carried_in.natural_person": ""}, map[string]string{n: "(unreadable)"}},
		{"nor one beside a cell that is no number", map[string]string{n: "12\n34", "applications.new.business": "约0"}, map[string]string{n: "(unreadable)"}},
		{"nor one whose row does not add up", map[string]string{n: "12\n34", all: "1241"}, map[string]string{n: "(unreadable)"}},
		{"nor one whose column does not add up", map[string]string{n: "12\n34", "applications.carried_in.natural_person": "1"}, map[string]string{n: "(unreadable)"}},
		{"nor one with a sum only along the row", map[string]string{"review.upheld": "1\n2", "review.total": "12"}, map[string]string{}},
		{"digits of two kinds are no pieces", map[string]string{n: "12\n3⁴"}, map[string]string{n: "(unreadable)"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(inPieces(right, tt.print))[0]
			expectPieces(t, r, tt.want)
			if len(tt.want) == 0 {
				expectCells(t, r, "", map[string]string{"review.upheld": "(unreadable)"})
			}
		})
	}
}

// inPieces is a report of zeros but for some cells, and some that are printed otherwise.
func inPieces(right, print map[string]string) *document.Document {
	s := sample{form: form2021, cells: map[string]string{}}
	for _, k := range s.keys() {
		s.cells[k] = "0"
	}
	maps.Copy(s.cells, right)
	maps.Copy(s.cells, print)
	return render(shapeGrid, 2023, []tableSpec{s.proactiveTable()}, []tableSpec{plainTable(&s)}, []tableSpec{s.reviewTable()})
}

// expectPieces wants numbers that were joined, or told of as unreadable.
func expectPieces(t *testing.T, r Record, want map[string]string) {
	t.Helper()
	expectCells(t, r, "", want)
	for k, v := range want {
		code := "number_joined "
		if v == "(unreadable)" {
			code = "cell_unreadable "
		}
		if !slices.Contains(codes(r), code+k) {
			t.Errorf("no finding %s%s in %v", code, k, codes(r))
		}
	}
}

// Every cell in four pieces, and nothing fits: that must not cost more than reading
// the report.
func TestManyPiecesAreBounded(t *testing.T) {
	s := sample{form: form2021, cells: map[string]string{}}
	for i, k := range s.keys() {
		s.cells[k] = strconv.Itoa(i+1) + "\n2\n3\n" + strconv.Itoa(7*i)
	}
	start := time.Now()
	r := Parse(render(shapeGrid, 2023, nil, []tableSpec{plainTable(&s)}, nil))[0]
	if took := time.Since(start); took > time.Second {
		t.Errorf("%v", took)
	}
	for k, c := range r.Cells {
		if c.State == StateValue {
			t.Errorf("%s: %s", k, c.Value)
		}
	}
}
