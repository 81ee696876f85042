package boltstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

var _ archive.Store = (*Store)(nil)

// ErrReadOnly is returned, wrapped, by writes to a store that was opened for reading.
var ErrReadOnly = errors.New("archive was opened for reading only")

// Store is an archive.Store in a folder. Open makes one.
type Store struct {
	dir      string
	index    *file
	blobs    *file
	codec    *codec
	log      *slog.Logger
	readOnly bool
	owner    Owner            // ourselves, where we write
	identity archive.Identity // as the files said when they were opened
	copied   bool             // they are a backup that nobody has written to

	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup // that run: Close waits for them
}

// enter starts a call, leave ends it. bbolt would let a call wait for ever on
// a Close that waits for the transaction around the call.
func (s *Store) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return archive.ErrClosed
	}
	s.calls.Add(1)
	return nil
}

func (s *Store) leave() { s.calls.Done() }

// View implements archive.Store.
func (s *Store) View(ctx context.Context, f func(archive.Tx) error) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("view: %w", err)
	}
	defer s.leave()
	err := s.index.view(func(btx *bbolt.Tx) error {
		t := newTx(btx)
		defer t.end()
		return t.run(func() error { return f(t) })
	})
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	return nil
}

// Update implements archive.Store. It costs two fsyncs whatever f writes: put
// many records into one.
func (s *Store) Update(ctx context.Context, f func(archive.WriteTx) error) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	defer s.leave()
	err := s.index.update(ctx, func(btx *bbolt.Tx) error {
		t := newWriteTx(btx)
		defer t.end()
		if err := t.run(func() error { return f(t) }); err != nil {
			return err
		}
		return t.writeTallies()
	})
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return nil
}

// Identity implements archive.Store.
func (s *Store) Identity(ctx context.Context) (archive.Identity, error) {
	if err := s.enter(ctx); err != nil {
		return archive.Identity{}, fmt.Errorf("identity: %w", err)
	}
	defer s.leave()
	return s.identity, nil
}

// Size implements archive.Store: the length of both files, which may have
// holes and free pages in them.
func (s *Store) Size() (int64, error) {
	if err := s.enter(context.Background()); err != nil {
		return 0, fmt.Errorf("size: %w", err)
	}
	defer s.leave()
	var size int64
	for _, f := range []*file{s.index, s.blobs} {
		info, err := os.Stat(f.path)
		if err != nil {
			return 0, fmt.Errorf("size: %w", err)
		}
		size += info.Size()
	}
	return size, nil
}

// Close implements archive.Store: it waits for the calls that run, gives the
// files up and takes the owner's name off the folder. Closing twice is no error.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	s.calls.Wait()

	var errs []error
	if !s.readOnly && !s.index.stuck.Load() && !s.blobs.stuck.Load() {
		// Before the lock goes: behind it the name could be the next owner's.
		errs = append(errs, removeOwner(s.dir))
	}
	errs = append(errs, s.index.close(), s.blobs.close())
	s.codec.close()
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", filepath.Base(s.dir), err)
	}
	return nil
}
