package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

var errEnded = errors.New("transaction has ended")

// tx reads the index. A scan has no error to return: damage that it meets ends
// it, is kept here, and fails the transaction.
type tx struct {
	bolt    *bbolt.Tx
	buckets map[archive.Collection]*bbolt.Bucket
	damage  error
	ended   bool
}

func newTx(b *bbolt.Tx) *tx {
	return &tx{bolt: b, buckets: map[archive.Collection]*bbolt.Bucket{}}
}

func (t *tx) end() { t.ended = true }

// run runs f and returns its error, or the damage that f did not notice.
func (t *tx) run(f func() error) error {
	err := f()
	if t.damage != nil && !errors.Is(err, archive.ErrCorrupt) {
		return errors.Join(err, t.damage)
	}
	return err
}

// try runs a call into bbolt and keeps the damage that it meets.
func (t *tx) try(c archive.Collection, call func() error) error {
	switch {
	case t.ended:
		return errEnded
	case t.damage != nil:
		return t.damage
	}
	err := guard(call)
	if errors.Is(err, archive.ErrCorrupt) {
		t.damage = fmt.Errorf("collection %q: %w", c, err)
		return t.damage
	}
	return err
}

// bucket returns the bucket of a collection, nil if there is none. Call it
// inside try.
func (t *tx) bucket(c archive.Collection) *bbolt.Bucket {
	b, ok := t.buckets[c]
	if !ok {
		if b = t.bolt.Bucket(collectionBucket(c)); b != nil {
			t.buckets[c] = b
		}
	}
	return b
}

// Get implements archive.Tx.
func (t *tx) Get(c archive.Collection, key []byte) (value []byte, err error) {
	err = t.try(c, func() error {
		b := t.bucket(c)
		if b == nil {
			return archive.ErrNotFound
		}
		sealed := b.Get(key)
		if sealed == nil {
			return archive.ErrNotFound
		}
		value, _, err = unseal(key, sealed)
		return err
	})
	if err != nil {
		return nil, err
	}
	return value, nil
}

// Scan implements archive.Tx.
func (t *tx) Scan(c archive.Collection, from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		cur := t.cursor(c)
		start := cur.First
		if from != nil {
			start = func() ([]byte, []byte) { return cur.Seek(from) }
		}
		for k, v := t.move(c, start); k != nil; k, v = t.move(c, cur.Next) {
			if to != nil && bytes.Compare(k, to) >= 0 || !yield(k, v) {
				return
			}
		}
	}
}

// ScanBack implements archive.Tx.
func (t *tx) ScanBack(c archive.Collection, from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		cur := t.cursor(c)
		start := cur.Last
		if to != nil {
			start = func() ([]byte, []byte) {
				if k, _ := cur.Seek(to); k != nil {
					return cur.Prev()
				}
				return cur.Last()
			}
		}
		for k, v := t.move(c, start); k != nil; k, v = t.move(c, cur.Prev) {
			if bytes.Compare(k, from) < 0 || !yield(k, v) {
				return
			}
		}
	}
}

// cursor is what a scan uses of bbolt's cursor; of a collection that is not
// there it is at the end.
type cursor interface {
	First() (key, value []byte)
	Last() (key, value []byte)
	Next() (key, value []byte)
	Prev() (key, value []byte)
	Seek(key []byte) (k, v []byte)
}

// cursor panics after the end of the transaction: a mistake of the caller that
// could not be returned and would look like an empty collection.
func (t *tx) cursor(c archive.Collection) cursor {
	if t.ended {
		panic("boltstore: scan: " + errEnded.Error())
	}
	var cur cursor = noRecords{}
	_ = t.try(c, func() error { // kept as damage
		if b := t.bucket(c); b != nil {
			cur = b.Cursor()
		}
		return nil
	})
	return cur
}

// move makes one step and returns the record there, nil at the end or at damage.
func (t *tx) move(c archive.Collection, step func() (k, v []byte)) (key, value []byte) {
	err := t.try(c, func() (err error) {
		k, sealed := step()
		if k == nil {
			return nil
		}
		value, _, err = unseal(k, sealed)
		key = k[:len(k):len(k)]
		return err
	})
	if err != nil {
		return nil, nil
	}
	return key, value
}

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

// noRecords is the cursor of a collection that is not there.
type noRecords struct{}

func (noRecords) First() (key, value []byte)      { return nil, nil }
func (noRecords) Last() (key, value []byte)       { return nil, nil }
func (noRecords) Next() (key, value []byte)       { return nil, nil }
func (noRecords) Prev() (key, value []byte)       { return nil, nil }
func (noRecords) Seek([]byte) (key, value []byte) { return nil, nil }
