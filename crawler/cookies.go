package crawler

import (
	"net/http"
	"net/http/cookiejar"

	"golang.org/x/net/publicsuffix"
)

// newJar keeps the cookies of one pass. Sites hand out a cookie with a redirect
// to the same address; answering it is what HTTP asks of a client (RFC 6265),
// a wall's script is not.
func newJar() http.CookieJar {
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil // cookiejar.New never fails; without a jar no cookie is sent
	}
	return jar
}
