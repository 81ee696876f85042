package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"gongkai/archive"
	"gongkai/archive/memstore"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBatchGoesWhenItIsFullOrOld(t *testing.T) {
	for _, tt := range []struct {
		name    string
		options archive.Options
		records int
		old     bool // the timer fires
		updates int  // beside that of BeginPass
	}{
		{"not yet", archive.Options{BatchSize: 3, BatchBytes: 1 << 20}, 2, false, 0},
		{"full by number", archive.Options{BatchSize: 3, BatchBytes: 1 << 20}, 3, false, 1},
		{"full by bytes", archive.Options{BatchSize: 100, BatchBytes: 10}, 1, false, 1},
		{"old", archive.Options{BatchSize: 100, BatchBytes: 1 << 20}, 2, true, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			updates := make(chan struct{}, 100)
			store := memstore.New(memstore.WithFaults(func(c memstore.Call) memstore.Fault {
				if c.Op == "update" {
					updates <- struct{}{}
				}
				return memstore.None
			}))
			armed, tick := make(chan time.Duration, 10), make(chan time.Time)
			tt.options.After = func(d time.Duration) <-chan time.Time {
				armed <- d
				return tick
			}
			a, err := archive.New(t.Context(), store, tt.options)
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			w := &world{t: t, ctx: t.Context(), store: store, a: a, now: start}
			w.begin()
			<-updates
			for i := range tt.records {
				w.record(w.fetch(fmt.Sprintf("%s%d", site, i), "a page of some bytes"))
			}
			if tt.old {
				if d := <-armed; d != time.Second {
					t.Errorf("waits %s, want a second", d)
				}
				tick <- start
			}
			for range tt.updates {
				<-updates
			}
			// One more job of the writer behind it: nothing else was committed.
			if _, err := a.EndPass(t.Context(), archive.Pass{ID: "unknown"}); !errors.Is(err, archive.ErrNotFound) {
				t.Fatal(err)
			}
			if tt.updates > 0 {
				if n := len(updates); n != 0 { // EndPass of an unknown pass commits nothing
					t.Errorf("%d updates too many", n)
				}
			}
		})
	}
}

func TestRecordWaitsForRoomAndEndsWithItsContext(t *testing.T) {
	hold, held := make(chan struct{}), make(chan struct{}, 10)
	calls := 0
	store := memstore.New(memstore.WithFaults(func(c memstore.Call) memstore.Fault {
		if calls++; calls == 2 { // the blobs of the first batch
			held <- struct{}{}
			<-hold
		}
		return memstore.None
	}))
	a, err := archive.New(t.Context(), store, archive.Options{BatchSize: 2, After: func(time.Duration) <-chan time.Time { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	w := &world{t: t, ctx: t.Context(), store: store, a: a, now: start}
	w.begin()
	for i := range 2 {
		w.record(w.fetch(fmt.Sprintf("%s%d", site, i), "x"))
	}
	<-held // the writer is at work; the next batch fills meanwhile
	for i := range 2 {
		w.record(w.fetch(fmt.Sprintf("%s%d", site, 2+i), "x"))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.Record(ctx, w.fetch(site+"4", "x")); !errors.Is(err, context.Canceled) {
		t.Errorf("record into a full batch: %v, want canceled", err)
	}
	close(hold)
	w.record(w.fetch(site+"5", "x"))
	w.flush()
	if n := len(collect(t, a.Pages(t.Context(), ""))); n != 5 {
		t.Errorf("%d pages, want 5", n)
	}
}

func TestCapturedInSeesWhatIsQueued(t *testing.T) {
	w := newWorld(t)
	w.begin()
	f := w.fetch(site+"a", water5)
	w.record(f)
	id, _, err := archive.PageIDOf("GET", f.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.a.CapturedIn(w.ctx, w.pass, id)
	if err != nil || c.Outcome != archive.OK || c.Payload != archive.DigestOf(f.Payload) {
		t.Errorf("capture %+v, %v", c, err)
	}
	if _, err := w.a.CapturedIn(w.ctx, "yunhu/another", id); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("in another pass: %v", err)
	}
	w.flush()
	if diff := cmp.Diff([]string{"new a"}, w.changes()); diff != "" {
		t.Error(diff)
	}
}

func TestPassThatLostItsProcessIsTakenUpAgain(t *testing.T) {
	w := newWorld(t)
	w.begin()
	first := w.pass
	p, resumed, err := w.a.BeginPass(w.ctx, "yunhu")
	if err != nil || !resumed || p.ID != first {
		t.Errorf("pass %s, resumed %v, %v", p.ID, resumed, err)
	}
	if _, resumed, err = w.a.BeginPass(w.ctx, "qingshi"); err != nil || resumed {
		t.Errorf("another portal's: resumed %v, %v", resumed, err)
	}
	for range 3 { // though the clock stands still, ids rise
		if _, err := w.a.EndPass(w.ctx, archive.Pass{ID: w.pass, State: archive.PassPartial, StopReason: "challenged", Left: []string{"http://x/\xff"}}); err != nil {
			t.Fatal(err)
		}
		w.begin()
	}
	passes := collect(t, w.a.Passes(w.ctx, "yunhu"))
	if len(passes) != 4 || passes[3].ID != first || passes[0].State != archive.PassRunning || passes[1].StopReason != "challenged" {
		t.Errorf("passes %+v", passes)
	}
	if all := collect(t, w.a.Passes(w.ctx, "")); len(all) != 5 {
		t.Errorf("%d passes in all", len(all))
	}
	if _, _, err := w.a.BeginPass(w.ctx, "a/b"); err == nil {
		t.Error("a portal with a slash")
	}
}

func TestRecordRefusesWhatIsNoCapture(t *testing.T) {
	w := newWorld(t)
	w.begin()
	good := w.fetch(site+"a", water5)
	for name, spoil := range map[string]func(*archive.Fetch){
		"no portal":  func(f *archive.Fetch) { f.Portal = "" },
		"no pass":    func(f *archive.Fetch) { f.Pass = "" },
		"no outcome": func(f *archive.Fetch) { f.Outcome = "" },
		"no time":    func(f *archive.Fetch) { f.Time = time.Time{} },
		"no address": func(f *archive.Fetch) { f.URL = "javascript:void(0)" },
	} {
		f := good
		spoil(&f)
		if err := w.a.Record(w.ctx, f); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := w.a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.a.Record(w.ctx, good); !errors.Is(err, archive.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if err := w.a.Flush(w.ctx); !errors.Is(err, archive.ErrClosed) {
		t.Errorf("flush after Close: %v", err)
	}
}

func TestCloseKeepsWhatWasRecorded(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.record(w.fetch(site+"a", water5))
	if err := w.a.Close(); err != nil {
		t.Fatal(err)
	}
	w.store = w.store.Reopen()
	w.open()
	if diff := cmp.Diff([]string{"new a"}, w.changes()); diff != "" {
		t.Error(diff)
	}
}

func TestBodiesAreKeptAsTheyCame(t *testing.T) {
	w := newWorld(t)
	w.begin()
	zipped := w.gzipped(site+"z", guide1)
	w.record(zipped)
	other := w.gzipped(site+"z", guide1)
	other.Hops[0].Wire = bytes.Clone(other.Hops[0].Wire)
	other.Hops[0].Wire[4]++ // another time in the header of gzip
	w.record(other)
	wrong := w.fetch(site+"w", parks) // says gzip and is not
	wrong.Hops[0].Hop.Header.Set("Content-Encoding", "br")
	wrong.Hops[0].Wire = []byte("brotli")
	w.record(wrong)
	raw := w.fetch(site+"name", water5)
	raw.Hops[0].Hop.Header = http.Header{"Content-Disposition": {"attachment; filename=\xb9\xab.doc"}, "Etag": {"\"1\""}}
	w.record(raw)
	w.record(w.fetch(site+"empty", ""))
	w.flush()

	v := w.versions(site + "z")
	if len(v) != 1 || v[0].Wire != archive.DigestOf(zipped.Hops[0].Wire) || v[0].Encoding != "gzip" {
		t.Errorf("versions %+v, want one whose blob is what came", v)
	}
	for url, want := range map[string]string{"z": guide1, "w": parks, "name": water5, "empty": ""} {
		got, err := w.a.Payload(w.ctx, w.versions(site + url)[0])
		if err != nil || string(got) != want {
			t.Errorf("payload of %s: %q, %v", url, got, err)
		}
	}
	p := w.page(site + "name")
	if p.ETag != "\"1\"" {
		t.Errorf("validator %q", p.ETag)
	}
	c := collect(t, w.a.Captures(w.ctx, p.ID))[0]
	if got := c.Hops[0].Header.Get("Content-Disposition"); got != "attachment; filename=\xb9\xab.doc" {
		t.Errorf("header %q, want the bytes that came", got)
	}
	if b, err := w.a.Body(w.ctx, collect(t, w.a.Captures(w.ctx, w.page(site+"w").ID))[0].Hops[0].Wire); err != nil || string(b) != "brotli" {
		t.Errorf("body that came %q, %v", b, err)
	}
	w.sound()
}

func TestManyGoroutinesRecordAndRead(t *testing.T) {
	w := newWorld(t)
	w.a.Close()
	w.store = w.store.Reopen()
	a, err := archive.New(w.ctx, w.store, archive.Options{Reader: w.reader, BatchSize: 7})
	if err != nil {
		t.Fatal(err)
	}
	w.a = a
	defer a.Close()
	w.begin()
	var fetches [4][]archive.Fetch
	for g := range fetches {
		for i := range 25 {
			fetches[g] = append(fetches[g], w.fetch(fmt.Sprintf("%s%d/%d", site, g, i), fmt.Sprintf("report 青石区第%d局 20%02d applications.new.total=%d", g, i, i)))
		}
	}
	var wg sync.WaitGroup
	for _, mine := range fetches {
		wg.Go(func() {
			for _, f := range mine {
				if err := a.Record(w.ctx, f); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 5 {
				for _, err := range a.Filings(w.ctx, archive.FilingQuery{}) {
					if err != nil {
						t.Error(err)
					}
				}
				for p, err := range a.Verify(w.ctx, nil) {
					if err != nil || !p.Note {
						t.Errorf("verify beside writing: %+v, %v", p, err)
					}
				}
			}
		})
	}
	wg.Wait()
	w.flush()
	if n := len(collect(t, a.Filings(w.ctx, archive.FilingQuery{}))); n != 100 {
		t.Errorf("%d filings, want 100", n)
	}
	w.sound()
}
