package boltstore

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

func TestFormat(t *testing.T) {
	later := func(steps ...step) history { return history{current: Format + 1, steps: steps} }
	fresh := func(t *testing.T, known history) string {
		t.Helper()
		dir := filepath.Join(t.TempDir(), "archive")
		s, err := open(t.Context(), dir, Options{}, known)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	content := func(t *testing.T, dir string) []byte {
		t.Helper()
		var all []byte
		for _, name := range []string{indexName, blobsName} {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		return all
	}

	t.Run("a newer format is refused and nothing is touched", func(t *testing.T) {
		dir := fresh(t, later())
		before := content(t, dir)
		_, err := Open(t.Context(), dir, Options{})
		if !errors.Is(err, archive.ErrNewerFormat) || !strings.Contains(err.Error(), "use a newer gongkai") {
			t.Errorf("%v, want ErrNewerFormat and what to do", err)
		}
		names, globErr := filepath.Glob(filepath.Join(dir, "*"))
		if !bytes.Equal(content(t, dir), before) || globErr != nil || len(names) != 2 {
			t.Errorf("something was touched: %v, %v", names, globErr)
		}
	})
	t.Run("an older format is brought up, each file once, also after a crash between them", func(t *testing.T) {
		dir := fresh(t, formats())
		var ran []string
		fail := errors.New("the power went off")
		mark := func(name string, err error) func(*bbolt.Tx) error {
			return func(tx *bbolt.Tx) error {
				ran = append(ran, name)
				return errors.Join(err, tx.Bucket(bucketMeta()).Put([]byte("mark"), nil))
			}
		}
		_, err := open(t.Context(), dir, Options{}, later(step{to: Format + 1, blobs: mark("blobs", nil), index: mark("index", fail)}))
		if !errors.Is(err, fail) {
			t.Fatalf("%v, want %v", err, fail)
		}
		known := later(step{to: Format + 1, blobs: mark("blobs", nil), index: mark("index", nil)})
		for range 2 {
			s, err := open(t.Context(), dir, Options{}, known)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(ran, " "); got != "blobs index index" {
			t.Errorf("steps ran: %s", got)
		}
		if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, archive.ErrNewerFormat) {
			t.Errorf("%v, want ErrNewerFormat", err)
		}
	})
	t.Run("files of two archives are refused", func(t *testing.T) {
		a, b := fresh(t, formats()), fresh(t, formats())
		if err := os.Rename(filepath.Join(b, indexName), filepath.Join(a, indexName)); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), a, Options{}); !errors.Is(err, archive.ErrCorrupt) || !strings.Contains(err.Error(), "two archives") {
			t.Errorf("%v, want ErrCorrupt", err)
		}
	})
	t.Run("an archive without an epoch is in the first, the higher of both files holds, a broken one is refused", func(t *testing.T) {
		dir := fresh(t, formats())
		set := func(name, epoch string) {
			t.Helper()
			db, err := bbolt.Open(filepath.Join(dir, name), 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			err = db.Update(func(tx *bbolt.Tx) error {
				if epoch == "" {
					return tx.Bucket(bucketMeta()).Delete([]byte("epoch"))
				}
				return tx.Bucket(bucketMeta()).Put([]byte("epoch"), []byte(epoch))
			})
			if err := errors.Join(err, db.Close()); err != nil {
				t.Fatal(err)
			}
		}
		for _, tt := range []struct {
			blobs, index string
			want         uint64
		}{{"", "", 1}, {"7", "", 7}, {"7", "9", 9}, {"7", "0", 0}, {"7", "-1", 0}, {"soon", "7", 0}} {
			set(blobsName, tt.blobs)
			set(indexName, tt.index)
			s, err := Open(t.Context(), dir, Options{})
			if tt.want == 0 {
				if !errors.Is(err, archive.ErrCorrupt) {
					t.Errorf("epochs %q and %q: %v, want ErrCorrupt", tt.blobs, tt.index, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			id, err := s.Identity(t.Context())
			if err := errors.Join(err, s.Close()); err != nil || id.Epoch != tt.want {
				t.Errorf("epochs %q and %q: %d, %v, want %d", tt.blobs, tt.index, id.Epoch, err, tt.want)
			}
		}
	})
	t.Run("an index lost beside payloads is not made anew", func(t *testing.T) {
		dir := fresh(t, formats())
		s, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.PutBlobs(t.Context(), []byte("payload"))
		if err := errors.Join(err, s.Close(), os.Remove(filepath.Join(dir, indexName))); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, archive.ErrCorrupt) || !strings.Contains(err.Error(), "backup") {
			t.Errorf("%v, want ErrCorrupt and what to do", err)
		}
	})
	t.Run("a process that died before the index was made is made good", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "archive")
		if err := makeBlobs(dir, Format, time.Unix(0, 0)); err != nil {
			t.Fatal(err)
		}
		left := filepath.Join(dir, indexName+".new-1-X")
		if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(left); err == nil {
			t.Error("the half file is still there")
		}
	})
	t.Run("the folder is the owner's alone", func(t *testing.T) {
		info, err := os.Stat(fresh(t, formats()))
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%v, %v, want mode 0700", info, err)
		}
	})
}
