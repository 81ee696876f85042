package serve

import "net/http"

// busy refuses what is more than Limits.Requests at once: a request that is
// refused costs less than one that waits. Health and metrics always pass.
func (s *Server) busy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if operational(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			refuse(w, r, http.StatusServiceUnavailable, "请求太多，请稍后再试", "too many requests at once, try again in a second")
		}
	})
}
