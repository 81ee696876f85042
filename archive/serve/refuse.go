package serve

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// problem is an RFC 9457 problem. Its type is that of the status: what the
// guard refuses is refused whatever the resource is.
type problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail"`
	Instance string `json:"instance,omitempty"`
}

// refuse answers with a status and the reason: a problem (RFC 9457) below
// /api/, text elsewhere. The reason never repeats what the client sent. A request
// with a body loses its connection.
func refuse(w http.ResponseWriter, r *http.Request, status int, chinese, english string) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if r.ContentLength != 0 {
		hangUp(w)
	}
	var body []byte
	if strings.HasPrefix(r.URL.Path, "/api/") {
		h.Set("Content-Type", "application/problem+json")
		// Marshalling strings and a number cannot fail.
		body, _ = json.Marshal(problem{"about:blank", http.StatusText(status), status, chinese + " · " + english, h.Get("X-Request-Id")})
		body = append(body, '\n')
	} else {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		body = []byte(chinese + " · " + english + "\n")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who does not wait for the reason does not get it
	}
}
