package serve

import (
	"net/http"
	"time"
)

// method lets through the methods there are, and bodies only where one belongs.
// The method is that of the request line; no header or parameter makes it
// another.
func (s *Server) method(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			// Also for what is refused: net/http reads on for a while. A test's
			// writer has no deadlines.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.limits.Upload))
		}
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			if r.ContentLength != 0 {
				hangUp(w)
				refuse(w, r, http.StatusBadRequest, "此方法不带请求体", "a request of this method has no body")
				return
			}
			next.ServeHTTP(w, r)
		case http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
			next.ServeHTTP(w, r)
		default:
			hangUp(w)
			w.Header().Set("Allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE")
			refuse(w, r, http.StatusMethodNotAllowed, "不支持此方法", "there is no such method here")
		}
	})
}

// hangUp ends the connection behind the answer: what follows on it may be the
// rest of a body.
func hangUp(w http.ResponseWriter) { w.Header().Set("Connection", "close") }
