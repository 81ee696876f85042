package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"gongkai/archive"
)

// Options say how to open an archive. The zero value opens it for writing.
type Options struct {
	// Timeout is how long to wait for another process to give the archive up;
	// 0 is one second.
	Timeout time.Duration
	// ReadOnly opens an archive that must exist, beside other readers and
	// never beside a writer; writes return ErrReadOnly.
	ReadOnly bool
	// Log hears of what was made good; nil is silence.
	Log *slog.Logger
	// Clock says when the archive was made and opened; nil is time.Now.
	Clock func() time.Time
}

// initialMap is how much address space a file gets at once. Growing past it
// needs a new map, which waits for every reader. Windows would make the file
// itself as large.
func initialMap() int {
	if runtime.GOOS == "windows" || ^uint(0)>>32 == 0 {
		return 0
	}
	gib := 1 << 30 // a variable: 4 GiB is no constant where int has 32 bits
	return 4 * gib
}

// Open opens the archive in the folder dir and makes both if they are not
// there. Errors: archive.ErrInUse (another process has it; the message says
// which), archive.ErrNewerFormat (nothing was touched), archive.ErrCorrupt.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	return open(ctx, dir, opts, formats())
}

func open(ctx context.Context, dir string, opts Options, known history) (_ *Store, err error) {
	if opts.Timeout <= 0 {
		opts.Timeout = time.Second
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	s := &Store{dir: dir, log: opts.Log, readOnly: opts.ReadOnly}
	defer func() {
		if err != nil {
			s.abandon()
			err = fmt.Errorf("open archive: %w", err)
		}
	}()
	if err := s.openFiles(opts, known); err != nil {
		return nil, err
	}
	if s.codec, err = newCodec(); err != nil {
		return nil, err
	}
	if err := s.agree(known); err != nil {
		return nil, err
	}
	if err := s.whole(); err != nil {
		return nil, err
	}
	if opts.ReadOnly {
		return s, nil
	}
	if err := s.migrate(ctx, known); err != nil {
		return nil, err
	}
	if s.copied {
		if s.identity, err = renew(ctx, []*file{s.blobs, s.index}, opts.Clock(), false); err != nil {
			return nil, fmt.Errorf("a restored backup: %w", err)
		}
	}
	return s, s.own(opts.Clock())
}

// openFiles opens blobs.bolt first: its lock is the lock of the archive, and
// whoever holds it may make an index.
func (s *Store) openFiles(opts Options, known history) error {
	index, blobs := filepath.Join(s.dir, indexName), filepath.Join(s.dir, blobsName)
	haveIndex, err := exists(index)
	if err != nil {
		return err
	}
	haveBlobs, err := exists(blobs)
	if err != nil {
		return err
	}
	switch {
	case haveBlobs:
	case haveIndex:
		return fmt.Errorf("%s is missing and %s is there: put it back from a backup: %w", blobs, indexName, archive.ErrCorrupt)
	case opts.ReadOnly:
		return fmt.Errorf("there is no archive in %s: %w", s.dir, fs.ErrNotExist)
	default:
		if err := makeBlobs(s.dir, known.current, opts.Clock()); err != nil {
			return err
		}
	}
	if s.blobs, err = lockFile(blobs, blobsName, s.dir, opts); err != nil {
		return err
	}
	// Asked again under the lock: another process may have made it meanwhile.
	if haveIndex, err = exists(index); err != nil {
		return err
	}
	if !haveIndex {
		if opts.ReadOnly {
			return fmt.Errorf("%s is missing: %w", index, archive.ErrCorrupt)
		}
		if err := makeIndex(s.dir, s.blobs); err != nil {
			return err
		}
	}
	s.index, err = lockFile(index, indexName, s.dir, opts)
	return err
}

func lockFile(path, name, dir string, opts Options) (*file, error) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return nil, fmt.Errorf("%s is empty: put it back from a backup: %w", path, archive.ErrCorrupt)
	}
	f, err := openFile(path, name, opts)
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, inUse(dir)
	}
	return f, err
}

// agree refuses files of a newer format, and files of two archives.
func (s *Store) agree(known history) error {
	var ids [2]identity
	for i, f := range []*file{s.blobs, s.index} {
		err := f.view(func(tx *bbolt.Tx) error {
			return guard(func() (err error) { ids[i], err = readIdentity(tx); return err })
		})
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		if ids[i].format > known.current {
			return fmt.Errorf("%s: 档案格式为 %d，本程序只能读到 %d，请换用更新的 gongkai — %w: %d, this program reads up to %d; use a newer gongkai, nothing was touched",
				f.path, ids[i].format, known.current, archive.ErrNewerFormat, ids[i].format, known.current)
		}
		if ids[i].format < known.current && s.readOnly {
			return fmt.Errorf("%s has the older format %d: open it for writing once: %w", f.path, ids[i].format, ErrReadOnly)
		}
	}
	if ids[0].archive != ids[1].archive {
		return fmt.Errorf("%s: %s and %s are of two archives (%s and %s): %w",
			s.dir, indexName, blobsName, ids[1].archive, ids[0].archive, archive.ErrCorrupt)
	}
	s.copied = ids[0].copied || ids[1].copied
	s.identity = archive.Identity{Archive: ids[0].archive, Epoch: max(ids[0].epoch, ids[1].epoch)}
	return nil
}

// whole looks at the ends of the files: bbolt itself would only notice when it
// reads behind them. A head that is damaged makes bbolt fall back on the state
// of the commit before; that is right after a crash, and damage after a clean end.
func (s *Store) whole() error {
	_, err := ReadOwner(s.dir)
	crashed := !errors.Is(err, fs.ErrNotExist)
	for _, f := range []*file{s.blobs, s.index} {
		p, err := openPages(f.path)
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		_ = p.close() // only read
		if p.end() > p.size {
			return fmt.Errorf("%s ends at byte %d, its pages go on to %d: it was cut off, put it back from a backup: %w", f.path, p.size, p.end(), archive.ErrCorrupt)
		}
		if p.badHead == nil {
			continue
		}
		if !crashed {
			return fmt.Errorf("%s: %w: the last commit may be lost, put it back from a backup", f.path, p.badHead)
		}
		s.log.Warn("a commit was cut short by a crash, the state before it stands", "file", f.path, "err", p.badHead)
	}
	return nil
}

// own leaves our name, after a word about a name that is there: we hold the
// lock, so its process is dead.
func (s *Store) own(now time.Time) error {
	switch last, err := ReadOwner(s.dir); {
	case err == nil:
		s.log.Info("the last owner did not close the archive; what it had committed is there", "dir", s.dir, "owner", last.String())
	case !errors.Is(err, fs.ErrNotExist):
		s.log.Warn("the last owner's name cannot be read", "dir", s.dir, "err", err)
	}
	s.owner = thisProcess(now)
	return s.owner.write(s.dir)
}

// abandon gives up what a failed open had opened. Its errors would hide the
// reason of the failure.
func (s *Store) abandon() {
	for _, f := range []*file{s.index, s.blobs} {
		if f != nil {
			_ = f.close()
		}
	}
	if s.codec != nil {
		s.codec.close()
	}
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
