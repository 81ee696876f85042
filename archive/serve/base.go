package serve

import (
	"net/http"
	"strings"
)

// Base returns the function that tells a handler under which address, without a
// slash at its end, the reader of a request reaches this server: the configured
// one; for "" the host of the request, which the guard has checked.
// X-Forwarded-* is never believed: anybody can write it.
func Base(configured string) func(*http.Request) string {
	configured = strings.TrimSuffix(configured, "/")
	return func(r *http.Request) string {
		switch {
		case configured != "":
			return configured
		case r.TLS != nil:
			return "https://" + r.Host
		}
		return "http://" + r.Host
	}
}
