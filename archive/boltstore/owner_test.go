package boltstore_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
)

func TestOwner(t *testing.T) {
	quick := boltstore.Options{Timeout: time.Millisecond, Clock: noon}

	t.Run("a second owner is told who the first one is", func(t *testing.T) {
		dir := t.TempDir()
		openAt(t, dir)
		_, err := boltstore.Open(t.Context(), dir, quick)
		if !errors.Is(err, archive.ErrInUse) {
			t.Fatalf("%v, want ErrInUse", err)
		}
		o, readErr := boltstore.ReadOwner(dir)
		if readErr != nil || o.PID != os.Getpid() || !o.Started.Equal(noon()) || !strings.Contains(err.Error(), o.String()) {
			t.Errorf("owner %s, %v, message %q", o, readErr, err)
		}
		info, err := os.Stat(filepath.Join(dir, "owner.json"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("owner.json: %v, %v, want mode 0600", info, err)
		}
	})
	t.Run("after a clean end nobody is the owner", func(t *testing.T) {
		dir := t.TempDir()
		if err := openAt(t, dir).Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := boltstore.ReadOwner(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v, want fs.ErrNotExist", err)
		}
		openAt(t, dir)
	})
	t.Run("a name that a dead process left, whole or torn, keeps nobody out", func(t *testing.T) {
		for _, left := range []string{`{"pid": 1, "command": "gongkai crawl"}`, `{"pid"`, ""} {
			dir := t.TempDir()
			if err := openAt(t, dir).Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "owner.json"), []byte(left), 0o600); err != nil {
				t.Fatal(err)
			}
			s := openAt(t, dir)
			if o, err := boltstore.ReadOwner(dir); err != nil || o.PID != os.Getpid() {
				t.Errorf("owner %v, %v, want this process", o, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("readers share an archive and keep owners out", func(t *testing.T) {
		dir := t.TempDir()
		if err := openAt(t, dir).Close(); err != nil {
			t.Fatal(err)
		}
		read := quick
		read.ReadOnly = true
		for range 2 {
			s, err := boltstore.Open(t.Context(), dir, read)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			err = s.Update(t.Context(), func(archive.WriteTx) error { return nil })
			if !errors.Is(err, boltstore.ErrReadOnly) {
				t.Errorf("Update: %v, want ErrReadOnly", err)
			}
			if _, err := s.PutBlobs(t.Context(), []byte("x")); !errors.Is(err, boltstore.ErrReadOnly) {
				t.Errorf("PutBlobs: %v, want ErrReadOnly", err)
			}
			for err := range s.Check(t.Context()) {
				t.Error(err)
			}
		}
		if _, err := boltstore.Open(t.Context(), dir, quick); !errors.Is(err, archive.ErrInUse) {
			t.Errorf("%v, want ErrInUse", err)
		}
	})
	t.Run("a reader makes no archive", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "none")
		_, err := boltstore.Open(t.Context(), dir, boltstore.Options{ReadOnly: true})
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v, want fs.ErrNotExist", err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the folder was made: %v", err)
		}
	})
	t.Run("processes that make an archive at the same time make one", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "new")
		done := make(chan error)
		for range 4 {
			go func() {
				s, err := boltstore.Open(context.Background(), dir, boltstore.Options{Timeout: 20 * time.Second})
				if err == nil {
					_, err = s.PutBlobs(context.Background(), []byte("payload"))
					err = errors.Join(err, s.Close())
				}
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(names) != 2 {
			t.Errorf("left are %v, %v, want index.bolt and blobs.bolt", names, err)
		}
	})
}
