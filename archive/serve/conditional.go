package serve

import (
	"net/http"
	"strconv"
	"strings"
)

// noneMatch reports whether an If-None-Match names the tag: "*", or one of a
// list by the weak comparison (RFC 9110, 8.8.3.2). What is no list names nothing.
func noneMatch(values []string, tag string) bool {
	for _, v := range values {
		for {
			v = strings.TrimLeft(v, " \t,")
			if v == "" {
				break
			}
			if v == "*" {
				return true
			}
			opaque := strings.TrimPrefix(v, "W/")
			if !strings.HasPrefix(opaque, `"`) {
				return false
			}
			end := strings.IndexByte(opaque[1:], '"')
			if end < 0 {
				return false
			}
			if opaque[:end+2] == tag {
				return true
			}
			v = opaque[end+2:]
		}
	}
	return false
}

// acceptsGzip reports whether a client takes gzip: named, or "*", with a weight
// that is not zero (RFC 9110, 12.5.3).
func acceptsGzip(h http.Header) bool {
	named, any := -1.0, -1.0
	for _, v := range h.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(v, ",") {
			coding, params, _ := strings.Cut(part, ";")
			weight := 1.0
			if q, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
				w, err := strconv.ParseFloat(q, 64)
				if err != nil {
					w = 0
				}
				weight = w
			}
			switch strings.ToLower(strings.TrimSpace(coding)) {
			case "gzip", "x-gzip":
				named = max(named, weight)
			case "*":
				any = weight
			}
		}
	}
	if named >= 0 {
		return named > 0
	}
	return any > 0
}
