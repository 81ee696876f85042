package feed_test

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/archive/serve/feed"
	"gongkai/extract/report"
)

const (
	base  = "https://archive.example"
	water = "云湖市青石区水务局"
)

var start = time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)

// jsonReader reads payloads that are readings already.
type jsonReader struct{}

func (jsonReader) Revision() string { return "1" }

func (jsonReader) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	r := archive.Reading{State: archive.WasRead, Content: archive.DigestOf(payload)}
	return r, json.Unmarshal(payload, &r)
}

// world is an archive of one portal.
type world struct {
	t    testing.TB
	arc  *archive.Archive
	pass archive.PassID
	now  time.Time
}

func newWorld(t testing.TB, portal string) *world {
	t.Helper()
	w := &world{t: t, now: start}
	var err error
	w.arc, err = archive.New(t.Context(), memstore.New(), archive.Options{Clock: func() time.Time { return w.now }, Reader: jsonReader{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.arc.Close() })
	p, _, err := w.arc.BeginPass(t.Context(), portal)
	if err != nil {
		t.Fatal(err)
	}
	w.pass = p.ID
	return w
}

// visit records that the page answered with what r says; nil: with 404.
func (w *world) visit(portal, url string, r *archive.Reading) {
	w.t.Helper()
	w.now = w.now.Add(time.Hour)
	f := archive.Fetch{Portal: portal, Pass: w.pass, URL: url, Role: archive.RoleArticle, Time: w.now, Outcome: archive.NotFound}
	hop := archive.FetchHop{Hop: archive.Hop{Method: "GET", URL: url, Status: 404, Header: http.Header{}}}
	if r != nil {
		body, err := json.Marshal(r)
		if err != nil {
			w.t.Fatal(err)
		}
		f.Outcome, f.Payload, hop.Wire, hop.Hop.Status = archive.OK, body, body, 200
	}
	f.Hops = []archive.FetchHop{hop}
	if err := w.arc.Record(w.t.Context(), f); err != nil {
		w.t.Fatal(err)
	}
	if err := w.arc.Flush(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// annual is a report of one number and one paragraph.
func annual(organ string, year int, title string, granted int64, text ...string) *archive.Reading {
	n := report.NewNumber(granted)
	return &archive.Reading{
		Paragraphs: text,
		State:      archive.WasRead,
		Records: []report.Record{{
			Schema: report.Schema, Kind: report.AnnualReport, Title: title, Agency: organ, Year: year,
			Cells: map[string]report.Cell{"applications.granted.total": {Section: "applications", Row: "granted", Column: "total", Value: &n, Raw: n.String(), State: report.StateValue}},
		}},
	}
}

// get asks a new handler and returns the answer.
func get(t testing.TB, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return rec
}

func handler(a feed.Archive) http.Handler {
	return feed.New(feed.Options{Archive: a, Base: func(*http.Request) string { return base }})
}

// fakeLog is a change log that a test makes up.
type fakeLog []archive.Change

func (fakeLog) Identity() archive.Identity {
	return archive.Identity{Archive: "0123456789abcdef0123456789abcdef", Epoch: 1}
}

func (l fakeLog) Changes(_ context.Context, since uint64) iter.Seq2[archive.Change, error] {
	return func(yield func(archive.Change, error) bool) {
		for _, c := range l {
			if c.Number > since && !yield(c, nil) {
				return
			}
		}
	}
}

func (l fakeLog) Change(_ context.Context, number uint64) (archive.Change, error) {
	for _, c := range l {
		if c.Number == number {
			return c, nil
		}
	}
	return archive.Change{}, archive.ErrNotFound
}

func (fakeLog) Version(_ context.Context, id archive.PageID, n int) (archive.Version, error) {
	return archive.Version{Page: id, Number: n}, nil
}

func (fakeLog) ChangeDiff(context.Context, archive.Change) (*archive.Diff, error) { return nil, nil }

func (l fakeLog) Organ(_ context.Context, id string) (archive.Organ, error) {
	for _, c := range l {
		for _, h := range c.Filings {
			if h.Organ == id {
				return archive.Organ{ID: id, Name: "〇" + id}, nil
			}
		}
	}
	return archive.Organ{}, archive.ErrNotFound
}
