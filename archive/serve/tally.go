package serve

import (
	"context"
	"iter"
	"sync"
	"time"

	"gongkai/archive"
)

// tally keeps sums over the passes of each portal. A pass that ended never
// changes, and only the newest pass of a portal can be one that runs: each
// update reads what ended since the one before, back to the pass it knows.
type tally struct {
	passes func(ctx context.Context, portal string) iter.Seq2[archive.Pass, error]

	mu      sync.Mutex
	portals map[string]*sums
}

// sums are what the passes of one portal came to.
type sums struct {
	known    archive.PassID // the newest pass that is in the sums
	ended    map[archive.PassState]int
	outcomes map[archive.Outcome]int
	requests int
	versions int
	changes  int
	last     time.Time // end of the newest pass that ended
	state    archive.PassState
}

// update brings the sums of a portal up to date and hands them to f, under the
// lock.
func (t *tally) update(ctx context.Context, portal string, f func(*sums)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	have := t.portals[portal]
	if have == nil {
		have = &sums{ended: map[archive.PassState]int{}, outcomes: map[archive.Outcome]int{}}
		t.portals[portal] = have
	}
	var fresh []archive.Pass
	for p, err := range t.passes(ctx, portal) {
		if err != nil {
			return err
		}
		if p.ID == have.known {
			break
		}
		if p.State != archive.PassRunning {
			fresh = append(fresh, p)
		}
	}
	for _, p := range fresh {
		have.ended[p.State]++
		for outcome, n := range p.Outcomes {
			have.outcomes[outcome] += n
		}
		have.requests += p.Requests
		have.versions += p.Versions
		have.changes += p.Changes
	}
	if len(fresh) > 0 {
		newest := fresh[0]
		have.known, have.last, have.state = newest.ID, newest.End, newest.State
	}
	f(have)
	return nil
}
