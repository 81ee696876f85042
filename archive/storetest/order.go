package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"gongkai/archive"
)

// ascending are keys in bytewise order, which is neither that of runes nor
// that of a locale.
var ascending = []string{"\x00", "\x00\x00", "\x00\xff", "\x01", "10", "9", "A", "a", "a\x00", "aa", "b", "\x7f", "\x80", "\xc3\x28", "公", "开", "\xff", "\xff\x00", "\xff\xff"}

func (k kit) order(t *testing.T) {
	fill := func(t *testing.T) (archive.Store, []record) {
		t.Helper()
		s := k.open(t)
		var records []record
		for i, key := range ascending {
			records = append(records, record{key, fmt.Sprint(i)})
		}
		shuffled := slices.Clone(records)
		for i := range shuffled { // 7 and the length have no common factor
			shuffled[i] = records[i*7%len(records)]
		}
		put(t, s, red, shuffled...)
		put(t, s, blue, record{"another", "collection"})
		return s, records
	}
	ranges := []struct {
		name     string
		from, to []byte
	}{
		{"all of them", nil, nil},
		{"from a key that is there", []byte("a"), nil},
		{"from between two keys", []byte("a0"), nil},
		{"to a key that is there, without it", nil, []byte("a")},
		{"to between two keys", nil, []byte("a0")},
		{"between two keys", []byte("9"), []byte("b")},
		{"one key", []byte("a"), []byte("a\x00")},
		{"before the first", nil, []byte("\x00")},
		{"behind the last", []byte("\xff\xff\xff"), nil},
		{"from a key to itself is nothing", []byte("a"), []byte("a")},
		{"an end before the start is nothing", []byte("b"), []byte("a")},
		{"from the empty key is all", []byte{}, nil},
		{"to the empty key is nothing", nil, []byte{}},
	}
	for _, r := range ranges {
		t.Run("scans both ways: "+r.name, func(t *testing.T) {
			s, records := fill(t)
			var wanted []record
			for _, x := range records {
				if x.key >= string(r.from) && (r.to == nil || x.key < string(r.to)) {
					wanted = append(wanted, x)
				}
			}
			check := func(tx archive.Tx) {
				same(t, scan(tx, red, r.from, r.to), wanted)
				back := scanBack(tx, red, r.from, r.to)
				slices.Reverse(back)
				same(t, back, wanted)
			}
			err := s.View(t.Context(), func(tx archive.Tx) error { check(tx); return nil })
			if err != nil {
				t.Fatal(err)
			}
			err = s.Update(t.Context(), func(tx archive.WriteTx) error { check(tx); return nil })
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Run("a collection that never was is empty both ways", func(t *testing.T) {
		s := k.open(t)
		err := s.View(t.Context(), func(tx archive.Tx) error {
			same(t, scan(tx, red, nil, nil), nil)
			same(t, scanBack(tx, red, nil, nil), nil)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	// Enough records for a tree of several pages, of which a transaction empties
	// the first, the last, or all before it looks.
	for name, gone := range map[string]func(i int) bool{
		"the first half": func(i int) bool { return i < 500 },
		"the last half":  func(i int) bool { return i >= 500 },
		"the middle":     func(i int) bool { return i >= 200 && i < 800 },
		"all":            func(int) bool { return true },
	} {
		t.Run("a transaction that deleted "+name+" sees the rest both ways", func(t *testing.T) {
			s := k.open(t)
			var records, left []record
			for i := range 1000 {
				r := record{fmt.Sprintf("%04d", i), fmt.Sprintf("%0100d", i)}
				records = append(records, r)
				if !gone(i) {
					left = append(left, r)
				}
			}
			put(t, s, red, records...)
			err := s.Update(t.Context(), func(tx archive.WriteTx) error {
				for i, r := range records {
					if gone(i) {
						if err := tx.Delete(red, []byte(r.key)); err != nil {
							return err
						}
					}
				}
				same(t, scan(tx, red, nil, nil), left)
				back := scanBack(tx, red, nil, nil)
				slices.Reverse(back)
				same(t, back, left)
				back = scanBack(tx, red, []byte("0100"), []byte("0900"))
				slices.Reverse(back)
				same(t, back, scan(tx, red, []byte("0100"), []byte("0900")))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Run("a scan stops when its reader stops, and can be run again", func(t *testing.T) {
		s, records := fill(t)
		err := s.View(t.Context(), func(tx archive.Tx) error {
			seq := tx.Scan(red, nil, nil)
			for range 2 {
				n := 0
				for key := range seq {
					if string(key) != records[n].key {
						t.Errorf("key %d: %q, want %q", n, key, records[n].key)
					}
					if n++; n == 3 {
						break
					}
				}
			}
			for key := range tx.ScanBack(red, nil, nil) {
				if string(key) != records[len(records)-1].key {
					t.Errorf("last key %q", key)
				}
				break
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	t.Run("two scans and a get run inside each other", func(t *testing.T) {
		s, records := fill(t)
		pairs := 0
		err := s.View(t.Context(), func(tx archive.Tx) error {
			for outer, value := range tx.Scan(red, nil, nil) {
				for inner := range tx.ScanBack(red, nil, outer) {
					if string(inner) >= string(outer) {
						t.Errorf("%q inside %q", inner, outer)
					}
					pairs++
				}
				got, err := tx.Get(red, outer)
				if err != nil || string(got) != string(value) {
					t.Errorf("Get %q = %q, %v, scan says %q", outer, got, err, value)
				}
			}
			return nil
		})
		if n := len(records); err != nil || pairs != n*(n-1)/2 {
			t.Errorf("%d pairs, %v", pairs, err)
		}
	})
	t.Run("ten thousand records keep their order", func(t *testing.T) {
		s := k.open(t)
		var records []record
		for i := range 10_000 {
			records = append(records, record{fmt.Sprintf("%05d", i), fmt.Sprint(i)})
		}
		shuffled := make([]record, len(records))
		for i := range records {
			shuffled[i] = records[i*7919%len(records)]
		}
		put(t, s, red, shuffled...)
		want(t, s, red, records...)
	})
	t.Run("scans back past what this transaction deleted", func(t *testing.T) {
		s := k.open(t)
		var records []record
		for i := range 2000 {
			records = append(records, record{fmt.Sprintf("%05d", i), "a value that makes pages fill up sooner than they would"})
		}
		put(t, s, red, records...)
		for _, gap := range []struct{ from, to int }{{500, 1500}, {0, 500}, {1500, 2000}} {
			err := s.Update(t.Context(), func(tx archive.WriteTx) error {
				back := tx.ScanBack(red, nil, nil) // made before, run after
				for _, r := range records[gap.from:gap.to] {
					if err := tx.Delete(red, []byte(r.key)); err != nil {
						return err
					}
				}
				var got []record
				for k, v := range back {
					got = append(got, record{string(k), string(v)})
				}
				slices.Reverse(got)
				same(t, got, slices.Concat(records[:gap.from], records[gap.to:]))
				same(t, scan(tx, red, nil, nil), got)
				return errMine
			})
			if !errors.Is(err, errMine) {
				t.Fatal(err)
			}
		}
	})
}
