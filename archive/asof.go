package archive

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrNotYetSeen is returned where a page is asked for at a time before its
// first capture.
var ErrNotYetSeen = errors.New("not yet seen")

// GoneError is returned where a page is asked for at a time when it was not
// there.
type GoneError struct {
	Since   time.Time // the first capture that found it gone
	Version Version   // what stood there before
}

// Error says since when.
func (e *GoneError) Error() string {
	return fmt.Sprintf("gone since %s (version before: %s)", e.Since.Format(time.RFC3339), e.Version.Ref())
}

// VersionAt returns the version of the page that stood at the time t, by
// observation: what the last definite answer at or before t was. ErrNotYetSeen
// before the first ok capture, a *GoneError where the page was gone then;
// ErrNotFound if the page was never fetched.
func (a *Archive) VersionAt(ctx context.Context, id PageID, t time.Time) (Version, error) {
	p, err := a.Page(ctx, id)
	if err != nil {
		return Version{}, err
	}
	var best Version
	prefix := pageKey(id)
	for v, err := range list[Version](ctx, a, inVersions, prefix, prefixEnd(prefix), true) {
		if err != nil {
			return Version{}, err
		}
		if !v.FirstSeen.After(t) {
			best = v
			break
		}
	}
	if best.Number == 0 {
		return Version{}, fmt.Errorf("archive: %s at %s: %w", p.URL, t.Format(time.RFC3339), ErrNotYetSeen)
	}
	// Between the version's first capture and t, did the page go away?
	var since time.Time
	for c, err := range list[Capture](ctx, a, inCaptures, captureKey(id, best.FirstCapture), prefixEnd(prefix), false) {
		if err != nil {
			return Version{}, err
		}
		if c.Time.After(t) {
			break
		}
		switch c.Outcome {
		case OK, NotModified:
			since = time.Time{}
		case NotFound, Gone, Soft404:
			if since.IsZero() {
				since = c.Time
			}
		}
	}
	if !since.IsZero() {
		return Version{}, fmt.Errorf("archive: %s at %s: %w", p.URL, t.Format(time.RFC3339), &GoneError{Since: since, Version: best})
	}
	return best, nil
}
