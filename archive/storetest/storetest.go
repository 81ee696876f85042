// Package storetest holds every archive.Store to the promises that
// archive.Store makes. A store's own tests call Run; a promise that is missing
// here is no promise.
package storetest

import (
	"context"
	"errors"
	"testing"

	"gongkai/archive"
)

// Open makes a new, empty store that is closed when the test ends.
type Open func(t *testing.T) archive.Store

// Reopen closes the store and opens what it kept, as the next process would.
type Reopen func(t *testing.T, s archive.Store) archive.Store

// Run holds the stores that open makes to the contract. With a nil reopen the
// subtests about durability are skipped, loudly.
func Run(t *testing.T, open Open, reopen Reopen) {
	k := kit{open: open, reopen: reopen}
	t.Run("records", k.records)
	t.Run("transactions", k.transactions)
	t.Run("order", k.order)
	t.Run("numbers", k.numbers)
	t.Run("identity", k.identity)
	t.Run("blobs", k.blobs)
	t.Run("at once", k.atOnce)
	t.Run("endings", k.endings)
	t.Run("model", k.model)
}

// kit is the store under test and how to come by it.
type kit struct {
	open   Open
	reopen Reopen
}

// again reopens the store, or skips where the store cannot be reopened.
func (k kit) again(t *testing.T, s archive.Store) archive.Store {
	t.Helper()
	if k.reopen == nil {
		t.Skip("this store cannot be reopened: durability is not tested")
	}
	return k.reopen(t, s)
}

const (
	red  archive.Collection = "red"
	blue archive.Collection = "blue"
)

var errMine = errors.New("an error of the caller")

// record is a key and its value.
type record struct{ key, value string }

func put(t *testing.T, s archive.Store, c archive.Collection, records ...record) {
	t.Helper()
	err := s.Update(t.Context(), func(tx archive.WriteTx) error {
		for _, r := range records {
			if err := tx.Put(c, []byte(r.key), []byte(r.value)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("put %d records: %v", len(records), err)
	}
}

// all returns the records of a collection in the order of a scan.
func all(t *testing.T, s archive.Store, c archive.Collection) []record {
	t.Helper()
	var got []record
	err := s.View(context.Background(), func(tx archive.Tx) error {
		got = scan(tx, c, nil, nil)
		return nil
	})
	if err != nil {
		t.Fatalf("scan: %v", err)
	}
	return got
}

func scan(tx archive.Tx, c archive.Collection, from, to []byte) []record {
	var got []record
	for k, v := range tx.Scan(c, from, to) {
		got = append(got, record{string(k), string(v)})
	}
	return got
}

func scanBack(tx archive.Tx, c archive.Collection, from, to []byte) []record {
	var got []record
	for k, v := range tx.ScanBack(c, from, to) {
		got = append(got, record{string(k), string(v)})
	}
	return got
}

// want fails the test unless a collection holds exactly these records.
func want(t *testing.T, s archive.Store, c archive.Collection, records ...record) {
	t.Helper()
	same(t, all(t, s, c), records)
}

func same(t *testing.T, got, want []record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d records, want %d\n got %.300q\nwant %.300q", len(got), len(want), got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("record %d: got %.100q, want %.100q", i, got[i], want[i])
		}
	}
}
