package feed_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"gongkai/archive"
)

// countingLog counts the comparisons and gives versions the reading that a test
// says.
type countingLog struct {
	fakeLog
	revision string
	compared int
}

func (l *countingLog) Version(_ context.Context, id archive.PageID, n int) (archive.Version, error) {
	return archive.Version{Page: id, Number: n, ReadBy: l.revision}, nil
}

func (l *countingLog) ChangeDiff(_ context.Context, c archive.Change) (*archive.Diff, error) {
	l.compared++
	big := strings.Repeat("长", 150)
	d := &archive.Diff{Documents: []archive.DocumentDiff{{Fields: []archive.FieldDiff{{Name: "revision", From: "", To: l.revision}}}}}
	for range 40 {
		d.Text = append(d.Text, archive.TextDiff{From: []string{big}, To: []string{big}})
	}
	return d, nil
}

func TestADifferenceIsMadeOnceForEachReading(t *testing.T) {
	var l countingLog
	l.revision = "first revision"
	for n := uint64(1); n <= 3; n++ {
		l.fakeLog = append(l.fakeLog, archive.Change{Number: n, Time: start, Kind: kinds[n%3], Portal: "p", Page: "0123456789abcdef", URL: "http://a.example/", Before: 1, Version: 2})
	}
	h := handler(&l)
	for range 3 {
		if body := get(t, h, "/feed/atom.xml?chrome=1").Body.String(); !strings.Contains(body, "first revision") {
			t.Fatal(body)
		}
	}
	if l.compared != 2 {
		t.Errorf("%d comparisons of two changes, the third is of a page frame", l.compared)
	}
	l.revision = "second revision"
	if body := get(t, h, "/feed/atom.xml").Body.String(); !strings.Contains(body, "second revision") || strings.Contains(body, "first revision") {
		t.Error("the difference is that of an older reading")
	}
}

// damagedLog cannot compare the versions of one change.
type damagedLog struct {
	*archive.Archive
	bad uint64
}

func (l *damagedLog) ChangeDiff(ctx context.Context, c archive.Change) (*archive.Diff, error) {
	if c.Number == l.bad {
		return nil, archive.ErrCorrupt
	}
	return l.Archive.ChangeDiff(ctx, c)
}

func TestADamagedRecordTakesOnlyItsOwnDifference(t *testing.T) {
	w := newWorld(t, "yunhu")
	for received := range int64(3) {
		w.visit("yunhu", "http://a.example/1", annual(water, 2023, "x", received))
	}
	l := &damagedLog{w.arc, 2}
	h := handler(l)
	const said = "the difference could not be made"
	for _, path := range []string{"/feed/atom.xml", "/feed/feed.json", "/feed/portal/yunhu/feed.json"} {
		rec := get(t, h, path)
		if body := rec.Body.String(); rec.Code != http.StatusOK || !strings.Contains(body, said) {
			t.Errorf("%s: %d %s", path, rec.Code, body)
		}
	}
	if body := get(t, h, "/feed/feed.json").Body.String(); !strings.Contains(body, ": 1 → 2") || strings.Contains(body, ": 0 → 1") {
		t.Errorf("not the differences that can be made: %s", body)
	}
	l.bad = 0
	if body := get(t, h, "/feed/feed.json").Body.String(); strings.Contains(body, said) {
		t.Error("the record is mended, and the feed still has none of it")
	}
}

func TestManyDifferencesAreNotAllKept(t *testing.T) {
	var l countingLog
	for n := uint64(1); n <= 1500; n++ {
		l.fakeLog = append(l.fakeLog, archive.Change{Number: n, Time: start, Kind: archive.ChangeContent, Portal: "p", Page: "0123456789abcdef", URL: "http://a.example/", Before: 1, Version: 2})
	}
	h := handler(&l)
	if got := len(followNext(t, t, h, "/feed/feed.json")); got != 1500 || l.compared != 1500 {
		t.Fatalf("%d entries, %d comparisons", got, l.compared)
	}
	if rec := get(t, h, "/feed/feed.json"); rec.Code != http.StatusOK || l.compared != 1550 {
		t.Errorf("%d comparisons: the newest were asked for first, so 1,450 later they are gone", l.compared)
	}
	if get(t, h, "/feed/feed.json"); l.compared != 1550 {
		t.Errorf("%d comparisons: they are kept again", l.compared)
	}
}
