package boltstore

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

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
