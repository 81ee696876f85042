package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gongkai/archive"
)

// world is what a store should hold: the plainest store there is.
type world struct {
	records map[archive.Collection]map[string]string
	last    map[archive.Collection]uint64
	blobs   map[archive.Digest]string
}

func newWorld() *world {
	return &world{
		records: map[archive.Collection]map[string]string{red: {}, blue: {}},
		last:    map[archive.Collection]uint64{},
		blobs:   map[archive.Digest]string{},
	}
}

func (w *world) clone() *world {
	c := newWorld()
	for name, records := range w.records {
		c.records[name] = maps.Clone(records)
	}
	c.last, c.blobs = maps.Clone(w.last), maps.Clone(w.blobs)
	return c
}

// between returns the records of a range in ascending order.
func (w *world) between(c archive.Collection, from, to []byte) []record {
	var got []record
	for _, key := range slices.Sorted(maps.Keys(w.records[c])) {
		if (from == nil || key >= string(from)) && (to == nil || key < string(to)) {
			got = append(got, record{key, w.records[c][key]})
		}
	}
	return got
}

// model runs random transactions against a store and against a world, with
// the store reopened in between, and compares all that can be seen.
func (k kit) model(t *testing.T) {
	s := k.open(t) // one for all runs: making a store costs more than a run
	rapid.Check(t, func(r *rapid.T) {
		w := newWorld()
		if err := empty(t, s); err != nil {
			r.Fatal(err)
		}
		collections := rapid.SampledFrom([]archive.Collection{red, blue})
		keys := rapid.OneOf(
			rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 'a', 'b', 0x80, 0xff}), 1, 3),
			rapid.SliceOfN(rapid.Byte(), 1, 20))
		values := rapid.OneOf(
			rapid.SliceOfN(rapid.Byte(), 0, 30),
			// Long enough for a tree of several pages, so that whole pages are emptied.
			rapid.Map(rapid.IntRange(500, 3000), func(n int) []byte { return bytes.Repeat([]byte{byte(n)}, n) }))

		actions := map[string]func(){
			"update": func() {
				next := w.clone()
				abort := rapid.IntRange(0, 4).Draw(r, "abort") == 0
				err := s.Update(t.Context(), func(tx archive.WriteTx) error {
					for range rapid.IntRange(0, 40).Draw(r, "operations") {
						if err := operate(r, tx, next, collections.Draw(r, "collection"), keys, values); err != nil {
							return err
						}
					}
					if abort {
						return errMine
					}
					return nil
				})
				switch {
				case abort && errors.Is(err, errMine):
				case !abort && err == nil:
					w = next
				default:
					r.Fatalf("update: %v", err)
				}
			},
			"blobs": func() {
				some := rapid.SliceOfN(values, 0, 5).Draw(r, "payloads")
				digests, err := s.PutBlobs(t.Context(), some...)
				if err != nil || len(digests) != len(some) {
					r.Fatalf("put blobs: %v, %v", digests, err)
				}
				for i, p := range some {
					w.blobs[digests[i]] = string(p)
				}
			},
			"reopen": func() {
				if k.reopen != nil {
					s = k.reopen(t, s)
				}
			},
		}
		for range rapid.IntRange(1, 6).Draw(r, "actions") {
			actions[rapid.SampledFrom([]string{"update", "update", "blobs", "reopen"}).Draw(r, "action")]()
			if err := w.compare(t, s); err != nil {
				r.Fatal(err)
			}
		}
	})
	for err := range s.Check(t.Context()) {
		t.Errorf("check: %v", err)
	}
}

// empty removes all records; blobs stay, and numbers go on.
func empty(t *testing.T, s archive.Store) error {
	return s.Update(t.Context(), func(tx archive.WriteTx) error {
		for _, c := range []archive.Collection{red, blue} {
			for _, x := range scan(tx, c, nil, nil) {
				if err := tx.Delete(c, []byte(x.key)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// operate does one thing to the store and to the world.
func operate(r *rapid.T, tx archive.WriteTx, w *world, c archive.Collection, keys, values *rapid.Generator[[]byte]) error {
	key := keys.Draw(r, "key")
	switch op := rapid.SampledFrom([]string{"put", "put", "put", "delete", "clear", "next", "scan"}).Draw(r, "operation"); op {
	case "put":
		value := values.Draw(r, "value")
		w.records[c][string(key)] = string(value)
		return tx.Put(c, key, value)
	case "delete":
		delete(w.records[c], string(key))
		return tx.Delete(c, key)
	case "clear":
		for _, x := range w.between(c, key, nil) {
			delete(w.records[c], x.key)
			if err := tx.Delete(c, []byte(x.key)); err != nil {
				return err
			}
		}
		return nil
	case "next":
		n, err := tx.Next(c)
		if err == nil && n <= w.last[c] {
			return fmt.Errorf("number %d after %d", n, w.last[c])
		}
		w.last[c] = n
		return err
	default:
		to := keys.Draw(r, "to")
		return w.compareRange(tx, c, key, to)
	}
}

// compare holds the whole store against the world.
func (w *world) compare(t *testing.T, s archive.Store) error {
	err := s.View(t.Context(), func(tx archive.Tx) error {
		return errors.Join(w.compareRange(tx, red, nil, nil), w.compareRange(tx, blue, nil, nil))
	})
	if err != nil {
		return err
	}
	for d, wanted := range w.blobs {
		if got, err := s.Blob(t.Context(), d); err != nil || string(got) != wanted {
			return fmt.Errorf("blob %s: %d bytes, %w, want %d", d, len(got), err, len(wanted))
		}
	}
	return nil
}

func (w *world) compareRange(tx archive.Tx, c archive.Collection, from, to []byte) error {
	wanted := w.between(c, from, to)
	if got := scan(tx, c, from, to); !slices.Equal(got, wanted) {
		return fmt.Errorf("scan of %s from %q to %q: %d records, want %d", c, from, to, len(got), len(wanted))
	}
	back := scanBack(tx, c, from, to)
	slices.Reverse(back)
	if !slices.Equal(back, wanted) {
		return fmt.Errorf("scan back of %s from %q to %q: %d records, want %d", c, from, to, len(back), len(wanted))
	}
	for _, x := range wanted {
		if got, err := tx.Get(c, []byte(x.key)); err != nil || string(got) != x.value {
			return fmt.Errorf("get %q: %.40q, %w, want %.40q", x.key, got, err, x.value)
		}
	}
	return nil
}
