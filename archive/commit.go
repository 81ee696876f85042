package archive

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// keptPayload is what the archive knows of a payload that it keeps: the capture it
// came with first on a page, and the blob that gives it.
type keptPayload struct {
	Capture  uint64 `json:"capture"`
	Wire     Digest `json:"wire"`
	Encoding string `json:"encoding,omitempty"`
}

// fresh is a payload that was just committed and is still in memory.
type fresh struct {
	payload []byte
	dom     any
}

// event is what happened to a page beside a new version.
type event string

const (
	eventNone       event = ""
	eventGone       event = "gone"       // was live, is not there
	eventReturned   event = "returned"   // was gone, or elsewhere, and is there
	eventRedirected event = "redirected" // leads to another page since this capture
)

// task is what is still to be done for a capture: its version to be read, an
// event to be told. Tasks are done in the order of captures.
type task struct {
	Page    PageID    `json:"page"`
	Version int       `json:"version"`
	Read    bool      `json:"read,omitempty"`
	Event   event     `json:"event,omitempty"`
	To      string    `json:"to,omitempty"` // the page that it was led to
	Pass    PassID    `json:"pass"`
	Time    time.Time `json:"time"`
}

// commitQueue commits the batch that failed before, if any, and what waits.
func (a *Archive) commitQueue(ctx context.Context) error {
	if a.stuck != nil {
		if err := a.commit(ctx, a.stuck); err != nil {
			return err
		}
		a.stuck = nil
	}
	items := a.queue.take()
	if len(items) == 0 {
		return nil
	}
	a.batches++
	b := &batch{mark: fmt.Sprintf("%s.%d", a.mark, a.batches), items: items}
	if err := a.commit(ctx, b); err != nil {
		a.stuck = b
		return err
	}
	return nil
}

// commit is the first of the two commits: bodies, then captures, pages,
// versions and the list of what is to be done.
func (a *Archive) commit(ctx context.Context, b *batch) error {
	incoming := make([]*incoming, len(b.items))
	for i, it := range b.items {
		incoming[i] = digestOf(it)
	}
	err := a.store.View(ctx, func(tx Tx) error { return a.markKept(tx, incoming) })
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if bodies := bodiesOf(incoming); len(bodies) > 0 {
		if _, err := a.store.PutBlobs(ctx, bodies...); err != nil {
			return fmt.Errorf("commit: bodies: %w", err)
		}
	}
	var made map[uint64]fresh
	err = a.update(ctx, func(tx WriteTx) error {
		made = map[uint64]fresh{}
		last, err := tx.Get(inMeta, []byte("batch"))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if string(last) == b.mark {
			// The try before was stored though the store said it was not. Its
			// payloads are read from the store.
			return nil
		}
		if err := tx.Put(inMeta, []byte("batch"), []byte(b.mark)); err != nil {
			return err
		}
		counts := map[PassID]*Pass{}
		for _, in := range incoming {
			id, read, err := a.apply(tx, in, counts)
			if err != nil {
				return fmt.Errorf("%s: %w", in.URL, err)
			}
			if read {
				made[id] = fresh{in.Payload, in.DOM}
			}
		}
		return a.addToPasses(tx, counts)
	})
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if a.o.Reader != nil {
		a.fresh = made
	}
	a.queue.stored(b.items)
	return nil
}
