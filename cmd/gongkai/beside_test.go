package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/crawler/portalsim"
)

// started is a process of the program that runs.
type started struct {
	t      *testing.T
	cmd    *exec.Cmd
	stdout bytes.Buffer
	lines  chan string // of standard error
	stderr bytes.Buffer
	heard  chan struct{} // closed when standard error ended
}

// start starts the program. It is killed when the test ends.
func start(t *testing.T, dir string, args ...string) *started {
	t.Helper()
	ofItsOwn(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &started{t: t, cmd: exec.CommandContext(context.Background(), exe, args...), lines: make(chan string, 1000), heard: make(chan struct{})}
	s.cmd.Dir = dir
	s.cmd.Env = append(os.Environ(), "GONGKAI_TEST_MAIN=1")
	s.cmd.Stdout = &s.stdout
	errs, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = w
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close() // the child has it
	go func() {
		defer close(s.heard)
		defer func() { _ = errs.Close() }()
		in := bufio.NewScanner(io.TeeReader(errs, &s.stderr))
		for in.Scan() {
			select {
			case s.lines <- in.Text():
			default:
			}
		}
	}()
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			_ = s.cmd.Process.Kill()
			s.end()
		}
	})
	return s
}

// says waits until standard error has a line with the text.
func (s *started) says(text string) {
	s.t.Helper()
	for {
		select {
		case line := <-s.lines:
			if strings.Contains(line, text) {
				return
			}
		case <-s.heard:
			s.t.Fatalf("ended without saying %q:\n%s", text, s.stderr.String())
		}
	}
}

// stop sends a signal and waits for the end.
func (s *started) stop(sig os.Signal) ended {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
	return s.end()
}

func (s *started) end() ended {
	_ = s.cmd.Wait() // how it ended is in ProcessState
	<-s.heard
	return ended{s.cmd.ProcessState.ExitCode(), s.stdout.String(), s.stderr.String()}
}

// serving starts an owner of the archive that the folder's configuration names.
func serving(t *testing.T, dir string, args ...string) *started {
	t.Helper()
	s := start(t, dir, append([]string{"serve", "--no-schedule", "--listen", "127.0.0.1:0"}, args...)...)
	s.says("Ctrl-C 结束 · ends")
	return s
}

// crawled returns a folder with a configuration and an archive of the world.
func crawled(t *testing.T, world *portalsim.World) string {
	t.Helper()
	_, dir := standBefore(t, world)
	mustRun(t, dir, "crawl", "-q")
	return dir
}

// looks is every command that looks, in all its ways, also those that fail.
// "DIR" stands for a folder to write to.
func looks(world *portalsim.World) [][]string {
	portal := world.Portals()[0].ID
	r := newestReport(world, portal)
	id, _, err := archive.PageIDOf("GET", r.URL, nil)
	if err != nil {
		panic(err)
	}
	version := string(id) + ".1"
	return [][]string{
		{"portals"}, {"portals", "--json"}, {"portals", "--all"},
		{"history", r.Organ}, {"history", r.URL, "--json"}, {"history", "没有的机关"},
		{"show", version}, {"show", version, "--json"}, {"show", version, "--raw"}, {"show", r.Organ},
		{"show", version, "--at", "someday"}, {"show", version, "--at", "2001-01-01"},
		{"diff", version, version}, {"diff", r.Organ + "/guide", version, "--json"}, {"diff", "x.1", "y.1"},
		{"changes"}, {"changes", "--json", "--chrome"}, {"changes", "--portal", "none"}, {"changes", "--kind", "none"},
		{"check", "--all"}, {"check", "--json", "--hints"},
		{"coverage"}, {"coverage", "--json", "--today", "2025-02-01"},
		{"export", "csv"}, {"export", "jsonl"}, {"export", "csv", "--bom", "-o", "DIR/all.csv"},
		{"export", "jsonl", "-o", "DIR/no/such/folder.jsonl"}, {"export", "csv", "--kind", "none"},
		{"verify"}, {"verify", "--json"}, {"reread"}, {"reread", "--json"},
	}
}

// at puts the folder into a command line.
func at(dir string, args []string) []string {
	out := make([]string, len(args))
	for i, x := range args {
		out[i] = strings.ReplaceAll(x, "DIR", dir)
	}
	return out
}

func TestCommandsBesideAnOwnerSayWhatTheySayAlone(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 7, Organs: 2, Years: 3, HomeBytes: 4000})
	dir := crawled(t, world)
	type said struct {
		Code                 int
		Stdout, Stderr, File string
	}
	tmp := regexp.MustCompile(`\.gongkai-export-[A-Z0-9]+`)
	run := func(args []string) said {
		out := t.TempDir()
		end := gongkai(t, nil, dir, at(out, args)...)
		file, err := os.ReadFile(filepath.Join(out, "all.csv"))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		left, err := filepath.Glob(filepath.Join(out, ".gongkai-*"))
		if err != nil || len(left) > 0 {
			t.Errorf("%v left %v, %v", args, left, err)
		}
		return said{end.code, end.stdout, tmp.ReplaceAllString(strings.ReplaceAll(end.stderr, out, "DIR"), "TMP"), string(file)}
	}
	var alone []said
	for _, args := range looks(world) {
		alone = append(alone, run(args))
	}
	serve := serving(t, dir)
	for i, args := range looks(world) {
		if diff := cmp.Diff(alone[i], run(args)); diff != "" {
			t.Errorf("gongkai %s (-alone +beside):\n%s", strings.Join(args, " "), diff)
		}
		if !strings.Contains(gongkai(t, nil, dir, append(at(t.TempDir(), args), "-v")...).stderr, "another process has the archive") && alone[i].Code != exitUsage {
			t.Errorf("gongkai %s did not go through the owner", strings.Join(args, " "))
		}
	}
	if end := serve.stop(syscall.SIGTERM); end.code != 0 {
		t.Errorf("serve: %+v", end)
	}
	left, err := filepath.Glob(filepath.Join(dir, "gongkai-archive", "owner*"))
	if err != nil || len(left) > 0 {
		t.Errorf("serve left %v, %v", left, err)
	}
}
