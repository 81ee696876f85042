package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gongkai/crawler/portalsim"
)

// batchLimit is how many captures may not be committed yet: a batch that is
// being committed and one that fills (archive.Options, 32 each). One request for
// each portal more can be in flight.
const batchLimit = 64

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
	k, dir := standBefore(t, world)

	// How long an undisturbed first pass is, in an archive of its own.
	k.arm(0, nil)
	crawl(t, k, dir, filepath.Join(dir, "measure"))
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
		served := map[string]bool{} // by the passes that go on
		for hits := 0; ; hits++ {
			k.arm(1+random.IntN(length), kill)
			if hits == 3 {
				k.arm(0, nil) // three kills of one pass are enough
			}
			hit := crawl(t, k, dir, archive)
			again := 0
			for _, u := range k.log() {
				if served[u] {
					again++
				}
			}
			worst = max(worst, again)
			if again > most {
				t.Errorf("after a kill %d pages were fetched again, want at most %d", again, most)
			}
			if !hit {
				break // every pass is done
			}
			killed++
			// A portal whose pass was done before the kill begins another one.
			goesOn := running(t, dir, archive)
			for _, u := range k.log() {
				served[u] = true
			}
			for u := range served {
				_, host, _ := strings.Cut(u, " ")
				portal, _, _ := strings.Cut(host, ".example")
				if !goesOn[portal] {
					delete(served, u)
				}
			}
		}
		passes++
		checkWhole(t, dir, archive, world)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d kills in mid-pass over %d rounds; at most %d pages fetched again (allowed %d)", killed, passes, worst, most)
}

func kill(p *os.Process) { _ = p.Kill() } // SIGKILL

// crawl crawls in a process of its own and reports whether it was killed;
// every other bad end fails the test.
func crawl(t *testing.T, g *gate, dir, archive string) (killed bool) {
	t.Helper()
	end := gongkai(t, g, dir, "crawl", "-q", "--archive", archive)
	if end.code > 0 {
		t.Fatalf("crawl: exit %d\n%s%s", end.code, end.stdout, end.stderr)
	}
	return end.code < 0
}

// running returns the portals whose pass was cut off.
func running(t *testing.T, dir, archive string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for line := range strings.Lines(mustRun(t, dir, "portals", "--json", "--archive", archive)) {
		var p struct {
			ID   string `json:"id"`
			Last struct {
				State string `json:"state"`
			} `json:"last_pass"`
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		out[p.ID] = p.Last.State == "running"
	}
	return out
}

// checkWhole checks that an archive is sound and holds every filing of the
// ledger, once.
func checkWhole(t *testing.T, dir, archive string, world *portalsim.World) {
	t.Helper()
	mustRun(t, dir, "verify", "--archive", archive)
	have := map[string]bool{}
	for line := range strings.Lines(mustRun(t, dir, "export", "jsonl", "--archive", archive)) {
		var row struct {
			Filing struct {
				Portal    string `json:"portal"`
				OrganName string `json:"organ_name"`
				Kind      string `json:"kind"`
				Year      int    `json:"year"`
			} `json:"filing"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
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
	for line := range strings.Lines(mustRun(t, dir, "changes", "--json", "--chrome", "--archive", archive)) {
		var c struct {
			Kind    string `json:"kind"`
			Page    string `json:"page"`
			Version int    `json:"version"`
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprintf("%s %s.%d", c.Kind, c.Page, c.Version)
		if seen[key] {
			t.Errorf("change %s stands twice", key)
		}
		seen[key] = true
	}
}
