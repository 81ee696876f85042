package catalog_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/archive/catalog"
)

// TestCatalogFollowsTheArchive does at random what changes filings, most of it
// without a change in the log, and holds the catalog that followed against one
// that is made afresh.
func TestCatalogFollowsTheArchive(t *testing.T) {
	bodies := []string{
		"report 青石区水务局 2023 total=5", "report 云湖市青石区水务局 2023 total=5", "report 青石区水务局 2023 total=6",
		"report 青石区水务局 2022 total=5\nreport 青石区水务局 2023 total=5", "guide 青石区水务局", "guide 青石区水务局\nreport 青石区教育局 2021 total=3",
		"# frame\nreport 青石区水务局 2023 total=5", "welcome", "%PDF report 青石区教育局 2021 total=1", "%PDF report 青石区财政局 2020 total=1", "report 青石区人民政府 2021 total=9 failing=2",
		"404", "304", "-> yunhu/p1 report 青石区水务局 2023 total=5", "-> qinghe/p0 guide 青石区水务局",
	}
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		w := newWorld(t)
		c := catalog.New(w.a, catalog.Options{})
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			switch rapid.IntRange(0, 5).Draw(rt, "do") {
			case 0:
				w.reopen(rapid.SampledFrom([]string{"1", "2", "3"}).Draw(rt, "revision"))
				c = catalog.New(w.a, catalog.Options{})
				if rapid.Bool().Draw(rt, "before") {
					if _, err := c.Refresh(ctx); err != nil {
						rt.Fatal(err)
					}
				}
				if _, err := w.a.Reread(ctx, nil); err != nil {
					rt.Fatal(err)
				}
			default:
				page := rapid.SampledFrom([]string{"yunhu/p0", "yunhu/p1", "yunhu/p2", "qinghe/p0"}).Draw(rt, "page")
				w.visit(page, rapid.SampledFrom(bodies).Draw(rt, "body"))
			}
			got, err := c.Refresh(ctx)
			if err != nil {
				rt.Fatal(err)
			}
			want, err := catalog.New(w.a, catalog.Options{}).Current(ctx)
			if err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(told(want), told(got)); diff != "" {
				rt.Fatalf("the catalog that followed is another (-fresh +followed):\n%s", diff)
			}
		}
		if err := w.a.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}

// told is all that a snapshot says.
func told(s *catalog.Snapshot) any {
	type organ struct {
		Of      any
		Guide   *catalog.Entry
		Reports []*catalog.Entry
		Entries []*catalog.Entry
	}
	var organs []organ
	for _, o := range s.Organs("") {
		organs = append(organs, organ{o.Organ, o.Guide, o.Reports, o.Entries()})
	}
	var hits [][]string
	for _, text := range []string{"青石区水务局", "云湖市", "青石区", "2023", "指南"} {
		found, total := s.Search(catalog.Query{Text: text})
		ids := []string{fmt.Sprint(total)}
		for _, e := range found {
			ids = append(ids, e.ID)
		}
		hits = append(hits, ids)
	}
	return struct {
		Change  uint64
		Portals []string
		Organs  []organ
		Hits    [][]string
	}{s.Change(), s.Portals(), organs, hits}
}

func TestSnapshotsNeverChange(t *testing.T) {
	w := newWorld(t)
	c := catalog.New(w.a, catalog.Options{})
	w.visit("yunhu/p1", reportLine("青石区水务局", 2023))
	first, err := c.Refresh(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	was := told(first)
	w.visit("yunhu/p1", "404")
	w.visit("yunhu/p2", reportLine("青石区教育局", 2023))
	second, err := c.Refresh(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(was, told(first)); diff != "" {
		t.Errorf("the first snapshot changed: %s", diff)
	}
	if cmp.Equal(was, told(second)) {
		t.Error("the second snapshot says what the first did")
	}
}

func TestArchiveIsAskedOnceInEvery(t *testing.T) {
	w := newWorld(t)
	now := w.now
	c := catalog.New(w.a, catalog.Options{Clock: func() time.Time { return now }})
	if c.Ready() {
		t.Error("ready before the first snapshot")
	}
	organs := func() int {
		t.Helper()
		s, err := c.Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(s.Organs(""))
	}
	if organs() != 0 || !c.Ready() {
		t.Error("an empty archive makes a snapshot without organs")
	}
	w.visit("yunhu/p1", reportLine("青石区水务局", 2023))
	if now = now.Add(999 * time.Millisecond); organs() != 0 {
		t.Error("the archive was asked again within a second")
	}
	if now = now.Add(time.Millisecond); organs() != 1 {
		t.Error("what was written is not there after a second")
	}
	w.visit("yunhu/p2", reportLine("青石区教育局", 2023))
	if now = now.Add(-time.Hour); organs() != 2 {
		t.Error("a clock that was set back stops the catalog")
	}
}

func TestReaderWhoLeavesDoesNotStopTheLook(t *testing.T) {
	w := newWorld(t)
	w.visit("yunhu/p1", reportLine("青石区水务局", 2023))
	c := catalog.New(w.a, catalog.Options{})
	gone, leave := context.WithCancel(t.Context())
	leave()
	if s, err := c.Current(gone); err == nil && len(s.Organs("")) != 1 {
		t.Error("a reader who left got half a snapshot")
	}
	s, err := c.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Organs("")) != 1 {
		t.Errorf("%d organs, want 1", len(s.Organs("")))
	}
}

// An old version that is read better may name an organ that no filing is of:
// nothing of it is in the change log.
func TestOrganThatOnlyAnOldVersionNames(t *testing.T) {
	w := newWorld(t)
	w.visit("yunhu/p1", "%PDF report 青石区财政局 2020 total=1")
	w.visit("yunhu/p1", reportLine("青石区水务局", 2023))
	w.reopen("2")
	c := catalog.New(w.a, catalog.Options{})
	if _, err := c.Current(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.a.Reread(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s, err := c.Refresh(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.Organ("yunhu/青石区财政局") == nil {
		t.Error("the organ is not in the catalog")
	}
}
