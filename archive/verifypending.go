package archive

import (
	"bytes"
	"errors"
	"fmt"
)

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
