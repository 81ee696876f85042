package boltstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// maxFindings is how many findings of one file are told; a damaged page can
// have thousands.
const maxFindings = 100

// findings gathers what is wrong with one file.
type findings struct {
	file string
	errs []error
	more int
}

func (f *findings) add(err error) {
	if err == nil {
		return
	}
	if len(f.errs) >= maxFindings {
		f.more++
		return
	}
	f.errs = append(f.errs, fmt.Errorf("%s: %w", f.file, err))
}

// Check implements archive.Store: every page of both files, the checksum of
// every record, the tally of every collection, and whether each payload has
// its chunks and each chunk its payload. Whether a payload is the one of its
// digest is for Blob to say. Writers wait while a file is looked at; at most
// 100 findings of a file are told, and how many more there are.
func (s *Store) Check(ctx context.Context) iter.Seq[error] {
	return func(yield func(error) bool) {
		for _, part := range []struct {
			file  *file
			check func(context.Context, *bbolt.Tx, func(error)) error
		}{{s.blobs, checkBlobs}, {s.index, checkIndex}} {
			found := &findings{file: part.file.name}
			if err := s.checkFile(ctx, part.file, part.check, found); err != nil {
				yield(fmt.Errorf("check: %w", err))
				return
			}
			if found.more > 0 {
				found.errs = append(found.errs, fmt.Errorf("%s: and %d more: %w", found.file, found.more, archive.ErrCorrupt))
			}
			for _, err := range found.errs {
				if !yield(err) {
					return
				}
			}
		}
	}
}

// checkFile goes from the outside in and stops where the next step would
// trust what the last one found broken.
func (s *Store) checkFile(ctx context.Context, f *file, check func(context.Context, *bbolt.Tx, func(error)) error, found *findings) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	select {
	case f.writing <- struct{}{}: // bbolt's check may not run beside a writer
		defer func() { <-f.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	p, err := openPages(f.path)
	if err != nil {
		found.add(err)
		return nil
	}
	p.walk(found.add)
	_ = p.close() // only read
	if len(found.errs) > 0 {
		return nil
	}
	found.add(p.badHead)
	err = f.view(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			found.add(fmt.Errorf("%w: %w", err, archive.ErrCorrupt))
		}
		return guard(func() error { return check(ctx, tx, found.add) })
	})
	if ctx.Err() != nil {
		return err
	}
	found.add(err)
	return nil
}

// checkIndex looks at the records and counts them.
func checkIndex(ctx context.Context, tx *bbolt.Tx, bad func(error)) error {
	if _, err := readIdentity(tx); err != nil {
		return err
	}
	tallies := tx.Bucket(bucketTally())
	if tallies == nil {
		return fmt.Errorf("no bucket tally: %w", archive.ErrCorrupt)
	}
	err := tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		c, ok := strings.CutPrefix(string(name), "c/")
		if ok && tallies.Get([]byte(c)) == nil {
			bad(fmt.Errorf("collection %q has no tally: %w", c, archive.ErrCorrupt))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return tallies.ForEach(func(name, _ []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := archive.Collection(name)
		want, err := readTally(tx, c)
		if err != nil {
			bad(err)
			return nil
		}
		var got tally
		if b := tx.Bucket(collectionBucket(c)); b != nil {
			got = count(b, func(err error) { bad(fmt.Errorf("collection %q: %w", c, err)) })
		}
		got.last = want.last
		if got != want {
			bad(fmt.Errorf("collection %q has %d records with the sum %d, written were %d with %d: %w",
				c, got.records, got.sum, want.records, want.sum, archive.ErrCorrupt))
		}
		return nil
	})
}

// checkBlobs holds entries against chunks, both ways.
func checkBlobs(ctx context.Context, tx *bbolt.Tx, bad func(error)) error {
	if _, err := readIdentity(tx); err != nil {
		return err
	}
	ids, chunks, err := blobBuckets(tx)
	if err != nil {
		return err
	}
	type blob struct {
		digest archive.Digest
		left   uint64 // bytes that no chunk has brought yet
		next   uint32 // chunk
	}
	blobs := map[uint64]*blob{}
	cur := ids.Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		e, err := decodeEntry(k, v)
		if err != nil {
			bad(err)
			continue
		}
		if e.stored == 0 {
			continue
		}
		if other := blobs[e.id]; other != nil {
			bad(fmt.Errorf("blobs %s and %x have the same id %d: %w", other.digest, k, e.id, archive.ErrCorrupt))
			continue
		}
		blobs[e.id] = &blob{digest: archive.Digest(k), left: e.stored}
	}
	cur = chunks.Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(k) != 12 {
			bad(fmt.Errorf("chunk %x: key of %d bytes, want 12: %w", k, len(k), archive.ErrCorrupt))
			continue
		}
		b, n := blobs[binary.BigEndian.Uint64(k)], binary.BigEndian.Uint32(k[8:])
		if b == nil || n != b.next || len(v) == 0 || uint64(len(v)) > b.left {
			bad(fmt.Errorf("chunk %x of %d bytes belongs to no blob, or not here: %w", k, len(v), archive.ErrCorrupt))
			continue
		}
		b.next++
		b.left -= uint64(len(v))
	}
	for _, id := range slices.Sorted(maps.Keys(blobs)) {
		if b := blobs[id]; b.left > 0 {
			bad(fmt.Errorf("blob %s (id %d) lacks %d bytes: %w", b.digest, id, b.left, archive.ErrCorrupt))
		}
	}
	return nil
}
