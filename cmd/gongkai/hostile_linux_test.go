//go:build linux && !race

package main

import (
	"bytes"
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

// A file that is cut short and one that is a bomb end soon, in little memory,
// with a word why. Memory is the process' own peak, as the kernel saw it, and
// time is that of its processors, so that others on the machine count for nothing.
func TestHostileFilesEndSoon(t *testing.T) {
	ofItsOwn(t)
	const most, memory = 2 * time.Second, 256 << 10 // in KiB
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{"trunc.pdf": document.CodeTruncated, "bomb.pdf": document.CodeLimit} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(rendered(t), name)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, exe, "parse", "--format", "document", file)
			cmd.Env = append(os.Environ(), "GONGKAI_TEST_MAIN=1")
			var out bytes.Buffer
			cmd.Stdout = &out
			var exit *exec.ExitError
			if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitPartly {
				t.Fatalf("%v, want exit status %d", err, exitPartly)
			}
			var rec report.Record
			if err := json.Unmarshal(out.Bytes(), &rec); err != nil || len(rec.Findings) == 0 || rec.Findings[0].Code != code {
				t.Errorf("%s (%v), want the finding %s", out.String(), err, code)
			}
			used := exit.ProcessState.SysUsage().(*syscall.Rusage)
			if took := exit.ProcessState.UserTime() + exit.ProcessState.SystemTime(); took > most || used.Maxrss > memory {
				t.Errorf("%v and %d MiB, want at most %v and %d", took, used.Maxrss>>10, most, memory>>10)
			}
			t.Logf("%v, %d MiB", exit.ProcessState.UserTime()+exit.ProcessState.SystemTime(), used.Maxrss>>10)
		})
	}
}
