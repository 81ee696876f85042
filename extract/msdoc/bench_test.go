package msdoc_test

import (
	"fmt"
	"testing"

	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// A report of the usual size: three tables of 60 rows in all, 10 columns.
func BenchmarkRead(b *testing.B) {
	var rows [][]msdoctest.Part
	edges, cells, flags := []int{0}, []string(nil), []uint16(nil)
	for c := range 10 {
		edges, cells, flags = append(edges, 1000*c+1000), append(cells, fmt.Sprint("单元格", c)), append(flags, 0)
	}
	for range 60 {
		rows = append(rows, msdoctest.Row(msdoctest.Define(edges, flags...), cells...))
	}
	payload := msdoctest.File{Parts: parts(rows...)}.Bytes()
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := msdoc.Read(payload); err != nil {
			b.Fatal(err)
		}
	}
}
