package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"gongkai/crawler/portalsim"
)

// gate stands before a world, counts what is asked for, and does something to
// the crawling process in the middle of the request that it was told.
type gate struct {
	world *portalsim.World

	mu      sync.Mutex
	served  []string // addresses since the last arm
	at      int      // 0: never
	act     func(*os.Process)
	process *os.Process
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	g.served = append(g.served, r.Method+" "+r.Host+r.URL.RequestURI())
	if g.at > 0 && len(g.served) == g.at && g.process != nil {
		g.act(g.process)
	}
	g.mu.Unlock()
	g.world.ServeHTTP(w, r)
}

// arm sets the moment of the next act and forgets what was served.
func (g *gate) arm(at int, act func(*os.Process)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at, g.act, g.process, g.served = at, act, nil, nil
}

// aim tells which process crawls.
func (g *gate) aim(p *os.Process) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.process = p
	if g.at > 0 && len(g.served) >= g.at {
		g.act(p)
	}
}

func (g *gate) log() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string(nil), g.served...)
}

// standBefore serves the world through a gate and writes a configuration that
// crawls it into a new folder.
func standBefore(t *testing.T, world *portalsim.World) (*gate, string) {
	t.Helper()
	g := &gate{world: world}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(worldConfig(world, server.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	return g, dir
}

// ofItsOwn skips a test that starts processes where time is short: under the race
// detector each of them takes a second to begin.
func ofItsOwn(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("processes of their own take a while")
	}
}

// ended is how a process came to its end.
type ended struct {
	code           int // -1: killed
	stdout, stderr string
}

// gongkai runs the program as a process of its own.
func gongkai(t *testing.T, g *gate, dir string, args ...string) ended {
	t.Helper()
	ofItsOwn(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), exe, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GONGKAI_TEST_MAIN=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if g != nil {
		g.aim(cmd.Process)
	}
	err = cmd.Wait()
	end := ended{stdout: stdout.String(), stderr: stderr.String()}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		end.code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return end
}

// mustRun runs the program and fails the test unless it ends well.
func mustRun(t *testing.T, dir string, args ...string) string {
	t.Helper()
	end := gongkai(t, nil, dir, args...)
	if end.code != 0 {
		t.Fatalf("gongkai %s: exit %d\n%s%s", strings.Join(args, " "), end.code, end.stdout, end.stderr)
	}
	return end.stdout
}

func TestInterruptedCrawlStopsAtAPageAndGoesOn(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 3, Years: 4, HomeBytes: 4000, Families: []string{"trs", "generic"}})
	g, dir := standBefore(t, world)
	g.arm(20, func(p *os.Process) { _ = p.Signal(syscall.SIGINT) })
	end := gongkai(t, g, dir, "crawl", "-q")
	if end.code != exitPartly || !strings.Contains(end.stderr, "run it again to go on") {
		t.Fatalf("exit %d, want %d and what to do\n%s%s", end.code, exitPartly, end.stdout, end.stderr)
	}
	first := g.log()
	g.arm(0, nil)
	if end := gongkai(t, g, dir, "crawl", "-q"); end.code != 0 {
		t.Fatalf("the crawl that goes on: exit %d\n%s%s", end.code, end.stdout, end.stderr)
	}
	again := 0
	for _, u := range g.log() {
		for _, was := range first {
			if u == was {
				again++
			}
		}
	}
	// The request that each of the two portals had in flight may be asked again.
	if again > 2 {
		t.Errorf("%d addresses were fetched again, want at most 2", again)
	}
	checkWhole(t, dir, filepath.Join(dir, "gongkai-archive"), world)
}
