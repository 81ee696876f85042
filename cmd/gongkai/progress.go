package main

import (
	"fmt"
	"io"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"gongkai/archive"
	"gongkai/crawler"
)

// progress shows a crawl as it goes: on a terminal a bar for each portal, with
// what is fetched of what is known to be fetched. It also remembers each
// portal's first failure, for the summary.
//
// Drawing waits for the terminal, which may be another process's and stopped;
// the crawl never does. So events only leave word, and a painter draws.
type progress struct {
	mu       sync.Mutex
	bars     *mpb.Progress // nil: nothing is drawn
	left     int           // bars that still fit on the screen
	portals  map[string]*portalProgress
	failures map[string]crawler.Event

	closed  bool          // nothing more is painted
	dirty   chan struct{} // holds a token when there is something to paint
	painter sync.WaitGroup
	ending  sync.Once
}

type portalProgress struct {
	bar  *mpb.Bar
	last crawler.Event
	over bool
}

// newProgress draws to w where a person looks at it.
func newProgress(w io.Writer, s screen) *progress {
	p := &progress{portals: map[string]*portalProgress{}, failures: map[string]crawler.Event{}, dirty: make(chan struct{}, 1)}
	if s.there {
		p.bars, p.left = mpb.New(s.draw(w)...), s.fits()
		p.painter.Go(p.paint)
	}
	return p
}

// add announces a portal before its walk begins. The lock is not held while the
// bar is made: that waits for the drawing, which waits for the lock.
func (p *progress) add(portal crawler.Portal) {
	pp := &portalProgress{}
	p.mu.Lock()
	p.portals[portal.ID] = pp
	draws := p.bars != nil && p.left > 0
	if draws {
		p.left--
	}
	p.mu.Unlock()
	if !draws {
		return
	}
	name := portal.Name
	if name == "" {
		name = portal.ID
	}
	bar := p.bars.AddBar(0,
		mpb.BarWidth(40),
		mpb.PrependDecorators(decor.Name(printable(name), decor.WCSyncSpaceR)),
		mpb.AppendDecorators(
			decor.CountersNoUnit("%d/%d 页", decor.WCSyncSpace),
			decor.Any(func(decor.Statistics) string {
				p.mu.Lock()
				defer p.mu.Unlock()
				return fmt.Sprintf("年报 %d 指南 %d", pp.last.Reports, pp.last.Guides)
			}, decor.WCSyncSpace),
		))
	p.mu.Lock()
	defer p.mu.Unlock()
	pp.bar = bar
}

// event takes in one step of a crawl.
func (p *progress) event(e crawler.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	pp := p.portals[e.Portal]
	if pp == nil || p.closed {
		return
	}
	pp.last = e
	noRobots := e.Role == archive.RoleRobots && e.Outcome == archive.NotFound // allows all
	if _, seen := p.failures[e.Portal]; !seen && failed(e.Outcome) && !noRobots {
		p.failures[e.Portal] = e
	}
	p.mark()
}

// mark leaves word that there is something to paint; p.mu is held.
func (p *progress) mark() {
	if p.closed {
		return
	}
	select {
	case p.dirty <- struct{}{}:
	default:
	}
}

// paint brings the bars up to date until all is over.
func (p *progress) paint() {
	for range p.dirty {
		for _, pp := range p.snapshot() {
			switch {
			case pp.over:
				pp.bar.SetTotal(-1, true)
			default:
				pp.bar.SetTotal(int64(pp.last.Requests+pp.last.Queued), false)
				pp.bar.SetCurrent(int64(pp.last.Requests))
			}
		}
	}
}

// snapshot copies what is to be painted.
func (p *progress) snapshot() []portalProgress {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []portalProgress
	for _, pp := range p.portals {
		if pp.bar != nil {
			all = append(all, *pp)
		}
	}
	return all
}

// failed reports whether an ending is one that an operator should know of.
func failed(o archive.Outcome) bool {
	return o != "" && o != archive.OK && o != archive.NotModified
}

// failure returns the first failure of a portal.
func (p *progress) failure(portal string) (crawler.Event, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, ok := p.failures[portal]
	return e, ok
}

// done ends a portal's bar where it stands.
func (p *progress) done(portal string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if pp := p.portals[portal]; pp != nil {
		pp.over = true
		p.mark()
	}
}

// wait ends the drawing. Portals that were never begun end here too.
func (p *progress) wait() {
	p.ending.Do(func() {
		p.mu.Lock()
		for _, pp := range p.portals {
			pp.over = true
		}
		p.mark()
		p.closed = true
		close(p.dirty)
		p.mu.Unlock()
		p.painter.Wait()
		if p.bars != nil {
			p.bars.Wait()
		}
	})
}
