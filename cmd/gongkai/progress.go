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
type progress struct {
	mu       sync.Mutex
	bars     *mpb.Progress // nil: nothing is drawn
	portals  map[string]*portalProgress
	failures map[string]crawler.Event
}

type portalProgress struct {
	bar  *mpb.Bar
	last crawler.Event
}

// newProgress draws to w where a person looks at it and quiet is not wanted.
func newProgress(w io.Writer, draw bool) *progress {
	p := &progress{portals: map[string]*portalProgress{}, failures: map[string]crawler.Event{}}
	if draw {
		p.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(40))
	}
	return p
}

// add announces a portal before its walk begins.
func (p *progress) add(portal crawler.Portal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	pp := &portalProgress{}
	p.portals[portal.ID] = pp
	if p.bars == nil {
		return
	}
	name := portal.Name
	if name == "" {
		name = portal.ID
	}
	pp.bar = p.bars.AddBar(0,
		mpb.PrependDecorators(decor.Name(printable(name), decor.WCSyncSpaceR)),
		mpb.AppendDecorators(
			decor.CountersNoUnit("%d/%d 页", decor.WCSyncSpace),
			decor.Any(func(decor.Statistics) string {
				p.mu.Lock()
				defer p.mu.Unlock()
				return fmt.Sprintf("年报 %d 指南 %d", pp.last.Reports, pp.last.Guides)
			}, decor.WCSyncSpace),
		))
}

// event takes in one step of a crawl.
func (p *progress) event(e crawler.Event) {
	p.mu.Lock()
	pp := p.portals[e.Portal]
	if pp == nil {
		p.mu.Unlock()
		return
	}
	pp.last = e
	noRobots := e.Role == archive.RoleRobots && e.Outcome == archive.NotFound // allows all
	if _, seen := p.failures[e.Portal]; !seen && failed(e.Outcome) && !noRobots {
		p.failures[e.Portal] = e
	}
	bar := pp.bar
	p.mu.Unlock()
	if bar != nil {
		bar.SetTotal(int64(e.Requests+e.Queued), false)
		bar.SetCurrent(int64(e.Requests))
	}
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
	pp := p.portals[portal]
	p.mu.Unlock()
	if pp != nil && pp.bar != nil {
		pp.bar.SetTotal(-1, true)
	}
}

// wait ends the drawing.
func (p *progress) wait() {
	if p.bars != nil {
		p.bars.Wait()
	}
}
