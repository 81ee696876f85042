package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// Problem is something that Verify found.
type Problem struct {
	Code    string `json:"code"`  // programs can compare it: blob_corrupt, reference_broken, …
	Where   string `json:"where"` // the record or blob
	Message string `json:"message"`
	// Note marks what costs space at most: an orphan.
	Note bool `json:"note,omitempty"`
}

// Verify reads all that is kept and yields what is wrong: damage that the store
// finds, blobs that are others than they were, records that cannot be read,
// references that lead nowhere, and records that contradict each other. A
// sequence without an element that is no Note says that the archive is sound.
// The error is of the store itself; it ends the sequence. What is written
// meanwhile is not taken for damage. progress, if not nil, hears how many of
// how many blobs and pages are done.
func (a *Archive) Verify(ctx context.Context, progress func(done, total int)) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		v := &verifier{
			a: a, ctx: ctx, yield: yield, progress: progress,
			blobs: map[Digest]bool{}, readings: map[string]bool{}, captured: map[PassID]map[Outcome]int{},
			begun: a.now(),
		}
		for _, step := range []func() error{
			v.countAll, v.checkStore, v.checkBlobs, v.checkPages, v.checkPending,
			v.checkReadings, v.checkFilings, v.checkChanges, v.checkPasses, v.checkFollowers, v.findOrphans,
		} {
			if err := step(); err != nil {
				if !errors.Is(err, errEnough) {
					yield(Problem{}, fmt.Errorf("archive: verify: %w", err))
				}
				return
			}
		}
	}
}

// errEnough ends a verification whose caller has seen enough.
var errEnough = errors.New("enough")

type verifier struct {
	a        *Archive
	ctx      context.Context // of the one call of Verify
	yield    func(Problem, error) bool
	progress func(done, total int)

	done, total int
	begun       time.Time
	blobs       map[Digest]bool            // those that are sound; true: referred to
	readings    map[string]bool            // keys that versions refer to
	captured    map[PassID]map[Outcome]int // captures by pass
}

func (v *verifier) problem(code, where, format string, args ...any) error {
	return v.tell(Problem{Code: code, Where: where, Message: fmt.Sprintf(format, args...)})
}

func (v *verifier) tell(p Problem) error {
	if !v.yield(p, nil) {
		return errEnough
	}
	return nil
}

func (v *verifier) step() {
	v.done++
	if v.progress != nil {
		v.progress(v.done, max(v.done, v.total))
	}
}

func (v *verifier) countAll() error {
	for _, err := range v.a.scan(v.ctx, inPages, nil, nil, false) {
		if err != nil {
			return err
		}
		v.total++
	}
	for _, err := range v.a.store.Blobs(v.ctx) {
		if err != nil {
			return err
		}
		v.total++
	}
	return nil
}

func (v *verifier) checkStore() error {
	for err := range v.a.store.Check(v.ctx) {
		if v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		if err := v.problem("store_damaged", "store", "%v", err); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) checkBlobs() error {
	for d, err := range v.a.store.Blobs(v.ctx) {
		if err != nil {
			return err
		}
		v.step()
		b, err := v.a.store.Blob(v.ctx, d)
		switch {
		case errors.Is(err, ErrCorrupt) || err == nil && DigestOf(b) != d:
			if err := v.problem("blob_corrupt", d.String(), "the bytes are not those that were stored"); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			v.blobs[d] = false
		}
	}
	return nil
}

// hasBlob reports whether a blob is there and sound, and notes that it is
// referred to. One that came since the blobs were listed is looked up.
func (v *verifier) hasBlob(d Digest) (bool, error) {
	if _, ok := v.blobs[d]; ok {
		v.blobs[d] = true
		return true, nil
	}
	_, err := v.a.store.Blob(v.ctx, d)
	switch {
	case err == nil:
		v.blobs[d] = true
		return true, nil
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrCorrupt):
		return false, nil
	}
	return false, err
}

// findOrphans notes blobs that nobody refers to: what a process left that died
// between its bodies and its captures. They are harmless.
func (v *verifier) findOrphans() error {
	n := 0
	for _, used := range v.blobs {
		if !used {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return v.tell(Problem{Code: "orphan_blobs", Where: "blobs", Note: true, Message: fmt.Sprintf("%d blobs belong to no capture", n)})
}
