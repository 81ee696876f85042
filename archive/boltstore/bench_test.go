package boltstore_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// htmlPage makes a page of about 60 KB as portals serve them: one frame,
// different words and numbers. No two are the same.
func htmlPage(random *rand.Rand) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><meta charset=utf-8><title>云湖市政府信息公开</title></head><body><ul class=menu>")
	for b.Len() < 60_000 {
		fmt.Fprintf(&b, `<li><a href="/gongkai/art_%d_%d.html" title="%c%c%c年度报告">青石区%c%c局%d年政府信息公开工作年度报告</a><span>20%02d-01-%02d</span></li>`+"\n",
			random.IntN(100), random.IntN(1e6), han(random), han(random), han(random), han(random), han(random), 2008+random.IntN(18), random.IntN(26), 1+random.IntN(31))
	}
	return []byte(b.String())
}

func han(random *rand.Rand) rune { return rune(0x4e00 + random.IntN(3000)) }

func plain(b *testing.B) *bbolt.DB {
	b.Helper()
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "plain.bolt"), 0o600,
		&bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType, InitialMmapSize: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// BenchmarkPutBlobs stores 64 new pages at a time. "plain" is what bbolt costs
// without us: the same bytes, unpacked, under ascending keys, one transaction.
func BenchmarkPutBlobs(b *testing.B) {
	batch := func(random *rand.Rand) (pages [][]byte, size int64) {
		for range 64 {
			pages = append(pages, htmlPage(random))
			size += int64(len(pages[len(pages)-1]))
		}
		return pages, size
	}
	b.Run("boltstore", func(b *testing.B) {
		random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // test data
		s := openAt(b, b.TempDir())
		var written int64
		for b.Loop() {
			b.StopTimer()
			pages, size := batch(random)
			b.SetBytes(size)
			written += size
			b.StartTimer()
			if _, err := s.PutBlobs(b.Context(), pages...); err != nil {
				b.Fatal(err)
			}
		}
		if size, err := s.Size(); err == nil {
			b.ReportMetric(float64(size)/float64(written), "disk/payload")
		}
	})
	b.Run("plain", func(b *testing.B) {
		random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // test data
		db := plain(b)
		for b.Loop() {
			b.StopTimer()
			pages, size := batch(random)
			b.SetBytes(size)
			b.StartTimer()
			err := db.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("blobs"))
				if err != nil {
					return err
				}
				for _, p := range pages {
					id, err := bucket.NextSequence()
					if err != nil {
						return err
					}
					_ = sha256.Sum256(p) // whoever stores by digest needs it
					if err := bucket.Put(binary.BigEndian.AppendUint64(nil, id), p); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkUpdate writes 64 records of 300 bytes in one transaction, into a
// collection that grows.
func BenchmarkUpdate(b *testing.B) {
	value := []byte(strings.Repeat(`{"outcome":"ok"}`, 19))
	b.Run("boltstore", func(b *testing.B) {
		s := openAt(b, b.TempDir())
		for b.Loop() {
			err := s.Update(b.Context(), func(tx archive.WriteTx) error {
				for range 64 {
					n, err := tx.Next("captures")
					if err != nil {
						return err
					}
					if err := tx.Put("captures", binary.BigEndian.AppendUint64(nil, n), value); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("plain", func(b *testing.B) {
		db := plain(b)
		for b.Loop() {
			err := db.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("captures"))
				if err != nil {
					return err
				}
				for range 64 {
					id, err := bucket.NextSequence()
					if err != nil {
						return err
					}
					if err := bucket.Put(binary.BigEndian.AppendUint64(nil, id), value); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkScan reads 10,000 records; what checksums cost is in the ratio.
func BenchmarkScan(b *testing.B) {
	s := openAt(b, b.TempDir())
	value := []byte(strings.Repeat(`{"outcome":"ok"}`, 19))
	err := s.Update(b.Context(), func(tx archive.WriteTx) error {
		for i := range uint64(10_000) {
			if err := tx.Put("captures", binary.BigEndian.AppendUint64(nil, i), value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n := 0
		err := s.View(b.Context(), func(tx archive.Tx) error {
			for range tx.Scan("captures", nil, nil) {
				n++
			}
			return nil
		})
		if err != nil || n != 10_000 {
			b.Fatal(n, err)
		}
	}
}
