package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/crawler/family"
)

const (
	maxTries   = 3               // requests for one page in a row
	maxBackOff = 5 * time.Minute // the longest pause that a walk grants a host
)

// visit asks for one page, records how it ended and follows what it holds.
func (w *walk) visit(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if j.list != nil && j.list.ended && j.asked.URL != nil {
		return nil
	}
	if j.depth > w.portal.MaxDepth {
		w.note(&w.left, j.url.String())
		w.note(&w.suspect, fmt.Sprintf("deeper than %d links, not asked for: %s", w.portal.MaxDepth, j.url))
		return nil
	}
	if j.list != nil && j.asked.URL != nil {
		j.list.waiting--
	}
	page, err := w.known(ctx, j.id)
	if err != nil {
		return err
	}
	if j.aim == aimHome {
		w.sawHome(page)
	}
	q, answered, err := w.captured(ctx, j, page)
	if err != nil {
		return err
	}
	if !answered {
		if w.fromBefore(ctx, j, page, &q) {
			answered = true
			w.notDue[j.id] = true
		} else if !w.due(j, page) {
			w.notDue[j.id] = true
			w.count(j, roleFor(j))
			return nil
		}
	}
	if !answered {
		if w.asked >= w.portal.MaxPages {
			w.stop = fmt.Sprintf("limit of %d pages reached", w.portal.MaxPages)
			w.note(&w.left, j.url.String())
			return nil
		}
		w.asked++
		if q, err = w.conditional(ctx, j, page); err != nil {
			return err
		}
	}
	a, doc, err := w.fetch(ctx, j, q, page)
	if err != nil {
		return err
	}
	w.react(j, &a)
	if !success(a.outcome) || w.stop != "" {
		return nil
	}
	fresh := a.outcome == archive.OK
	if fresh && page.Versions > 0 && j.role.Wanted() {
		v, err := w.c.o.Archive.Version(ctx, page.ID, page.Versions)
		if err != nil {
			return err
		}
		fresh = v.Payload != archive.DigestOf(a.payload)
	}
	w.follow(j, &a, doc, fresh)
	return nil
}

// due reports whether the page is asked for in this pass.
func (w *walk) due(j *job, p archive.Page) bool {
	if j.last || j.changed || !j.aim.wanted() {
		return true
	}
	return w.recheck.due(p, j.link, j.newest || w.isNewest(j))
}

// fromBefore answers a page of the way that is not due with its newest version,
// and reports whether it did.
func (w *walk) fromBefore(ctx context.Context, j *job, p archive.Page, q *ask) bool {
	organ := j.aim == aimPlatform && j.organ != ""
	if j.last || !j.old && !organ || j.aim.wanted() || w.recheck.wayDue(p, j.link, j.old, organ) {
		return false
	}
	v, payload, err := w.newestVersion(ctx, p)
	if err != nil || payload == nil {
		return false // it is asked for, which settles it
	}
	final := p.URL
	if len(p.Aliases) == 1 {
		final = p.Aliases[0]
	} else if len(p.Aliases) > 1 {
		return false // links cannot be resolved without knowing where it was
	}
	q.known = &known{payload: payload, contentType: v.ContentType, outcome: archive.NotModified, final: final}
	return true
}

// wanted reports whether pages of this aim hold documents; the re-check of all
// others is every pass.
func (a aim) wanted() bool { return a == aimReport || a == aimGuideText || a == aimFile }

// count counts a wanted page that is there.
func (w *walk) count(j *job, r archive.Role) {
	switch {
	case r == archive.RoleArticle, r == archive.RoleAttachment && j.aim == aimReport:
		w.reports++
	case r == archive.RoleGuide, r == archive.RoleAttachment && j.aim == aimGuideText:
		w.guides++
	}
}

// captured answers a job with the capture that this pass has of the page, if
// the pass was begun before and has one that stands. Endings that another try
// may better are asked for again.
func (w *walk) captured(ctx context.Context, j *job, p archive.Page) (q ask, ok bool, err error) {
	q = ask{method: j.method, url: j.url, body: j.body, referer: j.referer}
	if !w.resumed {
		return q, false, nil
	}
	c, err := w.c.o.Archive.CapturedIn(ctx, w.pass.ID, j.id)
	if errors.Is(err, archive.ErrNotFound) || err == nil && transient(c.Outcome) {
		return q, false, nil
	}
	if err != nil {
		return q, false, err
	}
	q.known = &known{outcome: c.Outcome, detail: c.Detail, final: c.FinalURL(), status: c.Status()}
	if !success(c.Outcome) {
		return q, true, nil
	}
	v, payload, err := w.newestVersion(ctx, p)
	if err != nil || payload == nil || c.Outcome == archive.OK && v.Payload != c.Payload {
		return q, false, err
	}
	q.known.payload, q.known.contentType = payload, v.ContentType
	return q, true, nil
}

// conditional builds the request of a job, with the validators of the newest
// version where there are any.
func (w *walk) conditional(ctx context.Context, j *job, p archive.Page) (ask, error) {
	q := ask{method: j.method, url: j.url, body: j.body, referer: j.referer}
	if p.Versions == 0 || p.ETag == "" && p.LastModified == "" || j.method != http.MethodGet {
		return q, nil
	}
	v, payload, err := w.newestVersion(ctx, p)
	if err != nil || payload == nil {
		return q, err
	}
	q.etag, q.lastModified = p.ETag, p.LastModified
	q.validFor = []string{p.URL, j.url.String()}
	if len(p.Aliases) > 0 { // the validators came from the end of a redirect
		q.validFor = p.Aliases
	}
	q.known = &known{payload: payload, contentType: v.ContentType}
	return q, nil
}

// newestVersion returns the page's newest version; the payload is nil where it
// cannot be had, and the page is then asked for without conditions.
func (w *walk) newestVersion(ctx context.Context, p archive.Page) (archive.Version, []byte, error) {
	if p.Versions == 0 {
		return archive.Version{}, nil, nil
	}
	v, err := w.c.o.Archive.Version(ctx, p.ID, p.Versions)
	if err != nil {
		return v, nil, err
	}
	payload, err := w.c.o.Archive.Payload(ctx, v)
	if errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrCorrupt) {
		w.c.o.Log.Warn("archived payload cannot be had, asking for the page again", "page", string(p.ID), "error", err)
		return v, nil, nil
	}
	return v, payload, err
}

// fetch asks until there is an answer or no sense in asking on: transient
// endings twice more, a host that asks for a pause after that pause. Each
// request is recorded.
func (w *walk) fetch(ctx context.Context, j *job, q ask, p archive.Page) (answer, *goquery.Document, error) {
	for try := 0; ; try++ {
		a, doc, err := w.fetcher.fetch(ctx, q)
		if err != nil {
			return a, nil, err
		}
		w.requests += a.requests
		if doc != nil && len(a.text) > maxDOM {
			w.note(&w.suspect, fmt.Sprintf("page of %d bytes, its links were not read: %s", len(a.text), j.url))
			doc = nil
		}
		role := w.roleOf(j, &a, doc, p)
		if success(a.outcome) {
			w.pages[role]++
			w.count(j, role)
		}
		if a.fromArchive {
			w.fromArchive++
		} else if err := w.record(ctx, j, &a, role, doc); err != nil {
			return a, nil, err
		}
		j.role = role
		w.event(j.url.String(), role, &a)

		pause, asked := retryAfter(a.header(), w.c.o.Clock())
		throttled := a.status() == http.StatusTooManyRequests || a.status() == http.StatusServiceUnavailable && asked
		if a.fromArchive || !throttled && !transient(a.outcome) {
			return a, doc, nil
		}
		if !asked {
			pause = pauseOf(try, a.outcome)
		}
		if throttled && (pause > maxBackOff || try+1 >= maxTries) {
			w.stop = fmt.Sprintf("%s asks for a pause of %s (status %d at %s)", a.final.Host, pause, a.status(), j.url)
			return a, nil, nil
		}
		if try+1 >= maxTries {
			return a, nil, nil
		}
		if err := w.c.gates.backOff(ctx, a.final.Hostname(), pause); err != nil {
			return a, nil, err
		}
	}
}

// record hands the capture to the archive.
func (w *walk) record(ctx context.Context, j *job, a *answer, role archive.Role, doc *goquery.Document) error {
	f := archive.Fetch{
		Portal: w.portal.ID, Pass: w.pass.ID, Method: j.method, URL: j.url.String(), Body: j.body,
		Role: role, Time: a.time, Outcome: a.outcome, Detail: a.detail, Hops: a.hops, Link: j.link,
		Payload: a.payload,
	}
	if a.outcome == archive.NotModified {
		f.Payload = nil
	}
	if doc != nil && role.Wanted() && a.outcome == archive.OK && len(doc.Nodes) > 0 {
		f.DOM = doc.Nodes[0]
	}
	return w.c.o.Archive.Record(ctx, f)
}

// askRobots fetches and records a robots.txt, below colly: it is no page.
func (w *walk) askRobots(ctx context.Context, u *url.URL) (answer, error) {
	j := &job{method: http.MethodGet, url: u, role: archive.RoleRobots}
	var err error
	if j.id, _, err = archive.PageIDOf(j.method, u.String(), nil); err != nil {
		return answer{outcome: archive.HTTPError, detail: err.Error()}, nil
	}
	page, err := w.known(ctx, j.id)
	if err != nil {
		return answer{}, err
	}
	q, answered, err := w.captured(ctx, j, page)
	if err != nil {
		return answer{}, err
	}
	if answered {
		w.fromArchive++
		a := w.recorder.fromArchive(q)
		w.event(u.String(), j.role, &a)
		return a, nil
	}
	if q, err = w.conditional(ctx, j, page); err != nil {
		return answer{}, err
	}
	q.noRobots = true
	for try := 0; ; try++ {
		a, err := w.recorder.do(ctx, q)
		if err != nil {
			return a, err
		}
		w.requests += a.requests
		if success(a.outcome) {
			w.pages[j.role]++
		}
		if err := w.record(ctx, j, &a, j.role, nil); err != nil {
			return a, err
		}
		w.event(u.String(), j.role, &a)
		if !transient(a.outcome) || try+1 >= maxTries {
			return a, nil
		}
		if err := w.c.gates.backOff(ctx, u.Hostname(), pauseOf(try, a.outcome)); err != nil {
			return a, err
		}
	}
}

// react draws the conclusions of an ending that is no success: a wall, a home
// page that does not answer or a host that has stopped answering end the walk.
func (w *walk) react(j *job, a *answer) {
	if success(a.outcome) {
		w.silent, w.refused = 0, 0
		if j.aim == aimHome {
			w.homeOK = true
			w.knowHome(a)
		}
		return
	}
	if w.stop != "" {
		return
	}
	says := fmt.Sprintf("%s (%s) at %s", a.outcome, a.detail, j.url)
	if j.list != nil && j.asked.URL != nil {
		j.list.ended = true
		if !j.asked.Probe || a.outcome != archive.NotFound {
			w.shaky = true
		}
		w.note(&w.suspect, fmt.Sprintf("list %q ends at page %d: %s", j.list.name, j.asked.Number, says))
	} else if !j.aim.wanted() {
		w.shaky = true
		w.note(&w.suspect, "column or list not read: "+says)
	}
	switch {
	case a.outcome == archive.Challenged:
		w.stop = "challenge page: " + says + "; open it in a browser, or ask the operator of the portal"
	case j.aim == aimHome:
		w.stop = "home page not read: " + says
	case a.outcome == archive.Blocked:
		if w.refused++; w.refused >= maxRefused {
			w.stop = fmt.Sprintf("%d refusals in a row, the last: %s", w.refused, says)
		}
	case transient(a.outcome) || a.outcome == archive.Unreachable:
		if w.silent++; w.silent >= maxInARow {
			w.stop = fmt.Sprintf("%d addresses in a row gave no answer, the last: %s", w.silent, says)
		}
	}
}

// knowHome remembers the home page: portals send it, or lead there, in place of
// pages that are gone.
func (w *walk) knowHome(a *answer) {
	digest, final := archive.DigestOf(a.page), *a.final
	before := w.recorder.homeSeen
	w.recorder.homeSeen = func(u *url.URL, payload []byte) bool {
		return before != nil && before(u, payload) || u.Host == final.Host && u.RequestURI() == final.RequestURI() || archive.DigestOf(payload) == digest
	}
}

// pageOf is the page as the families see it.
func pageOf(j *job, a *answer, doc *goquery.Document) family.Page {
	return family.Page{URL: a.final, Text: a.text, Doc: doc, Number: max(1, j.asked.Number), Asked: j.asked}
}
