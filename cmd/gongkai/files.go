package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gongkai/archive/owner"
)

// newFile makes a file that takes its name when it is committed: until then
// what had the name keeps it.
//
// A symbolic link is followed; what is no regular file (a pipe, a device) is
// written to as it is.
func newFile(name string) (owner.File, error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &outFile{File: f}, nil
	}
	// Beside the target, so that the rename stays on one file system, and with
	// the permissions that the user's umask leaves.
	f, err := os.OpenFile(filepath.Join(filepath.Dir(name), ".gongkai-export-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return &outFile{File: f, name: name}, nil
}

// outFile is a file that is being written.
type outFile struct {
	*os.File
	name string // that it takes in the end; "": it is what it is
	over bool
}

// Commit brings the file to the disk and gives it its name.
func (f *outFile) Commit() error {
	if f.over {
		return os.ErrClosed
	}
	f.over = true
	if f.name == "" {
		return f.Close()
	}
	err := errors.Join(f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.File.Name(), f.name)
	}
	if err != nil {
		_ = os.Remove(f.File.Name()) // the error that is told is the first
	}
	return err
}

// Abort gives the file up.
func (f *outFile) Abort() {
	if f.over {
		return
	}
	f.over = true
	_ = f.Close() // it is given up
	if f.name != "" {
		_ = os.Remove(f.File.Name())
	}
}

// noFile refuses: most commands make no files, and an owner that runs one for us
// may be somebody else, who must not write where only we can.
func noFile(name string) (owner.File, error) {
	return nil, fmt.Errorf("%s: %w", name, owner.ErrRefused)
}

// mayCreate says which files this command makes, "-" is none: a process that
// runs it for us gets no others made.
func (a *app) mayCreate(names ...string) {
	if a.house != nil {
		return // there it is decided who has the files
	}
	a.create = func(name string) (owner.File, error) {
		if name == "-" || !slices.Contains(names, name) {
			return noFile(name)
		}
		return newFile(name)
	}
}
