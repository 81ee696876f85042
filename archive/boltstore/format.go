// Package boltstore keeps an archive in a folder of two bbolt files.
package boltstore

/*
The format of an archive, number 1.

An archive is a folder with the mode 0700:

	index.bolt   records: small, rewritten, scanned in order
	blobs.bolt   payloads: large, never rewritten
	owner.json   who has it open; words for people, the lock is the truth
	*.new-*      a file that was being made when the process died; removed

Both .bolt files are bbolt files (magic 0xED0CDAED, version 2). Payloads lie
apart so that the index stays small enough for memory, and because they become
durable before the index refers to them. Numbers are big endian, checksums
CRC-32C (Castagnoli, as in RFC 3720).

Both files have a bucket "meta":

	"format"    decimal number of the format
	"archive"   32 hex digits, random, the same in both files: files of two
	            archives that were mixed up are found when they are opened
	"created"   RFC 3339, UTC
	"epoch"     decimal number from 1; absent is 1. A backup gets a higher one,
	            so that a cursor of the time after the backup is recognised when
	            the backup is restored. Where the files differ (a process died
	            between them) the higher one holds
	"copy"      "1" in a backup, absent in an archive. Whoever opens it for
	            writing gives it another epoch and takes the mark away: one
	            backup may be restored twice

index.bolt

	"tally"     collection → records u64, sum u64, last u64, crc u32
	            How many records the collection has, the sum of their checksums
	            modulo 2^64, the last number that Next gave, and a checksum over
	            the name of the collection and the 24 bytes before. bbolt has no
	            checksums on its pages: without the tally a page that lost a
	            record, or that an old copy replaced, would be missed in silence.
	"c/" + collection
	            key → value, crc u32
	            The checksum covers key and value and starts from the length of
	            the key, so no byte can wander from one into the other.

blobs.bolt

	"ids"       digest → id u64, coding u8, size u64, stored u64, crc u32
	            size is that of the payload, stored what it takes in the chunks;
	            the checksum covers the digest and the 25 bytes before.
	            coding 0: as it is. coding 1: one zstd frame (RFC 8878) that
	            declares its content size. The smaller of both is kept.
	"chunks"    id u64, number u32 → up to 256 KiB
	            Ids ascend (the bucket's sequence), so new payloads are appended
	            to the tree and do not split its pages; values past 1 MB would
	            need as many free pages in one piece. An empty payload has the
	            id 0 and no chunk.

Commit order: PutBlobs commits blobs.bolt before the caller can refer to its
digests in index.bolt. A blob without a reference is harmless.

What a reader may rely on in every later format: the bucket "meta" and its keys.
*/

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// Format is the number of the format that this package writes.
const Format = 1

const (
	indexName = "index.bolt"
	blobsName = "blobs.bolt"

	// maxKey is the longest key of a record, as archive.Store has it.
	maxKey = 1024
	// chunkSize is how much of a payload one value holds.
	chunkSize = 256 << 10
	// maxPayload is the largest payload that is stored or given back.
	maxPayload = 1 << 30
)

// step brings files of the format to-1 to the format to, each file in one
// transaction. A crash between the files is made good by the next Open, which
// looks at the format of each.
type step struct {
	to    int
	index func(*bbolt.Tx) error
	blobs func(*bbolt.Tx) error
}

// history is what this program knows of formats.
type history struct {
	current int
	steps   []step
}

// formats is the history of this package: format 1 is the first, nothing is older.
func formats() history { return history{current: Format} }

// identity is what the bucket "meta" says.
type identity struct {
	format  int
	archive string
	created string
	epoch   uint64
	copied  bool // a backup that nobody has written to
}

func bucketMeta() []byte   { return []byte("meta") }
func bucketTally() []byte  { return []byte("tally") }
func bucketIDs() []byte    { return []byte("ids") }
func bucketChunks() []byte { return []byte("chunks") }

func collectionBucket(c archive.Collection) []byte { return append([]byte("c/"), c...) }

func readIdentity(tx *bbolt.Tx) (identity, error) {
	b := tx.Bucket(bucketMeta())
	if b == nil {
		return identity{}, fmt.Errorf("no bucket meta, this is no archive of gongkai: %w", archive.ErrCorrupt)
	}
	id := identity{archive: string(b.Get([]byte("archive"))), created: string(b.Get([]byte("created")))}
	var err error
	id.format, err = strconv.Atoi(string(b.Get([]byte("format"))))
	if err != nil || id.format < 1 {
		return identity{}, fmt.Errorf("format is %q, want a number: %w", b.Get([]byte("format")), archive.ErrCorrupt)
	}
	id.copied = b.Get([]byte("copy")) != nil
	id.epoch = 1
	if epoch := b.Get([]byte("epoch")); epoch != nil {
		if id.epoch, err = strconv.ParseUint(string(epoch), 10, 64); err != nil {
			return identity{}, fmt.Errorf("epoch is %.40q, want a number: %w", epoch, archive.ErrCorrupt)
		}
	}
	return id, archive.Identity{Archive: id.archive, Epoch: id.epoch}.Check()
}

func (id identity) write(tx *bbolt.Tx) error {
	b, err := tx.CreateBucketIfNotExists(bucketMeta())
	if err != nil {
		return err
	}
	mark := b.Delete
	if id.copied {
		mark = func(key []byte) error { return b.Put(key, []byte("1")) }
	}
	return errors.Join(
		mark([]byte("copy")),
		b.Put([]byte("format"), []byte(strconv.Itoa(id.format))),
		b.Put([]byte("archive"), []byte(id.archive)),
		b.Put([]byte("created"), []byte(id.created)),
		b.Put([]byte("epoch"), []byte(strconv.FormatUint(id.epoch, 10))))
}

// checksum covers key and value. The table is made once by the standard library.
func checksum(key, value []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Update(uint32(len(key)), table, key), table, value)
}

// seal returns value with its checksum behind it, in memory of its own.
func seal(key, value []byte) ([]byte, uint32) {
	sum := checksum(key, value)
	sealed := make([]byte, 0, len(value)+4)
	return binary.BigEndian.AppendUint32(append(sealed, value...), sum), sum
}

// unseal returns the value of what seal made and its checksum. The value is
// never nil and has no room behind it.
func unseal(key, sealed []byte) ([]byte, uint32, error) {
	n := len(sealed) - 4
	if n < 0 {
		return nil, 0, fmt.Errorf("record %.40q has no checksum: %w", key, archive.ErrCorrupt)
	}
	sum := binary.BigEndian.Uint32(sealed[n:])
	if checksum(key, sealed[:n]) != sum {
		return nil, 0, fmt.Errorf("record %.40q has another checksum: %w", key, archive.ErrCorrupt)
	}
	return sealed[:n:n], sum, nil
}
