package serve

import "net/http"

// method lets through the methods there are, and bodies only where one belongs.
// The method is that of the request line; no header or parameter makes it
// another.
func (s *Server) method(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			if r.ContentLength != 0 {
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
