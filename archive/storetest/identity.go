package storetest

import (
	"testing"

	"gongkai/archive"
)

func (k kit) identity(t *testing.T) {
	of := func(t *testing.T, s archive.Store) archive.Identity {
		t.Helper()
		id, err := s.Identity(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := id.Check(); err != nil {
			t.Fatal(err)
		}
		return id
	}
	t.Run("every archive has its own, in the epoch 1", func(t *testing.T) {
		a, b := of(t, k.open(t)), of(t, k.open(t))
		if a.Archive == b.Archive || a.Epoch != 1 || b.Epoch != 1 {
			t.Errorf("two new archives are %v and %v", a, b)
		}
	})
	t.Run("it stays, whatever is written", func(t *testing.T) {
		s := k.open(t)
		before := of(t, s)
		put(t, s, "meta", record{"archive", "another"}, record{"epoch", "7"})
		if after := of(t, s); after != before {
			t.Errorf("was %v, is %v", before, after)
		}
	})
	t.Run("it stays after reopening", func(t *testing.T) {
		s := k.open(t)
		before := of(t, s)
		put(t, s, red, record{"a", "1"})
		if after := of(t, k.again(t, s)); after != before {
			t.Errorf("was %v, is %v", before, after)
		}
	})
}
