package boltstore

import (
	"context"
	"fmt"
	"log/slog"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// migrate brings both files to the current format, blobs first.
func (s *Store) migrate(ctx context.Context, known history) error {
	for _, f := range []*file{s.blobs, s.index} {
		for _, step := range known.steps {
			change := step.index
			if f == s.blobs {
				change = step.blobs
			}
			err := f.migrate(ctx, step.to, change, s.log)
			if err != nil {
				return fmt.Errorf("%s: to format %d: %w", f.path, step.to, err)
			}
		}
	}
	return nil
}

// migrate runs one step, unless the file has its format already.
func (f *file) migrate(ctx context.Context, to int, change func(*bbolt.Tx) error, log *slog.Logger) error {
	var id identity
	err := f.view(func(tx *bbolt.Tx) (err error) {
		return guard(func() (err error) { id, err = readIdentity(tx); return err })
	})
	if err != nil || id.format >= to {
		return err
	}
	if id.format != to-1 {
		return fmt.Errorf("format %d has no step to %d: %w", id.format, to, archive.ErrCorrupt)
	}
	log.Info("bringing the archive to a new format", "file", f.path, "from", id.format, "to", to)
	return f.update(ctx, func(tx *bbolt.Tx) error {
		return guard(func() error {
			if change != nil {
				if err := change(tx); err != nil {
					return err
				}
			}
			id.format = to
			return id.write(tx)
		})
	})
}
