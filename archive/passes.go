package archive

import (
	"context"
	"fmt"
	"time"
)

// passTime is how the start of a pass is written in its id.
const passTime = "20060102T150405.000000Z"

// BeginPass begins a walk of the portal. A pass of this portal that is still
// running has lost its process: it is taken up again under its id, and resumed
// is true. One portal must not be walked twice at a time.
func (a *Archive) BeginPass(ctx context.Context, portal string) (_ Pass, resumed bool, _ error) {
	if err := checkPortal(portal); err != nil {
		return Pass{}, false, err
	}
	var p Pass
	running := false // not the result: the writer may set it after we are gone
	err := a.do(ctx, func(ctx context.Context) error {
		start := a.now()
		return a.update(ctx, func(tx WriteTx) error {
			p, running = Pass{}, false
			from, to := portalRange(portal)
			for _, value := range tx.ScanBack(inPasses, from, to) {
				if err := a.codec.decode(value, &p); err != nil {
					return err
				}
				break
			}
			if p.State == PassRunning {
				running = true
				return nil
			}
			if !start.After(p.Start) { // ids rise with time, whatever the clock does
				start = p.Start.Add(time.Microsecond)
			}
			p = Pass{
				ID: PassID(portal + "/" + start.Format(passTime)), Portal: portal, Start: start,
				State: PassRunning, Outcomes: map[Outcome]int{},
			}
			if err := tx.Put(inPassTimes, pair(start.Format(passTime), string(p.ID)), nil); err != nil {
				return err
			}
			return a.codec.put(tx, inPasses, []byte(p.ID), &p)
		})
	})
	if err != nil {
		return Pass{}, false, fmt.Errorf("archive: begin pass of %s: %w", portal, err)
	}
	return p, running, nil
}

// EndPass commits and reads what was recorded and ends the pass. The caller
// gives ID, State, Stop, StopReason, Family, Left and Suspect; the archive adds End
// and the counters and returns the pass as it is kept. ErrNotFound if the pass
// was not begun.
func (a *Archive) EndPass(ctx context.Context, p Pass) (Pass, error) {
	var ended Pass
	err := a.do(ctx, func(ctx context.Context) error {
		if err := a.flush(ctx); err != nil {
			return err
		}
		end := a.now()
		return a.update(ctx, func(tx WriteTx) error {
			ended = Pass{}
			if err := a.codec.must(tx, inPasses, []byte(p.ID), &ended); err != nil {
				return err
			}
			ended.State, ended.Stop, ended.StopReason, ended.Family = p.State, p.Stop, asText(p.StopReason), p.Family
			ended.Left, ended.Suspect = texts(p.Left), texts(p.Suspect)
			ended.End = end
			return a.codec.put(tx, inPasses, []byte(p.ID), &ended)
		})
	})
	if err != nil {
		return Pass{}, fmt.Errorf("archive: end pass %s: %w", p.ID, err)
	}
	return ended, nil
}

func texts(in []string) []string {
	var out []string
	for _, s := range in {
		out = append(out, asText(s))
	}
	return out
}
