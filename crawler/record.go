package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"gongkai/archive"
)

// maxHops is how many requests one page may cost: the first and its redirects.
const maxHops = 8

// recorder is the http.RoundTripper below colly. Colly re-codes, cuts and hides
// what it is given (a PDF sent as application/pdf;charset=GBK reaches its
// callbacks broken, bodies end at a limit without an error, redirects are not
// seen), so everything that is archived is taken here: each hop with its
// header and its body as it came over the wire. Redirects are followed here
// too, hop by hop, each through scope, robots.txt and the gate of its host.
type recorder struct {
	base     http.RoundTripper
	gates    *gates
	scope    *scope
	robots   *robots // nil: not asked
	jar      http.CookieJar
	delay    time.Duration
	timeout  time.Duration
	grace    time.Duration
	maxBody  int64
	agent    string
	private  bool
	clock    func() time.Time
	decode   func(payload []byte, contentType string) []byte
	homeSeen func(final *url.URL, payload []byte) bool
	unpack   unpacker
}

// askKey carries the ask of a colly request in, exchangeKey its answer out.
type askKey struct{}

// exchange is an ask and its answer, carried through colly by the context.
type exchange struct {
	ask    ask
	answer answer
}

// RoundTrip answers colly. It returns an error only when the context ended or
// the request is none of ours; every other ending is in the exchange, and colly
// sees a status and a body that it cannot harm.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	ex, ok := req.Context().Value(askKey{}).(*exchange)
	if !ok {
		return nil, errors.New("crawler: request without an exchange")
	}
	if ex.ask.known != nil && ex.ask.known.outcome != "" {
		ex.answer = r.fromArchive(ex.ask)
	} else {
		a, err := r.do(req.Context(), ex.ask)
		if err != nil {
			return nil, err
		}
		ex.answer = a
	}
	return present(req, &ex.answer), nil
}

// do asks for a page and follows its redirects.
func (r *recorder) do(ctx context.Context, a ask) (answer, error) {
	ans := answer{time: r.clock(), final: a.url}
	method, body, u := a.method, a.body, a.url
	seen := map[string]bool{}
	for {
		if why := r.refuses(u); why != "" {
			ans.outcome, ans.detail = archive.Redirected, why
			if len(ans.hops) == 0 {
				ans.outcome = archive.Unreachable
			}
			return ans, nil
		}
		if r.robots != nil && !a.noRobots {
			why, err := r.robots.forbids(ctx, u)
			if err != nil {
				return ans, err
			}
			if why != "" {
				ans.outcome, ans.detail = archive.Robots, why
				return ans, nil
			}
		}
		req, conditional, err := r.request(ctx, a, method, u, body)
		if err != nil {
			ans.outcome, ans.detail = archive.HTTPError, err.Error()
			return ans, nil
		}
		// The same address again is a loop, unless a cookie was set meanwhile.
		mark := method + " " + u.String() + "\x00" + req.Header.Get("Cookie")
		if seen[mark] {
			ans.outcome, ans.detail = archive.Redirected, "redirects in a circle at "+u.String()
			return ans, nil
		}
		seen[mark] = true
		ans.final = u
		next, err := r.hop(ctx, &ans, req, conditional, a.known)
		if err != nil {
			return ans, err
		}
		if next == nil {
			return ans, nil
		}
		if len(ans.hops) >= maxHops {
			ans.outcome, ans.detail = archive.Redirected, fmt.Sprintf("more than %d hops", maxHops)
			return ans, nil
		}
		if s := ans.status(); s != http.StatusTemporaryRedirect && s != http.StatusPermanentRedirect {
			method, body = http.MethodGet, nil // RFC 9110, 15.4: as browsers do
		}
		a.referer = u.String()
		u = next
	}
}

// refuses says why u is not asked for, "" if it may be.
func (r *recorder) refuses(u *url.URL) string {
	if !r.scope.holds(u) {
		return "out of scope: " + u.String()
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !r.private && !public(ip) {
		return errPrivate.Error() + ": " + u.Host
	}
	return ""
}
