package serve

import "net/http"

// busy refuses what is more than Limits.Requests at once, and more originals
// than Limits.Originals, each of which is whole in memory while a reader takes
// it: a request that is refused costs less than one that waits. Health and
// metrics always pass.
func (s *Server) busy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if operational(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		kinds := []chan struct{}{s.slots}
		if stored(r.URL.Path) {
			kinds = append(kinds, s.originals)
		}
		for _, slots := range kinds {
			select {
			case slots <- struct{}{}:
				defer func() { <-slots }()
			default:
				w.Header().Set("Retry-After", "1")
				refuse(w, r, http.StatusServiceUnavailable, "请求太多，请稍后再试", "too many requests at once, try again in a second")
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
