package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"
)

// keptPayload is what the archive knows of a payload that it keeps: the capture it
// came with first on a page, and the blob that gives it.
type keptPayload struct {
	Capture  uint64 `json:"capture"`
	Wire     Digest `json:"wire"`
	Encoding string `json:"encoding,omitempty"`
}

// fresh is a payload that was just committed and is still in memory.
type fresh struct {
	payload []byte
	dom     any
}

// event is what happened to a page beside a new version.
type event string

const (
	eventNone       event = ""
	eventGone       event = "gone"       // was live, is not there
	eventReturned   event = "returned"   // was gone, or elsewhere, and is there
	eventRedirected event = "redirected" // leads to another page since this capture
)

// task is what is still to be done for a capture: its version to be read, an
// event to be told. Tasks are done in the order of captures.
type task struct {
	Page    PageID    `json:"page"`
	Version int       `json:"version"`
	Read    bool      `json:"read,omitempty"`
	Event   event     `json:"event,omitempty"`
	To      string    `json:"to,omitempty"` // the page that it was led to
	Pass    PassID    `json:"pass"`
	Time    time.Time `json:"time"`
}

// commitQueue commits the batch that failed before, if any, and what waits.
func (a *Archive) commitQueue(ctx context.Context) error {
	if a.stuck != nil {
		if err := a.commit(ctx, a.stuck); err != nil {
			return err
		}
		a.stuck = nil
	}
	items := a.queue.take()
	if len(items) == 0 {
		return nil
	}
	a.batches++
	b := &batch{mark: fmt.Sprintf("%s.%d", a.mark, a.batches), items: items}
	if err := a.commit(ctx, b); err != nil {
		a.stuck = b
		return err
	}
	return nil
}

// commit is the first of the two commits: bodies, then captures, pages,
// versions and the list of what is to be done.
func (a *Archive) commit(ctx context.Context, b *batch) error {
	incoming := make([]*incoming, len(b.items))
	for i, it := range b.items {
		incoming[i] = digestOf(it)
	}
	err := a.store.View(ctx, func(tx Tx) error { return a.markKept(tx, incoming) })
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if bodies := bodiesOf(incoming); len(bodies) > 0 {
		if _, err := a.store.PutBlobs(ctx, bodies...); err != nil {
			return fmt.Errorf("commit: bodies: %w", err)
		}
	}
	var made map[uint64]fresh
	err = a.update(ctx, func(tx WriteTx) error {
		made = map[uint64]fresh{}
		last, err := tx.Get(inMeta, []byte("batch"))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if string(last) == b.mark {
			// The try before was stored though the store said it was not. Its
			// payloads are read from the store.
			return nil
		}
		if err := tx.Put(inMeta, []byte("batch"), []byte(b.mark)); err != nil {
			return err
		}
		counts := map[PassID]*Pass{}
		for _, in := range incoming {
			id, read, err := a.apply(tx, in, counts)
			if err != nil {
				return fmt.Errorf("%s: %w", in.URL, err)
			}
			if read {
				made[id] = fresh{in.Payload, in.DOM}
			}
		}
		return a.addToPasses(tx, counts)
	})
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if a.o.Reader != nil {
		a.fresh = made
	}
	a.queue.stored(b.items)
	return nil
}

// incoming is a queued fetch with its digests.
type incoming struct {
	*queued
	payload Digest
	wires   []Digest
	kept    bool // the archive has the payload already
	// source and encoding say which blob gives the payload.
	source   Digest
	encoding string
	plain    bool // the payload itself is to be stored
}

func digestOf(it *queued) *incoming {
	in := &incoming{queued: it, wires: make([]Digest, len(it.Hops))}
	for i, h := range it.Hops {
		if len(h.Wire) > 0 {
			in.wires[i] = DigestOf(h.Wire)
		}
	}
	if it.Payload != nil || it.Outcome == OK {
		in.payload = DigestOf(it.Payload)
	}
	return in
}

// markKept finds which payloads the archive has already, under whatever page,
// and how the others are to be stored.
func (a *Archive) markKept(tx Tx, all []*incoming) error {
	inBatch := map[Digest]*incoming{}
	for _, in := range all {
		if in.Outcome != OK {
			continue // kept by the bodies of its hops
		}
		if first := inBatch[in.payload]; first != nil {
			in.kept, in.source, in.encoding = true, first.source, first.encoding
			continue
		}
		var k keptPayload
		for key, value := range tx.Scan(inPayloads, in.payload[:], prefixEnd(in.payload[:])) {
			if err := a.codec.decode(value, &k); err != nil {
				return fmt.Errorf("%s %x: %w", inPayloads, key, err)
			}
			in.kept, in.source, in.encoding = true, k.Wire, k.Encoding
			break
		}
		if !in.kept {
			in.chooseSource()
		}
		inBatch[in.payload] = in
	}
	return nil
}

// chooseSource takes the body as it came over the wire where undoing its
// encoding gives the payload, else the payload itself.
func (in *incoming) chooseSource() {
	in.source, in.plain = in.payload, true
	last := len(in.Hops) - 1
	if last < 0 || len(in.Hops[last].Wire) == 0 {
		return
	}
	if in.wires[last] == in.payload {
		in.plain = false
		return
	}
	encoding := in.Hops[last].Hop.Header.Get("Content-Encoding")
	decoded, err := undoEncoding(in.Hops[last].Wire, encoding, int64(len(in.Payload)))
	if err == nil && DigestOf(decoded) == in.payload {
		in.source, in.encoding, in.plain = in.wires[last], encoding, false
	}
}

// bodiesOf lists what must be among the blobs before the captures refer to it.
// The last body of a capture whose payload is kept already is not: another
// level of gzip is nothing new.
func bodiesOf(all []*incoming) [][]byte {
	seen := map[Digest]bool{}
	var bodies [][]byte
	add := func(d Digest, b []byte) {
		if !seen[d] {
			seen[d] = true
			bodies = append(bodies, b)
		}
	}
	for _, in := range all {
		if len(in.Body) > 0 {
			add(DigestOf(in.Body), in.Body)
		}
		for i, h := range in.Hops {
			if len(h.Wire) > 0 && !(in.kept && i == len(in.Hops)-1) {
				add(in.wires[i], h.Wire)
			}
		}
		if in.plain && !in.kept {
			add(in.payload, in.Payload)
		}
	}
	return slices.Clip(bodies)
}

func numberOf64(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}
