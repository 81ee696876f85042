package archive

import (
	"errors"
	"fmt"
)

// pageRecords is a page with all that is kept of it, of one moment.
type pageRecords struct {
	page     Page
	captures []Capture
	versions []Version
	indexed  bool
	payloads map[Digest]bool
	readings map[int]ReadState // by version
}

// checkPages checks each page with its captures and versions.
func (v *verifier) checkPages() error {
	for r, err := range v.a.scan(v.ctx, inPages, nil, nil, false) {
		if err != nil {
			return err
		}
		v.step()
		id := PageID(r.key)
		var records pageRecords
		err := v.a.store.View(v.ctx, func(tx Tx) (err error) {
			records, err = v.load(tx, id)
			return err
		})
		if errors.Is(err, ErrCorrupt) {
			if err := v.problem("record_corrupt", "page "+string(id), "%v", err); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if err := v.checkPage(id, &records); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) load(tx Tx, id PageID) (pageRecords, error) {
	r := pageRecords{payloads: map[Digest]bool{}, readings: map[int]ReadState{}}
	c := v.a.codec
	if err := c.must(tx, inPages, pageKey(id), &r.page); err != nil {
		return r, err
	}
	_, err := tx.Get(inPortal, pair(r.page.Portal, string(id)))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return r, err
	}
	r.indexed = err == nil
	prefix := pageKey(id)
	for _, value := range tx.Scan(inCaptures, prefix, prefixEnd(prefix)) {
		var x Capture
		if err := c.decode(value, &x); err != nil {
			return r, fmt.Errorf("capture: %w", err)
		}
		r.captures = append(r.captures, x)
		if !x.Payload.IsZero() && x.Outcome == OK && !r.payloads[x.Payload] {
			var k keptPayload
			ok, err := c.get(tx, inPayloads, payloadKey(x.Payload, id), &k)
			if err != nil {
				return r, err
			}
			r.payloads[x.Payload] = ok
		}
	}
	for _, value := range tx.Scan(inVersions, prefix, prefixEnd(prefix)) {
		var x Version
		if err := c.decode(value, &x); err != nil {
			return r, fmt.Errorf("version: %w", err)
		}
		r.versions = append(r.versions, x)
		if x.ReadBy == "" {
			continue
		}
		var read Reading
		if ok, err := c.get(tx, inReadings, readingKey(&x), &read); err != nil {
			return r, err
		} else if ok {
			r.readings[x.Number] = read.State
		}
	}
	return r, nil
}

func (v *verifier) checkPage(id PageID, r *pageRecords) error {
	where := "page " + string(id)
	bad := func(code, format string, args ...any) error { return v.problem(code, where, format, args...) }
	if r.page.ID != id {
		return bad("record_misplaced", "stands under the id of another page, its own is %q", r.page.ID)
	}
	if !r.indexed {
		if err := bad("index_missing", "is not listed under its portal %q", r.page.Portal); err != nil {
			return err
		}
	}
	if r.page.Body.IsZero() {
		if want, _, err := PageIDOf(r.page.Method, r.page.URL, nil); err != nil || want != id {
			if err := bad("record_misplaced", "its address %s has the id %q", r.page.URL, want); err != nil {
				return err
			}
		}
	} else if ok, err := v.hasBlob(r.page.Body); err != nil {
		return err
	} else if !ok {
		if err := bad("reference_broken", "the body of its request is not kept"); err != nil {
			return err
		}
	}
	if r.page.Captures != len(r.captures) {
		if err := bad("count_wrong", "says %d captures, %d are kept", r.page.Captures, len(r.captures)); err != nil {
			return err
		}
	}
	if r.page.Versions != len(r.versions) {
		if err := bad("count_wrong", "says %d versions, %d are kept", r.page.Versions, len(r.versions)); err != nil {
			return err
		}
	}
	for i := range r.captures {
		if err := v.checkCapture(where, r, &r.captures[i]); err != nil {
			return err
		}
	}
	return v.checkVersions(where, r)
}

func (v *verifier) checkCapture(where string, r *pageRecords, c *Capture) error {
	where = fmt.Sprintf("%s, capture %d", where, c.ID)
	if v.captured[c.Pass] == nil {
		v.captured[c.Pass] = map[Outcome]int{}
	}
	v.captured[c.Pass][c.Outcome]++
	if c.Page != r.page.ID {
		return v.problem("record_misplaced", where, "is of page %q", c.Page)
	}
	for i, h := range c.Hops {
		// The last body of an ok capture is kept once for all that have its payload.
		if h.Wire.IsZero() || c.Outcome == OK && i == len(c.Hops)-1 {
			continue
		}
		if ok, err := v.hasBlob(h.Wire); err != nil {
			return err
		} else if !ok {
			if err := v.problem("reference_broken", where, "the body of hop %d (%s) is not kept or not sound", i+1, h.Wire); err != nil {
				return err
			}
		}
	}
	if c.Outcome == OK && !r.payloads[c.Payload] {
		return v.problem("reference_broken", where, "its payload %s is not among those of the page", c.Payload)
	}
	return nil
}
