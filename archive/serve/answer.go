package serve

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// piece is how much of an answer has to reach the client within Limits.Write:
// who takes less than a kilobyte a second is not served to the end.
const piece = 64 << 10

// answer is the ResponseWriter that goes down the chain: it knows what was
// sent, gives each piece of a long answer its own deadline, and lets nobody be
// led off this server.
type answer struct {
	http.ResponseWriter
	host   string // the request's, once checked
	pace   time.Duration
	route  string // pattern of the handler that answered
	status int    // 0: nothing was sent
	bytes  int64
	astray string // a redirect that was withheld
}

// WriteHeader sends the status. A Location that leaves this server makes it a
// 500: a redirect that a stranger can steer is never sent.
func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	if status >= 100 && status < 200 { // not the answer yet
		a.ResponseWriter.WriteHeader(status)
		return
	}
	if to := a.Header().Get("Location"); to != "" && !a.here(to) {
		a.astray = to
		h := a.Header()
		h.Del("Location")
		h.Del("Content-Length")
		h.Set("Content-Type", "text/plain; charset=utf-8")
		status = http.StatusInternalServerError
	}
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Write sends b in pieces.
func (a *answer) Write(b []byte) (n int, err error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	if a.astray != "" {
		return len(b), nil // the text of a redirect that was withheld
	}
	for len(b) > piece && err == nil {
		var m int
		m, err = a.send(b[:piece])
		n, b = n+m, b[m:]
	}
	if err == nil {
		var m int
		m, err = a.send(b)
		n += m
	}
	return n, err
}

func (a *answer) send(b []byte) (int, error) {
	// The first piece has the deadline that net/http set.
	if before := a.bytes; (before+int64(len(b)))/piece != before/piece && before > 0 && a.pace > 0 {
		// A writer without deadlines (a test's) has none to extend.
		_ = http.NewResponseController(a.ResponseWriter).SetWriteDeadline(time.Now().Add(a.pace))
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// here reports whether a Location leads to this server: a path, or an address
// with the host that was asked.
func (a *answer) here(to string) bool {
	if strings.ContainsAny(to, "\\\r\n\t\x00") || strings.HasPrefix(to, "//") {
		return false
	}
	u, err := url.Parse(to)
	if err != nil || u.User != nil {
		return false
	}
	if u.Host == "" {
		return u.Scheme == "" && strings.HasPrefix(to, "/")
	}
	return (u.Scheme == "http" || u.Scheme == "https") && a.host != "" && u.Host == a.host
}
