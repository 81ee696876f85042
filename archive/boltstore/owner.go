package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gongkai/archive"
)

const ownerName = "owner.json"

// Owner says who has an archive open for writing. It is written for people:
// whether somebody has it is for the lock of the files to say.
type Owner struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Host    string    `json:"host"`
	Started time.Time `json:"started"`
	// Socket is where it lets others work, as archive/owner names it; "" where
	// it does not, or not yet.
	Socket string `json:"socket,omitempty"`
}

// String says it in the words of an error message.
func (o Owner) String() string {
	return fmt.Sprintf("%q (pid %d on %s, since %s)", o.Command, o.PID, o.Host, o.Started.Format(time.RFC3339))
}

// ReadOwner reads the owner's name of the archive in dir. After a crash it is
// that of the process that died. Without one the error is fs.ErrNotExist.
func ReadOwner(dir string) (Owner, error) {
	f, err := os.Open(filepath.Join(dir, ownerName))
	if err != nil {
		return Owner{}, err
	}
	defer func() { _ = f.Close() }() // only read
	var o Owner
	if err := json.NewDecoder(io.LimitReader(f, 64<<10)).Decode(&o); err != nil {
		return Owner{}, fmt.Errorf("%s: %w", ownerName, err)
	}
	return o, nil
}

// thisProcess describes ourselves.
func thisProcess(now time.Time) Owner {
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown host"
	}
	command := strings.Join(append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...), " ")
	if r := []rune(command); len(r) > 200 {
		command = string(r[:200]) + "…"
	}
	return Owner{PID: os.Getpid(), Command: command, Host: host, Started: now.UTC().Truncate(time.Microsecond)}
}

// write puts the name into the folder. It need not outlive a power cut, so
// nothing is synced; it is renamed so that nobody reads half a name.
func (o Owner) write(dir string) error {
	b, err := json.MarshalIndent(o, "", "\t")
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, fmt.Sprintf("%s.new-%d", ownerName, o.PID))
	if err := os.WriteFile(tmp, append(b, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, filepath.Join(dir, ownerName))
}

func removeOwner(dir string) error {
	err := os.Remove(filepath.Join(dir, ownerName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Announce writes into owner.json where others can have this process work for
// them. The store must be open for writing.
func (s *Store) Announce(socket string) error {
	if err := s.enter(context.Background()); err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	defer s.leave()
	if s.readOnly {
		return fmt.Errorf("announce: %w", ErrReadOnly)
	}
	s.owner.Socket = socket
	if err := s.owner.write(s.dir); err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	return nil
}

// inUse says who has the archive. A name that was left by a process that died
// is told apart by nothing but its age, so it is given with all it says.
func inUse(dir string) error {
	o, err := ReadOwner(dir)
	if err != nil {
		return fmt.Errorf("%s: 档案正被另一个进程使用，该进程未留下名称 — %w by a process that left no name: it reads the archive, or is just opening it", dir, archive.ErrInUse)
	}
	return fmt.Errorf("%s: 档案正被 %s 使用 — %w by %s: wait for it, or stop it", dir, o, archive.ErrInUse, o)
}
