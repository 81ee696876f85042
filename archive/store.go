package archive

import (
	"context"
	"errors"
	"iter"
)

// Errors that stores return, wrapped. Compare with errors.Is.
var (
	// ErrNotFound: there is no record under this key, no blob of this digest.
	ErrNotFound = errors.New("not found")
	// ErrConflict: a transaction met another one; doing it again may succeed.
	ErrConflict = errors.New("conflict")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("store is closed")
	// ErrNewerFormat: the archive was written by a newer gongkai; nothing was opened.
	ErrNewerFormat = errors.New("archive has a newer format")
	// ErrCorrupt: what was read is not what was written.
	ErrCorrupt = errors.New("corrupt")
	// ErrInUse: another process owns the archive.
	ErrInUse = errors.New("archive is in use")
)

// Collection names one ordered set of records of the index.
type Collection string

// Store keeps an archive: an index of small records under ordered keys, and
// payloads (blobs) under their digests. Archive is its only writer and gives
// the records their meaning; a store knows bytes.
//
// Promises, held by storetest for every store:
//
//   - Update is atomic and durable when it returns nil: after a crash at any
//     moment all of it is there or none. An error from f undoes it and comes
//     back wrapped. f may be run again after ErrConflict, so it has no effects
//     outside its Tx.
//   - View sees one consistent state. Never call Update inside View.
//   - Keys compare bytewise, keys and values are any bytes (NUL, broken UTF-8,
//     empty values; a key has at least one byte and at most 1,024).
//   - Bytes that a Tx hands out belong to the store and end with the
//     transaction; bytes that Blob hands out belong to the caller.
//   - PutBlobs is durable when it returns nil, and comes before the Update
//     that refers to the blobs: a blob that nobody refers to is harmless, a
//     reference without its blob is corruption.
//   - All methods may be called from many goroutines. After Close they return
//     ErrClosed.
type Store interface {
	View(ctx context.Context, f func(Tx) error) error
	Update(ctx context.Context, f func(WriteTx) error) error

	// PutBlobs stores payloads, each under the SHA-256 of its bytes, which the
	// store computes. Blobs that are there already are left as they are. It
	// returns the digests in order.
	PutBlobs(ctx context.Context, payloads ...[]byte) ([]Digest, error)
	// Blob returns the payload, checked against its digest: ErrCorrupt if it is
	// another one, ErrNotFound if it is not there.
	Blob(ctx context.Context, d Digest) ([]byte, error)
	// Blobs lists the digests of all blobs in ascending order. It is no
	// snapshot, but goes on by digest without repeats.
	Blobs(ctx context.Context) iter.Seq2[Digest, error]

	// Check looks for damage below the level of records and blobs (pages of a
	// file, checksums) and yields what it finds.
	Check(ctx context.Context) iter.Seq[error]
	// Identity returns which archive this is: the same for as long as it lives,
	// also after it was closed and opened, and another one for each archive.
	Identity(ctx context.Context) (Identity, error)
	// Size tells the bytes on disk, 0 where there is no disk.
	Size() (int64, error)
	Close() error
}

// Tx reads the index.
type Tx interface {
	// Get returns the value under the key, ErrNotFound if there is none.
	Get(c Collection, key []byte) ([]byte, error)
	// Scan yields key and value for from <= key < to in ascending order; nil
	// is the open end.
	Scan(c Collection, from, to []byte) iter.Seq2[[]byte, []byte]
	// ScanBack yields the same in descending order.
	ScanBack(c Collection, from, to []byte) iter.Seq2[[]byte, []byte]
}

// WriteTx reads and writes the index; reads see the transaction's own writes.
// Do not write to a collection while scanning it.
type WriteTx interface {
	Tx
	Put(c Collection, key, value []byte) error
	// Delete removes the key; a key that is not there is no error.
	Delete(c Collection, key []byte) error
	// Next returns the next number of the collection, from 1: strictly rising
	// in the order of commits. Gaps are allowed.
	Next(c Collection) (uint64, error)
}
