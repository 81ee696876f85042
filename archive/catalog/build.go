package catalog

import (
	"context"
	"errors"
	"iter"
	"slices"

	"gongkai/archive"
)

// next returns the snapshot that follows before, made from nothing for nil. The
// newest change is asked for first and the notes of what was written next: what
// is written while this reads is noted behind them and read by the next one.
func next(ctx context.Context, arc Archive, before *Snapshot) (*Snapshot, error) {
	change, err := arc.LastChange(ctx)
	if err != nil {
		return nil, err
	}
	if before == nil {
		_, noted := arc.Written(0)
		organs, err := all(ctx, arc)
		if err != nil {
			return nil, err
		}
		return newSnapshot(change, noted, organs), nil
	}
	written, noted := arc.Written(before.noted)
	if noted == before.noted && change == before.change {
		return before, nil
	}
	if len(written) == 0 {
		s := *before
		s.change, s.noted = change, noted
		return &s, nil
	}
	organs, err := again(ctx, arc, before.organs, written)
	if err != nil {
		return nil, err
	}
	return newSnapshot(change, noted, organs), nil
}

// all reads every organ and filing, in one go over each.
func all(ctx context.Context, arc Archive) ([]*Organ, error) {
	in := interner{}
	var organs []*Organ
	for o, err := range arc.Organs(ctx, "") {
		if err != nil {
			return nil, err
		}
		organs = append(organs, newOrgan(o, nil, in))
	}
	slices.SortFunc(organs, func(a, b *Organ) int { return compareIDs(a.ID, b.ID) })
	// Filings come by their ids, so those of one organ come one after the other.
	var held []archive.Filing
	place := func() {
		if len(held) == 0 {
			return
		}
		// One that was not there yet is noted as written and read next time.
		if i, ok := find(organs, held[0].Organ); ok {
			organs[i] = newOrgan(organs[i].Organ, held, in)
		}
		held = held[:0]
	}
	for f, err := range arc.Filings(ctx, archive.FilingQuery{}) {
		if err != nil {
			return nil, err
		}
		if len(held) > 0 && held[0].Organ != f.Organ {
			place()
		}
		held = append(held, f)
	}
	place()
	return organs, nil
}

// again returns the organs with those that were written read again. The old
// list stays as it is.
func again(ctx context.Context, arc Archive, organs []*Organ, written []string) ([]*Organ, error) {
	in := interner{}
	out := slices.Clone(organs)
	known := len(out)
	for _, id := range written {
		o, err := arc.Organ(ctx, id)
		if errors.Is(err, archive.ErrNotFound) {
			continue // its transaction was undone
		}
		if err != nil {
			return nil, err
		}
		filings, err := gather(arc.Filings(ctx, archive.FilingQuery{Organ: id}))
		if err != nil {
			return nil, err
		}
		made := newOrgan(o, filings, in)
		if i, ok := find(out[:known], id); ok {
			out[i] = made
		} else {
			out = append(out, made)
		}
	}
	if len(out) > known {
		slices.SortFunc(out, func(a, b *Organ) int { return compareIDs(a.ID, b.ID) })
	}
	return out, nil
}

func gather(seq iter.Seq2[archive.Filing, error]) ([]archive.Filing, error) {
	var out []archive.Filing
	for f, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// interner keeps one copy of a text that many entries have.
type interner map[string]string

func (in interner) one(s string) string {
	if kept, ok := in[s]; ok {
		return kept
	}
	in[s] = s
	return s
}
