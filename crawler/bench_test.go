package crawler

import (
	"bytes"
	"context"
	"io"
	"iter"
	"net/http"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/crawler/portalsim"
)

// replay answers with what was answered before, so that a benchmark measures
// the walk and not the world.
type replay struct {
	base    http.RoundTripper
	answers map[string]*replayed
}

type replayed struct {
	status int
	header http.Header
	body   []byte
}

func (r *replay) RoundTrip(req *http.Request) (*http.Response, error) {
	var posted []byte
	if req.Body != nil {
		var err error
		if posted, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(bytes.NewReader(posted))
	}
	key := req.Method + " " + req.URL.String() + " " + string(posted)
	a := r.answers[key]
	if a == nil {
		resp, err := r.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		a = &replayed{resp.StatusCode, resp.Header, body}
		r.answers[key] = a
	}
	return &http.Response{
		StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: a.header,
		Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}, nil
}

// nothing is an archive that keeps nothing.
type nothing struct{ html [][]byte }

func (n *nothing) BeginPass(_ context.Context, portal string) (archive.Pass, bool, error) {
	return archive.Pass{ID: "1", Portal: portal}, false, nil
}
func (n *nothing) EndPass(_ context.Context, p archive.Pass) (archive.Pass, error) { return p, nil }
func (n *nothing) Flush(context.Context) error                                     { return nil }
func (n *nothing) Record(_ context.Context, f archive.Fetch) error {
	if looksHTML(f.Payload) {
		n.html = append(n.html, f.Payload)
	}
	return nil
}
func (n *nothing) Page(context.Context, archive.PageID) (archive.Page, error) {
	return archive.Page{}, archive.ErrNotFound
}
func (n *nothing) Pages(context.Context, string) iter.Seq2[archive.Page, error] {
	return func(func(archive.Page, error) bool) {}
}
func (n *nothing) CapturedIn(context.Context, archive.PassID, archive.PageID) (archive.Capture, error) {
	return archive.Capture{}, archive.ErrNotFound
}
func (n *nothing) Version(context.Context, archive.PageID, int) (archive.Version, error) {
	return archive.Version{}, archive.ErrNotFound
}
func (n *nothing) Payload(context.Context, archive.Version) ([]byte, error) {
	return nil, archive.ErrNotFound
}

// BenchmarkWalk walks a portal of each family from answers in memory, keeping
// nothing. parse-µs/page is what html.Parse alone takes for the same pages, own
// what the walk adds to it.
func BenchmarkWalk(b *testing.B) {
	for _, family := range simFamilies {
		b.Run(family, func(b *testing.B) {
			world := portalsim.New(portalsim.Options{Seed: 11, Organs: 12, Years: 8, Families: []string{family}})
			keep := &nothing{}
			_, sleep := instant()
			p := Portal{ID: family, Seeds: []string{"http://" + family + ".example/"}}
			o := Options{
				Archive: keep, Transport: &replay{handler{world}, map[string]*replayed{}}, Sleep: sleep,
				Clock: func() time.Time { return time.Date(2026, 6, 10, 2, 0, 0, 0, time.UTC) },
			}
			first, err := New(o).Walk(b.Context(), p)
			if err != nil || first.Reports == 0 {
				b.Fatal(first, err)
			}
			pages := keep.html
			start := time.Now()
			for _, html := range pages {
				if _, err := goquery.NewDocumentFromReader(bytes.NewReader(html)); err != nil {
					b.Fatal(err)
				}
			}
			parse := time.Since(start)
			n := 0
			for b.Loop() {
				keep.html = nil
				s, err := New(o).Walk(b.Context(), p)
				if err != nil || s.Reports != first.Reports || s.Requests != first.Requests {
					b.Fatal(s, err)
				}
				n += s.Requests
			}
			perPage := float64(b.Elapsed().Microseconds()) / float64(n)
			parsed := float64(parse.Microseconds()) / float64(first.Requests)
			b.ReportMetric(perPage, "µs/page")
			b.ReportMetric(parsed, "parse-µs/page")
			b.ReportMetric(perPage-parsed, "own-µs/page")
		})
	}
}
