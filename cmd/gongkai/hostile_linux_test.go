//go:build linux && !race

package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gongkai/extract/document"
	"gongkai/extract/report"
)

// rendered is the folder of the rendered report, beside the repository or beside
// a folder around it; where it is not the test is skipped.
func rendered(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "corpus", "rendered")
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	t.Skip("../shared/corpus is not here: hostile files are not measured")
	return ""
}

// used is what a command took.
type used struct {
	Exit   int
	Out    []byte
	Took   time.Duration // of its processors
	Memory int64         // at its peak, in bytes
}

// measure runs a command and returns what it took. The kernel counts for a process what
// its parent held at its start, so the parent is a process of its own that holds little:
// TestMeasured.
func measure(t *testing.T, args ...string) (u used) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "used.json")
	line, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, "-test.run=^TestMeasured$")
	cmd.Env = append(os.Environ(), "GONGKAI_MEASURE="+to, "GONGKAI_MEASURED="+string(line))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(to)
	if err == nil {
		err = json.Unmarshal(b, &u)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestMeasured is the parent of a command that measure runs.
func TestMeasured(t *testing.T) {
	to := os.Getenv("GONGKAI_MEASURE")
	if to == "" {
		t.Skip("started by the tests that measure")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var args []string
	if err := json.Unmarshal([]byte(os.Getenv("GONGKAI_MEASURED")), &args); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, args...)
	cmd.Env = append(os.Environ(), "GONGKAI_TEST_MAIN=1")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	state := cmd.ProcessState
	b, err := json.Marshal(used{state.ExitCode(), out, state.UserTime() + state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss << 10})
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A file that is cut short and one that is a bomb end soon, in little memory,
// with a word why. Memory is the process' own peak, as the kernel saw it, and
// time is that of its processors, so that others on the machine count for nothing.
func TestHostileFilesEndSoon(t *testing.T) {
	ofItsOwn(t)
	const most, memory = 2 * time.Second, 256 << 20
	for name, code := range map[string]string{"trunc.pdf": document.CodeTruncated, "bomb.pdf": document.CodeLimit} {
		t.Run(name, func(t *testing.T) {
			u := measure(t, "parse", "--format", "document", filepath.Join(rendered(t), name))
			var rec report.Record
			if err := json.Unmarshal(u.Out, &rec); err != nil || u.Exit != exitPartly || len(rec.Findings) == 0 || rec.Findings[0].Code != code {
				t.Errorf("exit status %d, %s (%v), want %d and the finding %s", u.Exit, u.Out, err, exitPartly, code)
			}
			if u.Took > most || u.Memory > memory {
				t.Errorf("%v and %d MiB, want at most %v and %d", u.Took, u.Memory>>20, most, memory>>20)
			}
			t.Logf("%v, %d MiB", u.Took, u.Memory>>20)
		})
	}
}
