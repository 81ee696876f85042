package archive

import (
	"context"
	"errors"
	"fmt"
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
	encoded []byte   // the result as it is kept, nil: not made yet
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
		read, stopped := a.readAll(ctx, batch)
		batch = batch[:read] // what was read is settled all the same
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
