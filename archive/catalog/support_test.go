package catalog_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/extract/report"
)

// lineReader reads the payloads of these tests, a document a line:
//
//	report 云湖市青石区水务局 2023 published=2024-02-03 failing=1 total=5
//	guide 云湖市青石区水务局
//
// A payload that begins with %PDF is not read by revision 1.
type lineReader struct{ revision string }

func (r *lineReader) Revision() string { return r.revision }

func (r *lineReader) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	text := string(payload)
	if rest, pdf := strings.CutPrefix(text, "%PDF"); pdf {
		if r.revision == "1" {
			return archive.Reading{State: archive.FormatNotRead, Format: "pdf"}, nil
		}
		text = rest
	}
	out := archive.Reading{State: archive.WasRead, Format: "lines"}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out.Paragraphs = append(out.Paragraphs, line)
		if rec := recordOf(line); r.revision != "3" || rec.Year != 2022 { // revision 3 calls some a misreading
			out.Records = append(out.Records, rec)
		}
	}
	return out, nil
}

func recordOf(line string) report.Record {
	rec := report.Record{Kind: report.Other}
	for i, w := range strings.Fields(line) {
		key, value, given := strings.Cut(w, "=")
		n, err := strconv.ParseInt(value, 10, 64)
		switch {
		case i == 0 && w == "report":
			rec.Kind = report.AnnualReport
		case i == 0 && w == "guide":
			rec.Kind, rec.Guide = report.Guide, &report.GuideFields{}
		case key == "published":
			rec.Published = value
		case key == "failing":
			for range n {
				rec.Checks = append(rec.Checks, report.Check{ID: "c", Verdict: report.Fails})
			}
		case given && err == nil:
			v := report.NewNumber(n)
			rec.Cells = map[string]report.Cell{key: {Raw: value, State: report.StateValue, Value: &v}}
		case rec.Agency == "":
			rec.Agency = w
		default:
			rec.Year, _ = strconv.Atoi(w)
		}
	}
	return rec
}

// world is an archive with what a test needs around it.
type world struct {
	t      testing.TB
	a      *archive.Archive
	store  *memstore.Store
	reader *lineReader
	now    time.Time
	batch  bool // visit does not flush
}

func newWorld(t testing.TB) *world {
	w := &world{
		t: t, store: memstore.New(), reader: &lineReader{revision: "1"},
		now: time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC),
	}
	w.open()
	t.Cleanup(func() { w.a.Close() })
	return w
}

func (w *world) open() {
	w.t.Helper()
	a, err := archive.New(context.Background(), w.store, archive.Options{
		Clock: func() time.Time { return w.now }, Reader: w.reader,
		After: func(time.Duration) <-chan time.Time { return nil },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.a = a
}

// reopen is another process that goes on with other readers.
func (w *world) reopen(revision string) {
	w.t.Helper()
	if err := w.a.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.store = w.store.Reopen()
	w.reader = &lineReader{revision: revision}
	w.open()
}

// visit records one answer of an address ("yunhu/p1") and flushes: a body, "404",
// "304", or "-> address body" for a redirect.
func (w *world) visit(at, body string) {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	portal, _, _ := strings.Cut(at, "/")
	address := func(at string) string { return "http://www." + strings.Replace(at, "/", ".example/", 1) }
	f := archive.Fetch{
		Portal: portal, Pass: archive.PassID(portal + "/1"), URL: address(at), Role: archive.RoleArticle,
		Time: w.now, Outcome: archive.OK,
		Link: archive.Link{Text: "青石区教育局2021年政府信息公开工作年度报告"},
	}
	hops := []archive.Hop{{Method: "GET", URL: f.URL, Status: 200, Header: http.Header{}}}
	if rest, led := strings.CutPrefix(body, "-> "); led {
		to, text, _ := strings.Cut(rest, " ")
		hops[0].Status = 301
		hops = append(hops, archive.Hop{Method: "GET", URL: address(to), Status: 200, Header: http.Header{}})
		body = text
	}
	switch body {
	case "404":
		f.Outcome = archive.NotFound
	case "304":
		f.Outcome = archive.NotModified
	default:
		f.Payload = []byte(body)
	}
	for i, h := range hops {
		hop := archive.FetchHop{Hop: h}
		if i == len(hops)-1 {
			hop.Wire = f.Payload
		}
		f.Hops = append(f.Hops, hop)
	}
	if err := w.a.Record(context.Background(), f); err != nil {
		w.t.Fatal(err)
	}
	if w.batch {
		return
	}
	if err := w.a.Flush(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// reportLine is the payload of a report.
func reportLine(organ string, year int, more ...string) string {
	return fmt.Sprintf("report %s %d total=1 %s", organ, year, strings.Join(more, " "))
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}
