// Package memstore keeps an archive in memory: for tests, and for looking at a
// document without a disk. It is stricter than a disk: bytes that a
// transaction hands out are overwritten when it ends, so that a caller who
// keeps them is found by the first test and not by the first crash.
package memstore

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"sync"

	"gongkai/archive"
)

var _ archive.Store = (*Store)(nil)

// Store is an archive.Store in memory. States are never changed but replaced,
// so readers hold one without a lock and writers never wait for readers.
type Store struct {
	disk  *disk
	fault func(Call) Fault

	mu     sync.Mutex
	closed bool
}

// disk is what a real store has on disk: it outlives a Store that is closed.
type disk struct {
	identity archive.Identity

	writing sync.Mutex // held for a whole write: one writer at a time

	mu    sync.Mutex // held to take or replace the fields below
	index state
	blobs *node
	calls int
}

// state is one state of the index.
type state map[archive.Collection]collection

// collection is one ordered set of records and the last number that it gave.
type collection struct {
	root *node
	last uint64
}

// An Option changes how a Store behaves.
type Option func(*Store)

// New returns an empty store with an identity of its own, by chance.
func New(options ...Option) *Store {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	identity := archive.Identity{Archive: hex.EncodeToString(id), Epoch: 1}
	return open(&disk{identity: identity, index: state{}}, options)
}

// WithIdentity gives the store this identity; with Reopen it plays a backup
// that was restored.
func WithIdentity(id archive.Identity) Option {
	return func(s *Store) { s.disk.identity = id }
}

// Reopen closes s and returns a store of what s had committed, as the next
// process would find it. Faults do not carry over: give them again.
func (s *Store) Reopen(options ...Option) *Store {
	_ = s.Close() // never fails
	return open(s.disk, options)
}

func open(d *disk, options []Option) *Store {
	s := &Store{disk: d, fault: func(Call) Fault { return None }}
	for _, o := range options {
		o(s)
	}
	return s
}

// ready returns why a call cannot start.
func (s *Store) ready(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return archive.ErrClosed
	}
	return ctx.Err()
}

// View implements archive.Store.
func (s *Store) View(ctx context.Context, f func(archive.Tx) error) error {
	if err := s.ready(ctx); err != nil {
		return fmt.Errorf("view: %w", err)
	}
	s.disk.mu.Lock()
	index := s.disk.index
	s.disk.mu.Unlock()

	t := &tx{index: index}
	defer t.end()
	if err := f(t); err != nil {
		return fmt.Errorf("view: %w", err)
	}
	return nil
}

// Update implements archive.Store.
func (s *Store) Update(ctx context.Context, f func(archive.WriteTx) error) error {
	s.disk.writing.Lock()
	defer s.disk.writing.Unlock()
	if err := s.ready(ctx); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	s.disk.mu.Lock()
	index := maps.Clone(s.disk.index)
	s.disk.mu.Unlock()

	t := &writeTx{tx{index: index}}
	defer t.end()
	if err := f(t); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	if err := s.ready(ctx); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return s.commit("update", func() { s.disk.index = index })
}

// commit is the only place where what was written becomes what is there.
func (s *Store) commit(op string, replace func()) error {
	s.disk.mu.Lock()
	s.disk.calls++
	call := Call{Op: op, Number: s.disk.calls}
	s.disk.mu.Unlock()

	fault := s.fault(call)
	if fault == None || fault == Unacknowledged {
		s.disk.mu.Lock()
		replace()
		s.disk.mu.Unlock()
	}
	if err := fault.err(); err != nil {
		return fmt.Errorf("%s %d: %w", op, call.Number, err)
	}
	return nil
}

// PutBlobs implements archive.Store.
func (s *Store) PutBlobs(ctx context.Context, payloads ...[]byte) ([]archive.Digest, error) {
	s.disk.writing.Lock()
	defer s.disk.writing.Unlock()
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("put blobs: %w", err)
	}
	s.disk.mu.Lock()
	blobs := s.disk.blobs
	s.disk.mu.Unlock()

	digests := make([]archive.Digest, len(payloads))
	for i, p := range payloads {
		digests[i] = archive.DigestOf(p)
		key := string(digests[i][:])
		if _, ok := blobs.get(key); !ok {
			blobs = blobs.put(key, append([]byte{}, p...))
		}
	}
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("put blobs: %w", err)
	}
	if err := s.commit("put blobs", func() { s.disk.blobs = blobs }); err != nil {
		return nil, err
	}
	return digests, nil
}

// Blob implements archive.Store.
func (s *Store) Blob(ctx context.Context, d archive.Digest) ([]byte, error) {
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("blob %s: %w", d, err)
	}
	s.disk.mu.Lock()
	blobs := s.disk.blobs
	s.disk.mu.Unlock()
	payload, ok := blobs.get(string(d[:]))
	if !ok {
		return nil, fmt.Errorf("blob %s: %w", d, archive.ErrNotFound)
	}
	if archive.DigestOf(payload) != d {
		return nil, fmt.Errorf("blob %s: payload has another digest: %w", d, archive.ErrCorrupt)
	}
	return append([]byte{}, payload...), nil
}

// Blobs implements archive.Store.
func (s *Store) Blobs(ctx context.Context) iter.Seq2[archive.Digest, error] {
	return func(yield func(archive.Digest, error) bool) {
		s.disk.mu.Lock()
		blobs := s.disk.blobs
		s.disk.mu.Unlock()
		if err := s.ready(ctx); err != nil {
			yield(archive.Digest{}, fmt.Errorf("blobs: %w", err))
			return
		}
		blobs.ascend(nil, nil, func(n *node) bool {
			if err := s.ready(ctx); err != nil {
				yield(archive.Digest{}, fmt.Errorf("blobs: %w", err))
				return false
			}
			return yield(archive.Digest([]byte(n.key)), nil)
		})
	}
}

// Check implements archive.Store: below records and blobs there is nothing.
func (s *Store) Check(ctx context.Context) iter.Seq[error] {
	return func(yield func(error) bool) {
		if err := s.ready(ctx); err != nil {
			yield(fmt.Errorf("check: %w", err))
		}
	}
}

// Identity implements archive.Store.
func (s *Store) Identity(ctx context.Context) (archive.Identity, error) {
	if err := s.ready(ctx); err != nil {
		return archive.Identity{}, fmt.Errorf("identity: %w", err)
	}
	return s.disk.identity, nil
}

// Size implements archive.Store: there is no disk.
func (s *Store) Size() (int64, error) {
	if err := s.ready(context.Background()); err != nil {
		return 0, fmt.Errorf("size: %w", err)
	}
	return 0, nil
}

// Close implements archive.Store. Closing twice is no error.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}
