package storetest

import (
	"errors"
	"testing"

	"gongkai/archive"
)

func (k kit) transactions(t *testing.T) {
	t.Run("a transaction sees its own writes", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "old"}, record{"gone", "1"})
		err := s.Update(t.Context(), func(tx archive.WriteTx) error {
			for _, r := range []record{{"a", "new"}, {"b", "2"}} {
				if err := tx.Put(red, []byte(r.key), []byte(r.value)); err != nil {
					return err
				}
			}
			if err := tx.Delete(red, []byte("gone")); err != nil {
				return err
			}
			same(t, scan(tx, red, nil, nil), []record{{"a", "new"}, {"b", "2"}})
			same(t, scanBack(tx, red, nil, nil), []record{{"b", "2"}, {"a", "new"}})
			if _, err := tx.Get(red, []byte("gone")); !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("a record deleted in this transaction: %v, want ErrNotFound", err)
			}
			if v, err := tx.Get(red, []byte("a")); err != nil || string(v) != "new" {
				t.Errorf("Get = %q, %v, want the value put in this transaction", v, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	t.Run("an error of f undoes everything and comes back wrapped", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "old"})
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { return errors.Join(spoil(tx), errMine) })
		if !errors.Is(err, errMine) {
			t.Errorf("Update: %v, want the error of f", err)
		}
		want(t, s, red, record{"a", "old"})
		want(t, s, blue)
		err = s.View(t.Context(), func(archive.Tx) error { return errMine })
		if !errors.Is(err, errMine) {
			t.Errorf("View: %v, want the error of f", err)
		}
	})
	t.Run("a panic in f undoes everything, passes through and locks nothing", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "old"})
		for name, call := range map[string]func() error{
			"update": func() error {
				return s.Update(t.Context(), func(tx archive.WriteTx) error {
					if err := spoil(tx); err != nil {
						return err
					}
					panic(errMine)
				})
			},
			"view": func() error { return s.View(t.Context(), func(archive.Tx) error { panic(errMine) }) },
			"scan": func() error {
				return s.View(t.Context(), func(tx archive.Tx) error {
					for range tx.Scan(red, nil, nil) {
						panic(errMine)
					}
					return nil
				})
			},
		} {
			if got := recovered(t, call); got != errMine {
				t.Errorf("%s: recovered %v, want the panic of f", name, got)
			}
		}
		want(t, s, red, record{"a", "old"})
		put(t, s, blue, record{"after", "1"})
		want(t, s, blue, record{"after", "1"})
	})
	t.Run("what was undone stays undone after reopening", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "old"})
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { return errors.Join(spoil(tx), errMine) })
		if !errors.Is(err, errMine) {
			t.Fatal(err)
		}
		s = k.again(t, s)
		want(t, s, red, record{"a", "old"})
		want(t, s, blue)
	})
	t.Run("a transaction over several collections is one", func(t *testing.T) {
		s := k.open(t)
		err := s.Update(t.Context(), func(tx archive.WriteTx) error {
			return errors.Join(tx.Put(red, []byte("a"), []byte("1")), tx.Put(blue, []byte("b"), []byte("2")))
		})
		if err != nil {
			t.Fatal(err)
		}
		s = k.again(t, s)
		want(t, s, red, record{"a", "1"})
		want(t, s, blue, record{"b", "2"})
	})
	t.Run("a transaction that ended writes nothing more", func(t *testing.T) {
		s := k.open(t)
		var leaked archive.WriteTx
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { leaked = tx; return nil })
		if err != nil {
			t.Fatal(err)
		}
		if err := leaked.Put(red, []byte("a"), nil); err == nil {
			t.Error("Put after the end is no error")
		}
		if err := leaked.Delete(red, []byte("a")); err == nil {
			t.Error("Delete after the end is no error")
		}
		if _, err := leaked.Next(red); err == nil {
			t.Error("Next after the end is no error")
		}
		if _, err := leaked.Get(red, []byte("a")); err == nil || errors.Is(err, archive.ErrNotFound) {
			t.Errorf("Get after the end: %v, want an error that is not ErrNotFound", err)
		}
		want(t, s, red)
	})
}

// spoil writes what must never be seen.
func spoil(tx archive.WriteTx) error {
	_, err := tx.Next(red)
	return errors.Join(err,
		tx.Put(red, []byte("a"), []byte("spoilt")),
		tx.Put(red, []byte("b"), []byte("spoilt")),
		tx.Put(blue, []byte("c"), []byte("spoilt")))
}

// recovered returns what call panicked with.
func recovered(t *testing.T, call func() error) (got any) {
	t.Helper()
	defer func() { got = recover() }()
	t.Errorf("no panic, but %v", call())
	return nil
}
