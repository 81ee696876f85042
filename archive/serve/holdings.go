package serve

import (
	"context"
	"sync"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// holdings counts what the archive holds, once for each snapshot of the catalog.
type holdings struct {
	current func(ctx context.Context) (*catalog.Snapshot, error)

	mu   sync.Mutex
	of   *catalog.Snapshot
	held held
}

// held are sums over a snapshot.
type held struct {
	organs   int
	byState  map[archive.ReadState]int // filings, by how far they could be read
	failing  int                       // filings with checks that fail
	disagree int                       // filings whose sources give different numbers
	gone     int                       // filings that no place holds any more
}

func (h *holdings) count(ctx context.Context) (held, error) {
	now, err := h.current(ctx)
	if err != nil {
		return held{}, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of == now {
		return h.held, nil
	}
	sum := held{byState: map[archive.ReadState]int{}}
	for _, organ := range now.Organs("") {
		sum.organs++
		for _, e := range organ.Reports {
			sum.add(e)
		}
		if organ.Guide != nil {
			sum.add(organ.Guide)
		}
	}
	h.of, h.held = now, sum
	return sum, nil
}

func (s *held) add(e *catalog.Entry) {
	s.byState[e.State]++
	if e.Failing > 0 {
		s.failing++
	}
	if e.Disagree {
		s.disagree++
	}
	if e.Gone {
		s.gone++
	}
}
