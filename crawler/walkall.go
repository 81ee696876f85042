package crawler

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// WalkAll walks portals side by side, at most parallel at a time, and calls
// done, never twice at once, as each ends. Portals that were not begun when ctx
// ended are not reported. It returns ctx's error, else nil: how each portal
// fared is done's business.
func (c *Crawler) WalkAll(ctx context.Context, ps []Portal, parallel int, done func(Portal, Summary, error)) error {
	return sideBySide(ctx, ps, parallel, func(p Portal) func() {
		s, err := c.walkSafely(ctx, p, nil)
		return func() { done(p, s, err) }
	})
}

// WalkScheduled is Crawler.WalkAll through the desk: progress is told of the pages
// of all, and joined says which walk was somebody else's already. Each walk ends
// when the quiet hours of its rule begin, its pass still running and its error
// ErrQuiet. still, if not nil, is asked when the turn of a portal has come, which
// may be hours later: one that it refuses is neither walked nor reported.
func (d *Desk) WalkScheduled(ctx context.Context, list []Scheduled, parallel int, still func(Scheduled) bool, progress func(Event), done func(p Portal, s Summary, joined bool, err error)) error {
	scheduled, ps := map[string]Scheduled{}, make([]Portal, 0, len(list))
	for _, p := range list {
		scheduled[p.Portal.ID], ps = p, append(ps, p.Portal)
	}
	return sideBySide(ctx, ps, parallel, func(p Portal) func() {
		if still != nil && !still(scheduled[p.ID]) {
			return func() {}
		}
		quiet, end := scheduled[p.ID].Rule.UntilQuiet(ctx, d.crawler.o.Clock, d.crawler.o.Sleep)
		defer end()
		s, joined, err := d.Walk(quiet, p, progress)
		if err != nil && errors.Is(context.Cause(quiet), ErrQuiet) {
			err = ErrQuiet
		}
		return func() { done(p, s, joined, err) }
	})
}

// sideBySide walks each portal and calls what walk returned, one at a time.
func sideBySide(ctx context.Context, ps []Portal, parallel int, walk func(Portal) (done func())) error {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		next = make(chan Portal)
	)
	for range max(1, min(parallel, len(ps))) {
		wg.Go(func() {
			for p := range next {
				done := walk(p)
				mu.Lock()
				done()
				mu.Unlock()
			}
		})
	}
	func() {
		defer close(next)
		for _, p := range ps {
			select {
			case next <- p:
			case <-ctx.Done():
				return
			}
		}
	}()
	wg.Wait()
	return ctx.Err()
}

// walkSafely keeps one portal's pages from ending the walk of the others.
func (c *Crawler) walkSafely(ctx context.Context, p Portal, progress func(Event)) (s Summary, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("walk of %s: %v", p.ID, r)
			c.o.Log.Error("walk panicked", "portal", p.ID, "panic", r)
		}
	}()
	return c.walk(ctx, p, progress)
}
