package reporttest

import (
	"slices"

	"pgregory.net/rapid"
)

// Mutate damages the tables of a report as organs and converters do: rows and
// columns in another order, torn tables, headers repeated, lost or of another
// table, labels with typos, cut or lost, spans gone, remarks, rows and tables of the
// organ's own. It returns parts to write and what it did. Of what is left (TruthIn)
// a reading gives each cell as it is or not at all, but where the way that it is
// written tells nothing of some of them (see LabelLost).
func Mutate(t *rapid.T, parts []Part) (out []Part, did []string) {
	out = slices.Clone(parts)
	for i := range rapid.IntRange(1, 3).Draw(t, "mutations") {
		var tables []int
		for i, p := range out {
			if len(p.Table) > 0 {
				tables = append(tables, i)
			}
		}
		if len(tables) == 0 {
			return out, did
		}
		at := rapid.SampledFrom(tables).Draw(t, "table")
		m := rapid.SampledFrom(mutations).Draw(t, "mutation")
		if m.alone && i > 0 {
			continue
		}
		var in []Part
		for _, table := range m.do(t, out[at].Table.Clone()) {
			in = append(in, Part{Table: table})
		}
		out = slices.Replace(out, at, at+1, in...)
		did = append(did, m.name)
		if m.alone {
			break
		}
	}
	return out, did
}

// The names of mutations that not every way to write a table tells of. Lines without
// their table can lose a blank row beside a label that is lost. Cells without their
// spans do not tell of one that was cut in two, or made of two, in which of the row's it
// was.
const (
	LabelLost = "a label lost"
	CellInTwo = "a cell in two"
	TwoInOne  = "two cells in one"
)

type mutation struct {
	name string
	do   func(t *rapid.T, tab Table) []Table
	// alone says that with another mutation nothing would tell what was done: the
	// form's columns in another order, and one of their labels lost; a row printed
	// twice, and one of them where no header stands over it; a cell cut in two, and a
	// blank at the row's end that may be the one too many.
	alone bool
}

func (m mutation) String() string { return m.name }

// one makes a mutation of one that leaves one table.
func one(do func(t *rapid.T, tab Table) Table) func(*rapid.T, Table) []Table {
	return func(t *rapid.T, tab Table) []Table { return []Table{do(t, tab)} }
}
