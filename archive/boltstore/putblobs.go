package boltstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"runtime"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"gongkai/archive"
)

// parcel is a payload on its way into the file.
type parcel struct {
	digest archive.Digest
	entry  entry
	packed []byte
	known  bool // is there already, or earlier in the same call
}

// PutBlobs implements archive.Store. The whole call is one transaction, two
// fsyncs: give it many payloads at once. Packing happens before the
// transaction, on all processors.
func (s *Store) PutBlobs(ctx context.Context, payloads ...[]byte) ([]archive.Digest, error) {
	if err := s.enter(ctx); err != nil {
		return nil, fmt.Errorf("put blobs: %w", err)
	}
	defer s.leave()
	if s.readOnly {
		return nil, fmt.Errorf("put blobs: %w", ErrReadOnly)
	}
	parcels, err := s.pack(ctx, payloads)
	if err != nil {
		return nil, fmt.Errorf("put blobs: %w", err)
	}
	digests := make([]archive.Digest, len(parcels))
	news := false
	for i, p := range parcels {
		digests[i] = p.digest
		news = news || !p.known
	}
	if !news {
		return digests, nil
	}
	err = s.blobs.update(ctx, func(tx *bbolt.Tx) error {
		return guard(func() error { return putParcels(tx, parcels) })
	})
	if err != nil {
		return nil, fmt.Errorf("put blobs: %w", err)
	}
	return digests, nil
}

// pack computes the digests and packs what is not there yet.
func (s *Store) pack(ctx context.Context, payloads [][]byte) ([]parcel, error) {
	parcels := make([]parcel, len(payloads))
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range payloads {
		if len(p) > maxPayload {
			return nil, fmt.Errorf("payload of %d bytes, the limit is %d", len(p), maxPayload)
		}
		work.Go(func() error { parcels[i].digest = archive.DigestOf(p); return ctx.Err() })
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	err := s.blobs.view(func(tx *bbolt.Tx) error {
		return guard(func() error {
			ids, _, err := blobBuckets(tx)
			if err != nil {
				return err
			}
			seen := map[archive.Digest]bool{}
			for i := range parcels {
				d := parcels[i].digest
				parcels[i].known = seen[d] || ids.Get(d[:]) != nil
				seen[d] = true
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	for i, p := range payloads {
		if parcels[i].known {
			continue
		}
		work.Go(func() error {
			var how coding
			how, parcels[i].packed = s.codec.pack(p)
			parcels[i].entry = entry{how: how, size: uint64(len(p)), stored: uint64(len(parcels[i].packed))}
			return ctx.Err()
		})
	}
	return parcels, work.Wait()
}

func putParcels(tx *bbolt.Tx, parcels []parcel) error {
	ids, chunks, err := blobBuckets(tx)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		// Asked again: another call may have put it since.
		if p.known || ids.Get(p.digest[:]) != nil {
			continue
		}
		if len(p.packed) > 0 {
			if p.entry.id, err = nextID(chunks); err != nil {
				return err
			}
		}
		for n, rest := uint32(0), p.packed; len(rest) > 0; n++ {
			size := min(len(rest), chunkSize)
			if err := chunks.Put(chunkKey(p.entry.id, n), rest[:size]); err != nil {
				return err
			}
			rest = rest[size:]
		}
		if err := ids.Put(p.digest[:], p.entry.encode(p.digest)); err != nil {
			return err
		}
	}
	return nil
}

// nextID returns a new id. No checksum covers bbolt's sequence, so it is held
// against the last chunk: an id that is given twice overwrites a payload.
func nextID(chunks *bbolt.Bucket) (uint64, error) {
	id, err := chunks.NextSequence()
	if err != nil {
		return 0, err
	}
	last, _ := chunks.Cursor().Last()
	if last != nil && (len(last) != 12 || binary.BigEndian.Uint64(last) >= id) {
		return 0, fmt.Errorf("blob id %d is behind the last chunk %x: %w", id, last, archive.ErrCorrupt)
	}
	return id, nil
}
