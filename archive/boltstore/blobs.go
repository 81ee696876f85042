package boltstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"runtime"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"gongkai/archive"
)

// entry is what the bucket "ids" says of a payload.
type entry struct {
	id     uint64
	how    coding
	size   uint64 // of the payload
	stored uint64 // bytes in the chunks
}

const entrySize = 8 + 1 + 8 + 8

// listStep is how many digests Blobs takes from one transaction: a reader that
// takes its time must not make the file grow.
const listStep = 512

func (e entry) encode(d archive.Digest) []byte {
	v := make([]byte, 0, entrySize)
	v = binary.BigEndian.AppendUint64(v, e.id)
	v = append(v, byte(e.how))
	v = binary.BigEndian.AppendUint64(v, e.size)
	v = binary.BigEndian.AppendUint64(v, e.stored)
	sealed, _ := seal(d[:], v)
	return sealed
}

func decodeEntry(digest, sealed []byte) (entry, error) {
	v, _, err := unseal(digest, sealed)
	if err != nil {
		return entry{}, err
	}
	if len(digest) != len(archive.Digest{}) || len(v) != entrySize {
		return entry{}, fmt.Errorf("entry %x has %d bytes, want %d: %w", digest, len(v), entrySize, archive.ErrCorrupt)
	}
	return entry{
		id:     binary.BigEndian.Uint64(v),
		how:    coding(v[8]),
		size:   binary.BigEndian.Uint64(v[9:]),
		stored: binary.BigEndian.Uint64(v[17:]),
	}, nil
}

func chunkKey(id uint64, number uint32) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(make([]byte, 0, 12), id), number)
}

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

func blobBuckets(tx *bbolt.Tx) (ids, chunks *bbolt.Bucket, err error) {
	ids, chunks = tx.Bucket(bucketIDs()), tx.Bucket(bucketChunks())
	if ids == nil || chunks == nil {
		return nil, nil, fmt.Errorf("no bucket ids or chunks: %w", archive.ErrCorrupt)
	}
	return ids, chunks, nil
}

// Blob implements archive.Store.
func (s *Store) Blob(ctx context.Context, d archive.Digest) ([]byte, error) {
	if err := s.enter(ctx); err != nil {
		return nil, fmt.Errorf("blob %s: %w", d, err)
	}
	defer s.leave()
	var e entry
	var stored []byte
	err := s.blobs.view(func(tx *bbolt.Tx) error {
		return guard(func() (err error) { e, stored, err = readBlob(tx, d); return err })
	})
	if err != nil {
		return nil, fmt.Errorf("blob %s: %w", d, err)
	}
	payload, err := s.codec.unpack(e.how, stored, e.size)
	if err != nil {
		return nil, fmt.Errorf("blob %s: %w", d, err)
	}
	if archive.DigestOf(payload) != d {
		return nil, fmt.Errorf("blob %s: payload has another digest: %w", d, archive.ErrCorrupt)
	}
	return payload, nil
}

// readBlob copies the stored bytes out of the file.
func readBlob(tx *bbolt.Tx, d archive.Digest) (entry, []byte, error) {
	ids, chunks, err := blobBuckets(tx)
	if err != nil {
		return entry{}, nil, err
	}
	sealed := ids.Get(d[:])
	if sealed == nil {
		return entry{}, nil, archive.ErrNotFound
	}
	e, err := decodeEntry(d[:], sealed)
	if err != nil {
		return entry{}, nil, err
	}
	if e.stored > maxPayload {
		return entry{}, nil, fmt.Errorf("%d bytes are stored, more than %d: %w", e.stored, maxPayload, archive.ErrCorrupt)
	}
	stored := make([]byte, 0, e.stored)
	for n := uint32(0); uint64(len(stored)) < e.stored; n++ {
		chunk := chunks.Get(chunkKey(e.id, n))
		if len(chunk) == 0 || uint64(len(chunk)) > e.stored-uint64(len(stored)) {
			return entry{}, nil, fmt.Errorf("chunk %d of blob %d has %d bytes, %d of %d are missing: %w",
				n, e.id, len(chunk), e.stored-uint64(len(stored)), e.stored, archive.ErrCorrupt)
		}
		stored = append(stored, chunk...)
	}
	return e, stored, nil
}

// Blobs implements archive.Store. It holds no transaction while the caller
// works, so the caller may write.
func (s *Store) Blobs(ctx context.Context) iter.Seq2[archive.Digest, error] {
	return func(yield func(archive.Digest, error) bool) {
		var from []byte
		for {
			digests, err := s.listBlobs(ctx, from)
			if err != nil {
				yield(archive.Digest{}, fmt.Errorf("blobs: %w", err))
				return
			}
			for _, d := range digests {
				if err := ctx.Err(); err != nil {
					yield(archive.Digest{}, fmt.Errorf("blobs: %w", err))
					return
				}
				if !yield(d, nil) {
					return
				}
			}
			if len(digests) < listStep {
				return
			}
			last := digests[len(digests)-1]
			from = append(last[:], 0) // the next one that is possible
		}
	}
}

func (s *Store) listBlobs(ctx context.Context, from []byte) ([]archive.Digest, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	var digests []archive.Digest
	err := s.blobs.view(func(tx *bbolt.Tx) error {
		return guard(func() error {
			ids, _, err := blobBuckets(tx)
			if err != nil {
				return err
			}
			cur := ids.Cursor()
			for k, v := cur.Seek(from); k != nil && len(digests) < listStep; k, v = cur.Next() {
				if _, err := decodeEntry(k, v); err != nil {
					return err
				}
				digests = append(digests, archive.Digest(k))
			}
			return nil
		})
	})
	return digests, err
}
