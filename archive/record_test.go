package archive_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/extract/report"
)

func TestReadingRecordIsTheOneOfTheReading(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"1", "report 青石区水务局 2023 applications.new.total=5 | text\nreport 青石区水务局 2022 applications.new.total=7 | \"text\"\nguide 青石区水务局 phone=1")
	w.visit(site+"2", "fail")
	v := w.versions(site + "1")[0]
	whole, err := w.a.Reading(w.ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole.Records {
		got, of, err := w.a.ReadingRecord(w.ctx, v, i)
		if err != nil || of != len(whole.Records) {
			t.Fatalf("record %d of %d: %v", i, of, err)
		}
		if diff := cmp.Diff(&whole.Records[i], got, cmp.Comparer(func(a, b report.Number) bool { return a.Equal(b) })); diff != "" {
			t.Errorf("record %d: %s", i, diff)
		}
		j, err := w.a.ReadingRecordJSON(w.ctx, []byte("[1,"), v, i)
		if err != nil || !json.Valid(append(j, ']')) {
			t.Errorf("record %d is %s, %v", i, j, err)
		}
	}
	for _, i := range []int{-1, len(whole.Records)} {
		if got, _, err := w.a.ReadingRecord(w.ctx, v, i); got != nil || err != nil {
			t.Errorf("record %d is %v, %v; there is none", i, got, err)
		}
	}
	if _, _, err := w.a.ReadingRecord(w.ctx, w.versions(site + "2")[0], 0); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a version that was not read: %v", err)
	}
}
