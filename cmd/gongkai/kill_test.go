package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gongkai/crawler/portalsim"
)

// batchLimit is how many captures may not be committed yet: a batch that is
// being committed and one that fills (archive.Options, 32 each). One request for
// each portal more can be in flight.
const batchLimit = 64

// killer stands before a world, counts what is asked for, and kills the
// crawling process in the middle of the request that it was told to.
type killer struct {
	world *portalsim.World

	mu     sync.Mutex
	served []string // addresses since the last reset
	at     int      // 0: do not kill
	victim *os.Process
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	k.served = append(k.served, r.Method+" "+r.Host+r.URL.RequestURI())
	if k.at > 0 && len(k.served) == k.at && k.victim != nil {
		_ = k.victim.Kill() // SIGKILL
	}
	k.mu.Unlock()
	k.world.ServeHTTP(w, r)
}

// arm sets the moment of the next kill and forgets what was served.
func (k *killer) arm(at int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at, k.victim, k.served = at, nil, nil
}

func (k *killer) aim(p *os.Process) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.victim = p
	if k.at > 0 && len(k.served) >= k.at {
		_ = p.Kill()
	}
}

func (k *killer) log() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]string(nil), k.served...)
}

// TestKilledCrawlLosesNothing kills crawls with SIGKILL at random moments of
// their passes. After the next run everything must be there once, and no more
// may have been fetched twice than the batch that was not committed.
func TestKilledCrawlLosesNothing(t *testing.T) {
	kills := 8
	if s := os.Getenv("GONGKAI_CRASHES"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	} else if testing.Short() {
		kills = 2
	}
	random := rand.New(rand.NewPCG(1, uint64(kills)))
	world := portalsim.New(portalsim.Options{Seed: 3, Organs: 8, Years: 6, HomeBytes: 4000})
	k := &killer{world: world}
	server := httptest.NewServer(k)
	defer server.Close()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(worldConfig(world, server.URL)), 0o600); err != nil {
		t.Fatal(err)
	}

	// How long an undisturbed first pass is, in an archive of its own.
	k.arm(0)
	run(t, k, dir, "crawl", "-q", "--archive", filepath.Join(dir, "measure"))
	length := len(k.log())
	most := batchLimit + len(world.Portals())
	t.Logf("a first pass has %d requests", length)

	killed, worst, passes := 0, 0, 0
	archive := filepath.Join(dir, "archive")
	for round := 0; killed < kills; round++ {
		if round > 20*kills {
			t.Fatalf("only %d of %d kills hit a running pass", killed, kills)
		}
		// A fresh archive now and then: first passes have the most to lose.
		if round%6 == 0 {
			archive = filepath.Join(dir, fmt.Sprintf("archive%d", round))
		}
		served := map[string]bool{} // by this pass so far
		for hits := 0; ; hits++ {
			k.arm(1 + random.IntN(length))
			if hits == 3 {
				k.arm(0) // three kills of one pass are enough
			}
			hit := run(t, k, dir, "crawl", "-q", "--archive", archive)
			again := 0
			for _, u := range k.log() {
				if served[u] {
					again++
				}
			}
			for _, u := range k.log() {
				served[u] = true
			}
			worst = max(worst, again)
			if again > most {
				t.Errorf("after a kill %d pages were fetched again, want at most %d", again, most)
			}
			if !hit {
				break // the pass is done
			}
			killed++
		}
		passes++
		checkWhole(t, k, dir, archive, world)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d kills in mid-pass over %d rounds; at most %d pages fetched again (allowed %d)", killed, passes, worst, most)
}

// run runs gongkai as a process of its own. It reports whether it was killed;
// every other bad end fails the test.
func run(t *testing.T, k *killer, dir string, args ...string) (killed bool) {
	t.Helper()
	_, killed = output(t, k, dir, args...)
	return killed
}

func output(t *testing.T, k *killer, dir string, args ...string) (out []byte, killed bool) {
	t.Helper()
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
	k.aim(cmd.Process)
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == -1 {
		return stdout.Bytes(), true
	}
	if err != nil {
		t.Fatalf("gongkai %s: %v\n%s%s", strings.Join(args, " "), err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.Bytes(), false
}

// checkWhole checks that an archive is sound and holds every filing of the
// ledger, once.
func checkWhole(t *testing.T, k *killer, dir, archive string, world *portalsim.World) {
	t.Helper()
	run(t, k, dir, "verify", "--archive", archive)
	out, _ := output(t, k, dir, "export", "jsonl", "--archive", archive)
	have := map[string]bool{}
	for line := range bytes.Lines(out) {
		var row struct {
			Filing struct {
				Portal    string `json:"portal"`
				OrganName string `json:"organ_name"`
				Kind      string `json:"kind"`
				Year      int    `json:"year"`
			} `json:"filing"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprintf("%s/%s/%s/%d", row.Filing.Portal, row.Filing.OrganName, row.Filing.Kind, row.Filing.Year)
		if have[key] {
			t.Errorf("%s stands twice", key)
		}
		have[key] = true
	}
	for _, f := range ledgerFilings(world) {
		if !have[f] {
			t.Errorf("%s is missing", f)
		}
		delete(have, f)
	}
	for f := range have {
		t.Errorf("%s is no filing of the ledger", f)
	}
	seen := map[string]bool{}
	out, _ = output(t, k, dir, "changes", "--json", "--chrome", "--archive", archive)
	for line := range bytes.Lines(out) {
		var c struct {
			Kind    string `json:"kind"`
			Page    string `json:"page"`
			Version int    `json:"version"`
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprintf("%s %s.%d", c.Kind, c.Page, c.Version)
		if seen[key] {
			t.Errorf("change %s stands twice", key)
		}
		seen[key] = true
	}
}
