package crawler

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// Desk hands out walks. One portal is walked once at a time: who asks for a
// portal that is being walked follows that walk and gets its Summary. A walk
// goes on while one of those who asked for it is there. A Desk has no life of
// its own: where nobody asks, nothing runs.
type Desk struct {
	crawler *Crawler

	mu      sync.Mutex
	walks   map[string]*shared // by portal id
	changed chan struct{}      // closed when a walk begins or ends
}

// Walking is a walk that is under way.
type Walking struct {
	Portal string    `json:"portal"`
	Since  time.Time `json:"since"`
}

// shared is one walk and those who asked for it.
type shared struct {
	since  time.Time
	cancel context.CancelFunc
	done   chan struct{} // closed at its end; then summary and err hold

	askers int  // guarded by Desk.mu
	left   bool // guarded by Desk.mu: all have gone, it only ends

	mu        sync.Mutex
	listeners map[int]func(Event)
	next      int

	summary Summary
	err     error
}

// NewDesk returns the desk of a crawler. All walks of that crawler should go
// through it.
func NewDesk(c *Crawler) *Desk {
	return &Desk{crawler: c, walks: map[string]*shared{}, changed: make(chan struct{})}
}

// Walk walks the portal as Crawler.Walk does, or follows the walk of that portal
// that is under way; then joined is true, and p's pace and limits are those of
// whoever came first. progress (nil: nobody listens) is told of the pages from
// now on until Walk returns; it must be quick: the walk waits for it.
//
// When ctx ends, the asker leaves with ctx's error. The last to leave ends the
// walk, waits for that, and gets its Summary, its pass still running; who
// leaves others behind gets an empty one at once.
func (d *Desk) Walk(ctx context.Context, p Portal, progress func(Event)) (s Summary, joined bool, err error) {
	if err := p.check(); err != nil {
		return Summary{}, false, err
	}
	w, deaf, joined, err := d.join(ctx, p, progress)
	if err != nil {
		return Summary{}, false, err
	}
	defer deaf()
	s, err = d.follow(ctx, w)
	return s, joined, err
}

// ErrWalking: a walk of the portal is under way.
var ErrWalking = errors.New("portal is being walked")

// Start begins a walk of the portal and returns when it has: wait returns how it
// ended, as Walk does, and must be called. ErrWalking if one is under way.
func (d *Desk) Start(ctx context.Context, p Portal) (wait func() (Summary, error), err error) {
	if err := errors.Join(p.check(), ctx.Err()); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.walks[p.ID] != nil {
		return nil, ErrWalking
	}
	w, _ := d.begin(ctx, p, nil)
	return func() (Summary, error) { return d.follow(ctx, w) }, nil
}

// follow waits for the end of the walk, or leaves it with the end of ctx.
func (d *Desk) follow(ctx context.Context, w *shared) (Summary, error) {
	select {
	case <-w.done:
	case <-ctx.Done():
		if !d.leave(w) {
			return Summary{}, ctx.Err()
		}
		<-w.done
	}
	return w.summary, w.err
}

// join finds the portal's walk or begins one. A walk that all have left is
// waited for: it is ending, and the next takes up its pass. deaf takes the
// asker's listener off.
func (d *Desk) join(ctx context.Context, p Portal, progress func(Event)) (w *shared, deaf func(), joined bool, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, nil, false, err
		}
		d.mu.Lock()
		w := d.walks[p.ID]
		if w == nil {
			w, deaf = d.begin(ctx, p, progress)
			d.mu.Unlock()
			return w, deaf, false, nil
		}
		if !w.left {
			w.askers++
			d.mu.Unlock()
			return w, w.listen(progress), true, nil
		}
		d.mu.Unlock()
		select {
		case <-w.done:
		case <-ctx.Done():
		}
	}
}

// begin starts a walk for its first asker; deaf takes his listener off. The
// caller holds d.mu.
func (d *Desk) begin(ctx context.Context, p Portal, progress func(Event)) (w *shared, deaf func()) {
	// It outlives this asker where another has joined.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	w = &shared{
		since: d.crawler.o.Clock(), cancel: cancel, done: make(chan struct{}), askers: 1,
		listeners: map[int]func(Event){},
	}
	deaf = w.listen(progress) // before the first page
	d.walks[p.ID] = w
	d.tell()
	go func() {
		defer cancel()
		w.summary, w.err = d.crawler.walkSafely(ctx, p, w.event)
		d.mu.Lock()
		delete(d.walks, p.ID)
		d.tell()
		d.mu.Unlock()
		close(w.done)
	}()
	return w, deaf
}

// leave takes an asker off a walk and reports whether it was the last.
func (d *Desk) leave(w *shared) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if w.askers--; w.askers > 0 {
		return false
	}
	w.left = true
	w.cancel()
	return true
}

// tell wakes those who wait for Changed. The caller holds d.mu.
func (d *Desk) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// Changed returns a channel that is closed when the next walk begins or ends.
func (d *Desk) Changed() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changed
}

// Running lists the walks that are under way, by portal id.
func (d *Desk) Running() []Walking {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []Walking
	for id, w := range d.walks {
		all = append(all, Walking{Portal: id, Since: w.since})
	}
	slices.SortFunc(all, func(a, b Walking) int { return cmp.Compare(a.Portal, b.Portal) })
	return all
}

// listen adds a listener; the function it returns takes it off, and after that
// the listener is not called again.
func (w *shared) listen(progress func(Event)) (stop func()) {
	if progress == nil {
		return func() {}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.next
	w.next++
	w.listeners[n] = progress
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.listeners, n)
	}
}

func (w *shared) event(e Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range w.listeners {
		l(e)
	}
}
