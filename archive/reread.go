package archive

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gongkai/extract/report"
)

// Reread reads again what another revision of the readers read, what had no
// reader, and what the Reader failed on, page by page. A version whose outcome
// differs gets a change of kind reread, if it is the newest of its page.
// each, if not nil, hears what came of every version that was read again, once
// that is stored; what an earlier process left unread is read first, and is in
// the summary only. What a Reread that was stopped has not reached, the next one
// reads.
func (a *Archive) Reread(ctx context.Context, each func(Rereading)) (ReadSummary, error) {
	var sum ReadSummary
	if a.o.Reader == nil {
		return sum, errNoReader
	}
	sum, err := a.ReadPending(ctx)
	if err != nil {
		return sum, err
	}
	for v, err := range list[Version](ctx, a, inVersions, nil, nil, false) {
		if err != nil {
			return sum, err
		}
		if v.State == NotWanted || v.State == Unread {
			continue
		}
		var one ReadSummary
		var came *Rereading
		err := a.do(ctx, func(ctx context.Context) (err error) {
			one, came, err = a.rereadOne(ctx, v)
			return err
		})
		if err != nil {
			return sum, fmt.Errorf("archive: reread %s: %w", v.Ref(), err)
		}
		sum.add(one)
		if came != nil && each != nil {
			each(*came)
		}
	}
	if err := a.dropReadings(ctx); err != nil {
		return sum, fmt.Errorf("archive: reread: %w", err)
	}
	return sum, nil
}

// rereadOne reads one version again; nil: there was no need.
func (a *Archive) rereadOne(ctx context.Context, v Version) (ReadSummary, *Rereading, error) {
	revision := a.o.Reader.Revision()
	if v.ReadBy == revision && (v.State == WasRead || v.State == Unreadable) {
		return ReadSummary{}, nil, nil
	}
	w := &work{version: v}
	shared := false
	if v.ReadBy != revision { // another page may have the same bytes
		var err error
		if shared, err = a.cachedReading(ctx, w); err != nil {
			return ReadSummary{}, nil, err
		}
	}
	if !shared {
		payload, err := a.Payload(ctx, v)
		if err != nil {
			return ReadSummary{}, nil, err
		}
		r, err := a.read(ctx, fresh{payload: payload}, &v)
		if ctx.Err() != nil {
			return ReadSummary{}, nil, ctx.Err()
		}
		if err != nil {
			a.o.Log.Warn("archive: reader failed again, what was read before stays", "version", v.Ref(), "error", err)
			came, told := a.rereadingOf(ctx, v)
			came.Failure = err.Error()
			return ReadSummary{Failed: 1}, came, told
		}
		w.result = &r
	}
	came, err := a.rereadingOf(ctx, v)
	if err != nil {
		return ReadSummary{}, nil, err
	}
	var sum ReadSummary
	err = a.update(ctx, func(tx WriteTx) error {
		sum = ReadSummary{}
		sum.count(w.result.State)
		came.Now, came.Newest, came.Filings = w.result.State, false, nil
		n := &interpreter{a: a, tx: tx, at: a.now()} // rereading belongs to no pass
		err := n.reread(v.Page, v.Number, w.result, came)
		sum.Changes = n.changes
		return err
	})
	return sum, came, err
}

// reread follows a reading that replaces one, and writes down what came of it.
func (n *interpreter) reread(page PageID, number int, r *Reading, came *Rereading) error {
	var p Page
	if err := n.a.codec.must(n.tx, inPages, pageKey(page), &p); err != nil {
		return err
	}
	var v Version
	if err := n.a.codec.must(n.tx, inVersions, versionKey(page, number), &v); err != nil {
		return err
	}
	before, err := n.a.documents(n.tx, &v)
	if err != nil {
		return err
	}
	v.Tries = 0
	if err := n.keepReading(&v, r, nil); err != nil {
		return err
	}
	docs := attribute(&p, &v, r)
	if err := n.keepAttributions(&p, &v, docs); err != nil {
		return err
	}
	came.Newest = number == p.HoldsOf
	if !came.Newest { // history, or still on the list of what is to be done
		filings, err := n.filingsOf(heldOf(before), nil)
		if err != nil {
			return err
		}
		known := filings.known()
		filings.replace(p.ID, number, docs)
		came.tell(before, docs, known, filings.known())
		return n.keepFilings(filings)
	}
	filings, err := n.filingsOf(append(heldOf(before), p.Holds...), docs)
	if err != nil {
		return err
	}
	known := filings.known()
	was := filings.sourcesOf(p.ID)
	for i := range docs {
		for _, s := range was {
			docs[i].source.Gone = docs[i].source.Gone || s.source.Gone && s.filing == docs[i].Filing
		}
		docs[i].source.Gone = docs[i].source.Gone || p.State == PageGone
	}
	held := p.Holds
	filings.retract(p.ID, number, docs)
	filings.place(&p, docs)
	came.tell(before, docs, known, filings.known())
	differs := !slices.EqualFunc(was, filings.sourcesOf(p.ID), func(a, b placed) bool { return a.sameOutcome(&b) })
	for _, pair := range matchDocuments(before, docs) {
		differs = differs || pair.from != nil && pair.to != nil && guideDiffers(pair.from.record, pair.to.record)
	}
	p.Holds = heldOf(docs)
	if err := n.keepFilings(filings); err != nil {
		return err
	}
	if err := n.a.codec.put(n.tx, inPages, pageKey(p.ID), &p); err != nil {
		return err
	}
	if !differs {
		return nil
	}
	c := Change{Kind: ChangeReread, Version: number, Filings: p.Holds, Cells: differingCells(before, docs)}
	if len(c.Filings) == 0 {
		c.Filings = held
	}
	return n.emit(c, &p, titleOf(&p, docs))
}

// placed is a source with its filing.
type placed struct {
	filing string
	source Source
}

// sameOutcome reports whether a reading said the same for those who ask for
// numbers: another division into sections is no news.
func (a *placed) sameOutcome(b *placed) bool {
	return a.filing == b.filing && a.source.State == b.source.State &&
		a.source.Numbers == b.source.Numbers && a.source.Cells == b.source.Cells &&
		a.source.Failing == b.source.Failing && a.source.Published == b.source.Published
}

// guideDiffers reports whether what a guide says of its offices differs.
func guideDiffers(a, b *report.Record) bool {
	return a != nil && b != nil && len(diffFields(guideFields(a.Guide), guideFields(b.Guide))) > 0
}

// sourcesOf lists the sources that a page is, in a fixed order.
func (s *filingSet) sourcesOf(p PageID) []placed {
	var out []placed
	for _, id := range slices.Sorted(maps.Keys(s.filings)) {
		for _, src := range s.filings[id].Sources {
			if src.Page == p {
				out = append(out, placed{id, src})
			}
		}
	}
	return out
}
