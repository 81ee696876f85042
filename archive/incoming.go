package archive

import (
	"encoding/binary"
	"fmt"
	"slices"
)

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
