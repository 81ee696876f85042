package serve

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// target refuses paths and queries that no link of ours has: too long, not
// clean, encoded twice, or no text. Nothing behind it cleans, so that nothing
// behind it redirects to what a stranger wrote.
func (s *Server) target(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case len(r.URL.RawPath)+len(r.URL.Path)+len(r.URL.RawQuery) > 2*s.limits.Target,
			len(r.URL.EscapedPath())+len(r.URL.RawQuery) > s.limits.Target:
			refuse(w, r, http.StatusRequestURITooLong, "地址太长", "the address is too long")
		case !cleanPath(r.URL):
			refuse(w, r, http.StatusBadRequest, "路径不合规", "the path is not a clean one")
		case !cleanQuery(r.URL.RawQuery, s.limits.Parameters):
			refuse(w, r, http.StatusBadRequest, "查询参数不合规或太多", "the query is malformed or has too many parameters")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// cleanPath reports whether a path is absolute UTF-8 without empty, "." and
// ".." segments, control characters, backslashes, encoded slashes and signs of
// a second encoding.
func cleanPath(u *url.URL) bool {
	p := u.Path
	if !strings.HasPrefix(p, "/") || u.Opaque != "" || !utf8.ValidString(p) {
		return false
	}
	for _, c := range []byte(p) {
		if c < ' ' || c == 0x7f || c == '\\' || c == '%' {
			return false
		}
	}
	if strings.Count(p, "/") != strings.Count(u.EscapedPath(), "/") {
		return false // one of them was %2F
	}
	segments := strings.Split(p[1:], "/")
	for i, seg := range segments {
		if seg == "." || seg == ".." || seg == "" && i < len(segments)-1 {
			return false
		}
	}
	return true
}

// cleanQuery reports whether a query parses, has no more than most parameters
// and is UTF-8 without NUL.
func cleanQuery(raw string, most int) bool {
	if raw == "" {
		return true
	}
	if strings.Count(raw, "&") >= most {
		return false
	}
	q, err := url.ParseQuery(raw)
	if err != nil {
		return false
	}
	for name, values := range q {
		for _, v := range append(values, name) {
			if !utf8.ValidString(v) || strings.IndexByte(v, 0) >= 0 {
				return false
			}
		}
	}
	return true
}
