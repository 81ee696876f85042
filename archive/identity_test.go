package archive_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/archive"
	"gongkai/archive/memstore"
)

func TestCursorIsWrittenInOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := archive.Cursor{
			Archive: rapid.StringMatching(`[0-9a-f]{8}`).Draw(t, "archive"),
			Epoch:   rapid.Uint64Min(1).Draw(t, "epoch"),
			Number:  rapid.Uint64().Draw(t, "number"),
		}
		if got, err := archive.ParseCursor(c.String()); err != nil || got != c {
			t.Fatalf("%s comes back as %v, %v", c, got, err)
		}
	})
	for _, s := range []string{
		"", "815", "1a2b3c4d.1", "1a2b3c4d.1.8.1", "1a2b3c4d.1.", "1a2b3c4d.0.815", "1a2b3c4d.01.815", "1a2b3c4d.1.0815",
		"1A2B3C4D.1.815", "1a2b3c4.1.815", "1a2b3c4d5.1.815", "1a2b3c4d.1.-1", "1a2b3c4d.+1.1", "1a2b3c4d.1.18446744073709551616",
		" 1a2b3c4d.1.815", "1a2b3c4d.1.815\n", "1a2b3c4g.1.815", "1a2b3c4d.1.0x1", "1a2b3c4d.1.1_0",
	} {
		if c, err := archive.ParseCursor(s); !errors.Is(err, archive.ErrBadCursor) {
			t.Errorf("%q is %v, %v, want ErrBadCursor", s, c, err)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	for _, s := range []string{"1a2b3c4d.1.815", "1a2b3c4d.18446744073709551615.0", "1a2b3c4d.01.1", "..", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := archive.ParseCursor(s)
		if err != nil && !errors.Is(err, archive.ErrBadCursor) {
			t.Errorf("%q: %v, want ErrBadCursor", s, err)
		}
		if err == nil && c.String() != s {
			t.Errorf("%q is read as %s: two spellings of one place", s, c)
		}
	})
}

func TestResumeKnowsWhatItCannotGoOnFrom(t *testing.T) {
	home := archive.Identity{Archive: strings.Repeat("1a2b3c4d", 4), Epoch: 2}
	w := newWorld(t, memstore.WithIdentity(home))
	w.begin()
	w.visit(site+"a", water5)
	w.visit(site+"a", water6)
	if got := w.a.Identity(); got != home {
		t.Fatalf("identity %v, want %v", got, home)
	}
	if got := w.a.Cursor(2).String(); got != "1a2b3c4d.2.2" {
		t.Fatalf("cursor %s", got)
	}
	for _, tt := range []struct {
		name   string
		cursor string
		stale  bool
	}{
		{"the beginning", "1a2b3c4d.2.0", false},
		{"in the middle", "1a2b3c4d.2.1", false},
		{"the last change", "1a2b3c4d.2.2", false},
		{"a number that was never given out", "1a2b3c4d.2.3", true},
		{"another archive", "1a2b3c4e.2.1", true},
		{"before the backup was restored", "1a2b3c4d.1.1", true},
		{"an epoch that is still to come", "1a2b3c4d.3.1", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := archive.ParseCursor(tt.cursor)
			if err != nil {
				t.Fatal(err)
			}
			since, err := w.a.Resume(w.ctx, c)
			if tt.stale {
				if !errors.Is(err, archive.ErrStaleCursor) {
					t.Errorf("%d, %v, want ErrStaleCursor", since, err)
				}
				return
			}
			if err != nil || since != c.Number {
				t.Errorf("%d, %v, want %d", since, err, c.Number)
			}
		})
	}
}

func TestArchiveRefusesAStoreWithoutAnIdentity(t *testing.T) {
	for name, id := range map[string]archive.Identity{
		"no id":    {Epoch: 1},
		"no hex":   {Archive: strings.Repeat("x", 32), Epoch: 1},
		"no epoch": {Archive: strings.Repeat("a", 32)},
	} {
		if _, err := archive.New(t.Context(), memstore.New(memstore.WithIdentity(id)), archive.Options{}); !errors.Is(err, archive.ErrCorrupt) {
			t.Errorf("%s: %v, want ErrCorrupt", name, err)
		}
	}
}

func TestChangeIsFoundByItsNumber(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"a", water5)
	w.visit(site+"a", water6)
	if c, err := w.a.Change(w.ctx, 2); err != nil || c.Number != 2 || c.Kind != archive.ChangeContent {
		t.Errorf("%+v, %v", c, err)
	}
	for _, n := range []uint64{0, 3} {
		if _, err := w.a.Change(w.ctx, n); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("change %d: %v, want ErrNotFound", n, err)
		}
	}
}
