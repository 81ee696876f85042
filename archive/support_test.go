package archive_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/extract/report"
)

// lineReader reads the payloads of these tests, a document a line:
//
//	report 云湖市青石区水务局 2023 applications.new.total=5 | text of the report
//	guide 云湖市青石区水务局 phone=123 | text
//
// Lines that begin with "#" are furniture. A payload that begins with %PDF has a
// format that is not read, one with "fail" an error, one with "panic" a panic.
type lineReader struct {
	mu       sync.Mutex
	revision string
	reads    int
	broken   bool // "fail" and "panic" are met
}

func newReader() *lineReader { return &lineReader{revision: "1", broken: true} }

func (r *lineReader) Revision() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.revision
}

func (r *lineReader) set(revision string, broken bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.revision, r.broken = revision, broken
}

func (r *lineReader) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.reads
}

func (r *lineReader) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	r.mu.Lock()
	r.reads++
	broken, revision := r.broken, r.revision
	r.mu.Unlock()
	switch {
	case broken && bytes.HasPrefix(payload, []byte("fail")):
		return archive.Reading{}, errors.New("cannot")
	case broken && bytes.HasPrefix(payload, []byte("panic")):
		panic("the reader died")
	case bytes.HasPrefix(payload, []byte("%PDF")) && revision == "1":
		return archive.Reading{State: archive.FormatNotRead, Format: "pdf", Records: []report.Record{{Kind: report.Other}}}, nil
	}
	out := archive.Reading{State: archive.WasRead, Format: "lines"}
	for line := range strings.Lines(string(payload)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out.Paragraphs = append(out.Paragraphs, line)
		out.Records = append(out.Records, recordOfLine(line))
	}
	return out, nil
}

func recordOfLine(line string) report.Record {
	head, text, _ := strings.Cut(line, "|")
	words := strings.Fields(head)
	rec := report.Record{Kind: report.Other, Sections: []report.Section{{Number: 1, Heading: "总体情况", Text: text}}}
	if len(words) == 0 {
		return rec
	}
	switch words[0] {
	case "report":
		rec.Kind = report.AnnualReport
	case "guide":
		rec.Kind, rec.Guide = report.Guide, &report.GuideFields{}
	default:
		return rec
	}
	for _, w := range words[1:] {
		key, value, ok := strings.Cut(w, "=")
		switch {
		case !ok:
			if y, err := strconv.Atoi(w); err == nil {
				rec.Year = y
			} else {
				rec.Agency = w
			}
		case key == "phone":
			rec.Guide.Phone = value
		default:
			if rec.Cells == nil {
				rec.Cells = map[string]report.Cell{}
			}
			c := report.Cell{Raw: value, State: report.StateBlank}
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				v := report.NewNumber(n)
				c.Value, c.State = &v, report.StateValue
			}
			rec.Cells[key] = c
		}
	}
	if rec.Year > 0 {
		rec.Title = rec.Agency + strconv.Itoa(rec.Year) + "年政府信息公开工作年度报告"
	}
	if rec.Kind == report.Guide {
		rec.Title = rec.Agency + "政府信息公开指南"
	}
	return rec
}

// world is an archive with what a test needs around it.
type world struct {
	t      testing.TB
	ctx    context.Context
	store  *memstore.Store
	a      *archive.Archive
	reader *lineReader
	pass   archive.PassID
	now    time.Time
}

var start = time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)

func newWorld(t testing.TB, options ...memstore.Option) *world {
	t.Helper()
	w := &world{t: t, ctx: t.Context(), store: memstore.New(options...), reader: newReader(), now: start}
	w.open()
	return w
}

func (w *world) options() archive.Options {
	return archive.Options{
		Clock:  func() time.Time { return w.now },
		Reader: w.reader,
		// The batch never gets old by itself: tests flush.
		After: func(time.Duration) <-chan time.Time { return nil },
	}
}

func (w *world) open() {
	w.t.Helper()
	a, err := archive.New(w.ctx, w.store, w.options())
	if err != nil {
		w.t.Fatal(err)
	}
	w.a = a
	w.t.Cleanup(func() { a.Close() })
}

// begin begins a pass of the portal yunhu.
func (w *world) begin() {
	w.t.Helper()
	p, _, err := w.a.BeginPass(w.ctx, "yunhu")
	if err != nil {
		w.t.Fatal(err)
	}
	w.pass = p.ID
}

// fetch makes the fetch of an address; a body that begins with "http" is a
// redirect to there, "404", "410", "304" and "403" are those answers.
func (w *world) fetch(url, body string) archive.Fetch {
	w.now = w.now.Add(time.Minute)
	f := archive.Fetch{
		Portal: "yunhu", Pass: w.pass, URL: url, Role: archive.RoleArticle, Time: w.now, Outcome: archive.OK,
	}
	hop := archive.FetchHop{Hop: archive.Hop{Method: "GET", URL: url, Status: 200, Header: http.Header{"Content-Type": {"text/plain"}}}}
	switch body {
	case "404":
		f.Outcome, hop.Hop.Status = archive.NotFound, 404
	case "410":
		f.Outcome, hop.Hop.Status = archive.Gone, 410
	case "304":
		f.Outcome, hop.Hop.Status = archive.NotModified, 304
	case "403":
		f.Outcome, hop.Hop.Status = archive.Blocked, 403
		hop.Wire = []byte("forbidden")
	default:
		f.Payload, hop.Wire = []byte(body), []byte(body)
	}
	f.Hops = []archive.FetchHop{hop}
	return f
}

func (w *world) record(f archive.Fetch) {
	w.t.Helper()
	if err := w.a.Record(w.ctx, f); err != nil {
		w.t.Fatal(err)
	}
}

// visit records and flushes.
func (w *world) visit(url, body string) {
	w.t.Helper()
	w.record(w.fetch(url, body))
	w.flush()
}

func (w *world) flush() {
	w.t.Helper()
	if err := w.a.Flush(w.ctx); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) page(url string) archive.Page {
	w.t.Helper()
	p, err := w.a.PageByURL(w.ctx, url)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (w *world) versions(url string) []archive.Version {
	w.t.Helper()
	return collect(w.t, w.a.Versions(w.ctx, w.page(url).ID))
}

// changes tells the change log in words: "kind address" and what matters.
func (w *world) changes() []string {
	w.t.Helper()
	var out []string
	var last uint64
	for _, c := range collect(w.t, w.a.Changes(w.ctx, 0)) {
		if c.Number <= last {
			w.t.Errorf("change %d behind %d", c.Number, last)
		}
		last = c.Number
		s := fmt.Sprintf("%s %s", c.Kind, strings.TrimPrefix(c.URL, "http://www.yunhu.example/"))
		if c.Cells > 0 {
			s += fmt.Sprintf(" cells=%d", c.Cells)
		}
		if c.MovedTo != "" {
			s += " to " + strings.TrimPrefix(c.MovedTo, "http://www.yunhu.example/")
		}
		out = append(out, s)
	}
	return out
}

func collect[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

const site = "http://www.yunhu.example/"

// redirected is a fetch of from that was led to to, where body stands.
func (w *world) redirected(from, to, body string) archive.Fetch {
	f := w.fetch(from, body)
	f.Hops[0].Hop.Status, f.Hops[0].Wire = 301, nil
	f.Hops = append(f.Hops, archive.FetchHop{Hop: archive.Hop{Method: "GET", URL: to, Status: 200, Header: http.Header{}}, Wire: []byte(body)})
	return f
}

// sound fails the test where Verify finds a problem.
func (w *world) sound() {
	w.t.Helper()
	for p, err := range w.a.Verify(w.ctx, nil) {
		if err != nil {
			w.t.Fatal(err)
		}
		if !p.Note {
			w.t.Errorf("verify: %s: %s: %s", p.Code, p.Where, p.Message)
		}
	}
}

// gzipped is a fetch whose body came with Content-Encoding: gzip.
func (w *world) gzipped(url, body string) archive.Fetch {
	f := w.fetch(url, body)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(body)); err != nil {
		w.t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		w.t.Fatal(err)
	}
	f.Hops[0].Wire = b.Bytes()
	f.Hops[0].Hop.Header.Set("Content-Encoding", "gzip")
	return f
}
