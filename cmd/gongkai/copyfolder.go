package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
)

// copyFolder is a copy of an archive in the making: it lies beside its place
// and takes it when it is whole.
type copyFolder struct {
	dest, tmp string
	over      bool
}

func newCopyFolder(dest string) (*copyFolder, error) {
	dest, err := filepath.Abs(dest)
	if err != nil {
		return nil, err
	}
	// A link often leads to another disk: the copy belongs there.
	if there, err := filepath.EvalSymlinks(dest); err == nil {
		dest = there
	}
	switch there, err := os.ReadDir(dest); {
	case err == nil && len(there) > 0:
		return nil, usage("%s 里已经有东西 · is not empty: backup 要一个新文件夹 · wants a new folder", dest)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return nil, err
	}
	f := &copyFolder{dest: dest, tmp: dest + ".new-" + rand.Text()[:8]}
	return f, os.Mkdir(f.tmp, 0o700)
}

// create makes one of the two files of an archive, and nothing else.
func (f *copyFolder) create(name string) (owner.File, error) {
	if name != "index.bolt" && name != "blobs.bolt" {
		return nil, fmt.Errorf("%s: %w", name, owner.ErrRefused)
	}
	file, err := os.OpenFile(filepath.Join(f.tmp, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &outFile{File: file, name: file.Name()}, nil
}

// lastChange opens the copy, checks it if it shall, and returns the number of
// its last change.
func (f *copyFolder) lastChange(ctx context.Context, check bool) (last uint64, err error) {
	store, err := boltstore.Open(ctx, f.tmp, boltstore.Options{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	if check {
		for err := range store.Check(ctx) {
			return 0, errors.Join(fmt.Errorf("副本不对 · the copy is not right: %w", err), store.Close())
		}
	}
	arc, err := archive.New(ctx, store, archive.Options{})
	if err != nil {
		return 0, errors.Join(err, store.Close())
	}
	last, err = arc.LastChange(ctx)
	return last, errors.Join(err, arc.Close())
}

// commit puts the copy in its place and returns how many bytes it has.
func (f *copyFolder) commit() (size int64, err error) {
	files, err := os.ReadDir(f.tmp)
	if err != nil {
		return 0, err
	}
	for _, x := range files {
		info, err := x.Info()
		if err != nil {
			return 0, err
		}
		size += info.Size()
	}
	if err := os.Remove(f.dest); err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, err // it was empty, and is not any more
	}
	if err := os.Rename(f.tmp, f.dest); err != nil {
		return 0, err
	}
	f.over = true
	return size, syncFolder(filepath.Dir(f.dest))
}

// abort takes away what was made of a copy that is not whole.
func (f *copyFolder) abort() {
	if !f.over {
		_ = os.RemoveAll(f.tmp) // what is left has a name that says what it is
	}
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there; NTFS journals names
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
