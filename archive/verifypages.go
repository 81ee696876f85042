package archive

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
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

// checkVersions tells the versions again from the captures and compares.
func (v *verifier) checkVersions(where string, r *pageRecords) error {
	var want []Version
	for _, c := range r.captures {
		last := len(want) - 1
		switch {
		case c.Outcome == OK && (last < 0 || want[last].Payload != c.Payload):
			n := Version{Number: last + 2, Payload: c.Payload, FirstSeen: c.Time, FirstCapture: c.ID, LastSeen: c.Time, LastCapture: c.ID}
			if last >= 0 {
				n.NotBefore = want[last].LastSeen
			}
			want = append(want, n)
		case last >= 0 && (c.Outcome == OK || c.Outcome == NotModified):
			want[last].LastSeen, want[last].LastCapture = c.Time, c.ID
		}
	}
	same := slices.EqualFunc(want, r.versions, func(a, b Version) bool {
		return a.Number == b.Number && a.Payload == b.Payload && a.FirstSeen.Equal(b.FirstSeen) && a.LastSeen.Equal(b.LastSeen) &&
			a.NotBefore.Equal(b.NotBefore) && a.FirstCapture == b.FirstCapture && a.LastCapture == b.LastCapture
	})
	if !same {
		if err := v.problem("versions_wrong", where, "its captures make %d versions, which are not the %d that are kept", len(want), len(r.versions)); err != nil {
			return err
		}
	}
	for i := range r.versions {
		if err := v.checkVersion(r, &r.versions[i]); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) checkVersion(r *pageRecords, x *Version) error {
	where := "version " + x.Ref()
	ok, err := v.hasBlob(x.Wire)
	if err != nil {
		return err
	}
	switch {
	case !ok:
		if err := v.problem("reference_broken", where, "its payload (blob %s) is not kept or not sound", x.Wire); err != nil {
			return err
		}
	case x.Encoding == "" && x.Wire != x.Payload:
		if err := v.problem("payload_wrong", where, "its blob is not its payload"); err != nil {
			return err
		}
	case x.Encoding != "":
		if _, err := v.a.Payload(v.ctx, *x); errors.Is(err, ErrCorrupt) {
			if err := v.problem("payload_wrong", where, "%v", err); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
	}
	if x.ReadBy == "" {
		if x.State == WasRead || x.State == FormatNotRead || x.State == Unreadable {
			return v.problem("reading_missing", where, "is %s but was read by nobody", x.State)
		}
		return nil
	}
	v.readings[string(readingKey(x))] = true
	state, ok := r.readings[x.Number]
	if !ok {
		return v.problem("reading_missing", where, "was read by %q, the reading is not kept", x.ReadBy)
	}
	if x.State != state && x.State != ReaderFailed {
		return v.problem("reading_wrong", where, "is %s, its reading %s", x.State, state)
	}
	return nil
}

// checkPending checks the list of what is to be done, and that every version
// that is unread is on it.
func (v *verifier) checkPending() error {
	listed := map[string]bool{}
	for r, err := range v.a.scan(v.ctx, inPending, nil, nil, false) {
		if err != nil {
			return err
		}
		where := fmt.Sprintf("task %d", numberOf64(r.key))
		var t task
		if err := v.a.codec.decode(r.value, &t); err != nil {
			if err := v.problem("record_corrupt", where, "%v", err); err != nil {
				return err
			}
			continue
		}
		if t.Read {
			listed[string(versionKey(t.Page, t.Version))] = true
		}
		_, err := v.a.Page(v.ctx, t.Page)
		if err == nil && t.Version > 0 {
			_, err = v.a.Version(v.ctx, t.Page, t.Version)
		}
		if err := v.reference(where, err); err != nil {
			return err
		}
	}
	for r, err := range v.a.scan(v.ctx, inVersions, nil, nil, false) {
		if err != nil {
			return err
		}
		var x Version
		if v.a.codec.decode(r.value, &x) != nil {
			continue // told with its page
		}
		if !bytes.Equal(r.key, versionKey(x.Page, x.Number)) {
			if err := v.problem("record_misplaced", "version "+x.Ref(), "stands under another key"); err != nil {
				return err
			}
		}
		if x.State == Unread && !listed[string(r.key)] {
			if err := v.unreadAndUnlisted(&x); err != nil {
				return err
			}
		}
	}
	return nil
}

// unreadAndUnlisted looks again, since the list was read earlier.
func (v *verifier) unreadAndUnlisted(x *Version) error {
	now, err := v.a.Version(v.ctx, x.Page, x.Number)
	if err != nil || now.State != Unread {
		return v.reference("version "+x.Ref(), err)
	}
	err = v.a.store.View(v.ctx, func(tx Tx) error {
		for _, value := range tx.Scan(inPending, be64(x.FirstCapture), nil) {
			var t task
			if err := v.a.codec.decode(value, &t); err == nil && t.Read && t.Page == x.Page && t.Version == x.Number {
				return nil
			}
		}
		return errNotListed
	})
	if errors.Is(err, errNotListed) {
		return v.problem("unread_forgotten", "version "+x.Ref(), "is unread and nothing is going to read it")
	}
	return err
}

var errNotListed = errors.New("not listed")

// reference turns the error of following a reference into a problem.
func (v *verifier) reference(where string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrNotFound):
		return v.problem("reference_broken", where, "%v", err)
	case errors.Is(err, ErrCorrupt):
		return v.problem("record_corrupt", where, "%v", err)
	}
	return err
}
