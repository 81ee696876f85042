package serve

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// body gives handlers a body that is whole and in memory: announced by its
// length, not encoded, not too large. It comes behind write: who may not write
// does not get memory.
func (s *Server) body(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.ContentLength == 0:
			next.ServeHTTP(w, r)
			return
		case r.ContentLength < 0:
			refuse(w, r, http.StatusLengthRequired, "请求体须注明长度", "a body comes with its Content-Length")
			return
		case r.ContentLength > s.limits.Body:
			refuse(w, r, http.StatusRequestEntityTooLarge, "请求体太大", "the body is too large")
			return
		case r.Header.Get("Content-Encoding") != "":
			refuse(w, r, http.StatusUnsupportedMediaType, "请求体不得压缩", "a body comes without Content-Encoding")
			return
		}
		b := make([]byte, r.ContentLength)
		if _, err := io.ReadFull(r.Body, b); err != nil {
			refuse(w, r, http.StatusBadRequest, "请求体不完整", "the body did not come whole")
			return
		}
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // set by deadline
		r2 := *r
		r2.Body = io.NopCloser(bytes.NewReader(b))
		next.ServeHTTP(w, &r2)
	})
}

// deadline gives the body of a request its time. It comes first: net/http reads
// on in the body of what was refused too, and would wait for ever.
func (s *Server) deadline(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			// A test's writer has no deadlines.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.limits.Upload))
		}
		next.ServeHTTP(w, r)
	})
}

// hangUp ends the connection behind the answer: what follows on it may be the
// rest of a body.
func hangUp(w http.ResponseWriter) { w.Header().Set("Connection", "close") }
