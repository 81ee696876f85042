package storetest

import (
	"errors"
	"slices"
	"testing"

	"gongkai/archive"
)

func (k kit) numbers(t *testing.T) {
	take := func(t *testing.T, s archive.Store, c archive.Collection, keep bool) uint64 {
		t.Helper()
		var n uint64
		err := s.Update(t.Context(), func(tx archive.WriteTx) (err error) {
			if n, err = tx.Next(c); err != nil {
				return err
			}
			if !keep {
				return errMine
			}
			return tx.Put(c, []byte{byte(n)}, nil)
		})
		if keep && err != nil || !keep && !errors.Is(err, errMine) {
			t.Fatal(err)
		}
		return n
	}
	t.Run("numbers start at 1, for each collection", func(t *testing.T) {
		s := k.open(t)
		if n := take(t, s, red, true); n != 1 {
			t.Errorf("first number %d", n)
		}
		if n := take(t, s, blue, true); n != 1 {
			t.Errorf("first number of another collection %d", n)
		}
	})
	t.Run("numbers rise within a transaction", func(t *testing.T) {
		s := k.open(t)
		var got []uint64
		err := s.Update(t.Context(), func(tx archive.WriteTx) error {
			for range 100 {
				n, err := tx.Next(red)
				if err != nil {
					return err
				}
				got = append(got, n)
			}
			return nil
		})
		if err != nil || !rising(got) {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("numbers rise across aborts, deletions and reopening", func(t *testing.T) {
		s := k.open(t)
		var kept []uint64
		for range 3 {
			kept = append(kept, take(t, s, red, true))
			take(t, s, red, false)
			kept = append(kept, take(t, s, red, true))
			err := s.Update(t.Context(), func(tx archive.WriteTx) error {
				return tx.Delete(red, []byte{byte(kept[len(kept)-1])})
			})
			if err != nil {
				t.Fatal(err)
			}
			if s = k.again(t, s); !rising(kept) {
				t.Fatalf("numbers %v", kept)
			}
		}
	})
	t.Run("a number without a record is kept too", func(t *testing.T) {
		s := k.open(t)
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { _, err := tx.Next(red); return err })
		if err != nil {
			t.Fatal(err)
		}
		s = k.again(t, s)
		if n := take(t, s, red, true); n != 2 {
			t.Errorf("the number after 1 is %d", n)
		}
		want(t, s, red, record{"\x02", ""})
	})
}

// rising reports whether every number is above the one before.
func rising(n []uint64) bool {
	return slices.IsSorted(n) && len(slices.Compact(slices.Clone(n))) == len(n)
}
