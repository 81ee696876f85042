package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
	"gongkai/crawler/portalsim"
)

// waited finds how long a command with -v says that it waited for the archive.
func waited(t *testing.T, stderr string) time.Duration {
	t.Helper()
	var longest time.Duration
	for _, m := range regexp.MustCompile(`waited=(\S+)`).FindAllStringSubmatch(stderr, -1) {
		d, err := time.ParseDuration(m[1])
		if err != nil {
			t.Fatal(err)
		}
		longest = max(longest, d)
	}
	return longest
}

// steady is what a crawl that finds nothing new leaves as it is, but for the
// times when it was last seen.
func steady(world *portalsim.World) [][]string {
	r := newestReport(world, world.Portals()[0].ID)
	return [][]string{
		{"show", r.URL, "--raw"}, {"changes", "--json", "--chrome"}, {"check", "--all"}, {"check", "--json"},
		{"coverage", "--today", "2025-02-01"}, {"history", r.Organ}, {"diff", r.Organ + "/guide", r.URL},
		{"export", "csv"}, {"verify"}, {"reread"},
	}
}

// loose is the commands whose answer a crawl changes: how they end is looked at.
func loose(world *portalsim.World) [][]string {
	r := newestReport(world, world.Portals()[0].ID)
	return [][]string{
		{"portals"}, {"show", r.URL}, {"show", r.URL, "--json"}, {"history", r.URL, "--json"}, {"export", "jsonl", "-o", "DIR/all.jsonl"},
		{"backup", "DIR/copy"}, {"crawl", world.Portals()[0].ID}, {"crawl", "-q"}, {"verify", "--json"},
	}
}

// untimed takes the times out of an answer.
func untimed(s string) string {
	return regexp.MustCompile(`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ?`).ReplaceAllString(s, "TIME")
}

func TestFiftyCommandsBesideAnOwnerThatCrawls(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 7, Organs: 3, Years: 4, HomeBytes: 4000})
	dir := crawled(t, world)
	alone := map[string]string{}
	for _, args := range steady(world) {
		alone[strings.Join(args, " ")] = untimed(mustRun(t, dir, at(t.TempDir(), args)...))
	}
	serve := serving(t, dir)

	stop, crawls := make(chan struct{}), 0
	var crawling sync.WaitGroup
	crawling.Go(func() {
		for {
			if end := gongkai(t, nil, dir, "crawl", "-q"); end.code != 0 {
				t.Errorf("crawl: %+v", end)
			}
			crawls++
			select {
			case <-stop:
				return
			default:
			}
		}
	})
	var mu sync.Mutex
	var longest, slowest time.Duration
	var commands sync.WaitGroup
	for i := range 50 {
		every := append(steady(world), loose(world)...)
		args := every[i%len(every)]
		out := t.TempDir()
		commands.Go(func() {
			start := time.Now()
			end := gongkai(t, nil, dir, append(at(out, args), "-v")...)
			took := time.Since(start)
			if want, known := alone[strings.Join(args, " ")]; end.code != 0 || known && untimed(end.stdout) != want {
				t.Errorf("gongkai %s: exit %d %s (-alone +beside)\n%s", strings.Join(args, " "), end.code, end.stderr, cmp.Diff(want, untimed(end.stdout)))
			}
			mu.Lock()
			defer mu.Unlock()
			longest, slowest = max(longest, waited(t, end.stderr)), max(slowest, took)
		})
	}
	commands.Wait()
	close(stop)
	crawling.Wait()
	t.Logf("50 commands at once beside %d crawls: the longest wait for the archive %v, the slowest command %v", crawls, longest, slowest)
	if end := serve.stop(os.Interrupt); end.code != 0 {
		t.Errorf("serve: %+v", end)
	}
	checkWhole(t, dir, filepath.Join(dir, "gongkai-archive"), world)
}

func TestVerifyBesideAFirstCrawlFindsNothingWrong(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 3, Organs: 8, Years: 6, HomeBytes: 4000})
	_, dir := standBefore(t, world)
	serve := serving(t, dir)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if end := gongkai(t, nil, dir, "crawl", "-q"); end.code != 0 {
			t.Errorf("crawl: %+v", end)
		}
	}()
	for times := 0; ; times++ {
		if end := gongkai(t, nil, dir, "verify"); end.code != 0 {
			t.Fatalf("verify: %+v", end)
		}
		select {
		case <-done:
			t.Logf("verified %d times", times+1)
			serve.stop(os.Interrupt)
			checkWhole(t, dir, filepath.Join(dir, "gongkai-archive"), world)
			return
		default:
		}
	}
}

func TestCommandsAtOnceWithoutAnOwner(t *testing.T) {
	// Every crawl wants to own the archive; one does, the others work in it, and
	// when it ends another may.
	world := portalsim.New(portalsim.Options{Seed: 7, Organs: 2, Years: 3, HomeBytes: 4000})
	_, dir := standBefore(t, world)
	var commands sync.WaitGroup
	mustRun(t, dir, "crawl", "-q", world.Portals()[0].ID)
	for i := range 24 {
		args := [][]string{{"crawl", "-q"}, {"portals"}, {"verify"}, {"changes"}, {"crawl", "-q", world.Portals()[1].ID}, {"reread"}}[i%6]
		commands.Go(func() {
			if end := gongkai(t, nil, dir, args...); end.code != 0 {
				t.Errorf("gongkai %v: %+v", args, end)
			}
		})
	}
	commands.Wait()
	checkWhole(t, dir, filepath.Join(dir, "gongkai-archive"), world)
}

func TestCommandsAfterAnOwnerWasKilled(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 7, Organs: 2, Years: 3, HomeBytes: 4000})
	dir := crawled(t, world)
	folder := filepath.Join(dir, "gongkai-archive")
	for i, args := range append(steady(world), loose(world)...) {
		exact := i < len(steady(world))
		want := mustRun(t, dir, at(t.TempDir(), args)...)
		serving(t, dir).stop(syscall.SIGKILL)
		for _, name := range []string{"owner.json", "owner.sock"} {
			if _, err := os.Lstat(filepath.Join(folder, name)); err != nil {
				t.Fatalf("%v: the next command is to find what the dead owner left", err)
			}
		}
		end := gongkai(t, nil, dir, append(at(t.TempDir(), args), "-v")...)
		if end.code != 0 || exact && untimed(end.stdout) != untimed(want) {
			t.Errorf("gongkai %s: exit %d %s (-before +after)\n%s", strings.Join(args, " "), end.code, end.stderr, cmp.Diff(want, end.stdout))
		}
		if w := waited(t, end.stderr); w > time.Second {
			t.Errorf("gongkai %s waited %v for a dead owner", strings.Join(args, " "), w)
		}
	}
	serving(t, dir).stop(syscall.SIGKILL)
	serving(t, dir).stop(os.Interrupt)
	if _, err := os.Lstat(filepath.Join(folder, "owner.sock")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a socket is left: %v", err)
	}
}

func TestACrawlBesideAnOwner(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 3, Years: 4, HomeBytes: 4000, Families: []string{"trs", "generic"}})
	g, dir := standBefore(t, world)
	mustRun(t, dir, "crawl", "-q", world.Portals()[0].ID)
	serve := serving(t, dir)

	t.Run("Ctrl-C stops it at a page", func(t *testing.T) {
		g.arm(12, func(p *os.Process) { _ = p.Signal(syscall.SIGINT) })
		end := gongkai(t, g, dir, "crawl", "-q")
		if end.code != exitPartly || !strings.Contains(end.stderr, "run it again to go on") || !strings.Contains(end.stdout, "interrupted") {
			t.Errorf("%+v; want exit %d, what was done and what to do", end, exitPartly)
		}
	})
	t.Run("killed, it disturbs nobody", func(t *testing.T) {
		g.arm(6, kill)
		if end := gongkai(t, g, dir, "crawl", "-q"); end.code != -1 {
			t.Errorf("%+v, want killed", end)
		}
		g.arm(0, nil)
		mustRun(t, dir, "portals")
	})
	t.Run("the next goes on to the end", func(t *testing.T) {
		if end := gongkai(t, g, dir, "crawl"); end.code != 0 || !strings.Contains(end.stdout, "done") {
			t.Errorf("%+v", end)
		}
		checkWhole(t, dir, filepath.Join(dir, "gongkai-archive"), world)
	})
	t.Run("a pipe that nobody reads is no error", func(t *testing.T) {
		pipe(t, dir, "export", "csv")
		mustRun(t, dir, "portals")
	})
	if end := serve.stop(syscall.SIGTERM); end.code != 0 {
		t.Errorf("serve: %+v", end)
	}
}

// pipe runs a command whose reader goes away after the first bytes.
func pipe(t *testing.T, dir string, args ...string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GONGKAI_TEST_MAIN=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err == nil {
		_, err = io.ReadFull(out, make([]byte, 16))
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
		t.Errorf("gongkai %v: %v %s", args, err, stderr.String())
	}
}

func TestASecondServeSaysWhoIsThere(t *testing.T) {
	dir := crawled(t, portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"channel"}}))
	first := serving(t, dir)
	end := gongkai(t, nil, dir, "serve")
	for _, want := range []string{"serve", "pid ", "since 2"} {
		if end.code != exitFailed || !strings.Contains(end.stderr, want) {
			t.Errorf("%+v; want exit 1 and %q", end, want)
		}
	}
	first.stop(os.Interrupt)
}

func TestAnOwnerInAFolderWithALongPath(t *testing.T) {
	dir := crawled(t, portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"channel"}}))
	long := filepath.Join(dir, strings.Repeat("很长的路", 12), strings.Repeat("x", 120))
	if err := os.MkdirAll(filepath.Dir(long), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "gongkai-archive"), long); err != nil {
		t.Fatal(err)
	}
	s := serving(t, dir, "--archive", long)
	if end := gongkai(t, nil, dir, "portals", "-v", "--archive", long); end.code != 0 || !strings.Contains(end.stderr, "another process has the archive") {
		t.Errorf("%+v", end)
	}
	s.stop(os.Interrupt)
}

// freeze stops the process and waits until all its threads stand still: the
// signal alone comes later than the call returns, and until then it answers.
func (s *started) freeze() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		s.t.Fatal(err)
	}
	var status syscall.WaitStatus
	for !status.Stopped() {
		switch _, err := syscall.Wait4(s.cmd.Process.Pid, &status, syscall.WUNTRACED, nil); {
		case errors.Is(err, syscall.EINTR): // status is as it was
		case err != nil:
			s.t.Fatal(err)
		case !status.Stopped():
			s.t.Fatalf("it ended instead of standing still: %v", status)
		}
	}
}

// impatient runs a command line in this process; it does not wait long.
func impatient(t *testing.T, dir string, args ...string) ended {
	t.Helper()
	var out, errw bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &errw, source: os.ReadFile, create: newFile, wait: patience(50 * time.Millisecond)}
	code := a.run(t.Context(), append(args, "--archive", filepath.Join(dir, "gongkai-archive"), "--config", filepath.Join(dir, "config.yaml")))
	return ended{code, out.String(), errw.String()}
}

func TestAnOwnerThatCannotBeAskedIsNamed(t *testing.T) {
	dir := crawled(t, portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"channel"}}))
	folder := filepath.Join(dir, "gongkai-archive")
	t.Run("its socket was removed", func(t *testing.T) {
		s := serving(t, dir)
		if err := os.Remove(filepath.Join(folder, "owner.sock")); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"portals"}, {"crawl"}, {"serve"}} {
			end := impatient(t, dir, args...)
			if end.code != exitFailed || !strings.Contains(end.stderr, "pid ") || !strings.Contains(end.stderr, "serve") {
				t.Errorf("%v: %+v; want exit 1 and who has it", args, end)
			}
		}
		if end := s.stop(os.Interrupt); end.code != 0 {
			t.Errorf("serve: %+v", end)
		}
	})
	t.Run("it is stopped", func(t *testing.T) {
		s := serving(t, dir)
		s.freeze()
		end := impatient(t, dir, "portals")
		if end.code != exitFailed || !strings.Contains(end.stderr, "does not answer") {
			t.Errorf("%+v; want exit 1 and that it does not answer", end)
		}
		if err := s.cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		mustRun(t, dir, "portals")
		s.stop(os.Interrupt)
	})
	t.Run("it is another version", func(t *testing.T) {
		store, err := boltstore.Open(t.Context(), folder, boltstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		server, err := owner.Listen(t.Context(), folder, owner.Options{Program: "gongkai v0.0.1", Handler: func(context.Context, owner.Request, owner.Streams) int {
			t.Error("a command of another version ran")
			return 0
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Announce(server.Socket()); err != nil {
			t.Fatal(err)
		}
		end := impatient(t, dir, "portals")
		if end.code != exitFailed || !strings.Contains(end.stderr, "v0.0.1") || !strings.Contains(end.stderr, "restart it") {
			t.Errorf("%+v; want exit 1 and which version", end)
		}
		if err := errors.Join(server.Close(t.Context()), store.Close()); err != nil {
			t.Error(err)
		}
	})
}

// Whose folder it is is trusted to run commands in it, not with the files of
// who typed them: he may be somebody else, root above all.
func TestAnOwnerWritesNoFilesThatTheCommandDoesNotName(t *testing.T) {
	world := t.TempDir()
	for name, args := range map[string][]string{
		"a command without files":   {"portals"},
		"an export to the screen":   {"export", "csv"},
		"an export to another file": {"export", "csv", "-o", filepath.Join(world, "asked.csv")},
	} {
		t.Run(name, func(t *testing.T) {
			folder, target := t.TempDir(), filepath.Join(world, "steered")
			t.Chdir(t.TempDir())
			store, err := boltstore.Open(t.Context(), folder, boltstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			server, err := owner.Listen(t.Context(), folder, owner.Options{Program: program(), Handler: func(_ context.Context, _ owner.Request, s owner.Streams) int {
				for _, name := range []string{target, "-"} {
					if f, err := s.Create(name); err == nil {
						t.Errorf("%s was made", name)
						f.Abort()
					}
				}
				return 0
			}})
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Announce(server.Socket()); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			if code := Main(t.Context(), append(args, "--archive", folder), strings.NewReader(""), &out, &errs); code != 0 {
				t.Errorf("exit %d: %s", code, &errs)
			}
			if err := errors.Join(server.Close(t.Context()), store.Close()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAFileThatWasNotAskedForIsNotMade(t *testing.T) {
	dir := t.TempDir()
	a := &app{create: noFile}
	a.mayCreate("mine")
	if _, err := a.create(filepath.Join(dir, "other")); !errors.Is(err, owner.ErrRefused) {
		t.Errorf("%v, want ErrRefused", err)
	}
	var none *archive.Archive // a command of another process leaves it to that process
	b := &app{create: newFile, house: &house{arc: none}}
	b.mayCreate("mine")
	f, err := b.create(filepath.Join(dir, "other"))
	if err != nil {
		t.Fatal(err)
	}
	f.Abort()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
