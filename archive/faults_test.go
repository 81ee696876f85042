package archive_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/memstore"
)

// script is a pass with everything in it: new reports, a correction, a page
// that goes and one that comes back, an error body, a gzip body, a redirect.
func script(w *world) [][]archive.Fetch {
	one := []archive.Fetch{w.fetch(site+"a", water5), w.fetch(site+"b", parks), w.fetch(site+"c", "403"), w.gzipped(site+"d", guide1)}
	two := []archive.Fetch{w.fetch(site+"a", water6), w.fetch(site+"b", "404"), w.fetch(site+"e", "panic"), w.redirected(site+"f", site+"g", "report 云湖市白石区水务局 2022 | x")}
	three := []archive.Fetch{w.fetch(site+"a", water5), w.fetch(site+"b", parks), w.fetch(site+"d", "304")}
	return [][]archive.Fetch{one, two, three}
}

// dump tells all that is kept, without the numbers that may have gaps.
func (w *world) dump() string {
	w.t.Helper()
	var all []any
	number := map[uint64]int{} // captures in their order
	for _, p := range collect(w.t, w.a.Pages(w.ctx, "")) {
		for _, c := range collect(w.t, w.a.Captures(w.ctx, p.ID)) {
			number[c.ID] = len(number) + 1
			c.ID, c.RevisitOf = uint64(number[c.ID]), uint64(number[c.RevisitOf])
			all = append(all, c)
		}
		for _, v := range collect(w.t, w.a.Versions(w.ctx, p.ID)) {
			v.FirstCapture, v.LastCapture = uint64(number[v.FirstCapture]), uint64(number[v.LastCapture])
			v.Tries = 0 // another life makes another try
			at, err := w.a.Attributions(w.ctx, p.ID, v.Number)
			if err != nil && !errors.Is(err, archive.ErrNotFound) {
				w.t.Fatal(err)
			}
			all = append(all, v, at)
		}
		all = append(all, p)
	}
	for _, f := range collect(w.t, w.a.Filings(w.ctx, archive.FilingQuery{})) {
		all = append(all, f)
	}
	for _, o := range collect(w.t, w.a.Organs(w.ctx, "")) {
		all = append(all, o)
	}
	for _, p := range collect(w.t, w.a.Passes(w.ctx, "")) {
		p.End = time.Time{}
		all = append(all, p)
	}
	all = append(all, w.changes())
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// again does f until it succeeds: what a caller does who is told of an error.
func (w *world) again(what string, f func() error) {
	w.t.Helper()
	var err error
	for range 4 {
		if err = f(); err == nil {
			return
		}
	}
	w.t.Fatalf("%s: %v", what, err)
}

// walk records what the pass has not got yet, batch by batch, and ends it.
func (w *world) walk(batches [][]archive.Fetch) error {
	p, resumed, err := w.a.BeginPass(w.ctx, "yunhu")
	if err != nil {
		return err
	}
	if resumed {
		if _, err := w.a.ReadPending(w.ctx); err != nil {
			return err
		}
	}
	for _, batch := range batches {
		for _, f := range batch {
			if resumed && w.has(p.ID, f) {
				continue
			}
			f.Pass = p.ID
			if err := w.a.Record(w.ctx, f); err != nil {
				return err
			}
		}
		if err := w.a.Flush(w.ctx); err != nil {
			return err
		}
	}
	_, err = w.a.EndPass(w.ctx, archive.Pass{ID: p.ID, State: archive.PassDone})
	return err
}

// has reports whether the pass has this very fetch (a real walk asks for each
// page once; the script asks more often).
func (w *world) has(pass archive.PassID, f archive.Fetch) bool {
	id, _, err := archive.PageIDOf(f.Method, f.URL, f.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	for c, err := range w.a.Captures(w.ctx, id) {
		if err == nil && c.Pass == pass && c.Time.Equal(f.Time) {
			return true
		}
	}
	return false
}

func wanted(t *testing.T) (dump string, writes int) {
	w := newWorld(t, memstore.WithFaults(func(c memstore.Call) memstore.Fault { writes = c.Number; return memstore.None }))
	batches := script(w)
	w.now = start
	if err := w.walk(batches); err != nil {
		t.Fatal(err)
	}
	w.sound()
	return w.dump(), writes
}

func TestEveryWriteMayFailOnce(t *testing.T) {
	want, writes := wanted(t)
	if writes < 10 {
		t.Fatalf("the script makes %d writes", writes)
	}
	for _, fault := range []struct {
		name string
		is   memstore.Fault
	}{{"lost", memstore.Lost}, {"kept but reported lost", memstore.Unacknowledged}, {"conflict", memstore.Conflict}} {
		for n := 1; n <= writes; n++ {
			t.Run(fmt.Sprintf("%s at write %d", fault.name, n), func(t *testing.T) {
				hit := false
				w := newWorld(t, memstore.WithFaults(func(c memstore.Call) memstore.Fault {
					if c.Number == n && !hit {
						hit = true
						return fault.is
					}
					return memstore.None
				}))
				batches := script(w)
				w.now = start
				var pass archive.Pass
				w.again("begin", func() (err error) { pass, _, err = w.a.BeginPass(w.ctx, "yunhu"); return err })
				for _, batch := range batches {
					for _, f := range batch {
						f.Pass = pass.ID
						w.again("record", func() error { return w.a.Record(w.ctx, f) })
					}
					w.again("flush", func() error { return w.a.Flush(w.ctx) })
				}
				w.again("end", func() error {
					_, err := w.a.EndPass(w.ctx, archive.Pass{ID: pass.ID, State: archive.PassDone})
					return err
				})
				if diff := cmp.Diff(want, w.dump()); diff != "" {
					t.Error(diff)
				}
				w.sound()
			})
		}
	}
}

func TestTheProcessMayDieAtEveryWrite(t *testing.T) {
	want, writes := wanted(t)
	for n := 1; n <= writes; n++ {
		for _, last := range []memstore.Fault{memstore.Lost, memstore.Unacknowledged} {
			t.Run(fmt.Sprintf("write %d, fault %d", n, last), func(t *testing.T) {
				w := newWorld(t, memstore.WithFaults(func(c memstore.Call) memstore.Fault {
					switch {
					case c.Number == n:
						return last
					case c.Number > n:
						return memstore.Lost // dead
					}
					return memstore.None
				}))
				batches := script(w)
				w.now = start
				if err := w.walk(batches); err == nil {
					t.Fatal("the walk went on without a store")
				}
				w.store = w.store.Reopen()
				w.open()
				w.now = start
				if n == writes && last == memstore.Unacknowledged {
					// The end of the pass was the last write, and it was kept.
				} else if err := w.walk(batches); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, w.dump()); diff != "" {
					t.Error(diff)
				}
				w.sound()
			})
		}
	}
}

func TestErrorsOfWritingReachTheCaller(t *testing.T) {
	broken := true
	w := newWorld(t, memstore.WithFaults(func(c memstore.Call) memstore.Fault {
		if c.Op != "update" || !broken || c.Number == 1 {
			return memstore.None
		}
		return memstore.Lost
	}))
	w.begin()
	w.record(w.fetch(site+"a", water5))
	if err := w.a.Flush(w.ctx); !errors.Is(err, memstore.ErrFault) {
		t.Errorf("flush: %v, want the fault", err)
	}
	if err := w.a.Record(w.ctx, w.fetch(site+"b", parks)); !errors.Is(err, memstore.ErrFault) {
		t.Errorf("record: %v, want the fault", err)
	}
	broken = false
	w.flush()
	w.visit(site+"b", parks)
	if diff := cmp.Diff([]string{"new a", "new b"}, w.changes()); diff != "" {
		t.Error(diff)
	}
}

func TestReaderThatFailsIsTriedAgainAndGivenUp(t *testing.T) {
	for _, body := range []string{"panic", "fail"} {
		w := newWorld(t)
		w.begin()
		w.visit(site+"a", body)
		w.visit(site+"b", parks)
		if v := w.versions(site + "a")[0]; v.State != archive.ReaderFailed || v.Tries != 1 {
			t.Errorf("%s: version is %s after %d tries", body, v.State, v.Tries)
		}
		for range 5 {
			if _, err := w.a.ReadPending(w.ctx); err != nil {
				t.Fatal(err)
			}
		}
		if v := w.versions(site + "a")[0]; v.State != archive.ReaderFailed || v.Tries != 3 {
			t.Errorf("%s: version is %s after %d tries, want reader_failed after 3", body, v.State, v.Tries)
		}
		if n := w.reader.count(); n != 4 {
			t.Errorf("%s: the reader was called %d times, want 3 and 1", body, n)
		}
		if b, err := w.a.Payload(w.ctx, w.versions(site + "a")[0]); err != nil || string(b) != body {
			t.Errorf("payload %q, %v", b, err)
		}
		w.sound()
	}
}

// dyingReader stands for a reader that is stopped in the middle of a payload.
type dyingReader struct {
	*lineReader
	stop context.CancelFunc
}

func (r dyingReader) Read(ctx context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	if string(payload) == "deadly" {
		r.stop()
		<-ctx.Done()
		return archive.Reading{}, ctx.Err()
	}
	return r.lineReader.Read(ctx, payload, h)
}

// unread is a world whose archive holds two versions that nobody read, the
// first of them "deadly".
func unread(t *testing.T) *world {
	w := newWorld(t)
	w.a.Close()
	w.store = w.store.Reopen()
	o := w.options()
	o.Reader = nil
	a, err := archive.New(w.ctx, w.store, o)
	if err != nil {
		t.Fatal(err)
	}
	w.a = a
	w.begin()
	w.visit(site+"a", "deadly")
	w.visit(site+"b", parks)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// live opens the archive again, reads what is pending and is stopped at the
// deadly payload; a process that is killed writes nothing more after that.
func (w *world) live(killed bool) error {
	writes := 0
	w.store = w.store.Reopen(memstore.WithFaults(func(memstore.Call) memstore.Fault {
		if writes++; killed && writes > 1 { // the first counts the try
			return memstore.Lost
		}
		return memstore.None
	}))
	ctx, stop := context.WithCancel(w.ctx)
	defer stop()
	o := w.options()
	o.Reader = dyingReader{w.reader, stop}
	a, err := archive.New(w.ctx, w.store, o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.a = a
	w.t.Cleanup(func() { a.Close() })
	_, err = a.ReadPending(ctx)
	if !killed {
		if err := a.Close(); err != nil {
			w.t.Fatal(err)
		}
		w.store = w.store.Reopen()
		w.open()
	}
	return err
}

func TestPayloadThatKillsTheProcessIsGivenUp(t *testing.T) {
	w := unread(t)
	for n := 1; n <= 3; n++ {
		if err := w.live(true); !errors.Is(err, context.Canceled) {
			t.Fatalf("life %d: %v", n, err)
		}
	}
	if err := w.live(false); err != nil {
		t.Fatal(err)
	}
	if v := w.versions(site + "a")[0]; v.State != archive.ReaderFailed || v.Tries != 3 {
		t.Errorf("version is %s after %d tries", v.State, v.Tries)
	}
	if diff := cmp.Diff([]string{"new b"}, w.changes()); diff != "" {
		t.Error(diff)
	}
	w.sound()
}

func TestStoppingIsNoFailureOfTheReader(t *testing.T) {
	w := unread(t)
	for n := 1; n <= 5; n++ {
		if err := w.live(false); !errors.Is(err, context.Canceled) {
			t.Fatalf("life %d: %v", n, err)
		}
	}
	if v := w.versions(site + "a")[0]; v.State != archive.Unread || v.Tries != 0 {
		t.Errorf("version is %s after %d tries", v.State, v.Tries)
	}
	w.sound()
}
