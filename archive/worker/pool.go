package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"gongkai/archive"
)

// ErrClosed is returned by Read after Close.
var ErrClosed = errors.New("worker: the pool is closed")

// Pool reads payloads in processes of their own. Its methods may be called from
// many goroutines; the first payload starts the first process.
type Pool struct {
	o      Options
	slots  chan struct{} // one for each payload that is being read
	closed chan struct{}
	failed failures

	mu     sync.Mutex
	idle   []*process // the one used last is the last
	number uint64
	once   sync.Once
}

// New returns a Pool. It starts no process yet.
func New(o Options) *Pool {
	o.setDefaults()
	p := &Pool{o: o, slots: make(chan struct{}, o.Processes), closed: make(chan struct{})}
	p.failed.by = map[Reason]uint64{TooLate: 0, TooLarge: 0, Died: 0, NoAnswer: 0, NoProcess: 0}
	return p
}

// Read has a process read one payload. The error is a *Failure that says in one
// line why there is no reading, or ctx's where ctx ended first. It keeps nothing of payload, and of the hints it sends on name and type.
func (p *Pool) Read(ctx context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	select {
	case <-p.closed:
		return archive.Reading{}, ErrClosed
	default:
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-p.closed:
		return archive.Reading{}, ErrClosed
	case <-ctx.Done():
		return archive.Reading{}, ctx.Err()
	}
	for {
		proc := p.take()
		kept := proc != nil
		if !kept {
			var err error
			if proc, err = start(&p.o); err != nil {
				return archive.Reading{}, p.failed.count(&Failure{NoProcess, fmt.Errorf("the reading process did not start: %w", err)})
			}
		}
		r, err := p.ask(ctx, proc, payload, h)
		if err == nil {
			return r, nil
		}
		if ctx.Err() != nil {
			return archive.Reading{}, ctx.Err()
		}
		p.o.Log.Info("worker: a reading process failed", "pid", proc.pid(), "payloads", proc.served, "error", err)
		// What an earlier payload left behind is no fault of this one: only a new
		// process is believed. Time is never spent twice.
		var f *Failure
		if kept && errors.As(err, &f) && f.Reason != TooLate {
			continue
		}
		return archive.Reading{}, p.failed.count(err)
	}
}

// ask has this process read the payload, and keeps it for others if it may.
func (p *Pool) ask(ctx context.Context, proc *process, payload []byte, h archive.Hints) (archive.Reading, error) {
	head := requestHead{Number: p.next(), Name: h.Name, ContentType: h.ContentType}
	j, err := json.Marshal(head)
	if err == nil && len(j) > maxHead {
		err = fmt.Errorf("worker: hints of %d bytes, at most %d", len(j), maxHead)
	}
	if err != nil {
		p.keep(proc)
		return archive.Reading{}, err
	}
	var r archive.Reading
	err = proc.exchange(ctx, j, payload, func(answer []byte) (err error) {
		r, err = decodeAnswer(answer, head.Number, p.o.Revision)
		return err
	})
	if err != nil {
		return archive.Reading{}, err
	}
	p.keep(proc)
	return r, nil
}

func (p *Pool) next() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.number++
	return p.number
}

// take returns a process that waits for work, nil if none does. One that was
// killed while it waited is forgotten.
func (p *Pool) take() *process {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.idle) > 0 {
		last := len(p.idle) - 1
		proc := p.idle[last]
		p.idle = p.idle[:last]
		proc.retire.Stop()
		if !proc.ended() {
			return proc
		}
		proc.close()
	}
	return nil
}

// keep puts a process aside for the next payload, or ends it.
func (p *Pool) keep(proc *process) {
	if proc.served >= p.o.Payloads || proc.ended() {
		proc.close()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	proc.retire = time.AfterFunc(p.o.Idle, func() { p.drop(proc) })
	p.idle = append(p.idle, proc)
}

// drop ends a process that had nothing to do for long.
func (p *Pool) drop(proc *process) {
	p.mu.Lock()
	at := slices.Index(p.idle, proc)
	if at >= 0 {
		p.idle = slices.Delete(p.idle, at, at+1)
	}
	p.mu.Unlock()
	if at >= 0 {
		proc.close()
	}
}

// Close waits for what is being read, ends every process and waits until it has
// ended. Read returns ErrClosed from now on.
func (p *Pool) Close() {
	p.once.Do(func() {
		close(p.closed)
		for range cap(p.slots) {
			p.slots <- struct{}{}
		}
		for proc := p.take(); proc != nil; proc = p.take() {
			proc.close()
		}
		for range cap(p.slots) {
			<-p.slots
		}
	})
}
