package feed

import (
	"context"
	"sync"

	"gongkai/archive"
)

// maxKept is how many bytes of differences are kept: some thousands.
const maxKept = 8 << 20

// diffs makes differences and keeps them: to compare two versions costs ten to
// thirty milliseconds, and a feed shows the same ones again and again.
type diffs struct {
	arc Archive

	mu    sync.Mutex
	kept  map[diffKey]difference
	order []diffKey // the oldest first
	bytes int
}

// diffKey is what a difference is made of: the change, and which readings of
// its two versions. Another revision of the readers gives another key.
type diffKey struct {
	change             uint64
	fromBy, toBy       string
	fromState, toState archive.ReadState
}

func newDiffs(arc Archive) *diffs { return &diffs{arc: arc, kept: map[diffKey]difference{}} }

// of returns the difference that a change is. That of a page frame is known to
// be none in what the page says, so nothing is compared.
func (d *diffs) of(ctx context.Context, c *archive.Change) (difference, error) {
	if c.Kind == archive.ChangeChrome || c.Before == 0 || c.Version == 0 {
		return difference{}, nil
	}
	from, err := d.arc.Version(ctx, c.Page, c.Before)
	if err != nil {
		return difference{}, err
	}
	to, err := d.arc.Version(ctx, c.Page, c.Version)
	if err != nil {
		return difference{}, err
	}
	key := diffKey{c.Number, from.ReadBy, to.ReadBy, from.State, to.State}
	d.mu.Lock()
	out, ok := d.kept[key]
	d.mu.Unlock()
	if ok {
		return out, nil
	}
	whole, err := d.arc.ChangeDiff(ctx, *c)
	if err != nil {
		return difference{}, err
	}
	out = differenceOf(whole)
	d.keep(key, out)
	return out, nil
}

// keep keeps a difference, and drops the oldest ones for it.
func (d *diffs) keep(key diffKey, out difference) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.kept[key]; ok {
		return // somebody else was quicker
	}
	d.kept[key] = out
	d.order = append(d.order, key)
	d.bytes += out.size()
	for d.bytes > maxKept && len(d.order) > 1 {
		d.bytes -= d.kept[d.order[0]].size()
		delete(d.kept, d.order[0])
		d.order = d.order[1:]
	}
}

// size is about how many bytes a difference takes.
func (d difference) size() int {
	n := 512
	for _, rows := range [][]row{d.Cells, d.Fields, d.Checks, d.Texts} {
		for _, r := range rows {
			n += 48 + len(r.Where) + len(r.From) + len(r.To)
		}
	}
	for _, s := range d.Notes {
		n += 16 + len(s)
	}
	return n
}
