package api

import "net/http"

// allowOrigins lets pages of any origin read what is public (Fetch standard,
// CORS): no credentials, nothing that writes. to is nil where there is no route.
func allowOrigins(h http.Header, to *route) {
	if to != nil && to.get == nil {
		return
	}
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Content-Disposition, ETag, Link, Retry-After")
}

// preflight answers what a browser asks before a GET with headers of its own.
func preflight(to *route) *answer {
	return &answer{status: http.StatusNoContent, header: http.Header{
		"Allow":                        {to.methods()},
		"Access-Control-Allow-Methods": {"GET, HEAD"},
		"Access-Control-Allow-Headers": {"Accept, If-Modified-Since, If-None-Match"},
		"Access-Control-Max-Age":       {"86400"},
	}}
}
