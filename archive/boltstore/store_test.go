package boltstore_test

import (
	"path/filepath"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/storetest"
)

func TestPromises(t *testing.T) {
	folders := map[archive.Store]string{} // subtests run one after another
	open := func(t *testing.T, dir string) archive.Store {
		t.Helper()
		s := openAt(t, dir)
		folders[s] = dir
		return s
	}
	storetest.Run(t,
		func(t *testing.T) archive.Store { return open(t, filepath.Join(t.TempDir(), "archive")) },
		func(t *testing.T, s archive.Store) archive.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, folders[s])
		})
}

// openAt opens an archive that is closed when the test ends.
func openAt(t testing.TB, dir string) *boltstore.Store {
	t.Helper()
	s, err := boltstore.Open(t.Context(), dir, boltstore.Options{Clock: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // closed by the test, or given up with the folder
	return s
}

func noon() time.Time { return time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC) }
