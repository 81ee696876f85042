package boltstore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
)

// copied is a file of a backup in a folder.
type copied struct {
	*os.File
	fail error
}

func (c copied) Write(p []byte) (int, error) {
	if c.fail != nil {
		return 0, c.fail
	}
	return c.File.Write(p)
}

func (c copied) Commit() error { return c.Close() }
func (c copied) Abort()        { _ = c.Close() }

func into(dir string) func(string) (boltstore.BackupFile, error) {
	return func(name string) (boltstore.BackupFile, error) {
		f, err := os.Create(filepath.Join(dir, name))
		return copied{File: f}, err
	}
}

func TestBackupBesideAWriterIsWhole(t *testing.T) {
	s := openAt(t, t.TempDir())
	ctx := t.Context()
	// A record refers to a payload that was durable before: in every copy the
	// payload must be there.
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			payload := fmt.Appendf(nil, "payload %d", i)
			if _, err := s.PutBlobs(ctx, payload); err != nil {
				t.Error(err)
				return
			}
			err := s.Update(ctx, func(tx archive.WriteTx) error {
				d := archive.DigestOf(payload)
				return tx.Put("refs", fmt.Appendf(nil, "%08d", i), d[:])
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 8 {
		dir := t.TempDir()
		if err := s.Backup(ctx, into(dir)); err != nil {
			t.Fatal(err)
		}
		checkCopy(t, s, dir)
	}
	close(stop)
	writing.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, into(t.TempDir())); !errors.Is(err, archive.ErrClosed) {
		t.Errorf("a backup of a closed store: %v, want ErrClosed", err)
	}
}

// checkCopy checks that the copy in dir is sound, has a new epoch, and that all
// its references resolve.
func checkCopy(t *testing.T, original *boltstore.Store, dir string) {
	t.Helper()
	ctx := t.Context()
	was, err := original.Identity(ctx)
	if err != nil {
		t.Fatal(err)
	}
	id, err := boltstore.NewEpoch(ctx, dir, noon())
	if err != nil || id.Archive != was.Archive || id.Epoch <= was.Epoch {
		t.Errorf("identity %v, %v; of the original %v", id, err, was)
	}
	c, err := boltstore.Open(ctx, dir, boltstore.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	for err := range c.Check(ctx) {
		t.Error(err)
	}
	if now, err := c.Identity(ctx); err != nil || now != id {
		t.Errorf("identity %v, %v, want %v", now, err, id)
	}
	var digests []archive.Digest
	err = c.View(ctx, func(tx archive.Tx) error {
		for _, v := range tx.Scan("refs", nil, nil) {
			digests = append(digests, archive.Digest(v))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range digests {
		if _, err := c.Blob(ctx, d); err != nil {
			t.Errorf("the payload of a record: %v", err)
		}
	}
}

func TestEpochsOfCopiesRise(t *testing.T) {
	s := openAt(t, t.TempDir())
	dir := t.TempDir()
	if err := s.Backup(t.Context(), into(dir)); err != nil {
		t.Fatal(err)
	}
	before := uint64(0)
	for _, now := range []time.Time{noon(), noon(), noon().Add(-time.Hour), time.Unix(-5, 0)} {
		id, err := boltstore.NewEpoch(t.Context(), dir, now)
		if err != nil || id.Epoch <= before {
			t.Errorf("at %v the epoch is %d, %v; before it was %d", now, id.Epoch, err, before)
		}
		before = id.Epoch
	}
	if _, err := boltstore.NewEpoch(t.Context(), t.TempDir(), noon()); err == nil {
		t.Error("an empty folder got an epoch")
	}
}

func TestBackupThatCannotBeWrittenSaysWhy(t *testing.T) {
	s := openAt(t, t.TempDir())
	full := errors.New("disk full")
	err := s.Backup(t.Context(), func(name string) (boltstore.BackupFile, error) {
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		return copied{f, full}, err
	})
	if !errors.Is(err, full) {
		t.Errorf("%v, want what the file said", err)
	}
	err = s.Backup(t.Context(), func(string) (boltstore.BackupFile, error) { return nil, full })
	if !errors.Is(err, full) {
		t.Errorf("%v, want what create said", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = s.Backup(ctx, func(name string) (boltstore.BackupFile, error) {
		cancel()
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		return copied{File: f}, err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	if _, err := s.PutBlobs(t.Context(), []byte("x")); err != nil {
		t.Errorf("writing after it: %v", err)
	}
}

// One copy may be restored twice: what was given out after the first time must
// not be taken for what comes after the second.
func TestEachRestoringOfACopyHasAnEpochOfItsOwn(t *testing.T) {
	s := openAt(t, t.TempDir())
	dir := t.TempDir()
	if err := s.Backup(t.Context(), into(dir)); err != nil {
		t.Fatal(err)
	}
	made, err := boltstore.NewEpoch(t.Context(), dir, noon())
	if err != nil {
		t.Fatal(err)
	}
	identity := func(dir string, o boltstore.Options) archive.Identity {
		t.Helper()
		c, err := boltstore.Open(t.Context(), dir, o)
		if err != nil {
			t.Fatal(err)
		}
		id, err := c.Identity(t.Context())
		if err := errors.Join(err, c.Close()); err != nil {
			t.Fatal(err)
		}
		return id
	}
	if looked := identity(dir, boltstore.Options{ReadOnly: true}); looked != made {
		t.Errorf("looked at, the copy is %v, made as %v", looked, made)
	}
	before := made
	for restored := range 2 {
		to := t.TempDir()
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		o := boltstore.Options{Clock: func() time.Time { return noon().Add(time.Duration(restored+1) * time.Hour) }}
		first := identity(to, o)
		if first.Archive != made.Archive || first.Epoch <= before.Epoch {
			t.Errorf("restoring %d has %v, before it was %v", restored, first, before)
		}
		if again := identity(to, o); again != first {
			t.Errorf("opened again, it is %v, not %v", again, first)
		}
		before = first
	}
}
