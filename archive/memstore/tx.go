package memstore

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	"gongkai/archive"
)

// maxKey is the longest key, as archive.Store has it.
const maxKey = 1024

// poison overwrites bytes whose transaction has ended.
const poison = 0xDB

var errEnded = errors.New("transaction has ended")

// tx reads one state.
type tx struct {
	index state
	lent  [][]byte // handed out, to be poisoned
	ended bool
}

func (t *tx) lend(b []byte) []byte {
	c := append([]byte{}, b...)
	t.lent = append(t.lent, c)
	return c
}

func (t *tx) end() {
	t.ended = true
	for _, b := range t.lent {
		copy(b, bytes.Repeat([]byte{poison}, len(b)))
	}
	t.lent = nil
}

// Get implements archive.Tx.
func (t *tx) Get(c archive.Collection, key []byte) ([]byte, error) {
	if t.ended {
		return nil, errEnded
	}
	value, ok := t.index[c].root.get(string(key))
	if !ok {
		return nil, archive.ErrNotFound
	}
	return t.lend(value), nil
}

// Scan implements archive.Tx.
func (t *tx) Scan(c archive.Collection, from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		t.mustLive()
		t.index[c].root.ascend(from, to, func(n *node) bool {
			return yield(t.lend([]byte(n.key)), t.lend(n.value))
		})
	}
}

// ScanBack implements archive.Tx.
func (t *tx) ScanBack(c archive.Collection, from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		t.mustLive()
		t.index[c].root.descend(from, to, func(n *node) bool {
			return yield(t.lend([]byte(n.key)), t.lend(n.value))
		})
	}
}

// mustLive panics where a mistake of the caller could not be returned and
// would look like an empty collection.
func (t *tx) mustLive() {
	if t.ended {
		panic("memstore: scan: " + errEnded.Error())
	}
}

// writeTx reads and writes a state that nobody else sees yet.
type writeTx struct{ tx }

// Put implements archive.WriteTx.
func (t *writeTx) Put(c archive.Collection, key, value []byte) error {
	switch {
	case t.ended:
		return errEnded
	case c == "":
		return errors.New("put: collection has no name")
	case len(key) == 0 || len(key) > maxKey:
		return fmt.Errorf("put: key of %d bytes, want 1 to %d", len(key), maxKey)
	}
	set := t.index[c]
	set.root = set.root.put(string(key), append([]byte{}, value...))
	t.index[c] = set
	return nil
}

// Delete implements archive.WriteTx.
func (t *writeTx) Delete(c archive.Collection, key []byte) error {
	if t.ended {
		return errEnded
	}
	set, ok := t.index[c]
	if !ok {
		return nil
	}
	set.root = set.root.remove(string(key))
	t.index[c] = set
	return nil
}

// Next implements archive.WriteTx.
func (t *writeTx) Next(c archive.Collection) (uint64, error) {
	if t.ended {
		return 0, errEnded
	}
	if c == "" {
		return 0, errors.New("next: collection has no name")
	}
	set := t.index[c]
	set.last++
	t.index[c] = set
	return set.last, nil
}
