package report

import (
	"strconv"
	"testing"
)

// One full report, as a grid and as lines.
func BenchmarkParse(b *testing.B) {
	s := sample{form: form2021, cells: map[string]string{}}
	for i, k := range s.keys() {
		s.cells[k] = strconv.Itoa(i)
	}
	for sh, name := range []string{"grid", "ragged", "stream"} {
		doc := render(shape(sh), 2023, []tableSpec{s.proactiveTable()}, []tableSpec{s.applicationsTable(keysOf(applicationColumns), formRows(s.form))}, []tableSpec{s.reviewTable()})
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse(doc)
			}
		})
	}
}
