package boltstore

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// tally is what is known of a collection as a whole.
type tally struct {
	records uint64
	sum     uint64 // of the checksums of all records
	last    uint64 // number that Next gave
}

const tallySize = 3 * 8

func readTally(tx *bbolt.Tx, c archive.Collection) (tally, error) {
	b := tx.Bucket(bucketTally())
	if b == nil {
		return tally{}, fmt.Errorf("no bucket tally: %w", archive.ErrCorrupt)
	}
	sealed := b.Get([]byte(c))
	if sealed == nil {
		return tally{}, nil
	}
	v, _, err := unseal([]byte(c), sealed)
	if err != nil || len(v) != tallySize {
		return tally{}, fmt.Errorf("tally of %q is damaged: %w", c, archive.ErrCorrupt)
	}
	return tally{
		records: binary.BigEndian.Uint64(v),
		sum:     binary.BigEndian.Uint64(v[8:]),
		last:    binary.BigEndian.Uint64(v[16:]),
	}, nil
}

func (t tally) write(tx *bbolt.Tx, c archive.Collection) error {
	v := make([]byte, 0, tallySize)
	v = binary.BigEndian.AppendUint64(v, t.records)
	v = binary.BigEndian.AppendUint64(v, t.sum)
	v = binary.BigEndian.AppendUint64(v, t.last)
	sealed, _ := seal([]byte(c), v)
	return tx.Bucket(bucketTally()).Put([]byte(c), sealed)
}

// count makes the tally anew from the records of a collection and calls bad
// for every record that is damaged. Numbers cannot be counted: last is 0.
func count(b *bbolt.Bucket, bad func(error)) tally {
	var t tally
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		t.records++
		_, sum, err := unseal(k, v)
		if err != nil {
			bad(err)
		}
		t.sum += uint64(sum)
	}
	return t
}
