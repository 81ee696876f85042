package boltstore_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/boltstore"
)

const (
	damageRecords = 300
	damageBlobs   = 40
)

// sample makes an archive of a few hundred pages and returns its folder.
func sample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := openAt(t, dir)
	for part := range 3 { // several commits leave free pages
		err := s.Update(t.Context(), func(tx archive.WriteTx) error {
			for i := part; i < damageRecords; i += 3 {
				if err := tx.Put("records", fmt.Appendf(nil, "%04d", i), recordValue(i)); err != nil {
					return err
				}
			}
			_, err := tx.Next("records")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range damageBlobs {
		if _, err := s.PutBlobs(t.Context(), blobValue(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func recordValue(i int) []byte { return fmt.Appendf(nil, "%d%s", i, strings.Repeat("记录", 20+i%50)) }

func blobValue(i int) []byte {
	noise := make([]byte, 100*i)
	_, _ = rand.NewChaCha8([32]byte{byte(i)}).Read(noise) // never fails
	return append(noise, strings.Repeat("<tr><td>公开</td></tr>", i)...)
}

// inspect opens the archive, reads everything and returns the error that tells
// of damage. A wrong value without an error fails the test.
func inspect(t *testing.T, dir string) (told error) {
	t.Helper()
	s, err := boltstore.Open(t.Context(), dir, boltstore.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // what it says was said before
	var missing []string
	for err := range s.Check(t.Context()) {
		told = errors.Join(told, err)
	}
	err = s.View(t.Context(), func(tx archive.Tx) error {
		seen := 0
		for k, v := range tx.Scan("records", nil, nil) {
			var i int
			if _, err := fmt.Sscanf(string(k), "%04d", &i); err != nil || string(v) != string(recordValue(i)) {
				t.Fatalf("record %q has the wrong value %.60q", k, v)
			}
			seen++
		}
		if seen != damageRecords {
			missing = append(missing, fmt.Sprintf("a scan gave %d records", seen))
		}
		for i := range damageRecords {
			v, err := tx.Get("records", fmt.Appendf(nil, "%04d", i))
			switch {
			case errors.Is(err, archive.ErrNotFound):
				missing = append(missing, fmt.Sprintf("record %d", i))
			case err != nil:
				return err
			case string(v) != string(recordValue(i)):
				t.Fatalf("record %d has the wrong value %.60q", i, v)
			}
		}
		return nil
	})
	told = errors.Join(told, err)
	for i := range damageBlobs {
		p := blobValue(i)
		got, err := s.Blob(t.Context(), archive.DigestOf(p))
		if err != nil {
			told = errors.Join(told, err)
		} else if string(got) != string(p) {
			t.Fatalf("blob %d is another one", i)
		}
	}
	if told == nil && len(missing) > 0 {
		t.Fatalf("lost in silence: %v", missing)
	}
	return told
}

func TestDamagedFiles(t *testing.T) {
	intact := sample(t)
	if err := inspect(t, intact); err != nil {
		t.Fatal(err)
	}
	damage := func(t *testing.T, name string, change func([]byte) []byte) string {
		t.Helper()
		dir := t.TempDir()
		for _, n := range []string{"index.bolt", "blobs.bolt"} {
			b, err := os.ReadFile(filepath.Join(intact, n))
			if err != nil {
				t.Fatal(err)
			}
			if n == name {
				b = change(b)
			}
			if err := os.WriteFile(filepath.Join(dir, n), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	for _, name := range []string{"index.bolt", "blobs.bolt"} {
		t.Run("a file that was cut off is refused: "+name, func(t *testing.T) {
			for _, keep := range []int{0, 1, 100, 4096, 8191, 8192, 12288, 20000, 40960} {
				dir := damage(t, name, func(b []byte) []byte { return b[:keep] })
				if err := inspect(t, dir); err == nil || !strings.Contains(err.Error(), name) {
					t.Errorf("%d bytes kept: %v, want an error that names the file", keep, err)
				}
			}
		})
		t.Run("another file in its place is refused: "+name, func(t *testing.T) {
			dir := damage(t, name, func(b []byte) []byte { return []byte(strings.Repeat("这不是档案", 5000)) })
			if err := inspect(t, dir); !errors.Is(err, archive.ErrCorrupt) {
				t.Errorf("%v, want ErrCorrupt", err)
			}
		})
		t.Run("a flipped bit is told or harmless, never silent: "+name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(7, 11)) //nolint:gosec // places, not secrets
			told := 0
			const flips = 40
			for i := range flips {
				at, bit := 0, byte(1)<<random.IntN(8)
				dir := damage(t, name, func(b []byte) []byte {
					used := len(strings.TrimRight(string(b), "\x00"))
					at = random.IntN(used)
					if i%2 == 0 { // heads of pages, where a bit does most harm
						at = at&^4095 + random.IntN(96)
					}
					b[at] ^= bit
					return b
				})
				if err := inspect(t, dir); err != nil {
					told++
					if !errors.Is(err, archive.ErrCorrupt) {
						t.Errorf("byte %d, bit %08b: %v, want ErrCorrupt", at, bit, err)
					}
				}
			}
			if told < flips/10 {
				t.Errorf("%d of %d flips were told: the test flips the wrong bits", told, flips)
			}
			t.Logf("%d of %d flips were told, the others hit what nobody reads", told, flips)
		})
	}
}
