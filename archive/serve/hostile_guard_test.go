package serve_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gongkai/archive/serve"
)

// onHosts: names that are not ours.
var onHosts = attempts{
	"host-foreign": func(t *testing.T) {
		c := newCareless(t, serve.Options{Hosts: []string{"archive.test", "port.test:8443"}})
		for _, host := range []string{"evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "evil.test:80",
			"archive.test.evil.test", "evil-archive.test", "port.test", "port.test:80", "8.8.8.8", "[2001:db8::1]", "0.0.0.0", "2130706433"} {
			c.want(c.do("GET /", "Host: "+host), 421)
			c.want(c.do("GET /metrics", "Host: "+host), 421)
		}
		for _, host := range []string{"localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3:99", "[::1]:80", "archive.test", "ARCHIVE.test.", "archive.test:9", "port.test:8443"} {
			c.want(c.do("GET /", "Host: "+host), 200)
		}
	},
	"host-rebinding-write": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.refused([]int{421, 403}, []string{crawl, "Host: rebound.test", "Content-Type: application/json", "Origin: http://rebound.test"})
	},
	"host-malformed": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, host := range []string{"localhost:80@evil.test", "localhost@evil.test", "localhost/evil.test", "localhost:x", "localhost:", "localhost:99999",
			"localhost:080", "[::1", "::1]", "[localhost]", "[::1%25lo]", "local host", "localhost,evil.test", "", "."} {
			c.want(c.do("GET /", "Host: "+host), 400, 421)
		}
	},
	"host-twice": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("GET /", "Host: localhost", "Host: evil.test"), 400)
	},
	"host-absolute-form": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("GET http://evil.test/"), 421)
		if a := c.do("GET http://localhost/", "Host: evil.test"); a.StatusCode != 200 || strings.Contains(a.body, "evil") {
			t.Errorf("the host of an absolute target counts: got %s %q", a.Status, a.body)
		}
	},
	"host-forwarded": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		a := c.do("GET /", "X-Forwarded-Host: evil.test", "Forwarded: host=evil.test", "X-Host: evil.test", "X-Forwarded-Server: evil.test")
		if a.StatusCode != 200 || strings.Contains(a.body, "evil") {
			t.Errorf("got %s %q", a.Status, a.body)
		}
		r := &http.Request{Host: "localhost:1", Header: http.Header{"X-Forwarded-Host": {"evil.test"}, "X-Forwarded-Proto": {"https"}}}
		if got := serve.Base("")(r); got != "http://localhost:1" {
			t.Errorf("the base of links is %s", got)
		}
	},
}

// onPaths: targets that no link of ours has.
var onPaths = attempts{
	"path-traversal": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, p := range []string{"/../../etc/passwd", "/static/../../etc/passwd", "/static/..", "/./x", "/static/.", "/dir/..;/x/../y"} {
			c.want(c.do("GET "+p), 400)
		}
	},
	"path-traversal-encoded": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, p := range []string{"/%2e%2e/etc/passwd", "/static/%2e%2e%2fetc", "/static/..%2f..%2fetc", "/static/%2E./x", "/dir/a%2Fb",
			"/static/%252e%252e/etc", "/%25%32%65%25%32%65/etc", "/static/%c0%ae%c0%ae/etc", "/static/..%5c..%5cetc", `/static/..\..\etc`} {
			c.want(c.do("GET "+p), 400)
		}
	},
	"path-nul": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, p := range []string{"/dir/a%00.html", "/dir/%0d%0aSet-Cookie:a=b", "/dir/%0a", "/dir/%7f", "/dir/%1b[31m", "/dir/%ff", "/?q=%00", "/?q=%ff", "/?%00=1"} {
			c.want(c.do("GET "+p), 400)
		}
	},
	"path-not-a-path": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("OPTIONS *"), 400)
		for _, target := range []string{"mailto:a@b", "http:evil.test", "?x", "/?a=%zz", "/?a;b"} {
			c.want(c.do("GET "+target), 400, 421)
		}
	},
	"redirect-off-site": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, to := range []string{"https://evil.test/", "//evil.test", `/\evil.test`, `\\evil.test`, "/\t/evil.test", "https:evil.test", "javascript:alert(1)",
			"data:text/html,x", "http://127.0.0.1@evil.test/", " https://evil.test"} {
			a := c.do("GET /go?to=" + url.QueryEscape(to))
			if loc := a.Header.Get("Location"); a.StatusCode < 500 && leads(c.addr, loc) || strings.Contains(a.body, "evil.test") {
				t.Errorf("%q: got %s to %q: %q", to, a.Status, loc, a.body)
			}
		}
		if a := c.do("GET /go?to=/dir/"); a.StatusCode != 302 || a.Header.Get("Location") != "/dir/" {
			t.Errorf("a redirect within the server: got %s %q", a.Status, a.Header.Get("Location"))
		}
	},
	"redirect-by-cleaning": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, p := range []string{"//evil.test", "//evil.test/..", "///evil.test", "/dir//evil.test/..", `/\evil.test/..`, "/%2f/evil.test", "/.//evil.test", "/%5cevil.test", "//evil.test/dir", "/dir/../..//evil.test/"} {
			a := c.do("GET " + p)
			if a.StatusCode != 400 && a.StatusCode != 404 && a.StatusCode != 421 {
				t.Errorf("%s: got %s to %q", p, a.Status, a.Header.Get("Location"))
			}
		}
		// What cleaning is left: a slash at the end, on our own path.
		if loc := c.do("GET /dir").Header.Get("Location"); loc != "/dir/" {
			t.Errorf("/dir leads to %q", loc)
		}
	},
}

// leads reports whether a browser that is at addr would leave it for loc.
func leads(addr, loc string) bool {
	if loc == "" {
		return false
	}
	base := &url.URL{Scheme: "http", Host: addr, Path: "/go"}
	// Browsers read a backslash as a slash and drop tabs and line ends.
	to, err := base.Parse(strings.NewReplacer(`\`, "/", "\t", "", "\n", "", "\r", "", " ", "").Replace(loc))
	return err != nil || to.Host != addr || to.Scheme != "http"
}

// onWriting: who must not write.
var onWriting = attempts{
	"csrf-form": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, typ := range []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; application/json", "application/jsonp", ""} {
			c.refused([]int{403, 415}, []string{crawl, "Content-Type: " + typ}, []string{crawl, "Content-Type: " + typ, "Origin: http://evil.test", "Sec-Fetch-Site: cross-site"})
		}
		c.refused([]int{415}, []string{crawl})
	},
	"csrf-fetch": func(t *testing.T) {
		for _, o := range []serve.Options{{}, {Token: token}} {
			c := newCareless(t, o)
			json, auth := "Content-Type: application/json", "Authorization: Bearer "+token
			c.refused([]int{403}, []string{crawl, json, auth, "Origin: http://evil.test"}, []string{crawl, json, auth, "Origin: null"},
				[]string{crawl, json, auth, "Sec-Fetch-Site: cross-site"}, []string{crawl, json, auth, "Sec-Fetch-Site: same-site"},
				[]string{crawl, json, auth, "Origin: http://localhost:1"}, []string{crawl, json, auth, "Sec-Fetch-Site: cross-site", "Origin: http://" + c.addr})
		}
	},
	"csrf-get": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, method := range []string{"GET", "HEAD", "OPTIONS"} {
			c.do(method + " /api/v1/portals/zhangdian/crawl")
		}
		if n := c.writes.Load(); n != 0 {
			t.Errorf("%d writes by methods that write nothing", n)
		}
	},
	"csrf-preflight": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		a := c.do("OPTIONS /api/v1/portals/zhangdian/crawl", "Origin: http://evil.test", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization")
		if strings.Contains(a.Header.Get("Access-Control-Allow-Methods"), "POST") || a.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("the guard allows it: %v", a.Header)
		}
	},
	"write-from-beyond": func(t *testing.T) {
		json := "Content-Type: application/json"
		c := newCareless(t, serve.Options{})
		c.refused([]int{403}, []string{crawl, json, "X-Forwarded-For: 8.8.8.8"}, []string{crawl, json, "Forwarded: for=8.8.8.8"},
			[]string{crawl, json, "Via: 1.1 proxy"}, []string{crawl, json, "X-Real-IP: 8.8.8.8"})
		for _, o := range []serve.Options{{Hosts: []string{"archive.test"}}, {BaseURL: "https://archive.test"}} {
			c := newCareless(t, o)
			c.refused([]int{403}, []string{crawl, json}, []string{crawl, json, "Host: archive.test"})
			if a := c.send(crawl, "{}", json); !strings.Contains(a.body, "--token-file") {
				t.Errorf("the refusal does not say how to set a token: %q", a.body)
			}
		}
		// From this machine it is allowed.
		if a := c.send(crawl, "{}", json); a.StatusCode != 202 || c.writes.Load() != 1 {
			t.Errorf("from this machine: got %s", a.Status)
		}
	},
	"token-wrong": func(t *testing.T) {
		c := newCareless(t, serve.Options{Token: token})
		json := "Content-Type: application/json"
		for _, auth := range []string{"", "Bearer", "Bearer ", "Bearer x", "Bearer " + token[:len(token)-1], "Bearer " + token + "x", "Bearer  " + token,
			"Basic " + token, token, "Bearer " + strings.ToUpper(token), "Bearer " + token + "," + token, "Bearer null"} {
			c.refused([]int{401}, []string{crawl, json, "Authorization: " + auth})
		}
		c.refused([]int{401}, []string{crawl, json},
			[]string{crawl + "?token=" + token + "&access_token=" + token, json},
			[]string{crawl, json, "X-Token: " + token}, []string{crawl, json, "Cookie: token=" + token},
			[]string{crawl, json, "Authorization: Bearer wrong", "Authorization: Bearer " + token})
		if a := c.send(crawl, "{}", "Authorization: Bearer "+token); a.StatusCode != 202 {
			t.Errorf("with the token: got %s", a.Status)
		}
		if strings.Contains(c.log.String(), token) {
			t.Error("the token stands in the log")
		}
	},
	"token-weak": func(t *testing.T) {
		for _, weak := range []string{"x", "fifteen-letters", "with a space in it", "with\na line end in it", "令牌令牌令牌令牌"} {
			if _, err := serve.New(serve.Options{Archive: &changes{}, Token: weak}); err == nil {
				t.Errorf("token %q was taken", weak)
			} else if strings.Contains(err.Error(), weak) && len(weak) > 1 {
				t.Errorf("the error tells the token: %v", err)
			}
		}
	},
	"method-override": func(t *testing.T) {
		c := newCareless(t, serve.Options{Token: token})
		for _, h := range []string{"X-HTTP-Method-Override: POST", "X-HTTP-Method: POST", "X-Method-Override: POST"} {
			c.do("GET /api/v1/portals/zhangdian/crawl?_method=POST", h)
		}
		if n := c.writes.Load(); n != 0 {
			t.Errorf("%d writes", n)
		}
	},
	"method-unknown": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, m := range []string{"TRACE", "CONNECT", "PROPFIND", "TRACK", "get", "DEBUG"} {
			a := c.do(m+" /", "X-Secret: s3cret")
			c.want(a, 405, 400)
			if strings.Contains(a.body, "s3cret") {
				t.Errorf("%s echoes", m)
			}
		}
	},
}

// onSize: too much of something, or too slow.
var onSize = attempts{
	"oversize-url": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("GET /"+strings.Repeat("a", 8001)), 414)
		c.want(c.do("GET /?q="+strings.Repeat("%E4%B8%AD", 1000)), 414)
		c.want(c.do("GET /?q="+strings.Repeat("a", 100)), 200)
	},
	"oversize-parameters": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("GET /?"+strings.Repeat("a=1&", 1000)), 400)
		c.want(c.do("GET /?"+strings.Repeat("&", 2000)), 400)
	},
	"oversize-header": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.do("GET /", "X-A: "+strings.Repeat("a", 40<<10)), 431)
		c.want(c.do("GET /", strings.TrimSuffix(strings.Repeat("X-A: b\r\n", 8000), "\r\n")), 431)
	},
	"oversize-body": func(t *testing.T) {
		c := newCareless(t, serve.Options{Limits: serve.Limits{Body: 1000}})
		a := c.send(crawl, strings.Repeat("x", 1001), "Content-Type: application/json")
		c.want(a, 413)
		c.want(c.send(crawl, "", "Content-Type: application/json", "Content-Length: 99999999999"), 413)
		if c.writes.Load() != 0 {
			t.Error("it was handled")
		}
	},
	"body-on-get": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.want(c.send("GET /", "body"), 400)
		c.want(c.send("GET /", "0\r\n\r\n", "Transfer-Encoding: chunked"), 400)
	},
	"body-compressed": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, coding := range []string{"gzip", "deflate", "br", "zstd", "identity, gzip"} {
			c.refused([]int{415}, []string{crawl, "Content-Type: application/json", "Content-Encoding: " + coding})
		}
	},
	"body-slow": func(t *testing.T) {
		c := newCareless(t, serve.Options{Limits: serve.Limits{Upload: 50 * time.Millisecond}})
		all := c.raw("POST", crawl+" HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
		if len(all) != 1 || all[0].StatusCode != 400 || c.writes.Load() != 0 {
			t.Errorf("got %d answers, %d writes", len(all), c.writes.Load())
		}
		// Refused before anybody wants the body: nobody waits for it either.
		for _, r := range []struct{ line, host string }{{crawl, "evil.test"}, {"POST //x", "localhost"}, {"POST /", "localhost"}, {"GET /healthz", "evil.test"}} {
			all := c.raw("POST", r.line+" HTTP/1.1\r\nHost: "+r.host+"\r\nContent-Length: 100\r\n\r\n{")
			if len(all) != 1 || all[0].StatusCode < 400 || !all[0].Close {
				t.Errorf("%s at %s: %d answers, not one that ends the connection", r.line, r.host, len(all))
			}
		}
	},
	"slowloris": func(t *testing.T) {
		c := newCareless(t, serve.Options{Limits: serve.Limits{Header: 50 * time.Millisecond}})
		// The header never ends; raw returns when the server hangs up.
		if all := c.raw("GET", "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"); len(all) > 0 && all[0].StatusCode < 400 {
			t.Errorf("got %s", all[0].Status)
		}
		if c.renders.Load() != 0 {
			t.Error("half a header was answered")
		}
	},
	"slow-reader": func(t *testing.T) {
		left := make(chan error, 1)
		w := run(t, serve.Options{Limits: serve.Limits{Write: 50 * time.Millisecond}, Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			var err error
			for i := 0; i < 1000 && err == nil; i++ {
				_, err = w.Write(make([]byte, 1<<20))
			}
			left <- err
		})})
		conn, err := net.Dial("tcp", w.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "GET /original/x/1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if err := <-left; err == nil { // and reads nothing
			t.Error("a gigabyte was written to who reads nothing")
		}
	},
	"too-many-at-once": func(t *testing.T) {
		in, out := make(chan struct{}), make(chan struct{})
		w := run(t, serve.Options{Limits: serve.Limits{Requests: 1}, Pages: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			in <- struct{}{}
			<-out
		})})
		first := make(chan answered, 1)
		go func() { first <- w.do("GET /a") }()
		<-in
		a := w.do("GET /b")
		w.want(a, 503)
		if a.Header.Get("Retry-After") == "" {
			t.Error("it does not say when to come again")
		}
		w.want(w.do("GET /healthz"), 200)
		close(out)
		w.want(<-first, 200)
	},
	"too-many-originals": func(t *testing.T) {
		in, out := make(chan struct{}), make(chan struct{})
		stuck := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				in <- struct{}{}
				<-out
			}
		})
		w := run(t, serve.Options{Limits: serve.Limits{Originals: 1}, Pages: stuck, API: stuck})
		first := make(chan answered, 1)
		go func() { first <- w.do("GET /original/a/1") }()
		<-in
		w.want(w.do("GET /original/b/1"), 503)
		w.want(w.do("GET /api/v1/pages/b/versions/1/payload"), 503)
		w.want(w.do("GET /"), 200)
		close(out)
		w.want(<-first, 200)
		versionsAtOnce(t)
	},
	"too-many-ranges": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, path := range []string{"/original/x/1", "/"} {
			a := c.do("GET "+path, "Range: bytes="+strings.Repeat("0-,", 400)+"0-")
			if len(a.body) > 4096 {
				t.Errorf("%s: ranges made %d bytes", path, len(a.body))
			}
		}
	},
}

// onWire: what two servers could read in two ways.
var onWire = attempts{
	"smuggling-lengths": func(t *testing.T) {
		for _, heads := range []string{
			"Content-Length: 4\r\nContent-Length: 60\r\n", "Content-Length: 4, 60\r\n", "Content-Length: -1\r\n", "Content-Length: +4\r\n", "Content-Length: 0x4\r\n",
			"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
			"Transfer-Encoding: chunked\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
			"Transfer-Encoding : chunked\r\n", "Transfer-Encoding:\vchunked\r\n", "X: a\r\n Transfer-Encoding: chunked\r\n",
		} {
			for _, method := range []string{"GET", "POST"} {
				c := newCareless(t, serve.Options{Limits: serve.Limits{Upload: 50 * time.Millisecond, Header: 50 * time.Millisecond}})
				smuggled := "0\r\n\r\n" + crawl + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
				all := c.raw(method, method+" /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+heads+"\r\n"+smuggled)
				if n := c.writes.Load(); n != 0 {
					t.Errorf("%s %q: a second request was taken from the body (%d answers)", method, heads, len(all))
				}
			}
		}
	},
	"smuggling-after-refusal": func(t *testing.T) {
		c := newCareless(t, serve.Options{Limits: serve.Limits{Upload: 50 * time.Millisecond, Body: 10}})
		inner := crawl + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
		for _, outer := range []string{"GET /", "TRACE /", "PUT /"} {
			all := c.raw("GET", fmt.Sprintf("%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", outer, len(inner), inner))
			if len(all) != 1 || all[0].StatusCode < 400 || !all[0].Close {
				t.Errorf("%s: %d answers", outer, len(all))
			}
		}
		for _, outer := range []string{crawl + " HTTP/1.1\r\nHost: evil.test", crawl + "?" + strings.Repeat("a", 9000) + " HTTP/1.1\r\nHost: localhost", crawl + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.test"} {
			all := c.raw("GET", fmt.Sprintf("%s\r\nContent-Length: %d\r\n\r\n%s", outer, len(inner), inner))
			if len(all) != 1 || all[0].StatusCode < 400 || !all[0].Close {
				t.Errorf("%.60q: %d answers, not one that ends the connection", outer, len(all))
			}
		}
		if c.writes.Load() != 0 {
			t.Error("the body was taken for a request")
		}
	},
	"header-injection": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, v := range []string{"a\r\nSet-Cookie: x=1", "a\nSet-Cookie: x=1", "a\r\n\r\n<script>", "a\rSet-Cookie: x=1"} {
			a := c.do("GET /set?v=" + url.QueryEscape(v))
			if a.Header.Get("Set-Cookie") != "" || strings.Contains(a.body, "script") || a.StatusCode != 200 {
				t.Errorf("%q: got %s %v %q", v, a.Status, a.Header, a.body)
			}
		}
		for _, v := range []string{"/dir/\r\nSet-Cookie: x=1", "/dir/\nSet-Cookie: x=1"} {
			if a := c.do("GET /go?to=" + url.QueryEscape(v)); a.Header.Get("Set-Cookie") != "" {
				t.Errorf("%q: got %v", v, a.Header)
			}
		}
	},
}
