package storetest

import (
	"context"
	"errors"
	"testing"

	"gongkai/archive"
)

// call is any method of a store.
type call struct {
	name string
	do   func(ctx context.Context, s archive.Store) error
}

func calls(d archive.Digest) []call {
	return []call{
		{"View", func(ctx context.Context, s archive.Store) error {
			return s.View(ctx, func(archive.Tx) error { return nil })
		}},
		{"Update", func(ctx context.Context, s archive.Store) error {
			return s.Update(ctx, func(tx archive.WriteTx) error { return tx.Put(red, []byte("late"), nil) })
		}},
		{"PutBlobs", func(ctx context.Context, s archive.Store) error {
			_, err := s.PutBlobs(ctx, []byte("late"))
			return err
		}},
		{"Blob", func(ctx context.Context, s archive.Store) error { _, err := s.Blob(ctx, d); return err }},
		{"Blobs", func(ctx context.Context, s archive.Store) error {
			for _, err := range s.Blobs(ctx) {
				if err != nil {
					return err
				}
			}
			return nil
		}},
		{"Identity", func(ctx context.Context, s archive.Store) error { _, err := s.Identity(ctx); return err }},
		{"Check", func(ctx context.Context, s archive.Store) error {
			for err := range s.Check(ctx) {
				return err
			}
			return nil
		}},
	}
}

func (k kit) endings(t *testing.T) {
	fill := func(t *testing.T) (archive.Store, archive.Digest) {
		t.Helper()
		s := k.open(t)
		put(t, s, red, record{"a", "1"})
		d, err := s.PutBlobs(t.Context(), []byte("payload"))
		if err != nil {
			t.Fatal(err)
		}
		return s, d[0]
	}
	t.Run("a closed store says so, closing it again is no error", func(t *testing.T) {
		s, d := fill(t)
		for range 2 {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range calls(d) {
			if err := c.do(t.Context(), s); !errors.Is(err, archive.ErrClosed) {
				t.Errorf("%s: %v, want ErrClosed", c.name, err)
			}
		}
		if _, err := s.Size(); !errors.Is(err, archive.ErrClosed) {
			t.Errorf("Size: %v, want ErrClosed", err)
		}
	})
	t.Run("closing waits for the transaction that runs", func(t *testing.T) {
		s, _ := fill(t)
		inside, closing := make(chan struct{}), make(chan struct{})
		run(t, 2, func(i int) error {
			if i == 0 {
				<-inside
				close(closing)
				return s.Close()
			}
			err := s.Update(t.Context(), func(tx archive.WriteTx) error {
				close(inside)
				<-closing
				return tx.Put(red, []byte("b"), []byte("2"))
			})
			if errors.Is(err, archive.ErrClosed) {
				return nil // the close was first: then nothing may be there
			}
			return err
		})
	})
	t.Run("a cancelled context starts nothing", func(t *testing.T) {
		s, d := fill(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for _, c := range calls(d) {
			if err := c.do(ctx, s); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v, want context.Canceled", c.name, err)
			}
		}
		want(t, s, red, record{"a", "1"})
		if got := list(t, s); len(got) != 1 {
			t.Errorf("%d blobs, want 1", len(got))
		}
	})
	t.Run("a context cancelled before the commit undoes the update", func(t *testing.T) {
		s, _ := fill(t)
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Update(ctx, func(tx archive.WriteTx) error {
			cancel()
			return tx.Put(red, []byte("b"), []byte("2"))
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want context.Canceled", err)
		}
		want(t, s, red, record{"a", "1"})
	})
	t.Run("a listing ends with the error of its context", func(t *testing.T) {
		s, _ := fill(t)
		fillBlobs(t, s, 0, 100)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		n := 0
		var last error
		for _, err := range s.Blobs(ctx) {
			if n, last = n+1, err; n == 10 {
				cancel()
			}
		}
		if n != 11 || !errors.Is(last, context.Canceled) {
			t.Errorf("%d steps, %v, want 10 digests and context.Canceled", n, last)
		}
	})
	t.Run("a sound store has nothing to complain of", func(t *testing.T) {
		s, _ := fill(t)
		for err := range s.Check(t.Context()) {
			t.Error(err)
		}
		if _, err := s.Size(); err != nil {
			t.Error(err)
		}
	})
}
