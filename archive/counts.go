package archive

import (
	"fmt"
)

// countFor returns what the batch adds to a pass.
func countFor(counts map[PassID]*Pass, id PassID) *Pass {
	if counts[id] == nil {
		counts[id] = &Pass{Outcomes: map[Outcome]int{}}
	}
	return counts[id]
}

// addToPasses adds the counts to the passes that are stored. A capture of a
// pass that nobody began (an import) is kept without one.
func (a *Archive) addToPasses(tx WriteTx, counts map[PassID]*Pass) error {
	for id, n := range counts {
		var p Pass
		ok, err := a.codec.get(tx, inPasses, []byte(id), &p)
		if err != nil {
			return fmt.Errorf("pass %s: %w", id, err)
		}
		if !ok {
			continue
		}
		if p.Outcomes == nil {
			p.Outcomes = map[Outcome]int{}
		}
		for o, k := range n.Outcomes {
			p.Outcomes[o] += k
		}
		p.Requests += n.Requests
		p.Versions += n.Versions
		p.Changes += n.Changes
		if err := a.codec.put(tx, inPasses, []byte(id), &p); err != nil {
			return err
		}
	}
	return nil
}
