package archive

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// readOne reads the payload of the work, if there is one to read. The error is
// the store's; the Reader's goes into the work.
func (a *Archive) readOne(ctx context.Context, w *work) error {
	if !w.Read {
		return nil
	}
	if ok, err := a.cachedReading(ctx, w); ok || err != nil {
		return err
	}
	if w.capture <= a.leftover {
		// The process before may have died of this very payload: the try is
		// counted before it is made.
		if w.version.Tries >= a.o.MaxTries {
			w.failed = errors.New("the process died while reading")
			return nil
		}
		if err := a.countTry(ctx, w, 1); err != nil {
			return err
		}
	} else {
		w.version.Tries++
	}
	f, ok := a.fresh[w.capture]
	if !ok {
		payload, err := a.Payload(ctx, w.version)
		if err != nil {
			return err
		}
		f.payload = payload
	}
	r, err := a.read(ctx, f, &w.version)
	if err != nil {
		if ctx.Err() != nil { // we were told to stop: no failure of the Reader
			if w.capture <= a.leftover {
				return errors.Join(ctx.Err(), a.countTry(context.WithoutCancel(ctx), w, -1))
			}
			return ctx.Err()
		}
		w.failed = err
		return nil
	}
	// Encoded here, beside other readers, not in the one transaction. A reading
	// that is too large to be kept is the reader's failure, not the archive's.
	if w.encoded, err = a.codec.encode(&r); err != nil {
		w.failed = err
		return nil
	}
	w.result = &r
	return nil
}

// readAll reads a batch, several payloads at once, and returns how many from
// its start were read; the error is why the next one was not. What a process
// before this one left is read one by one: a payload that kills the process
// must not cost another one a try.
func (a *Archive) readAll(ctx context.Context, batch []*work) (read int, err error) {
	workers := min(runtime.GOMAXPROCS(0), a.o.Readers, len(batch))
	for _, w := range batch {
		if w.capture <= a.leftover {
			workers = 1
		}
	}
	errs := make([]error, len(batch))
	var next atomic.Int64
	var failed atomic.Bool
	work := func() {
		for !failed.Load() {
			i := int(next.Add(1)) - 1
			if i >= len(batch) {
				return
			}
			if errs[i] = a.readOne(ctx, batch[i]); errs[i] != nil {
				failed.Store(true)
			}
		}
	}
	var others sync.WaitGroup
	for range workers - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	// Numbers are taken in order, so all before the first failure were read.
	for i, err := range errs {
		if err != nil {
			return i, err
		}
	}
	return len(batch), nil
}

// cachedReading takes the reading that this revision made of the same bytes
// under the same hints, on whatever page.
func (a *Archive) cachedReading(ctx context.Context, w *work) (bool, error) {
	var r Reading
	found := false
	err := a.store.View(ctx, func(tx Tx) (err error) {
		found, err = a.codec.get(tx, inReadings, readingKeyBy(&w.version, a.o.Reader.Revision()), &r)
		return err
	})
	if err != nil || !found {
		return false, err
	}
	w.result = &r
	return true, nil
}

// countTry adds to the tries that are stored with the version.
func (a *Archive) countTry(ctx context.Context, w *work, n int) error {
	return a.update(ctx, func(tx WriteTx) error {
		var v Version
		key := versionKey(w.Page, w.Version)
		if err := a.codec.must(tx, inVersions, key, &v); err != nil {
			return err
		}
		v.Tries = w.version.Tries + n
		if err := a.codec.put(tx, inVersions, key, &v); err != nil {
			return err
		}
		w.version.Tries = v.Tries
		return nil
	})
}

// read calls the Reader; a panic of it is an error.
func (a *Archive) read(ctx context.Context, f fresh, v *Version) (r Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			a.o.Log.Error("archive: the reader panicked", "version", v.Ref(), "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("reader panicked: %v", p)
		}
	}()
	r, err = a.o.Reader.Read(ctx, f.payload, Hints{Name: v.Name, ContentType: v.ContentType, DOM: f.dom})
	if err != nil {
		return Reading{}, err
	}
	switch r.State {
	case WasRead, FormatNotRead, Unreadable:
	default:
		return Reading{}, fmt.Errorf("reader gave the state %q", r.State)
	}
	r.Revision = a.o.Reader.Revision()
	if r.Content.IsZero() && r.State == WasRead {
		r.Content = contentDigest(r.Paragraphs)
	}
	return r, nil
}
