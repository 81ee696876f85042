package storetest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"testing"

	"gongkai/archive"
)

func (k kit) atOnce(t *testing.T) {
	const writers, rounds = 4, 25

	t.Run("no update is lost", func(t *testing.T) {
		s := k.open(t)
		run(t, writers, func(int) error {
			for range rounds {
				if err := increment(t, s); err != nil {
					return err
				}
			}
			return nil
		})
		if got, err := get(t, s, red, "count"); err != nil || binary.BigEndian.Uint64([]byte(got)) != writers*rounds {
			t.Errorf("count %x, %v, want %d", got, err, writers*rounds)
		}
	})
	t.Run("a view sees one state while others write", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "0"}, record{"b", "0"})
		run(t, writers, func(i int) error {
			for n := range rounds {
				if i%2 == 0 {
					value := fmt.Appendf(nil, "%d of %d", n, i)
					if err := retry(t, s, func(tx archive.WriteTx) error {
						return errors.Join(tx.Put(red, []byte("a"), value), tx.Put(red, []byte("b"), value))
					}); err != nil {
						return err
					}
					continue
				}
				err := s.View(t.Context(), func(tx archive.Tx) error {
					a, errA := tx.Get(red, []byte("a"))
					b, errB := tx.Get(red, []byte("b"))
					if string(a) != string(b) {
						return fmt.Errorf("a is %q, b is %q", a, b)
					}
					return errors.Join(errA, errB)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	t.Run("a view does not see what is committed while it runs", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"})
		viewing, written := make(chan struct{}), make(chan struct{})
		run(t, 2, func(i int) error {
			if i == 0 {
				<-viewing
				defer close(written)
				return retry(t, s, func(tx archive.WriteTx) error { return tx.Put(red, []byte("a"), []byte("2")) })
			}
			return s.View(t.Context(), func(tx archive.Tx) error {
				close(viewing)
				<-written
				a, err := tx.Get(red, []byte("a"))
				if err != nil || string(a) != "1" {
					return fmt.Errorf("a is %q, %w, want the value from before", a, err)
				}
				return nil
			})
		})
		want(t, s, red, record{"a", "2"})
	})
	t.Run("numbers rise in the order of commits", func(t *testing.T) {
		s := k.open(t)
		run(t, writers, func(int) error {
			for range rounds {
				err := retry(t, s, func(tx archive.WriteTx) error {
					n, err := tx.Next(red)
					if err != nil {
						return err
					}
					key := binary.BigEndian.AppendUint64(nil, n)
					if _, err := tx.Get(red, key); !errors.Is(err, archive.ErrNotFound) {
						return fmt.Errorf("number %d was given before: %w", n, err)
					}
					for last := range tx.ScanBack(red, nil, nil) {
						if binary.BigEndian.Uint64(last) >= n {
							return fmt.Errorf("number %d after %x", n, last)
						}
						break
					}
					return tx.Put(red, key, nil)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if got := all(t, s, red); len(got) != writers*rounds {
			t.Errorf("%d records, want %d", len(got), writers*rounds)
		}
	})
	t.Run("the same payloads from many goroutines are stored once", func(t *testing.T) {
		s := k.open(t)
		run(t, writers, func(i int) error {
			for n := range rounds {
				shared, own := fmt.Appendf(nil, "shared %d", n), fmt.Appendf(nil, "%d's own %d", i, n)
				digests, err := s.PutBlobs(t.Context(), shared, own)
				if err != nil {
					return err
				}
				for j, p := range [][]byte{shared, own} {
					if got, err := s.Blob(t.Context(), digests[j]); err != nil || string(got) != string(p) {
						return fmt.Errorf("%q, %w, want %q", got, err, p)
					}
				}
			}
			return nil
		})
		if got := list(t, s); len(got) != rounds*(writers+1) {
			t.Errorf("%d blobs, want %d", len(got), rounds*(writers+1))
		}
	})
}

// run runs f in n goroutines and fails the test for each that failed.
func run(t *testing.T, n int, f func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() { errs[i] = f(i) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// retry does an update again as long as it meets others, as the contract asks.
func retry(t *testing.T, s archive.Store, f func(archive.WriteTx) error) error {
	for {
		if err := s.Update(t.Context(), f); !errors.Is(err, archive.ErrConflict) {
			return err
		}
	}
}

func increment(t *testing.T, s archive.Store) error {
	return retry(t, s, func(tx archive.WriteTx) error {
		var n uint64
		old, err := tx.Get(red, []byte("count"))
		switch {
		case err == nil:
			n = binary.BigEndian.Uint64(old)
		case !errors.Is(err, archive.ErrNotFound):
			return err
		}
		return tx.Put(red, []byte("count"), binary.BigEndian.AppendUint64(nil, n+1))
	})
}
