package extracttest

import (
	"math/rand/v2"

	"gongkai/extract/report/reporttest"
)

// Unmerged lays a table out without merged cells. What a merged cell covered is
// blank, or has its text again where it is a label; a value is never doubled.
func Unmerged(t reporttest.Table, again bool) reporttest.Table {
	doc := t.Document()
	keys := keysOf(t)
	out := make(reporttest.Table, doc.Rows)
	for r, line := range doc.Grid() {
		for k, i := range line {
			c := reporttest.Cell{RowSpan: 1, ColSpan: 1}
			if i >= 0 {
				if in := doc.Cells[i]; in.Row == r && in.Col == k {
					c.Text, c.Key = in.Text, keys[i]
				} else if again && keys[i] == "" {
					c.Text = in.Text
				}
			}
			out[r] = append(out[r], c)
		}
	}
	return out
}

// Shuffled puts rows of a table in another order. Only rows that no cell reaches
// into from another row change places, and only among those that have values and
// whose labels say all by themselves: rows of one block of the form stay in it.
func Shuffled(t reporttest.Table, noise *rand.Rand) reporttest.Table {
	doc := t.Document()
	keys := keysOf(t)
	joined := make([]bool, doc.Rows)
	values := make([]bool, doc.Rows)
	for i, c := range doc.Cells {
		values[c.Row] = values[c.Row] || keys[i] != ""
		for r := c.Row; c.RowSpan > 1 && r < c.Row+c.RowSpan; r++ {
			joined[r] = true
		}
	}
	out := t.Clone()
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && values[to] && !joined[to] {
			to++
		}
		noise.Shuffle(to-from, func(i, j int) { out[from+i], out[from+j] = out[from+j], out[from+i] })
		from = max(to, from+1)
	}
	return out
}

func keysOf(t reporttest.Table) (keys []string) {
	for _, row := range t {
		for _, c := range row {
			keys = append(keys, c.Key)
		}
	}
	return keys
}
