package archive

import (
	"context"
	"errors"
	"fmt"
)

// Follower is somebody outside who follows the change log, and how far he is.
// His place lies in the archive and not beside it: it is as durable as the log,
// a backup holds both as of one moment, and the backup's new epoch makes the
// place stale, so that what happened since is not lost in silence.
type Follower struct {
	Name string `json:"name"` // at most 200 bytes, without NUL
	// Cursor is behind the last change that he has for sure.
	Cursor Cursor `json:"cursor"`
}

// maxFollower is the longest name of a follower in bytes.
const maxFollower = 200

// Follower returns a follower as he was kept last, ErrNotFound if he never was.
func (a *Archive) Follower(ctx context.Context, name string) (Follower, error) {
	if err := checkName("follower", name, maxFollower); err != nil {
		return Follower{}, err
	}
	return lookUp[Follower](ctx, a, inFollowers, []byte(name))
}

// KeepFollower keeps where a follower is; it is durable when it returns nil. It
// does not wait for what is being written or read.
func (a *Archive) KeepFollower(ctx context.Context, f Follower) error {
	if err := checkName("follower", f.Name, maxFollower); err != nil {
		return err
	}
	const tries = 5
	var err error
	for range tries {
		err = a.store.Update(ctx, func(tx WriteTx) error { return a.codec.put(tx, inFollowers, []byte(f.Name), &f) })
		if !errors.Is(err, ErrConflict) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("archive: keep follower %s: %w", f.Name, err)
	}
	return nil
}

// checkFollowers checks that the places of followers can be read.
func (v *verifier) checkFollowers() error {
	for r, err := range v.a.scan(v.ctx, inFollowers, nil, nil, false) {
		if err != nil {
			return err
		}
		var f Follower
		if err := v.a.codec.decode(r.value, &f); err != nil {
			err = v.problem("record_corrupt", fmt.Sprintf("follower %q", r.key), "%v", err)
			if err != nil {
				return err
			}
		} else if f.Name != string(r.key) {
			if err := v.problem("record_misplaced", fmt.Sprintf("follower %q", r.key), "is %q", f.Name); err != nil {
				return err
			}
		}
	}
	return nil
}
