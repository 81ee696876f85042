package portalsim

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers for the portal that the request's host names. A request in
// absolute form (to a proxy) is answered the same way. Other hosts are 404.
func (w *World) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := r.Host
	if r.URL.Host != "" {
		host = r.URL.Host
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(host)
	body := ""
	if r.Method == http.MethodPost {
		b, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, 64<<10))
		if err != nil {
			http.Error(rw, "request body too large", http.StatusRequestEntityTooLarge)
			return
		}
		body = string(b)
		r.Body = io.NopCloser(bytes.NewReader(b))
	}
	entry := w.log.begin(host, r, body, w.options.Clock())
	status := http.StatusNotFound
	defer func() { w.log.end(entry, host, status) }()
	s := w.byHost[host]
	if s == nil {
		http.Error(rw, "no such host in this world", status)
		return
	}
	w.mu.RLock()
	answer := s.answer(r)
	w.mu.RUnlock()
	status = s.send(rw, r, answer)
}

// answer is what a site says to a request, before HTTP's conditions.
type answer struct {
	status   int
	location string
	payload  *payload
	modified time.Time
	static   bool // has validators where the site has them
}

func (s *site) answer(r *http.Request) answer {
	uri := r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		uri += "?" + r.URL.RawQuery
	}
	n := s.nodes[uri]
	if uri != "/robots.txt" && (s.forbidden || (n != nil && n.forbidden)) {
		return answer{status: 200, payload: forbiddenPage()}
	}
	if r.Method == http.MethodPost && s.dynamic == nil {
		return answer{status: http.StatusMethodNotAllowed, payload: &payload{ctype: "text/plain"}}
	}
	if s.dynamic != nil {
		if p, ok := s.dynamic(r); ok {
			return answer{status: 200, payload: p}
		}
	}
	switch {
	case n == nil:
		if p, ok := s.calendar(uri); ok {
			return answer{status: 200, payload: p}
		}
		return s.notFound()
	case n.movedTo != "":
		return answer{status: http.StatusMovedPermanently, location: s.url(n.movedTo), payload: &payload{ctype: "text/html"}}
	case n.gone:
		return s.notFound()
	}
	return answer{status: 200, payload: n.get(), modified: n.modified, static: true}
}

func (s *site) notFound() answer {
	p := s.markup("<html><head><title>404</title></head><body><h1>404 Not Found</h1><p>您访问的页面不存在或已被删除。</p></body></html>\n", s.ctype)
	return answer{status: http.StatusNotFound, payload: p}
}

// forbiddenPage is what a firewall says with status 200.
func forbiddenPage() *payload {
	return &payload{ctype: "text/html; charset=utf-8", body: []byte("<html><head><title>访问被拦截</title></head><body><h1>403 Forbidden</h1><p>您的访问请求可能对网站造成安全威胁，已被网站防火墙拦截。请联系管理员。</p><p>事件编号：7f3a99e0</p></body></html>\n")}
}

// send writes the answer as the site's server would, and returns the status.
func (s *site) send(rw http.ResponseWriter, r *http.Request, a answer) int {
	h := rw.Header()
	h.Set("Server", s.server)
	if s.cookie != "" {
		h.Set("Set-Cookie", s.cookie)
	}
	if a.location != "" {
		h.Set("Location", a.location)
	}
	etag := ""
	if a.static {
		if s.validate.etag {
			etag = a.payload.tag()
			h.Set("ETag", etag)
		}
		if s.validate.lastModified {
			h.Set("Last-Modified", a.modified.UTC().Format(http.TimeFormat))
		}
		if s.notModified(r, etag, a.modified) {
			rw.WriteHeader(http.StatusNotModified)
			return http.StatusNotModified
		}
	}
	// A nil entry keeps net/http from guessing a type that the server never sent.
	h["Content-Type"] = nil
	if a.payload.ctype != "" {
		h.Set("Content-Type", a.payload.ctype)
	}
	if a.payload.disposition != "" {
		h.Set("Content-Disposition", a.payload.disposition)
	}
	body := a.payload.body
	if s.compress == gzipAlways || (s.compress == gzipIfAccepted && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")) {
		h.Set("Content-Encoding", "gzip")
		body = a.payload.zipped()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	rw.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		// A client that went away is no concern of a simulated server.
		_, _ = rw.Write(body)
	}
	return a.status
}

// notModified follows RFC 9110 13.2.2: If-None-Match decides where it is sent,
// else If-Modified-Since.
func (s *site) notModified(r *http.Request, etag string, modified time.Time) bool {
	if match := r.Header.Get("If-None-Match"); match != "" {
		for candidate := range strings.SplitSeq(match, ",") {
			candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
			if candidate == "*" || etag != "" && candidate == etag {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && s.validate.lastModified && !modified.After(since)
}

// tag is the payload's entity tag: a digest of its bytes.
func (p *payload) tag() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.etag == "" {
		f := fnv.New64a()
		f.Write(p.body)
		p.etag = fmt.Sprintf("\"%x-%x\"", len(p.body), f.Sum64())
	}
	return p.etag
}

// zipped is the payload's body under gzip.
func (p *payload) zipped() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gzipped == nil {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err := z.Write(p.body)
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			panic("portalsim: gzip into memory: " + err.Error())
		}
		p.gzipped = b.Bytes()
	}
	return p.gzipped
}

// Dialer returns a dial function that connects every name under .example to
// addr, where a World is served, and refuses every other address: a test that
// strays to the real network fails instead.
func Dialer(addr string) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, fmt.Errorf("portalsim: dial %s: %w", address, err)
		}
		if !strings.HasSuffix(strings.ToLower(host), ".example") {
			return nil, fmt.Errorf("portalsim: dial %s: outside the world", address)
		}
		var d net.Dialer
		return d.DialContext(ctx, network, addr)
	}
}
