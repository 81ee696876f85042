package crawler

import (
	"context"
	"fmt"
	"sync"
)

// WalkAll walks portals side by side, at most parallel at a time, and calls
// done, never twice at once, as each ends. Portals that were not begun when ctx
// ended are not reported. It returns ctx's error, else nil: how each portal
// fared is done's business.
func (c *Crawler) WalkAll(ctx context.Context, ps []Portal, parallel int, done func(Portal, Summary, error)) error {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		next = make(chan Portal)
	)
	for range max(1, min(parallel, len(ps))) {
		wg.Go(func() {
			for p := range next {
				s, err := c.walkSafely(ctx, p)
				mu.Lock()
				done(p, s, err)
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
func (c *Crawler) walkSafely(ctx context.Context, p Portal) (s Summary, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("walk of %s: %v", p.ID, r)
			c.o.Log.Error("walk panicked", "portal", p.ID, "panic", r)
		}
	}()
	return c.Walk(ctx, p)
}
