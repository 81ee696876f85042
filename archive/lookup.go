package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Page returns the page, ErrNotFound if it was never fetched.
func (a *Archive) Page(ctx context.Context, id PageID) (Page, error) {
	return lookUp[Page](ctx, a, inPages, pageKey(id))
}

// PageByURL returns the page of an address (GET): the page that was asked for
// under it, else a page that led there, the one that was checked last.
// ErrNotFound if there is none.
func (a *Archive) PageByURL(ctx context.Context, url string) (Page, error) {
	id, _, err := PageIDOf("GET", url, nil)
	if err != nil {
		return Page{}, err
	}
	p, err := a.Page(ctx, id)
	if !errors.Is(err, ErrNotFound) {
		return p, err
	}
	found := false
	prefix := pageKey(id)
	for r, err := range a.scan(ctx, inAliases, prefix, prefixEnd(prefix), false) {
		if err != nil {
			return Page{}, err
		}
		q, err := a.Page(ctx, PageID(r.key[len(prefix):]))
		if err != nil {
			return Page{}, err
		}
		if !found || q.LastChecked.After(p.LastChecked) {
			p, found = q, true
		}
	}
	if !found {
		return Page{}, fmt.Errorf("archive: page of %s: %w", url, ErrNotFound)
	}
	return p, nil
}

// Pages lists the pages of a portal, of all portals for "", by their id.
func (a *Archive) Pages(ctx context.Context, portal string) iter.Seq2[Page, error] {
	if portal == "" {
		return list[Page](ctx, a, inPages, nil, nil, false)
	}
	prefix := pair(portal, "")
	return listIndexed[Page](ctx, a, inPortal, prefix, prefixEnd(prefix), false, inPages,
		func(entry []byte) []byte { return entry[len(prefix):] })
}

// Captures lists the captures of a page, the oldest first.
func (a *Archive) Captures(ctx context.Context, id PageID) iter.Seq2[Capture, error] {
	prefix := pageKey(id)
	return list[Capture](ctx, a, inCaptures, prefix, prefixEnd(prefix), false)
}

// CapturedIn returns the newest capture of the page in the pass. One that was
// recorded and still waits is committed first. ErrNotFound if there is none.
func (a *Archive) CapturedIn(ctx context.Context, pass PassID, id PageID) (Capture, error) {
	if a.queue.waits(pass, id) {
		if err := a.Flush(ctx); err != nil {
			return Capture{}, err
		}
	}
	var c Capture
	err := a.store.View(ctx, func(tx Tx) error {
		n, err := tx.Get(inPassOf, pair(string(pass), string(id)))
		if err != nil {
			return fmt.Errorf("capture of %s in %s: %w", id, pass, err)
		}
		return a.codec.must(tx, inCaptures, captureKey(id, numberOf64(n)), &c)
	})
	if err != nil {
		return Capture{}, fmt.Errorf("archive: %w", err)
	}
	return c, nil
}

// Versions lists the versions of a page, the oldest first.
func (a *Archive) Versions(ctx context.Context, id PageID) iter.Seq2[Version, error] {
	prefix := pageKey(id)
	return list[Version](ctx, a, inVersions, prefix, prefixEnd(prefix), false)
}

// Version returns version n of a page, from 1; ErrNotFound if there is none.
func (a *Archive) Version(ctx context.Context, id PageID, n int) (Version, error) {
	return lookUp[Version](ctx, a, inVersions, versionKey(id, n))
}

// Reading returns what was read of a version, ErrNotFound if nothing was yet.
func (a *Archive) Reading(ctx context.Context, v Version) (Reading, error) {
	return lookUp[Reading](ctx, a, inReadings, readingKey(&v))
}

// ReadingJSON returns the reading of a version as the JSON that is kept, for
// those who only pass it on; ErrNotFound if nothing was read yet.
func (a *Archive) ReadingJSON(ctx context.Context, v Version) ([]byte, error) {
	var j []byte
	key := readingKey(&v)
	err := a.store.View(ctx, func(tx Tx) (err error) {
		if j, err = a.codec.raw(tx, inReadings, key); err == nil && j == nil {
			err = fmt.Errorf("%s %q: %w", inReadings, key, ErrNotFound)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return j, nil
}

// Attributions returns whose documents a version holds, ErrNotFound if it was
// not read yet.
func (a *Archive) Attributions(ctx context.Context, id PageID, n int) ([]Attribution, error) {
	return lookUp[[]Attribution](ctx, a, inAttributed, versionKey(id, n))
}

// Organs lists the organs of a portal, of all portals for "", by their id.
func (a *Archive) Organs(ctx context.Context, portal string) iter.Seq2[Organ, error] {
	from, to := portalRange(portal)
	return list[Organ](ctx, a, inOrgans, from, to, false)
}

// Organ returns the organ, ErrNotFound if there is none.
func (a *Archive) Organ(ctx context.Context, id string) (Organ, error) {
	return lookUp[Organ](ctx, a, inOrgans, []byte(id))
}

// FilingQuery chooses filings. Zero fields choose all.
type FilingQuery struct {
	Portal string
	Organ  string // Organ.ID
	Kind   string
	Year   int
}

// Filings lists the filings that the query chooses, by their id.
func (a *Archive) Filings(ctx context.Context, q FilingQuery) iter.Seq2[Filing, error] {
	from, to := portalRange(q.Portal)
	if q.Organ != "" {
		from = []byte(q.Organ + "/")
		to = prefixEnd(from)
	}
	return func(yield func(Filing, error) bool) {
		for f, err := range list[Filing](ctx, a, inFilings, from, to, false) {
			if err == nil && (q.Portal != "" && f.Portal != q.Portal ||
				q.Kind != "" && f.Kind != q.Kind || q.Year != 0 && f.Year != q.Year) {
				continue
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// Filing returns the filing, ErrNotFound if nothing was found of it.
func (a *Archive) Filing(ctx context.Context, id string) (Filing, error) {
	return lookUp[Filing](ctx, a, inFilings, []byte(id))
}

// Changes lists the changes with numbers above since, in their order.
func (a *Archive) Changes(ctx context.Context, since uint64) iter.Seq2[Change, error] {
	return list[Change](ctx, a, inChanges, append(be64(since), 0), nil, false)
}

// Change returns the change of the number, ErrNotFound if there is none.
func (a *Archive) Change(ctx context.Context, number uint64) (Change, error) {
	return lookUp[Change](ctx, a, inChanges, be64(number))
}

// Pass returns the pass, ErrNotFound if it was never begun.
func (a *Archive) Pass(ctx context.Context, id PassID) (Pass, error) {
	return lookUp[Pass](ctx, a, inPasses, []byte(id))
}

// Passes lists the passes of a portal, of all portals for "", the newest first.
func (a *Archive) Passes(ctx context.Context, portal string) iter.Seq2[Pass, error] {
	if portal != "" {
		from, to := portalRange(portal)
		return list[Pass](ctx, a, inPasses, from, to, true)
	}
	return listIndexed[Pass](ctx, a, inPassTimes, nil, nil, true, inPasses, func(entry []byte) []byte {
		return entry[len(passTime)+1:]
	})
}

// Size tells the bytes on disk, 0 where there is no disk.
func (a *Archive) Size() (int64, error) { return a.store.Size() }

// portalRange returns the range of keys that begin with the portal and a slash.
func portalRange(portal string) (from, to []byte) {
	if portal == "" {
		return nil, nil
	}
	from = []byte(portal + "/")
	return from, prefixEnd(from)
}
