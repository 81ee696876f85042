package report

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/go-faster/jx"
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

// One full report from its JSON, as the archive keeps it.
func BenchmarkDecode(b *testing.B) {
	s := sample{form: form2021, cells: map[string]string{}}
	for i, k := range s.keys() {
		s.cells[k] = strconv.Itoa(i % 7)
	}
	doc := render(shape(0), 2023, []tableSpec{s.proactiveTable()}, []tableSpec{s.applicationsTable(keysOf(applicationColumns), formRows(s.form))}, []tableSpec{s.reviewTable()})
	j, err := json.Marshal(Parse(doc)[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(j)))
	b.ReportAllocs()
	var d Decoder
	for b.Loop() {
		if _, err := d.Next(jx.DecodeBytes(j)); err != nil {
			b.Fatal(err)
		}
	}
}
