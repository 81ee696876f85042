package page

import (
	"context"
	"sync"

	"gongkai/archive"
)

// looked tells which versions a browser may show. Their first bytes say it, and
// to have those costs the whole payload: payloads are looked at one at a time,
// however many readers ask, and what was seen is kept.
type looked struct {
	turn chan struct{} // holds one
	mu   sync.Mutex
	seen map[lookedAt]bool
}

// lookedAt is what the answer depends on.
type lookedAt struct {
	payload  archive.Digest
	declared string
}

// mostLooked is how many answers are kept: about a MiB.
const mostLooked = 10_000

func newLooked() looked {
	return looked{turn: make(chan struct{}, 1), seen: map[lookedAt]bool{}}
}

// shown reports whether the original of a version is shown in a frame.
func (p *Pages) shown(ctx context.Context, v *archive.Version) (bool, error) {
	if base, _ := declaredType(v.ContentType); !showable(base) {
		return false, nil
	}
	key := lookedAt{v.Payload, v.ContentType}
	if shown, ok := p.looked.get(key); ok {
		return shown, nil
	}
	select {
	case p.looked.turn <- struct{}{}:
		defer func() { <-p.looked.turn }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if shown, ok := p.looked.get(key); ok {
		return shown, nil
	}
	payload, err := p.Archive.Payload(ctx, *v)
	if err != nil {
		return false, err
	}
	_, shown := shownAs(v.ContentType, payload)
	p.looked.keep(key, shown)
	return shown, nil
}

func (l *looked) get(key lookedAt) (shown, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	shown, ok = l.seen[key]
	return shown, ok
}

func (l *looked) keep(key lookedAt, shown bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.seen) >= mostLooked {
		clear(l.seen)
	}
	l.seen[key] = shown
}
