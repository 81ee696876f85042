package archive

import (
	"errors"
	"slices"
)

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
