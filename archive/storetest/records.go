package storetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gongkai/archive"
)

func (k kit) records(t *testing.T) {
	t.Run("a record that was put is read back", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"})
		want(t, s, red, record{"a", "1"})
	})
	t.Run("a later put replaces the value", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"})
		put(t, s, red, record{"a", "a longer value"})
		put(t, s, red, record{"a", "2"})
		want(t, s, red, record{"a", "2"})
	})
	t.Run("a deleted record is gone, deleting it again is no error", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"}, record{"b", "2"})
		for range 2 {
			err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Delete(red, []byte("a")) })
			if err != nil {
				t.Fatal(err)
			}
			want(t, s, red, record{"b", "2"})
		}
	})
	t.Run("deleting from a collection that never was is no error", func(t *testing.T) {
		s := k.open(t)
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Delete(red, []byte("a")) })
		if err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a record that is not there is ErrNotFound", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"})
		for _, key := range []string{"b", "A", "a\x00", ""} {
			if _, err := get(t, s, red, key); !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("Get %q: %v, want ErrNotFound", key, err)
			}
		}
		if _, err := get(t, s, blue, "a"); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("Get from a collection that never was: %v, want ErrNotFound", err)
		}
	})
	t.Run("collections do not see each other", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "red"})
		put(t, s, blue, record{"a", "blue"})
		want(t, s, red, record{"a", "red"})
		want(t, s, blue, record{"a", "blue"})
	})
	t.Run("keys and values are any bytes", func(t *testing.T) {
		s := k.open(t)
		for i, odd := range []string{
			"\x00", "\x00\x00", "a\x00b", "\xff", "\xff\xff\xff", "\xc3\x28", "\xed\xa0\x80", "公开", "\xb9\xab\xbf\xaa", " ", "\n",
			strings.Repeat("k", 1024),
		} {
			put(t, s, red, record{odd, odd})
			if got, err := get(t, s, red, odd); err != nil || got != odd {
				t.Errorf("%d: Get %.20q = %.20q, %v", i, odd, got, err)
			}
		}
	})
	t.Run("an empty value is a value", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", ""})
		err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Put(red, []byte("b"), nil) })
		if err != nil {
			t.Fatal(err)
		}
		want(t, s, red, record{"a", ""}, record{"b", ""})
	})
	t.Run("a key of no bytes or of more than 1,024 is refused", func(t *testing.T) {
		s := k.open(t)
		for _, key := range []string{"", strings.Repeat("k", 1025)} {
			err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Put(red, []byte(key), []byte("v")) })
			if err == nil {
				t.Errorf("key of %d bytes was stored", len(key))
			}
		}
		want(t, s, red)
	})
	t.Run("a value of 3 MB comes back whole", func(t *testing.T) {
		s := k.open(t)
		big := string(bytes.Repeat([]byte("0123456789abcdef"), 3<<16))
		put(t, s, red, record{"a", "1"}, record{"big", big}, record{"c", "3"})
		want(t, s, red, record{"a", "1"}, record{"big", big}, record{"c", "3"})
	})
	t.Run("the bytes given to Put stay the caller's", func(t *testing.T) {
		s := k.open(t)
		err := s.Update(t.Context(), func(tx archive.WriteTx) error {
			key, value := []byte("a"), []byte("1")
			if err := tx.Put(red, key, value); err != nil {
				return err
			}
			key[0], value[0] = 'X', 'X'
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want(t, s, red, record{"a", "1"})
	})
	t.Run("records are there after reopening", func(t *testing.T) {
		s := k.open(t)
		put(t, s, red, record{"a", "1"}, record{"b", ""})
		put(t, s, blue, record{"\x00", "\xff"})
		s = k.again(t, s)
		want(t, s, red, record{"a", "1"}, record{"b", ""})
		want(t, s, blue, record{"\x00", "\xff"})
	})
}

func get(t *testing.T, s archive.Store, c archive.Collection, key string) (value string, err error) {
	t.Helper()
	viewErr := s.View(t.Context(), func(tx archive.Tx) error {
		var b []byte
		b, err = tx.Get(c, []byte(key))
		value = string(b)
		return nil
	})
	if viewErr != nil {
		t.Fatalf("view: %v", viewErr)
	}
	return value, err
}
