//go:build unix

package boltstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
)

// roleVar turns the test binary into a process that is made to fail.
const roleVar = "BOLTSTORE_TEST_ROLE"

func TestMain(m *testing.M) {
	dir := os.Getenv("BOLTSTORE_TEST_DIR")
	var err error
	switch role := os.Getenv(roleVar); role {
	case "":
		os.Exit(m.Run())
	case "writer":
		err = writeForEver(dir)
	case "full disk":
		err = fillDisk(dir)
	default:
		err = fmt.Errorf("unknown role %q", role)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child(t *testing.T, role, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVar+"="+role, "BOLTSTORE_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

const (
	pages archive.Collection = "pages"
	state archive.Collection = "state"
)

// page is the nth payload: some fit into a chunk, some do not.
func page(n uint64) []byte {
	size := 2000
	if n%7 == 0 {
		size = 300_000
	}
	noise := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)}).Read(noise) // never fails
	return append(noise, fmt.Sprint(n)...)
}

// writeOne writes payload and records n, as the archive does it: first the
// payload, then the records that refer to it, in two collections.
func writeOne(ctx context.Context, s archive.Store) (n uint64, err error) {
	err = s.View(ctx, func(tx archive.Tx) error {
		last, err := tx.Get(state, []byte("last"))
		if errors.Is(err, archive.ErrNotFound) {
			return nil
		}
		n, err = strconv.ParseUint(string(last), 10, 64)
		return err
	})
	if err != nil {
		return 0, err
	}
	n++
	digests, err := s.PutBlobs(ctx, page(n))
	if err != nil {
		return n, err
	}
	return n, s.Update(ctx, func(tx archive.WriteTx) error {
		number, err := tx.Next(pages)
		if err != nil || number != n {
			return fmt.Errorf("number %d, want %d: %w", number, n, err)
		}
		return errors.Join(
			tx.Put(pages, fmt.Appendf(nil, "%06d", n), digests[0][:]),
			tx.Put(state, []byte("last"), fmt.Append(nil, n)))
	})
}

// writeForEver tells each n once it is acknowledged.
func writeForEver(dir string) error {
	s, err := boltstore.Open(context.Background(), dir, boltstore.Options{Timeout: 10 * time.Second})
	if err != nil {
		return err
	}
	for {
		n, err := writeOne(context.Background(), s)
		if err != nil {
			return err
		}
		if _, err := fmt.Println(n); err != nil {
			return err
		}
	}
}

// sound fails the test unless the archive holds 1 to last, all of it and
// nothing half, and returns last, which is at least the one acknowledged.
func sound(t *testing.T, s archive.Store, acknowledged uint64) uint64 {
	t.Helper()
	for err := range s.Check(t.Context()) {
		t.Errorf("check: %v", err)
	}
	var last uint64
	err := s.View(t.Context(), func(tx archive.Tx) error {
		for key, digest := range tx.Scan(pages, nil, nil) {
			last++
			if string(key) != fmt.Sprintf("%06d", last) {
				return fmt.Errorf("key %q, want %06d", key, last)
			}
			got, err := s.Blob(t.Context(), archive.Digest(digest))
			if err != nil || string(got) != string(page(last)) {
				return fmt.Errorf("payload %d: %d bytes, %w", last, len(got), err)
			}
		}
		told, err := tx.Get(state, []byte("last"))
		if last > 0 && (err != nil || string(told) != fmt.Sprint(last)) {
			return fmt.Errorf("last is %q, %w, want %d", told, err, last)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if last < acknowledged {
		t.Fatalf("%d was acknowledged, the archive ends at %d", acknowledged, last)
	}
	return last
}

func TestKilledProcessLosesNothing(t *testing.T) {
	const kills = 25
	dir := t.TempDir()
	moments := rand.New(rand.NewPCG(2026, 11)) //nolint:gosec // moments, not secrets
	var last uint64
	for range kills {
		cmd := child(t, "writer", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// After some acknowledged writes and a moment more, somewhere in a write.
		rounds, more := moments.IntN(6), time.Duration(moments.IntN(8000))*time.Microsecond
		lines := bufio.NewScanner(out)
		acknowledged := last
		note := func() {
			n, err := strconv.ParseUint(strings.TrimSpace(lines.Text()), 10, 64)
			if err != nil {
				t.Fatalf("the writer said %q", lines.Text())
			}
			acknowledged = n
		}
		for i := 0; i < rounds && lines.Scan(); i++ {
			note()
		}
		killed := time.AfterFunc(more, func() { _ = cmd.Process.Kill() })
		for lines.Scan() {
			note()
		}
		killed.Stop()
		if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("the writer ended by itself: %v", err)
		}
		s := openAt(t, dir)
		last = sound(t, s, acknowledged)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if last < kills {
		t.Errorf("only %d writes in %d processes: the kills came too early to show anything", last, kills)
	}
}

// fillDisk writes until the disk is full, then gets room and writes on.
func fillDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	ctx := context.Background()
	s, err := boltstore.Open(ctx, dir, boltstore.Options{})
	if err != nil {
		return err
	}
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	full := old
	full.Cur = 6 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil {
		return err
	}
	var last uint64
	failures := 0
	for range 1000 { // what failed may fit the next time, where pages came free since
		if n, err := writeOne(ctx, s); err == nil {
			last = n
		} else if failures++; failures == 3 {
			break
		}
	}
	if last == 0 || failures < 3 {
		return fmt.Errorf("%d writes, %d failures", last, failures)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	n, err := writeOne(ctx, s)
	if err != nil || n != last+1 {
		return fmt.Errorf("with room again: %d after %d, %w", n, last, err)
	}
	fmt.Println(n)
	return s.Close()
}

func TestFullDiskIsAnErrorAndHarmsNothing(t *testing.T) {
	dir := t.TempDir()
	cmd := child(t, "full disk", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said, readErr := io.ReadAll(out)
	if err := errors.Join(readErr, cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	acknowledged, err := strconv.ParseUint(strings.TrimSpace(string(said)), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, openAt(t, dir), acknowledged)
}
