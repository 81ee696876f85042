package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// job is work that only the writer may do.
type job struct {
	ctx  context.Context
	do   func(context.Context) error
	done chan error
}

// write is the one goroutine that writes.
func (a *Archive) write() {
	defer close(a.done)
	// What was recorded is committed whatever becomes of the caller's context.
	ctx := context.Background()
	var age <-chan time.Time
	for {
		select {
		case <-a.wake:
			some, full := a.queue.state(a.o.BatchSize, a.o.BatchBytes)
			if full {
				age = a.writeBatch(ctx)
			} else if some && age == nil {
				age = a.o.After(a.o.BatchAge)
			}
		case <-age:
			age = a.writeBatch(ctx)
		case j := <-a.jobs:
			j.done <- j.do(j.ctx)
		case <-a.stop:
			return
		}
	}
}

// writeBatch commits and reads. What failed is tried again after BatchAge, by
// Record's caller noticing or not.
func (a *Archive) writeBatch(ctx context.Context) <-chan time.Time {
	if err := a.flush(ctx); err != nil {
		return a.o.After(a.o.BatchAge)
	}
	return nil
}

// flush makes all that was recorded durable and, given a Reader, read.
func (a *Archive) flush(ctx context.Context) error {
	return a.flushFrom(ctx, nil)
}

// flushFrom is flush that reads what is on the list at or behind from.
func (a *Archive) flushFrom(ctx context.Context, from []byte) error {
	err := a.commitQueue(ctx)
	if err == nil && a.o.Reader != nil {
		_, err = a.readPending(ctx, from, false)
	}
	a.queue.report(err)
	return err
}

// do has the writer run f and waits for it. Where the caller's context ends
// first, f may still run to its end.
func (a *Archive) do(ctx context.Context, f func(context.Context) error) error {
	j := job{ctx: ctx, do: f, done: make(chan error, 1)}
	select {
	case a.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-a.done:
		return ErrClosed
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// update runs a transaction, again where it met another one.
func (a *Archive) update(ctx context.Context, f func(WriteTx) error) error {
	const tries = 5
	defer a.written.ended()
	var err error
	for range tries {
		if err = a.store.Update(ctx, f); !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return err
}

// Record queues the fetch as a capture and returns when it is queued; it waits
// while the batch is full. The bodies must not be written to afterwards. An
// error of writing earlier captures comes back from the next Record, which then
// queues nothing: they are kept and tried again, and so should the caller do.
func (a *Archive) Record(ctx context.Context, f Fetch) error {
	it, err := prepare(f)
	if err != nil {
		return err
	}
	wake, err := a.queue.add(ctx, it, a.o.BatchSize, a.o.BatchBytes)
	if wake {
		select {
		case a.wake <- struct{}{}:
		default: // it is awake already
		}
	}
	return err
}

// prepare checks a fetch and brings it into the form that is kept.
func prepare(f Fetch) (*queued, error) {
	if err := checkPortal(f.Portal); err != nil {
		return nil, err
	}
	if err := checkName("pass", string(f.Pass), 200); err != nil {
		return nil, err
	}
	page, surt, err := PageIDOf(f.Method, f.URL, f.Body)
	if err != nil {
		return nil, err
	}
	if f.Outcome == "" || f.Time.IsZero() {
		return nil, fmt.Errorf("archive: record %s: a capture needs an outcome and a time", f.URL)
	}
	f.Method = strings.ToUpper(f.Method)
	if f.Method == "" {
		f.Method = "GET"
	}
	f.URL = printable(f.URL)
	f.Time = kept(f.Time)
	f.Detail = asText(f.Detail)
	for _, s := range []*string{&f.Link.Via, &f.Link.Text, &f.Link.Date, &f.Link.Column, &f.Link.Of, &f.Link.Organ} {
		*s = asText(*s)
	}
	return &queued{Fetch: f, page: page, surt: surt}, nil
}

// Flush returns when everything recorded before is durable and, given a Reader,
// read. It tries again what failed before.
func (a *Archive) Flush(ctx context.Context) error {
	if err := a.do(ctx, func(context.Context) error { return a.flush(context.WithoutCancel(ctx)) }); err != nil {
		return fmt.Errorf("archive: flush: %w", err)
	}
	return nil
}
