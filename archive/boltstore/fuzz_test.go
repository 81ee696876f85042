package boltstore

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"gongkai/archive"
)

// FuzzUnpack: whatever is stored, unpacking ends in the declared size or in an error.
func FuzzUnpack(f *testing.F) {
	c, err := newCodec()
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(c.close)
	for _, p := range [][]byte{nil, []byte("公开"), bytes.Repeat([]byte("ab"), 100), bytes.Repeat([]byte{0}, 10_000)} {
		how, packed := c.pack(p)
		f.Add(byte(how), packed, uint32(len(p)))
	}
	f.Add(byte(9), []byte("x"), uint32(1))
	f.Fuzz(func(t *testing.T, how byte, stored []byte, size uint32) {
		got, err := c.unpack(coding(how), stored, uint64(size%(1<<20)))
		if err == nil && coding(how) == zstded && len(got) != int(size%(1<<20)) {
			t.Errorf("%d bytes, declared %d", len(got), size%(1<<20))
		}
		how2, packed := c.pack(stored)
		if back, err := c.unpack(how2, packed, uint64(len(stored))); err != nil || !bytes.Equal(back, stored) {
			t.Errorf("packed and unpacked: %d bytes, %v, want %d", len(back), err, len(stored))
		}
	})
}

// FuzzEntry: a key and a value of the bucket "ids" are an entry that encodes to
// the same value, or an error.
func FuzzEntry(f *testing.F) {
	d := archive.DigestOf([]byte("payload"))
	f.Add(d[:], entry{id: 7, how: zstded, size: 1 << 20, stored: 99}.encode(d))
	f.Add([]byte("short"), []byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, digest, value []byte) {
		e, err := decodeEntry(digest, value)
		if err == nil && !bytes.Equal(e.encode(archive.Digest(digest)), value) {
			t.Errorf("%+v encodes to another value", e)
		}
	})
}

// FuzzPages: whatever a page holds, looking at it ends, and refers only to
// what lies inside it.
func FuzzPages(f *testing.F) {
	page := func(flags, count uint16, rest ...uint32) []byte {
		b := binary.NativeEndian.AppendUint64(nil, 3)
		b = binary.NativeEndian.AppendUint16(b, flags)
		b = binary.NativeEndian.AppendUint16(b, count)
		b = binary.NativeEndian.AppendUint32(b, 0)
		for _, r := range rest {
			b = binary.NativeEndian.AppendUint32(b, r)
		}
		return append(b, make([]byte, 4096-len(b))...)
	}
	f.Add(page(flagLeaf, 1, 0, 16, 3, 5))
	f.Add(page(flagLeaf, 1, leafBucket, 16, 3, 40))
	f.Add(page(flagBranch, 2, 32, 1, 4, 0, 20, 1, 3, 0))
	f.Add(page(flagFreelist, 0xFFFF, 5))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < pageHeader {
			return
		}
		_, _ = children(b, true)
		path := filepath.Join(dir, "page")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		// Small pages, so that b is a file of many and the walk has ways to go.
		p := &pages{f: file, size: int64(len(b)), head: head{pageSize: 64, root: 3, freelist: 2, above: uint64(len(b) / 64)}}
		p.walk(func(err error) {
			if err == nil {
				t.Error("a finding without words")
			}
		})
	})
}
