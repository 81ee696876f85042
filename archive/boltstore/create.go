package boltstore

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"go.etcd.io/bbolt"

	"gongkai/archive"
)

// makeBlobs makes the folder and an empty blobs.bolt in it.
func makeBlobs(dir string, format int, now time.Time) error {
	if err := makeFolder(dir); err != nil {
		return err
	}
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	return makeFile(dir, blobsName, identity{
		format:  format,
		archive: hex.EncodeToString(id),
		created: now.UTC().Format(time.RFC3339),
		epoch:   1,
	}, bucketIDs(), bucketChunks())
}

// makeIndex makes an empty index.bolt beside blobs.bolt, which is locked. It
// refuses where there are payloads already: their index is lost, and a new one
// would hide that.
func makeIndex(dir string, blobs *file) error {
	var id identity
	err := blobs.view(func(tx *bbolt.Tx) error {
		return guard(func() (err error) {
			if id, err = readIdentity(tx); err != nil {
				return err
			}
			ids := tx.Bucket(bucketIDs())
			if ids == nil {
				return fmt.Errorf("no bucket ids: %w", archive.ErrCorrupt)
			}
			if k, _ := ids.Cursor().First(); k != nil {
				return fmt.Errorf("%s is missing and %s has payloads: put it back from a backup: %w",
					filepath.Join(dir, indexName), blobsName, archive.ErrCorrupt)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	// Left by a process that died here; nobody else is here, we hold the lock.
	for _, name := range []string{blobsName, indexName} {
		left, err := filepath.Glob(filepath.Join(dir, name+".new-*"))
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return makeFile(dir, indexName, id, bucketTally())
}

// makeFile makes a file under another name, brings it to the disk, links it
// into its place and brings the folder to the disk: at any moment the file is
// whole or not there. A file that is there already, or a new one that vanished,
// is the work of another process that was quicker, and as good.
func makeFile(dir, name string, id identity, buckets ...[]byte) error {
	tmp := filepath.Join(dir, fmt.Sprintf("%s.new-%d-%s", name, os.Getpid(), rand.Text()))
	defer func() { _ = os.Remove(tmp) }() // the next process that makes an index does it too
	db, err := bbolt.Open(tmp, 0o600, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return fmt.Errorf("make %s: %w", tmp, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, b := range buckets {
			if _, err := tx.CreateBucket(b); err != nil {
				return err
			}
		}
		return id.write(tx)
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("make %s: %w", tmp, err)
	}
	err = os.Link(tmp, filepath.Join(dir, name))
	if err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(tmp, filepath.Join(dir, name)) // a file system without links
		if err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
	}
	return syncFolder(dir)
}

// makeFolder makes dir and what is missing above it, each durable in its parent.
func makeFolder(dir string) error {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return fmt.Errorf("%s is a file, an archive is a folder", dir)
		}
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(parent)
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
