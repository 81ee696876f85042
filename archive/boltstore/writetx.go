package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// writeTx reads and writes the index.
type writeTx struct {
	*tx
	tallies map[archive.Collection]tally
	deleted map[archive.Collection]bool // collections that may have empty pages
}

func newWriteTx(b *bbolt.Tx) *writeTx {
	return &writeTx{tx: newTx(b), tallies: map[archive.Collection]tally{}, deleted: map[archive.Collection]bool{}}
}

// tally returns the tally of a collection as of now. Call it inside try.
func (t *writeTx) tally(c archive.Collection) (tally, error) {
	if have, ok := t.tallies[c]; ok {
		return have, nil
	}
	return readTally(t.bolt, c)
}

// Put implements archive.WriteTx.
func (t *writeTx) Put(c archive.Collection, key, value []byte) error {
	switch {
	case c == "":
		return errors.New("put: collection has no name")
	case len(key) == 0 || len(key) > maxKey:
		return fmt.Errorf("put: key of %d bytes, want 1 to %d", len(key), maxKey)
	}
	return t.try(c, func() error {
		b := t.bucket(c)
		if b == nil {
			var err error
			if b, err = t.bolt.CreateBucket(collectionBucket(c)); err != nil {
				return err
			}
			t.buckets[c] = b
		}
		sum, err := t.tally(c)
		if err != nil {
			return err
		}
		if err := sum.drop(key, b.Get(key)); err != nil {
			return err
		}
		sealed, crc := seal(key, value)
		sum.records++
		sum.sum += uint64(crc)
		t.tallies[c] = sum
		return b.Put(key, sealed)
	})
}

// Delete implements archive.WriteTx.
func (t *writeTx) Delete(c archive.Collection, key []byte) error {
	return t.try(c, func() error {
		b := t.bucket(c)
		if b == nil {
			return nil
		}
		old := b.Get(key)
		if old == nil {
			return nil
		}
		sum, err := t.tally(c)
		if err != nil {
			return err
		}
		if err := sum.drop(key, old); err != nil {
			return err
		}
		t.tallies[c] = sum
		t.deleted[c] = true
		return b.Delete(key)
	})
}

// drop takes a record out of the tally; nil is none.
func (t *tally) drop(key, sealed []byte) error {
	switch {
	case sealed == nil:
		return nil
	case len(sealed) < 4:
		return fmt.Errorf("record %.40q has no checksum: %w", key, archive.ErrCorrupt)
	}
	t.records--
	t.sum -= uint64(binary.BigEndian.Uint32(sealed[len(sealed)-4:]))
	return nil
}

// Next implements archive.WriteTx. The number lies in the tally and not in
// bbolt's sequence, which no checksum covers: a number that was given twice
// would overwrite what the first one named.
func (t *writeTx) Next(c archive.Collection) (n uint64, err error) {
	if c == "" {
		return 0, errors.New("next: collection has no name")
	}
	err = t.try(c, func() error {
		sum, err := t.tally(c)
		if err != nil {
			return err
		}
		sum.last++
		n = sum.last
		t.tallies[c] = sum
		return nil
	})
	return n, err
}

// writeTallies is the last thing before the commit.
func (t *writeTx) writeTallies() error {
	for _, c := range slices.Sorted(maps.Keys(t.tallies)) {
		if err := guard(func() error { return t.tallies[c].write(t.bolt, c) }); err != nil {
			return err
		}
	}
	return nil
}

// ScanBack implements archive.Tx. Where this transaction has deleted records,
// bbolt's cursor cannot go back: it takes a page that was emptied for the start
// of the collection, and Last never returns when the first pages are empty
// (bbolt v1.5.0, cursor.go: prev stays where it is). There the records are
// gathered in order and turned round.
func (t *writeTx) ScanBack(c archive.Collection, from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		if !t.deleted[c] {
			t.tx.ScanBack(c, from, to)(yield)
			return
		}
		type record struct{ key, value []byte }
		var all []record
		for k, v := range t.Scan(c, from, to) {
			all = append(all, record{k, v})
		}
		for _, r := range slices.Backward(all) {
			if !yield(r.key, r.value) {
				return
			}
		}
	}
}
