package crawler

import (
	"context"
	"errors"
	"net/http"

	"gongkai/archive"
)

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
