package page

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// request is what a reader asks for.
type request struct {
	*http.Request
	lang lang
	now  time.Time
	// at is the moment that the reader looks back to, zero: now; day is how it
	// was written.
	at  time.Time
	day string
	// portals asks what the configuration says of them, once a request.
	portals func() []catalog.Portal
	counted *tally // of a look back
}

// newRequest takes a request of HTTP.
func (p *Pages) newRequest(r *http.Request, l lang) *request {
	return &request{Request: r, lang: l, now: p.Clock(), portals: sync.OnceValue(p.Portals)}
}

// site is the name of a portal, its id where it has none.
func (r *request) site(portal string) string {
	for _, p := range r.portals() {
		if p.ID == portal && p.Name != "" {
			return p.Name
		}
	}
	return portal
}

// read takes the day out of ?at= (a day in China, or RFC 3339).
func (r *request) read() error {
	r.day = strings.TrimSpace(r.URL.Query().Get("at"))
	if r.day == "" {
		return nil
	}
	at, err := archive.ParseTime(r.day)
	if err != nil {
		r.day = ""
		return bad("日期写成 2021-03-01 这样", "write the day like 2021-03-01")
	}
	if at.Before(r.now) {
		r.at = at
	} else {
		r.day = "" // to come: what is known is what is known now
	}
	return nil
}

// moment is when the reader looks: now, or the day that was asked for.
func (r *request) moment() time.Time {
	if r.at.IsZero() {
		return r.now
	}
	return r.at
}

// seen reports whether something first seen at t was there at the reader's moment.
func (r *request) seen(t time.Time) bool { return r.at.IsZero() || !t.After(r.at) }

// keep is what is put behind an address so that it stays at the day.
func (r *request) keep() string {
	if r.at.IsZero() {
		return ""
	}
	return "?at=" + url.QueryEscape(r.day)
}

// bare is the path without the language.
func (r *request) bare() string {
	path := r.URL.EscapedPath()
	if r.lang == english {
		path = strings.TrimPrefix(path, "/en")
	}
	return "/" + strings.TrimLeft(path, `/\`) // two slashes would name a host
}

// in is the address of this same page in a language; query as it is.
func (r *request) in(l lang) string {
	u := l.prefix() + r.bare()
	if q := r.URL.Query(); len(q) > 0 {
		u += "?" + q.Encode()
	}
	return u
}

// with is this page with other parameters: pairs of name and value, "" takes
// one out.
func (r *request) with(pairs ...string) string {
	q := r.URL.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	u := r.lang.prefix() + r.bare()
	if len(q) > 0 {
		u += "?" + q.Encode()
	}
	return u
}
