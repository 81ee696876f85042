package archive

import (
	"context"
	"fmt"
	"sync"
)

// queued is a fetch on its way to the store.
type queued struct {
	Fetch
	page PageID
	surt string
}

func (q *queued) bytes() int64 {
	n := int64(len(q.Payload) + len(q.Body))
	for _, h := range q.Hops {
		n += int64(len(h.Wire))
	}
	return n
}

// batch is what is committed together. The mark is stored with it, so that a
// second try knows whether the first one was stored after all.
type batch struct {
	mark  string
	items []*queued
}

// queue holds captures between Record and the writer: one batch fills while
// the one before is committed.
type queue struct {
	mu     sync.Mutex
	items  []*queued
	bytes  int64
	room   chan struct{} // closed when the writer took the items
	failed error         // why earlier captures are not stored yet
	closed bool
	// waiting counts, by pass and page, the captures that are not stored yet.
	waiting map[passPage]int
}

type passPage struct {
	pass PassID
	page PageID
}

func (q *queue) init() {
	q.room = make(chan struct{})
	q.waiting = map[passPage]int{}
}

// add appends the item, waiting for room. It reports whether the writer must
// be woken.
func (q *queue) add(ctx context.Context, it *queued, maxItems int, maxBytes int64) (wake bool, err error) {
	for {
		q.mu.Lock()
		switch {
		case q.closed:
			q.mu.Unlock()
			return false, fmt.Errorf("archive: record: %w", ErrClosed)
		case q.failed != nil:
			err := q.failed
			q.mu.Unlock()
			return true, fmt.Errorf("archive: earlier captures are not stored yet: %w", err)
		case len(q.items) == 0 || len(q.items) < maxItems && q.bytes < maxBytes:
			q.items = append(q.items, it)
			q.bytes += it.bytes()
			q.waiting[passPage{it.Pass, it.page}]++
			wake := len(q.items) == 1 || len(q.items) >= maxItems || q.bytes >= maxBytes
			q.mu.Unlock()
			return wake, nil
		}
		room := q.room
		q.mu.Unlock()
		select {
		case <-room:
		case <-ctx.Done():
			return false, ctx.Err()
		}
	}
}

// take empties the queue and lets the next batch fill.
func (q *queue) take() []*queued {
	q.mu.Lock()
	defer q.mu.Unlock()
	items := q.items
	q.items, q.bytes = nil, 0
	close(q.room)
	q.room = make(chan struct{})
	return items
}

// state reports whether captures wait and whether they should go now.
func (q *queue) state(maxItems int, maxBytes int64) (some, full bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) > 0, len(q.items) >= maxItems || q.bytes >= maxBytes
}

// stored takes committed items off the list of those that wait.
func (q *queue) stored(items []*queued) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, it := range items {
		k := passPage{it.Pass, it.page}
		if q.waiting[k]--; q.waiting[k] <= 0 {
			delete(q.waiting, k)
		}
	}
}

func (q *queue) waits(pass PassID, page PageID) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting[passPage{pass, page}] > 0
}

// report sets the error that the next Record returns, nil: all is well.
func (q *queue) report(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.failed = err
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	close(q.room)
	q.room = make(chan struct{})
}
