package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/archive"
)

// instant is a clock that stands still and a sleep that does not take time.
func instant() (clock func() time.Time, sleep func(context.Context, time.Duration) error) {
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	return func() time.Time { return now },
		func(ctx context.Context, d time.Duration) error { now = now.Add(d); return ctx.Err() }
}

// fetcherFor builds a fetcher whose portal has its only seed at base.
func fetcherFor(t *testing.T, base string, maxBody int64) (*fetcher, *recorder) {
	t.Helper()
	clock, sleep := instant()
	tr := newBase(nil, nil, true)
	t.Cleanup(tr.CloseIdleConnections)
	r := &recorder{
		base: tr, gates: newGates(clock, sleep, func(time.Duration) time.Duration { return 0 }),
		scope: newScope(Portal{Seeds: []string{base}}), timeout: 5 * time.Second, maxBody: maxBody,
		agent: "gongkai/test", private: true, clock: clock, decode: decodeText,
	}
	return newFetcher(r), r
}

// decodeText gives the text of a payload as UTF-8.
func decodeText(payload []byte, _ string) []byte {
	if utf8.Valid(payload) {
		return bytes.TrimPrefix(payload, []byte("\xEF\xBB\xBF"))
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(payload)
	if err != nil {
		return bytes.ToValidUTF8(payload, []byte("\uFFFD"))
	}
	return text
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func gzipped(b []byte) []byte {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

// TestPayloadsAreExact holds what colly alone gets wrong (colly v2.3.0): a PDF
// with a charset is re-coded, a body past 10 MiB is cut, hops are hidden.
func TestPayloadsAreExact(t *testing.T) {
	pdf := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte{0x80, 0xFF, 0xC4, 0xE3, 0x00, '\n'}, 2000)...)
	big := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("0123456789abcde\n"), 11<<16)...)
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("<html><head><meta charset=gb2312><title>青石区水利局</title></head><body>" + strings.Repeat("政府信息公开年报", 40) + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/report.pdf", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf;charset=GBK")
		w.Write(pdf)
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Write(big)
	})
	mux.HandleFunc("/gbk", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write(gbk)
	})
	mux.HandleFunc("/zipped", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(gzipped(gbk))
	})
	mux.HandleFunc("/feed.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml; charset=GBK")
		w.Write([]byte("<datastore><totalrecord>3</totalrecord></datastore>"))
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	f, _ := fetcherFor(t, srv.URL, 64<<20)

	for _, c := range []struct {
		name, path string
		payload    []byte
		wire       []byte
		html       bool
	}{
		{"pdf that claims GBK", "/report.pdf", pdf, pdf, false},
		{"eleven megabytes", "/big", big, big, false},
		{"GBK page", "/gbk", gbk, gbk, true},
		{"gzip", "/zipped", gbk, gzipped(gbk), true},
		{"name that colly takes for gzip", "/feed.xml.gz", []byte("<datastore><totalrecord>3</totalrecord></datastore>"), []byte("<datastore><totalrecord>3</totalrecord></datastore>"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, doc, err := f.fetch(t.Context(), ask{method: "GET", url: mustURL(t, srv.URL+c.path)})
			if err != nil {
				t.Fatal(err)
			}
			if a.outcome != archive.OK || len(a.hops) != 1 {
				t.Fatalf("outcome %s (%s), %d hops; want ok in one", a.outcome, a.detail, len(a.hops))
			}
			if !bytes.Equal(a.payload, c.payload) {
				t.Errorf("payload of %d bytes differs from the %d served", len(a.payload), len(c.payload))
			}
			hop := a.hops[0]
			if !bytes.Equal(hop.Wire, c.wire) || hop.Hop.Wire != archive.DigestOf(c.wire) || hop.Hop.WireSize != int64(len(c.wire)) {
				t.Errorf("wire of %d bytes differs from the %d served", len(hop.Wire), len(c.wire))
			}
			if (doc != nil) != c.html {
				t.Fatalf("parsed: %v, want %v", doc != nil, c.html)
			}
			if c.html && doc.Find("title").Text() != "青石区水利局" {
				t.Errorf("title %q", doc.Find("title").Text())
			}
		})
	}
}

func TestEveryEndingIsNamed(t *testing.T) {
	page := "<html><body>" + strings.Repeat("政府信息公开工作年度报告", 50) + "</body></html>"
	mux := http.NewServeMux()
	redirect := func(path, to string, status int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(status)
			fmt.Fprintf(w, "moved to %s", to)
		})
	}
	status := func(path string, code int, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(code)
			io.WriteString(w, body)
		})
	}
	redirect("/a", "/b", 302)
	redirect("/b", "/c", 301)
	status("/c", 200, page)
	redirect("/circle", "/circle2", 302)
	redirect("/circle2", "/circle", 302)
	redirect("/out", "http://elsewhere.example/", 302)
	redirect("/deep", "/deep?x=1", 302)
	redirect("/nowhere", "", 302)
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("CT6T"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "CT6T", Value: "1"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
			return
		}
		io.WriteString(w, page)
	})
	status("/missing", 404, "<html><body>nothing</body></html>")
	status("/gone", 410, "")
	status("/forbidden", 403, "no")
	status("/many", 429, "slow down")
	status("/broken", 502, "bad gateway")
	status("/412", 412, "<script>$_ts=window['$_ts']</script>")
	status("/521", 521, "<script>document.cookie='__jsl_clearance_s=1';location.href='/'</script>")
	status("/empty", 200, "")
	status("/c3vk", 200, `<html><body><script>document.cookie="C3VK=a1; max-age=300";location.reload()</script></body></html>`)
	status("/refusal", 200, "<html><head><title>访问被拦截</title></head><body>您的访问被拒绝，请联系管理员。</body></html>")
	status("/soft", 200, "<html><body><h1>抱歉，您访问的页面不存在</h1></body></html>")
	status("/jump", 200, `<html><head><script>location.href="/c"</script></head></html>`)
	mux.HandleFunc("/304", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, page)
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "<html><body>only the beginning")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/slam", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 70<<10)) })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(gzipped(make([]byte, 1<<20)))
	})
	mux.HandleFunc("/br", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		w.Write([]byte{1, 2, 3})
	})
	mux.HandleFunc("/halfzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzipped([]byte(page))
		w.Write(z[:len(z)/2])
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	srv := httptest.NewServer(mux)
	defer srv.Close()
	dead := httptest.NewServer(nil)
	dead.Close()

	for _, c := range []struct {
		path    string
		outcome archive.Outcome
		hops    []string // status and path of each
	}{
		{"/a", archive.OK, []string{"302 /a", "301 /b", "200 /c"}},
		{"/cookie", archive.OK, []string{"302 /cookie", "200 /cookie"}},
		{"/304", archive.NotModified, []string{"304 /304"}},
		{"/circle", archive.Redirected, []string{"302 /circle", "302 /circle2"}},
		{"/out", archive.Redirected, []string{"302 /out"}},
		{"/deep", archive.Redirected, []string{"302 /deep", "302 /deep?x=1"}},
		{"/nowhere", archive.HTTPError, []string{"302 /nowhere"}},
		{"/missing", archive.NotFound, []string{"404 /missing"}},
		{"/gone", archive.Gone, []string{"410 /gone"}},
		{"/forbidden", archive.Blocked, []string{"403 /forbidden"}},
		{"/many", archive.Blocked, []string{"429 /many"}},
		{"/broken", archive.ServerError, []string{"502 /broken"}},
		{"/412", archive.Challenged, []string{"412 /412"}},
		{"/521", archive.Challenged, []string{"521 /521"}},
		{"/empty", archive.HTTPError, []string{"200 /empty"}},
		{"/c3vk", archive.Challenged, []string{"200 /c3vk"}},
		{"/refusal", archive.Blocked, []string{"200 /refusal"}},
		{"/soft", archive.Soft404, []string{"200 /soft"}},
		{"/jump", archive.OK, []string{"200 /jump"}},
		{"/cut", archive.Truncated, []string{"200 /cut"}},
		{"/slam", archive.Refused, []string{"0 /slam"}},
		{"/large", archive.TooLarge, []string{"200 /large"}},
		{"/bomb", archive.TooLarge, []string{"200 /bomb"}},
		{"/br", archive.BadEncoding, []string{"200 /br"}},
		{"/halfzip", archive.Truncated, []string{"200 /halfzip"}},
		{"/slow", archive.TimedOut, []string{"0 /slow"}},
	} {
		t.Run(strings.TrimPrefix(c.path, "/"), func(t *testing.T) {
			f, r := fetcherFor(t, srv.URL, 64<<10)
			r.jar = newJar()
			if c.path == "/slow" {
				r.timeout = 20 * time.Millisecond
			}
			q := ask{method: "GET", url: mustURL(t, srv.URL+c.path)}
			if c.path == "/304" {
				q.etag, q.validFor, q.known = `"v1"`, []string{q.url.String()}, &known{payload: []byte(page), contentType: "text/html"}
			}
			a, doc, err := f.fetch(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if a.outcome != c.outcome {
				t.Errorf("outcome %s (%s), want %s", a.outcome, a.detail, c.outcome)
			}
			var hops []string
			for _, h := range a.hops {
				hops = append(hops, fmt.Sprintf("%d %s", h.Hop.Status, mustURL(t, h.Hop.URL).RequestURI()))
			}
			if d := cmp.Diff(c.hops, hops); d != "" {
				t.Errorf("hops (-want +got):\n%s", d)
			}
			if (doc != nil) != success(c.outcome) {
				t.Errorf("parsed: %v", doc != nil)
			}
			if !success(a.outcome) && a.detail == "" {
				t.Error("no detail says why")
			}
		})
	}
	t.Run("bodies of redirects are kept", func(t *testing.T) {
		f, _ := fetcherFor(t, srv.URL, 64<<10)
		a, _, err := f.fetch(t.Context(), ask{method: "GET", url: mustURL(t, srv.URL+"/a")})
		if err != nil || string(a.hops[0].Wire) != "moved to /b" || string(a.payload) != page {
			t.Errorf("wire %q, payload %d bytes, %v", a.hops[0].Wire, len(a.payload), err)
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		f, _ := fetcherFor(t, dead.URL, 64<<10)
		a, _, err := f.fetch(t.Context(), ask{method: "GET", url: mustURL(t, dead.URL+"/")})
		if err != nil || a.outcome != archive.Refused {
			t.Errorf("outcome %s (%s), %v", a.outcome, a.detail, err)
		}
	})
	t.Run("cancelled is no outcome", func(t *testing.T) {
		f, _ := fetcherFor(t, srv.URL, 64<<10)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, _, err := f.fetch(ctx, ask{method: "GET", url: mustURL(t, srv.URL+"/c")}); err == nil {
			t.Error("no error after cancel")
		}
	})
	t.Run("private address is not dialled", func(t *testing.T) {
		f, r := fetcherFor(t, srv.URL, 64<<10)
		tr := newBase(nil, nil, false)
		defer tr.CloseIdleConnections()
		r.base = tr
		a, _, err := f.fetch(t.Context(), ask{method: "GET", url: mustURL(t, srv.URL+"/c")})
		if err != nil || a.outcome != archive.Unreachable || !strings.Contains(a.detail, errPrivate.Error()) {
			t.Errorf("outcome %s (%s), %v", a.outcome, a.detail, err)
		}
	})
}
