package portalsim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// ask sends one GET with headers (name, value, …) and returns the answer.
func ask(w *World, target string, headers ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest("GET", target, nil)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, req)
	return rec
}

func TestSameOptionsMakeTheSameBytes(t *testing.T) {
	a, b := New(Options{Seed: 7, HomeBytes: 1}), New(Options{Seed: 7, HomeBytes: 1})
	other := New(Options{Seed: 8, HomeBytes: 1})
	differ := 0
	for i, s := range a.sites {
		for uri := range s.nodes {
			one, two := ask(a, s.url(uri)), ask(b, s.url(uri))
			if one.Code != two.Code || !bytes.Equal(one.Body.Bytes(), two.Body.Bytes()) {
				t.Errorf("%s differs between two worlds of one seed", s.url(uri))
			}
			if fmt.Sprint(one.Header()) != fmt.Sprint(two.Header()) {
				t.Errorf("%s: headers differ: %v, %v", s.url(uri), one.Header(), two.Header())
			}
			if differ > 9 {
				continue
			}
			if other.sites[i].nodes[uri] == nil || !bytes.Equal(ask(other, s.url(uri)).Body.Bytes(), one.Body.Bytes()) {
				differ++
			}
		}
	}
	if differ == 0 {
		t.Error("another seed makes the same world")
	}
}

func TestHomesAreAsHeavyAsRealOnes(t *testing.T) {
	for seed := range uint64(3) {
		w := New(Options{Seed: seed})
		for _, p := range w.Portals() {
			s := w.byHost[p.Family+".example"]
			n := len(s.nodes["/"].get().body)
			if n < 60<<10 || n > 140<<10 {
				t.Errorf("%s of seed %d: home of %d bytes", p.ID, seed, n)
			}
			if anchors := bytes.Count(s.nodes["/"].get().body, []byte("<a ")); anchors < 300 {
				t.Errorf("%s of seed %d: %d anchors", p.ID, seed, anchors)
			}
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	w := New(Options{Seed: 1})
	for _, test := range []struct {
		portal             string
		etag, lastModified bool
	}{{"trs", true, true}, {"channel", false, true}, {"generic", true, false}, {"jpage", false, false}} {
		t.Run(test.portal, func(t *testing.T) {
			target := w.ReportURL(test.portal, 0, 2025)
			first := ask(w, target)
			etag, date := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
			if (etag != "") != test.etag || (date != "") != test.lastModified {
				t.Fatalf("ETag %q, Last-Modified %q", etag, date)
			}
			want := func(name string, supported bool, headers ...string) {
				t.Helper()
				code := http.StatusOK
				if supported {
					code = http.StatusNotModified
				}
				rec := ask(w, target, headers...)
				if rec.Code != code {
					t.Errorf("%s: %d, want %d", name, rec.Code, code)
				}
				if code == http.StatusNotModified && rec.Body.Len() > 0 {
					t.Errorf("%s: a 304 with a body", name)
				}
			}
			want("If-None-Match", test.etag, "If-None-Match", etag)
			want("If-Modified-Since", test.lastModified, "If-Modified-Since", date)
			want("another tag", false, "If-None-Match", `"other"`, "If-Modified-Since", date)
			if _, err := w.CorrectCell(target, "applications.new.natural_person", "4321"); err != nil {
				t.Fatal(err)
			}
			want("changed: If-None-Match", false, "If-None-Match", etag)
			want("changed: If-Modified-Since", false, "If-Modified-Since", date)
		})
	}
}

func TestCompression(t *testing.T) {
	w := New(Options{Seed: 1})
	for _, test := range []struct{ portal, accept, want string }{
		{"trs", "gzip, deflate", "gzip"}, {"trs", "", ""},
		{"channel", "", "gzip"}, {"channel", "gzip", "gzip"},
		{"jpage", "gzip", ""}, {"generic", "gzip", ""},
	} {
		rec := ask(w, "http://"+test.portal+".example/", "Accept-Encoding", test.accept)
		if got := rec.Header().Get("Content-Encoding"); got != test.want {
			t.Errorf("%s asked with %q: Content-Encoding %q, want %q", test.portal, test.accept, got, test.want)
		}
		if !strings.Contains(decode(t, rec), "政府信息公开") {
			t.Errorf("%s: the decoded home says nothing of 政府信息公开", test.portal)
		}
	}
}

func TestCharsetIsToldByTheMetaElementOnly(t *testing.T) {
	rec := ask(New(Options{}), "http://generic.example/p/17/")
	if got := rec.Header().Get("Content-Type"); got != "text/html" {
		t.Errorf("Content-Type %q", got)
	}
	if body := rec.Body.String(); strings.Contains(body, "公开") || !strings.Contains(body, "charset=gb2312") {
		t.Error("the body is not GBK with a meta element")
	}
}

func TestJpageEndpoint(t *testing.T) {
	w := New(Options{Seed: 1})
	u := url.Values{"appid": {"1"}, "webid": {"1"}, "path": {"/"}, "columnid": {"1104"}, "unitid": {"20001"}}
	get := func(page string) string {
		u.Set("page", page)
		return ask(w, "http://jpage.example"+proxyPath+"?"+u.Encode()).Body.String()
	}
	for page, records := range map[string]int{"0": 15, "1": 15, "2": 1, "3": 0, "99999999999999": 0, "-1": 15, "x": 15} {
		if got := strings.Count(get(page), "<record>"); got != records {
			t.Errorf("page %s: %d records, want %d", page, got, records)
		}
	}
	if text := get("1"); !strings.Contains(text, "<totalrecord>31</totalrecord>") || !strings.Contains(text, "page=2&") {
		t.Errorf("the second group does not count all and name the third:\n%s", text[:300])
	}
	if text := get("2"); strings.Contains(text, "nextgroup") {
		t.Error("the last group names another")
	}
	u.Set("columnid", "9")
	if text := get("1"); strings.Contains(text, "<record>") {
		t.Error("records for a column that has no such unit")
	}
	if code := ask(w, "http://jpage.example/module/jpage/dataproxy.jsp?page=1").Code; code != 404 {
		t.Errorf("another path of the endpoint: %d", code)
	}
}

// Each way to go on from the first group leads to something wanted: a client
// that knows one way only must lose a report.
func TestJpageGroupsBeyondTheFirstHoldReports(t *testing.T) {
	w := New(Options{Seed: 1})
	for _, need := range w.Ledger().Needs["jpage"] {
		if !strings.Contains(need.URL, proxyPath) {
			continue
		}
		req := httptest.NewRequest(need.Method, need.URL, strings.NewReader(need.Body))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, req)
		found := false
		for _, r := range w.Ledger().Reports {
			found = found || strings.Contains(rec.Body.String(), strings.TrimPrefix(r.Page, "http://jpage.example"))
		}
		if !found {
			t.Errorf("%s %s holds no report:\n%s", need.Method, need.URL, rec.Body)
		}
	}
}

func TestTraps(t *testing.T) {
	w := New(Options{Seed: 1})
	for _, test := range []struct {
		url    string
		status int
	}{
		{"http://trs.example/calendar/2026/6.html", 200}, {"http://trs.example/calendar/2999/12.html", 200},
		{"http://trs.example/calendar/2026/13.html", 404}, {"http://trs.example/zt/old/", 404},
		{"http://jpage.example/robots.txt", 404}, {"http://nobody.example/", 404},
	} {
		if rec := ask(w, test.url); rec.Code != test.status {
			t.Errorf("%s: %d, want %d", test.url, rec.Code, test.status)
		}
	}
	for _, dead := range w.Ledger().Dead {
		if rec := ask(w, dead); rec.Code != 404 {
			t.Errorf("%s: %d, the ledger says dead", dead, rec.Code)
		}
	}
	for _, twin := range w.Ledger().Duplicates {
		if rec := ask(w, twin.URL); rec.Code != 200 {
			t.Errorf("twin %s: %d", twin.URL, rec.Code)
		}
	}
}

func TestServedOverASocketAndAsAProxy(t *testing.T) {
	w := New(Options{Seed: 1, Clock: func() time.Time { return epoch }})
	server := httptest.NewServer(w)
	defer server.Close()
	proxy, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	for name, transport := range map[string]*http.Transport{
		"dialer": {DialContext: Dialer(server.Listener.Addr().String())},
		"proxy":  {Proxy: http.ProxyURL(proxy)},
	} {
		t.Run(name, func(t *testing.T) {
			defer transport.CloseIdleConnections()
			w.ResetRequests()
			req, err := http.NewRequest("GET", "http://trs.example/zwgk/zfxxgk/?a=1", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Referer", "http://trs.example/")
			req.Header.Set("User-Agent", "tester")
			req.Header.Set("If-None-Match", `"x"`)
			res, err := transport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, res.Body); err != nil {
				t.Fatal(err)
			}
			if err := res.Body.Close(); err != nil {
				t.Fatal(err)
			}
			log := w.Requests()
			want := Request{At: epoch, Host: "trs.example", Method: "GET", URL: "http://trs.example/zwgk/zfxxgk/?a=1",
				Referer: "http://trs.example/", UserAgent: "tester", Conditional: true, Status: 404}
			if len(log) != 1 || log[0] != want {
				t.Errorf("log %+v, want %+v", log, want)
			}
			if peak := w.Peaks()["trs.example"]; peak != 1 {
				t.Errorf("peak %d", peak)
			}
		})
	}
}

func TestDialerRefusesTheWorldOutside(t *testing.T) {
	for _, address := range []string{"www.gov.cn:80", "127.0.0.1:80", "trs.example"} {
		conn, err := Dialer("127.0.0.1:1")(context.Background(), "tcp", address)
		var refused *net.OpError
		if err == nil || conn != nil || errors.As(err, &refused) {
			t.Errorf("%s: dialled: %v", address, err)
		}
	}
}

func TestManyClientsAndAMutator(t *testing.T) {
	w := New(Options{Seed: 1, Organs: 3, Years: 3})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 60 {
				p := w.Portals()[(i+j)%4]
				ask(w, p.Home, "Accept-Encoding", "gzip")
				ask(w, w.ReportURL(p.ID, j%3, 2023+j%3))
			}
		})
	}
	for i := range 4 {
		if _, err := w.ChangeFrame(w.Portals()[i].ID); err != nil {
			t.Error(err)
		}
		w.Ledger()
	}
	wg.Wait()
	if n := len(w.Requests()); n != 8*60*2 {
		t.Errorf("%d requests in the log", n)
	}
}

func BenchmarkServe(b *testing.B) {
	w := New(Options{Seed: 1})
	var needs []string
	for _, all := range w.Ledger().Needs {
		for _, need := range all {
			if need.Method == "GET" {
				needs = append(needs, need.URL)
			}
		}
	}
	i := 0
	for b.Loop() {
		ask(w, needs[i%len(needs)])
		i++
	}
}
