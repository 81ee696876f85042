package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"gongkai/archive"
)

// file is one bbolt file of an archive.
type file struct {
	name string
	path string
	db   *bbolt.DB
	// writing lets one writer in. bbolt has a lock for that, but waiting for
	// it cannot be cancelled.
	writing chan struct{}
	// stuck is set when bbolt could not give up a transaction: its locks are
	// held for ever, and nobody may wait for them.
	stuck atomic.Bool
}

// guard runs a call into bbolt, which panics at a damaged page and reads
// through a memory map, where a page beyond the end of the file or on a broken
// disk is a fault and not an error. Both come back as ErrCorrupt. No code of
// the caller's runs inside: its panics are its own.
func guard(call func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged page: %v: %w", p, archive.ErrCorrupt)
		}
	}()
	return call()
}

// openFile opens and locks a file that must exist.
func openFile(path, name string, opts Options) (*file, error) {
	f := &file{name: name, path: path, writing: make(chan struct{}, 1)}
	var handle *os.File
	err := guard(func() (err error) {
		f.db, err = bbolt.Open(path, 0o600, &bbolt.Options{
			Timeout:         opts.Timeout,
			ReadOnly:        opts.ReadOnly,
			FreelistType:    bbolt.FreelistMapType,
			InitialMmapSize: initialMap(),
			NoStatistics:    true,
			OpenFile: func(path string, flag int, mode os.FileMode) (*os.File, error) {
				// A file that vanished is an error, never a new, empty archive.
				var err error
				handle, err = os.OpenFile(path, flag&^os.O_CREATE, mode)
				return handle, err
			},
		})
		return err
	})
	switch {
	case err == nil:
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum):
		return nil, fmt.Errorf("%s is no bbolt file or lost its head (%w): %w", name, err, archive.ErrCorrupt)
	case errors.Is(err, archive.ErrCorrupt):
		_ = handle.Close() // bbolt panicked and left it open, and locked
		return nil, fmt.Errorf("%s: %w", name, err)
	default:
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f.db.AllocSize = 4 << 20
	return f, nil
}

// view runs fn in a read transaction.
func (f *file) view(fn func(*bbolt.Tx) error) error {
	if f.stuck.Load() {
		return fmt.Errorf("%s: open it again: %w", f.name, archive.ErrCorrupt)
	}
	tx, err := f.db.Begin(false)
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, closedError(err))
	}
	defer func() { _ = tx.Rollback() }() // a read transaction has nothing to lose
	return fn(tx)
}

// update runs fn in a write transaction and commits if it returns nil and ctx
// still stands. When commit returns nil, both fsyncs are done: this is the
// moment from which everything is there after a crash, and before which nothing is.
func (f *file) update(ctx context.Context, fn func(*bbolt.Tx) error) error {
	select {
	case f.writing <- struct{}{}:
		defer func() { <-f.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if f.stuck.Load() {
		return fmt.Errorf("%s: open it again: %w", f.name, archive.ErrCorrupt)
	}
	var tx *bbolt.Tx
	err := guard(func() (err error) { tx, err = f.db.Begin(true); return err })
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, closedError(err))
	}
	defer func() {
		if tx.DB() == nil {
			return // committed, or rolled back by a commit that failed
		}
		if err := guard(tx.Rollback); err != nil {
			f.stuck.Store(true)
		}
	}()
	if err := fn(tx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := guard(tx.Commit); err != nil {
		return fmt.Errorf("%s: commit: %w", f.name, err)
	}
	return nil
}

func (f *file) close() error {
	if f.stuck.Load() {
		return fmt.Errorf("%s: left open, its locks are lost: %w", f.name, archive.ErrCorrupt)
	}
	if err := f.db.Close(); err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	return nil
}

// closedError puts our words in the place of bbolt's.
func closedError(err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen):
		return archive.ErrClosed
	case errors.Is(err, bolterrors.ErrDatabaseReadOnly):
		return ErrReadOnly
	}
	return err
}
