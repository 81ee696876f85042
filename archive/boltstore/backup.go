package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// BackupFile is a file that a backup is written to. It is kept when Commit
// returns nil; Abort gives it up.
type BackupFile interface {
	io.Writer
	Commit() error
	Abort()
}

// Backup writes a consistent copy of the archive while it is used: create is
// asked for index.bolt, then for blobs.bolt. The index is copied as it was at one
// moment; the payloads that it refers to were durable before, so the blobs of a
// later moment hold them all, and a few more that nothing refers to yet.
//
// While a file is copied, what is freed in it cannot be used again: a copy to a
// slow disk beside a busy crawl makes the file grow. The copy has the epoch of
// the archive; NewEpoch makes it one of its own, before it is used.
func (s *Store) Backup(ctx context.Context, create func(name string) (BackupFile, error)) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer s.leave()
	for _, f := range []*file{s.index, s.blobs} {
		if err := f.copyTo(ctx, create); err != nil {
			return fmt.Errorf("backup: %s: %w", f.name, err)
		}
	}
	return nil
}

func (f *file) copyTo(ctx context.Context, create func(string) (BackupFile, error)) error {
	out, err := create(f.name)
	if err != nil {
		return err
	}
	defer out.Abort()
	err = f.view(func(tx *bbolt.Tx) error {
		w := &copyWriter{ctx: ctx, w: out}
		_, err := tx.WriteTo(w) // reads the file, not the map: no guard
		if w.err != nil {
			return w.err // bbolt keeps only the words of it
		}
		return err
	})
	if err != nil {
		return err
	}
	return out.Commit()
}

// copyWriter ends a copy when its context ends, and keeps the first error.
type copyWriter struct {
	ctx context.Context
	w   io.Writer
	err error
}

func (c *copyWriter) Write(p []byte) (n int, err error) {
	if c.err = c.ctx.Err(); c.err == nil {
		n, c.err = c.w.Write(p)
	}
	return n, c.err
}

// NewEpoch marks the archive in dir, which nobody has open, as a copy and gives
// it an epoch of its own: the Unix time, and in any case a higher one than it
// had. Whoever opens it for writing gives it another one, so that each restoring
// of one copy is told from the others. So a cursor of the time after the copy was
// made is recognised when the copy takes the archive's place. It returns what the
// copy is now; everything is on the disk.
func NewEpoch(ctx context.Context, dir string, now time.Time) (archive.Identity, error) {
	id, err := newEpoch(ctx, dir, now)
	if err != nil {
		return archive.Identity{}, fmt.Errorf("new epoch: %w", err)
	}
	return id, nil
}

func newEpoch(ctx context.Context, dir string, now time.Time) (_ archive.Identity, err error) {
	var files []*file
	defer func() {
		for _, f := range files {
			err = errors.Join(err, f.close())
		}
	}()
	for _, name := range []string{blobsName, indexName} {
		f, err := lockFile(filepath.Join(dir, name), name, dir, Options{Timeout: time.Second})
		if err != nil {
			return archive.Identity{}, err
		}
		files = append(files, f)
	}
	id, err := renew(ctx, files, now, true)
	return id, errors.Join(err, syncFolder(dir))
}

// renew gives both files of an archive a new epoch, and the mark of a copy or
// none. A process that dies between them leaves the higher epoch, and the mark
// where it was: then it is done again.
func renew(ctx context.Context, files []*file, now time.Time, copied bool) (archive.Identity, error) {
	epoch := uint64(max(1, now.Unix()))
	for _, f := range files {
		err := f.view(func(tx *bbolt.Tx) error {
			return guard(func() error {
				id, err := readIdentity(tx)
				epoch = max(epoch, id.epoch+1)
				return err
			})
		})
		if err != nil {
			return archive.Identity{}, err
		}
	}
	var id identity
	for _, f := range files {
		err := f.update(ctx, func(tx *bbolt.Tx) error {
			return guard(func() (err error) {
				if id, err = readIdentity(tx); err != nil {
					return err
				}
				id.epoch, id.copied = epoch, copied
				return id.write(tx)
			})
		})
		if err != nil {
			return archive.Identity{}, err
		}
	}
	return archive.Identity{Archive: id.archive, Epoch: epoch}, nil
}
