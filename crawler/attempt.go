package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
)

const (
	maxTries   = 3               // requests for one page in a row
	maxBackOff = 5 * time.Minute // the longest pause that a walk grants a host
)

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
			w.halt(archive.StopRefused, fmt.Sprintf("%s asks for a pause of %s (status %d at %s)", a.final.Host, pause, a.status(), j.url))
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

// record hands the capture to the archive, also the one that came while ctx ended.
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
	return w.c.o.Archive.Record(context.WithoutCancel(ctx), f)
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
