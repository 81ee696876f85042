package serve_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve"
	"gongkai/archive/serve/page"
	"gongkai/archive/worker"
	"gongkai/extract/report"
)

// victim is a reader with holes: a payload does to it what a file that was made
// for that would. The test binary runs it as a process of its own (TestMain).
type victim struct{}

func (victim) Revision() string { return "1" }

func (victim) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	out := archive.Reading{State: archive.WasRead, Content: archive.DigestOf(payload), Records: []report.Record{{Kind: report.Other}}}
	switch string(payload) {
	case "%PDF hang":
		select {}
	case "%PDF eat":
		var kept [][]byte
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = byte(i)
			}
			kept = append(kept, b)
			_ = kept[len(kept)/2][0]
		}
	case "%PDF crash":
		panic("index out of range")
	case "%PDF recursion":
		var fall func(int) int
		fall = func(n int) int { return fall(n+1) + 1 }
		out.Format = string(rune(fall(0)))
	case "%PDF nonsense":
		os.Stdout.WriteString("what is no answer")
	case "%PDF reach":
		if _, err := os.Open("/etc/passwd"); err == nil {
			out.Paragraphs = []string{"reached"}
		}
	}
	return out, nil
}

// kept is an archive that has read, or tried to, one file of a portal in a process.
func kept(t *testing.T, payload string, limit time.Duration) (*archive.Archive, archive.Version) {
	t.Helper()
	pool := worker.New(worker.Options{Time: limit, Memory: worker.MinMemory, Revision: victim{}.Revision()})
	t.Cleanup(pool.Close)
	arc, err := archive.New(t.Context(), memstore.New(), archive.Options{Reader: apart{pool}, MaxTries: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = arc.Close() })
	const address = "http://www.yunhu.example/a.pdf"
	pass, _, err := arc.BeginPass(t.Context(), "yunhu")
	if err != nil {
		t.Fatal(err)
	}
	err = arc.Record(t.Context(), archive.Fetch{
		Portal: "yunhu", Pass: pass.ID, URL: address, Role: archive.RoleAttachment, Time: time.Now(), Outcome: archive.OK, Payload: []byte(payload),
		Link: archive.Link{Text: "云湖市水务局2024年政府信息公开工作年度报告"},
		Hops: []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: address, Status: 200}, Wire: []byte(payload)}},
	})
	if err = errors.Join(err, arc.Flush(t.Context())); err != nil {
		t.Fatal(err)
	}
	p, err := arc.PageByURL(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	v, err := arc.Version(t.Context(), p.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	return arc, v
}

// apart reads every payload in a process of the pool.
type apart struct{ *worker.Pool }

func (apart) Revision() string { return victim{}.Revision() }

// failsAlone wants a file that comes to grief to be kept, marked, counted and
// told, and everything to go on.
func failsAlone(payload string, limit time.Duration) func(*testing.T) {
	return func(t *testing.T) {
		arc, v := kept(t, payload, limit)
		if v.State != archive.ReaderFailed {
			t.Fatalf("state %s", v.State)
		}
		if b, err := arc.Payload(t.Context(), v); err != nil || string(b) != payload {
			t.Errorf("kept %q, %v", b, err)
		}
		cat := catalog.New(arc, catalog.Options{Clock: time.Now})
		portals := func() []catalog.Portal { return []catalog.Portal{{ID: "yunhu", Name: "云湖市"}} }
		pages, err := page.New(page.Options{Archive: arc, Catalog: cat, Portals: portals, Clock: time.Now, Version: "test",
			Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
		if err != nil {
			t.Fatal(err)
		}
		w := run(t, serve.Options{Archive: arc, Pages: pages, Sources: serve.Sources{Portals: portals, Passes: arc.Passes, Catalog: cat.Current}})
		if a := w.do("GET /metrics"); !strings.Contains(a.body, `gongkai_filings{state="reader_failed"} 1`) {
			t.Errorf("the failure is not counted:\n%s", a.body)
		}
		if a := w.do("GET /"); a.StatusCode != 200 {
			t.Errorf("the page afterwards: %s", a.Status)
		}
	}
}

// onFiles: what is inside a file that a portal published, when the archive reads it.
var onFiles = attempts{
	"file-hangs":     failsAlone("%PDF hang", 100*time.Millisecond),
	"file-eats":      failsAlone("%PDF eat", 0),
	"file-crashes":   failsAlone("%PDF crash", 0),
	"file-recursion": failsAlone("%PDF recursion", 0),
	"file-nonsense":  failsAlone("%PDF nonsense", 0),
	"file-reaches-out": func(t *testing.T) {
		arc, v := kept(t, "%PDF reach", 0)
		r, err := arc.Reading(t.Context(), v)
		if err != nil || v.State != archive.WasRead || len(r.Paragraphs) != 0 {
			t.Errorf("state %s, %q, %v", v.State, r.Paragraphs, err)
		}
	},
}
