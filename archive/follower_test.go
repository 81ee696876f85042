package archive_test

import (
	"errors"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/memstore"
)

func TestFollowersKeepTheirPlace(t *testing.T) {
	conflicts := 0
	w := newWorld(t, memstore.WithFaults(func(memstore.Call) memstore.Fault {
		if conflicts > 0 {
			conflicts--
			return memstore.Conflict
		}
		return memstore.None
	}))
	w.begin()
	w.visit(site+"a", water5)
	if _, err := w.a.Follower(w.ctx, "one"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a follower who never was: %v, want ErrNotFound", err)
	}
	for n := range uint64(2) {
		conflicts = 2
		want := archive.Follower{Name: "one", Cursor: w.a.Cursor(n)}
		if err := w.a.KeepFollower(w.ctx, want); err != nil {
			t.Fatal(err)
		}
		if got, err := w.a.Follower(w.ctx, "one"); err != nil || got != want {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	for _, name := range []string{"", "a\x00b", strings.Repeat("x", 201)} {
		if err := w.a.KeepFollower(w.ctx, archive.Follower{Name: name}); err == nil {
			t.Errorf("%q was kept", name)
		}
	}
	w.sound()
	w.spoil("follower", "one", "jnonsense")
	w.finds("record_corrupt")
	w.spoil("follower", "one", `j{"name":"two","cursor":"`+w.a.Cursor(1).String()+`"}`)
	w.finds("record_misplaced")
}

// spoil writes a record past the archive.
func (w *world) spoil(in archive.Collection, key, value string) {
	w.t.Helper()
	err := w.store.Update(w.ctx, func(tx archive.WriteTx) error { return tx.Put(in, []byte(key), []byte(value)) })
	if err != nil {
		w.t.Fatal(err)
	}
}

// finds fails the test unless Verify finds this one problem.
func (w *world) finds(code string) {
	w.t.Helper()
	found := 0
	for p, err := range w.a.Verify(w.ctx, nil) {
		if err != nil {
			w.t.Fatal(err)
		}
		if p.Code == code {
			found++
		} else if !p.Note {
			w.t.Errorf("verify: %+v", p)
		}
	}
	if found != 1 {
		w.t.Errorf("verify finds %s %d times", code, found)
	}
}
