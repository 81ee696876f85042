package boltstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

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
