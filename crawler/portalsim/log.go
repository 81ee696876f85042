package portalsim

import (
	"maps"
	"net/http"
	"sync"
	"time"
)

// Request is one request that the world served, in the order of arrival.
type Request struct {
	At                 time.Time // by Options.Clock, on arrival
	Host, Method       string
	URL                string // "http://host/path?query"
	Body               string // of a POST
	Referer, UserAgent string
	// Conditional is true where the request carried If-None-Match or If-Modified-Since.
	Conditional bool
	Status      int // 0 while it is being answered
}

// requestLog remembers requests and how many ran at once on each host.
type requestLog struct {
	mu      sync.Mutex
	entries []*Request
	running map[string]int
	peak    map[string]int
}

func (l *requestLog) begin(host string, r *http.Request, body string, at time.Time) *Request {
	e := &Request{
		At: at, Host: host, Method: r.Method, URL: "http://" + host + r.URL.RequestURI(), Body: body,
		Referer: r.Referer(), UserAgent: r.UserAgent(),
		Conditional: r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != "",
	}
	if r.URL.Host != "" { // absolute form: RequestURI has the host already
		e.URL = r.URL.String()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running == nil {
		l.running, l.peak = make(map[string]int), make(map[string]int)
	}
	l.entries = append(l.entries, e)
	l.running[host]++
	l.peak[host] = max(l.peak[host], l.running[host])
	return e
}

func (l *requestLog) end(e *Request, host string, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Status = status
	l.running[host]--
}

// Requests returns every request since the beginning or ResetRequests.
func (w *World) Requests() []Request {
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	all := make([]Request, len(w.log.entries))
	for i, e := range w.log.entries {
		all[i] = *e
	}
	return all
}

// Peaks returns, for each host, the most requests that ran at one time.
func (w *World) Peaks() map[string]int {
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	return maps.Clone(w.log.peak)
}

// ResetRequests forgets the requests and the peaks.
func (w *World) ResetRequests() {
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	w.log.entries = nil
	w.log.peak = maps.Clone(w.log.running)
}
