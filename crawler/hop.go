package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"gongkai/archive"
)

// request builds one hop's request. conditional says that it has validators.
func (r *recorder) request(ctx context.Context, a ask, method string, u *url.URL, body []byte) (req *http.Request, conditional bool, err error) {
	req, err = http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	h := req.Header
	h.Set("User-Agent", r.agent)
	h.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	h.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
	h.Set("Accept-Encoding", "gzip")
	if a.referer != "" {
		h.Set("Referer", a.referer)
	}
	if method == http.MethodPost {
		h.Set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
	}
	if r.jar != nil {
		for _, c := range r.jar.Cookies(u) {
			req.AddCookie(c)
		}
	}
	if a.known != nil && slices.Contains(a.validFor, u.String()) {
		if a.etag != "" {
			h.Set("If-None-Match", a.etag)
			conditional = true
		}
		if a.lastModified != "" {
			h.Set("If-Modified-Since", a.lastModified)
			conditional = true
		}
	}
	return req, conditional, nil
}

// hop sends one request within the host's gate and records the answer. It
// returns the address to go on to; without one ans is complete.
func (r *recorder) hop(ctx context.Context, ans *answer, req *http.Request, conditional bool, k *known) (*url.URL, error) {
	delay := r.delay
	if r.robots != nil {
		delay = max(delay, r.robots.crawlDelay(req.URL))
	}
	leave, err := r.gates.enter(ctx, req.URL.Hostname(), delay)
	if err != nil {
		return nil, err
	}
	defer leave()
	late, end := r.graceful(ctx)
	defer end()
	hopCtx, cancel := context.WithTimeout(late, r.timeout)
	defer cancel()
	ans.requests++
	if len(ans.hops) == 0 {
		ans.time = r.clock()
	}
	hop := archive.FetchHop{Hop: archive.Hop{Method: req.Method, URL: req.URL.String()}}
	resp, err := r.base.RoundTrip(req.WithContext(hopCtx))
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		ans.hops = append(ans.hops, hop)
		ans.outcome, ans.detail = outcomeOfError(err, false), err.Error()
		return nil, nil
	}
	wire, readErr := readBody(resp.Body, r.maxBody, resp.ContentLength)
	resp.Body.Close()
	if readErr != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if r.jar != nil {
		if cookies := resp.Cookies(); len(cookies) > 0 {
			r.jar.SetCookies(req.URL, cookies)
		}
	}
	hop.Hop.Status, hop.Hop.Header = resp.StatusCode, resp.Header.Clone()
	hop.Wire, hop.Hop.WireSize = wire, int64(len(wire))
	if len(wire) > 0 {
		hop.Hop.Wire = archive.DigestOf(wire)
	}
	ans.hops = append(ans.hops, hop)

	if readErr == nil {
		if next, why := location(req.URL, resp); next != nil {
			return next, nil
		} else if why != "" {
			ans.outcome, ans.detail = archive.HTTPError, why
			return nil, nil
		}
	}
	r.conclude(ans, wire, readErr, conditional, k)
	return nil, nil
}

// graceful returns a context that ends the grace later than ctx.
func (r *recorder) graceful(ctx context.Context) (late context.Context, end func()) {
	if r.grace <= 0 || ctx.Err() != nil {
		return ctx, func() {}
	}
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		// It ends early only when the request has, and then nothing is to be cut.
		_ = r.gates.sleep(late, r.grace)
		cancel()
	})
	return late, func() {
		stop()
		cancel()
	}
}

// conclude names the ending of the last hop.
func (r *recorder) conclude(ans *answer, wire []byte, readErr error, conditional bool, k *known) {
	h, status := ans.header(), ans.status()
	payload, o, detail := wire, archive.Outcome(""), ""
	switch {
	case errors.Is(readErr, errTooLarge):
		ans.outcome, ans.detail = archive.TooLarge, readErr.Error()
		return
	case readErr != nil:
		o, detail = outcomeOfError(readErr, true), fmt.Sprintf("after %d bytes: %v", len(wire), readErr)
	default:
		payload, o, detail = r.unpack.decodeBody(wire, h, r.maxBody)
	}
	ans.payload = payload
	named := outcomeOfStatus(status, h, conditional && k != nil)
	if o != "" && named == archive.OK {
		ans.outcome, ans.detail = o, detail
		return
	}
	ans.outcome = named
	switch named {
	case archive.NotModified:
		r.dress(ans, k.payload, k.contentType)
		return
	case archive.OK:
		if len(payload) == 0 {
			// A page of nothing is no version of anything.
			ans.outcome, ans.detail = archive.HTTPError, "empty body"
			return
		}
	default:
		ans.detail = fmt.Sprintf("status %d", status)
	}
	r.dress(ans, payload, h.Get("Content-Type"))
	if o, detail := judge(status, h, ans.html, ans.text); o != "" {
		ans.outcome, ans.detail = o, detail
	} else if ans.outcome == archive.OK && r.homeSeen != nil && r.homeSeen(ans.final, payload) {
		ans.outcome, ans.detail = archive.Soft404, "the home page stands in its place"
	}
}

// location returns where a redirect leads, nil where the answer is none; why
// says what is wrong with one that leads nowhere.
func location(from *url.URL, resp *http.Response) (next *url.URL, why string) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, ""
	}
	v := resp.Header.Get("Location")
	if v == "" {
		return nil, fmt.Sprintf("status %d without Location", resp.StatusCode)
	}
	next, err := from.Parse(v)
	if err != nil {
		return nil, "Location that is no address: " + v
	}
	next.Fragment, next.RawFragment = "", ""
	return next, ""
}
