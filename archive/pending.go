package archive

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
)

// ReadSummary counts what a round of reading did.
type ReadSummary struct {
	Read          int `json:"read"`
	FormatNotRead int `json:"format_not_read"`
	Unreadable    int `json:"unreadable"`
	Failed        int `json:"failed"`  // the Reader gave an error or died
	Changes       int `json:"changes"` // entries of the change log
}

func (s *ReadSummary) add(o ReadSummary) {
	s.Read += o.Read
	s.FormatNotRead += o.FormatNotRead
	s.Unreadable += o.Unreadable
	s.Failed += o.Failed
	s.Changes += o.Changes
}

func (s *ReadSummary) count(state ReadState) {
	switch state {
	case WasRead:
		s.Read++
	case FormatNotRead:
		s.FormatNotRead++
	case Unreadable:
		s.Unreadable++
	case ReaderFailed:
		s.Failed++
	}
}

// errNoReader is returned where reading is asked for and Options.Reader is nil.
var errNoReader = errors.New("archive: there is no reader")

// ReadPending reads the versions that are unread because a process ended
// between the two commits, and those on which the Reader failed and has tries
// left. Call it when an archive was opened.
func (a *Archive) ReadPending(ctx context.Context) (ReadSummary, error) {
	if a.o.Reader == nil {
		return ReadSummary{}, errNoReader
	}
	var sum ReadSummary
	err := a.do(ctx, func(ctx context.Context) error {
		if err := a.commitQueue(ctx); err != nil {
			return err
		}
		s, err := a.readPending(ctx, nil, true)
		sum = s
		return err
	})
	if err != nil {
		return ReadSummary{}, fmt.Errorf("archive: read pending: %w", err)
	}
	return sum, nil
}

// work is a task with what it needs.
type work struct {
	task
	capture uint64
	page    Page
	version Version
	result  *Reading // nil: the Reader failed, or there was nothing to read
	failed  error
}

// readBatch is how many tasks one transaction of the second commit takes.
const readBatch = 64

// readPending is the second of the two commits, for what is on the list
// at or behind from, nil: all. Versions on which the Reader failed before are
// left alone unless again is set.
func (a *Archive) readPending(ctx context.Context, from []byte, again bool) (ReadSummary, error) {
	var sum ReadSummary
	defer func() { a.fresh = map[uint64]fresh{} }()
	for {
		batch, next, err := a.nextWork(ctx, from, again)
		if err != nil {
			return sum, err
		}
		var stopped error
		for i, w := range batch {
			if stopped = a.readOne(ctx, w); stopped != nil {
				batch = batch[:i] // what was read is settled all the same
				break
			}
		}
		if len(batch) > 0 {
			done, err := a.settle(context.WithoutCancel(ctx), batch)
			if err != nil {
				return sum, errors.Join(stopped, err)
			}
			sum.add(done)
		}
		if stopped != nil {
			return sum, stopped
		}
		if next == nil {
			return sum, nil
		}
		from = next
	}
}

// nextWork takes the next entries of the list at or behind from; next is where
// the ones after them begin, nil: that was the end.
func (a *Archive) nextWork(ctx context.Context, from []byte, again bool) (batch []*work, next []byte, err error) {
	err = a.store.View(ctx, func(tx Tx) error {
		batch, next = nil, nil
		for key, value := range tx.Scan(inPending, from, nil) {
			if len(batch) == readBatch {
				next = append([]byte(nil), key...)
				return nil
			}
			w := &work{capture: numberOf64(key)}
			if err := a.codec.decode(value, &w.task); err != nil {
				return fmt.Errorf("%s %x: %w", inPending, key, err)
			}
			if err := a.codec.must(tx, inPages, pageKey(w.Page), &w.page); err != nil {
				return err
			}
			if w.Version > 0 {
				if err := a.codec.must(tx, inVersions, versionKey(w.Page, w.Version), &w.version); err != nil {
					return err
				}
			}
			if w.Read && w.version.Tries > 0 && !again {
				continue
			}
			batch = append(batch, w)
		}
		return nil
	})
	return batch, next, err
}

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
	w.result = &r
	return nil
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

// settle is the transaction of the second commit.
func (a *Archive) settle(ctx context.Context, batch []*work) (ReadSummary, error) {
	var sum ReadSummary
	err := a.update(ctx, func(tx WriteTx) error {
		sum = ReadSummary{}
		counts := map[PassID]*Pass{}
		for _, w := range batch {
			if _, err := tx.Get(inPending, be64(w.capture)); errors.Is(err, ErrNotFound) {
				continue // was settled by a try that seemed to fail
			} else if err != nil {
				return err
			}
			n := &interpreter{a: a, tx: tx, at: w.Time, pass: w.Pass}
			if err := n.settle(w); err != nil {
				return fmt.Errorf("%s.%d: %w", w.Page, w.Version, err)
			}
			if w.Read {
				state := ReaderFailed
				if w.result != nil {
					state = w.result.State
				}
				sum.count(state)
			}
			sum.Changes += n.changes
			countFor(counts, w.Pass).Changes += n.changes
		}
		return a.addToPasses(tx, counts)
	})
	return sum, err
}
