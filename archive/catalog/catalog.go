// Package catalog keeps in memory what lists, the heat map and the search ask
// of an archive: every organ and, of every filing, the few facts that a line of
// a list shows. It is made from the archive's reading half and can be thrown
// away and made again.
//
// Who reads takes a Snapshot, which never changes. A Catalog follows its
// archive: it reads again the organs of which the archive says that something
// of theirs was stored, and nothing else.
package catalog

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"

	"gongkai/archive"
)

// Archive is what a catalog is made from; an *archive.Archive is one.
type Archive interface {
	Organs(ctx context.Context, portal string) iter.Seq2[archive.Organ, error]
	Organ(ctx context.Context, id string) (archive.Organ, error)
	Filings(ctx context.Context, q archive.FilingQuery) iter.Seq2[archive.Filing, error]
	LastChange(ctx context.Context) (uint64, error)
	Written(since uint64) (organs []string, last uint64)
}

// Options say how a Catalog works. The zero value is usable.
type Options struct {
	// Clock tells the time, nil: time.Now.
	Clock func() time.Time
	// Every is how long a snapshot is given out before the archive is asked for
	// what is new, 0: one second.
	Every time.Duration
}

// Catalog gives out the newest snapshot of an archive. Its methods may be
// called from many goroutines.
type Catalog struct {
	arc Archive
	o   Options

	mu      sync.Mutex
	last    *Snapshot
	checked time.Time // when last was known to be the newest
	running *round
}

// round is one look at the archive; whoever waits for it, waits for done.
type round struct {
	done chan struct{}
	made *Snapshot
	err  error
}

// New returns a catalog of the archive. It reads nothing yet.
func New(arc Archive, o Options) *Catalog {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Every <= 0 {
		o.Every = time.Second
	}
	return &Catalog{arc: arc, o: o}
}

// Ready reports whether there is a snapshot: Current will not wait for the
// first one to be made.
func (c *Catalog) Ready() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last != nil
}

// Current returns the newest snapshot. Until there is one, all callers wait for
// it. Later, at most once in Options.Every, one caller waits while what is new is
// read, as long as its ctx; all others get the snapshot before at once. A look
// that has begun goes on when its caller leaves. The error is the archive's or
// the context's; the next call tries again.
func (c *Catalog) Current(ctx context.Context) (*Snapshot, error) {
	c.mu.Lock()
	if c.last != nil && (c.running != nil || c.fresh()) {
		defer c.mu.Unlock()
		return c.last, nil
	}
	r := c.look(ctx)
	c.mu.Unlock()
	return r.wait(ctx)
}

// Refresh returns a snapshot that has all that was stored before the call.
func (c *Catalog) Refresh(ctx context.Context) (*Snapshot, error) {
	c.mu.Lock()
	before := c.running // may have asked the archive too early
	c.mu.Unlock()
	if before != nil {
		if _, err := before.wait(ctx); err != nil && ctx.Err() != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	r := c.look(ctx)
	c.mu.Unlock()
	return r.wait(ctx)
}

// fresh reports whether the archive was asked not long ago. A clock that was
// set back does not stop the catalog.
func (c *Catalog) fresh() bool {
	age := c.o.Clock().Sub(c.checked)
	return age >= 0 && age < c.o.Every
}

// look returns the round that runs, or begins one. c.mu is held.
func (c *Catalog) look(ctx context.Context) *round {
	if c.running != nil {
		return c.running
	}
	r := &round{done: make(chan struct{})}
	c.running = r
	before, at := c.last, c.o.Clock()
	go func() {
		r.made, r.err = next(context.WithoutCancel(ctx), c.arc, before)
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.running = nil; r.err == nil {
			c.last, c.checked = r.made, at
		}
		close(r.done)
	}()
	return r
}

func (r *round) wait(ctx context.Context) (*Snapshot, error) {
	select {
	case <-r.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r.err != nil {
		return nil, fmt.Errorf("catalog: %w", r.err)
	}
	return r.made, nil
}
