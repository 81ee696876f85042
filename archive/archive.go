package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Options say how an Archive works. The zero value is usable.
type Options struct {
	// Clock tells the time, nil: time.Now.
	Clock func() time.Time
	// Reader reads payloads; nil: nothing is read, versions stay unread until
	// an archive with a Reader opens the store.
	Reader Reader
	// BatchSize, BatchBytes and BatchAge say when captures that wait are
	// committed: so many, so many bytes of bodies, so old the first of them.
	// 0: 32, 8 MiB, 1 s. One batch fills while the one before is committed, so a
	// process that dies loses two of them at most.
	BatchSize  int
	BatchBytes int64
	BatchAge   time.Duration
	// MaxTries is how often a Reader may fail on a version, 0: 3.
	MaxTries int
	// Readers is how many payloads are read at once, 0: 4, and never more than
	// there are processors. The Reader is called from as many goroutines.
	Readers int
	// After gives the channel that BatchAge is waited for on, nil: time.After.
	After func(time.Duration) <-chan time.Time
	// Log gets what has no caller to return to, nil: nobody.
	Log *slog.Logger
}

func (o *Options) setDefaults() {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.BatchSize <= 0 {
		o.BatchSize = 32
	}
	if o.BatchBytes <= 0 {
		o.BatchBytes = 8 << 20
	}
	if o.BatchAge <= 0 {
		o.BatchAge = time.Second
	}
	if o.MaxTries <= 0 {
		o.MaxTries = 3
	}
	if o.Readers <= 0 {
		o.Readers = 4
	}
	if o.After == nil {
		o.After = time.After
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// Archive gives the records of a Store their meaning and is the only one who
// writes them. Its methods may be called from many goroutines.
type Archive struct {
	store Store
	codec *codec
	o     Options

	identity Identity

	jobs chan job      // work for the writer
	wake chan struct{} // the queue got its first capture, or is full
	stop chan struct{} // closed by Close: the writer ends
	done chan struct{} // closed by the writer when it ended

	queue   queue
	written written

	// Of the writer goroutine alone:
	mark     string           // begins the marks of this archive's batches
	batches  uint64           // how many batches were taken
	stuck    *batch           // a batch whose commit failed
	fresh    map[uint64]fresh // payloads by capture, between the two commits
	leftover uint64           // pending entries up to this capture are of an earlier process

	closing sync.Once
	closed  error
}

// New returns the archive that the store keeps and starts its one writer,
// which ends with Close. The context is for reading the store now.
func New(ctx context.Context, store Store, o Options) (*Archive, error) {
	o.setDefaults()
	id, err := store.Identity(ctx)
	if err == nil {
		err = id.Check()
	}
	if err != nil {
		return nil, fmt.Errorf("archive: open: %w", err)
	}
	c, err := newCodec()
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	a := &Archive{
		store: store, codec: c, o: o, identity: id,
		jobs: make(chan job), wake: make(chan struct{}, 1),
		stop: make(chan struct{}), done: make(chan struct{}),
		mark: rand.Text(), fresh: map[uint64]fresh{},
	}
	a.queue.init()
	err = store.View(ctx, func(tx Tx) error {
		for k := range tx.ScanBack(inPending, nil, nil) {
			a.leftover = numberOf64(k)
			break
		}
		return nil
	})
	if err != nil {
		c.close()
		return nil, fmt.Errorf("archive: open: %w", err)
	}
	go a.write()
	return a, nil
}

// Close commits and reads what was recorded here, ends the writer and closes
// the store. What could not be stored is in its error.
func (a *Archive) Close() error {
	a.closing.Do(func() {
		a.queue.close() // nothing comes in behind the last flush
		ctx := context.Background()
		flushed := a.do(ctx, func(context.Context) error {
			// What an earlier process left is for ReadPending: somebody waits.
			return a.flushFrom(ctx, be64(a.leftover+1))
		})
		close(a.stop)
		<-a.done
		a.codec.close()
		if flushed != nil {
			flushed = fmt.Errorf("archive: close: %w", flushed)
		}
		a.closed = errors.Join(flushed, a.store.Close())
	})
	return a.closed
}

// now returns the injected time as the archive keeps times.
func (a *Archive) now() time.Time { return kept(a.o.Clock()) }

// kept returns t as it is stored: UTC, whole microseconds.
func kept(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Microsecond)
}
