package worker_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/worker"
)

func TestAProcessOpensNoFileAndNoConnection(t *testing.T) {
	p := newPool(t, worker.Options{})
	file := filepath.Join(t.TempDir(), "made")
	r, err := p.Read(t.Context(), []byte("reach "+file), archive.Hints{})
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range r.Paragraphs {
		if !strings.Contains(said, syscall.EMFILE.Error()) {
			t.Errorf("%q, want %q", said, syscall.EMFILE)
		}
	}
	if len(r.Paragraphs) != 3 {
		t.Errorf("%q", r.Paragraphs)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("the file was made")
	}
}

// Killed while nothing is read: no payload hears of it.
func TestAProcessThatIsKilledByHandIsReplaced(t *testing.T) {
	p := newPool(t, worker.Options{})
	for range 3 {
		pid, err := strconv.Atoi(says(t, p, "pid"))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		if next := says(t, p, "pid"); next == strconv.Itoa(pid) {
			t.Errorf("process %d answers after it was killed", pid)
		}
	}
}

// The signals of a terminal or a service manager are for the parent.
func TestAProcessLeavesTheSignalsToItsParent(t *testing.T) {
	p := newPool(t, worker.Options{})
	pid, err := strconv.Atoi(says(t, p, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	if group, err := syscall.Getpgid(pid); err != nil || group != pid {
		t.Errorf("group %d, %v: Ctrl-C of a terminal reaches process %d", group, err, pid)
	}
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		if err := syscall.Kill(pid, s); err != nil {
			t.Fatal(err)
		}
	}
	if again := says(t, p, "pid"); again != strconv.Itoa(pid) {
		t.Errorf("process %d was replaced by %s", pid, again)
	}
}

// A parent that is killed in the middle of a payload leaves no orphan.
func TestAProcessDiesWithItsParent(t *testing.T) {
	command := playing(t, "parent")
	parent := exec.Command(command[0], command[1:]...)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	child := strings.TrimSpace(line)
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for end := time.Now().Add(10 * time.Second); alive(child); {
		if time.Now().After(end) {
			t.Fatalf("process %s is still there", child)
		}
	}
}

// alive reports whether a process runs; one that waits to be buried does not.
func alive(pid string) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%s/stat", pid))
	if err != nil {
		return false
	}
	_, state, ok := strings.Cut(string(b), ") ")
	return ok && !strings.HasPrefix(state, "Z") && !strings.HasPrefix(state, "X")
}
