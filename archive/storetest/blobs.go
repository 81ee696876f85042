package storetest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/archive"
)

// payloads are of every kind that a store may treat in its own way.
func payloads() map[string][]byte {
	noise := make([]byte, 3<<20)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(noise) // never fails
	return map[string][]byte{
		"empty":               {},
		"one byte":            {0},
		"a page":              []byte(strings.Repeat("<td>政府信息公开</td>\r\n", 3000)),
		"noise of 3 MB":       noise,
		"2 MB of one byte":    bytes.Repeat([]byte{0xff}, 2<<20),
		"256 KiB":             noise[:256<<10],
		"256 KiB and a byte":  noise[:256<<10+1],
		"looks like zstd":     []byte("\x28\xb5\x2f\xfd\x00\x00\x00"),
		"a word":              []byte("公开"),
		"short, says little":  bytes.Repeat([]byte("ab"), 100),
		"not of any encoding": []byte("\xff\xfe\x00\xd8\xc3\x28"),
	}
}

func (k kit) blobs(t *testing.T) {
	t.Run("a payload comes back byte for byte, also after reopening", func(t *testing.T) {
		s := k.open(t)
		digests := map[string]archive.Digest{}
		for name, p := range payloads() {
			got, err := s.PutBlobs(t.Context(), p)
			if err != nil || len(got) != 1 {
				t.Fatalf("%s: %v, %v", name, got, err)
			}
			digests[name] = got[0]
		}
		check := func() {
			t.Helper()
			for name, p := range payloads() {
				if got, err := s.Blob(t.Context(), digests[name]); err != nil || !bytes.Equal(got, p) {
					t.Errorf("%s: %d bytes, %v", name, len(got), err)
				}
			}
		}
		check()
		if k.reopen != nil {
			s = k.reopen(t, s)
			check()
		}
	})
	t.Run("the digest is the SHA-256 of the payload, in the order of the call", func(t *testing.T) {
		s := k.open(t)
		a, b := []byte("a"), []byte("b")
		got, err := s.PutBlobs(t.Context(), b, a, b, nil)
		wanted := []archive.Digest{sha256.Sum256(b), sha256.Sum256(a), sha256.Sum256(b), sha256.Sum256(nil)}
		if err != nil || !slices.Equal(got, wanted) {
			t.Errorf("got %v, %v, want %v", got, err, wanted)
		}
	})
	t.Run("putting nothing is no error", func(t *testing.T) {
		s := k.open(t)
		if got, err := s.PutBlobs(t.Context()); err != nil || len(got) != 0 {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("putting a payload again leaves one", func(t *testing.T) {
		s := k.open(t)
		page := payloads()["a page"]
		for range 3 {
			if _, err := s.PutBlobs(t.Context(), page, page); err != nil {
				t.Fatal(err)
			}
		}
		if got := list(t, s); len(got) != 1 {
			t.Errorf("%d blobs, want 1", len(got))
		}
		if got, err := s.Blob(t.Context(), archive.DigestOf(page)); err != nil || !bytes.Equal(got, page) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
	t.Run("a blob that is not there is ErrNotFound", func(t *testing.T) {
		s := k.open(t)
		for _, d := range []archive.Digest{{}, archive.DigestOf([]byte("never put"))} {
			if _, err := s.Blob(t.Context(), d); !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("Blob(%s): %v, want ErrNotFound", d, err)
			}
		}
	})
	t.Run("bytes given and bytes got are the caller's", func(t *testing.T) {
		s := k.open(t)
		p := []byte("payload")
		d, err := s.PutBlobs(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		p[0] = 'X'
		got, err := s.Blob(t.Context(), d[0])
		if err != nil || string(got) != "payload" {
			t.Fatalf("%q, %v", got, err)
		}
		got[0] = 'X'
		if got, err = s.Blob(t.Context(), d[0]); err != nil || string(got) != "payload" {
			t.Errorf("%q, %v", got, err)
		}
	})
	t.Run("a blob can be read inside a view", func(t *testing.T) {
		s := k.open(t)
		d, err := s.PutBlobs(t.Context(), []byte("payload"))
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(archive.Tx) error { _, err := s.Blob(t.Context(), d[0]); return err })
		if err != nil {
			t.Error(err)
		}
	})
	t.Run("blobs are listed in ascending order, each once", func(t *testing.T) {
		s := k.open(t)
		wanted := fillBlobs(t, s, 0, 1500)
		if got := list(t, s); !slices.Equal(got, wanted) {
			t.Errorf("%d digests, want %d", len(got), len(wanted))
		}
	})
	t.Run("an empty store lists nothing", func(t *testing.T) {
		if got := list(t, k.open(t)); len(got) != 0 {
			t.Errorf("%d digests", len(got))
		}
	})
	t.Run("a listing goes on without repeats while blobs are written", func(t *testing.T) {
		s := k.open(t)
		before := fillBlobs(t, s, 0, 1200)
		seen := map[archive.Digest]bool{}
		var last archive.Digest
		n := 0
		for d, err := range s.Blobs(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if n > 0 && bytes.Compare(d[:], last[:]) <= 0 {
				t.Fatalf("%s after %s", d, last)
			}
			last, seen[d] = d, true
			if n%100 == 0 {
				fillBlobs(t, s, 10_000+n, 10_005+n)
			}
			n++
		}
		for _, d := range before {
			if !seen[d] {
				t.Errorf("%s was there before and was not listed", d)
			}
		}
	})
	t.Run("a listing stops when its reader stops", func(t *testing.T) {
		s := k.open(t)
		fillBlobs(t, s, 0, 10)
		for range s.Blobs(t.Context()) {
			break
		}
		fillBlobs(t, s, 10, 20) // nothing is held
	})
}

// fillBlobs stores small payloads and returns their digests in ascending order.
func fillBlobs(t *testing.T, s archive.Store, from, to int) []archive.Digest {
	t.Helper()
	var small [][]byte
	for i := from; i < to; i++ {
		small = append(small, fmt.Appendf(nil, "payload %d", i))
	}
	digests, err := s.PutBlobs(t.Context(), small...)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(digests, func(a, b archive.Digest) int { return bytes.Compare(a[:], b[:]) })
	return digests
}

func list(t *testing.T, s archive.Store) []archive.Digest {
	t.Helper()
	var got []archive.Digest
	for d, err := range s.Blobs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	return got
}
