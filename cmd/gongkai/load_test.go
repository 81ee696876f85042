package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	loadDir     = flag.String("load", "", "folder for grown archives, kept for the next run; without it TestLoad is skipped")
	loadOut     = flag.String("load-out", "", "write the table into the section \"Load\" of this file")
	loadSizes   = flag.String("load-filings", "1000,100000", "filings of the archives")
	loadPhase   = flag.Duration("load-phase", 20*time.Second, "how long each kind of request is measured, after half of it unmeasured")
	loadFlat    = flag.Duration("load-flat", 10*time.Minute, "how long memory is watched")
	loadProfile = flag.String("load-profile", "", "write CPU profiles of the cold phases into this folder")
)

// What the load test holds (issue 3): the filing page and its JSON at least a
// tenth as often as a static file of the same size, the slowest in a hundred at
// most ten times the median, memory flat.
const (
	leastRatio = 0.1
	mostTail   = 10.0
	mostGrowth = 1.1 // of the median of the last quarter over that of the second
)

// TestLoad has 200 readers ask an archive of each size: for a static file, for
// filings at random over all (nearly every one is made anew), for a hot few, and
// for their JSON; then for all of that while memory is watched.
func TestLoad(t *testing.T) {
	if *loadDir == "" {
		t.Skip("make load runs this")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "## Load\n\nWritten by `make load`: %d readers on kept connections over loopback, gzip accepted, reader and server in\nprocesses of their own on the same %d cores, %s. Ratio: to the static file in the same run. The files of\nthe archive were read once before, so that they are in memory as the static file is.\n", loadReaders, runtime.NumCPU(), runtime.Version())
	for _, s := range strings.Split(*loadSizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		ids := grownArchive(t, filepath.Join(*loadDir, "filings-"+s), n)
		b.WriteString(load(t, filepath.Join(*loadDir, "filings-"+s), ids))
	}
	t.Log("\n" + b.String())
	if *loadOut != "" {
		if err := writeSection(*loadOut, "## Load\n", b.String()); err != nil {
			t.Fatal(err)
		}
	}
}

// load measures one archive and returns its table.
func load(t *testing.T, dir string, ids []string) string {
	t.Helper()
	inMemory(t, dir)
	server := startLoadServer(t, dir)
	defer server.end()
	start := time.Now()
	body(t, server.addr, "/")
	first := time.Since(start)

	random := rand.New(rand.NewPCG(1, 2))
	hot := make([]string, 50)
	for i := range hot {
		hot[i] = ids[random.IntN(len(ids))]
	}
	sample := make([][]byte, 0, 101)
	for range cap(sample) {
		sample = append(sample, body(t, server.addr, filingPath("/filing/", ids[random.IntN(len(ids))])))
	}
	slices.SortFunc(sample, func(a, b []byte) int { return len(a) - len(b) })
	if err := os.WriteFile(filepath.Join(dir, "static.html"), sample[len(sample)/2], 0o600); err != nil {
		t.Fatal(err)
	}

	of := func(prefix string, from []string) func(*rand.Rand) string {
		return func(r *rand.Rand) string { return filingPath(prefix, from[r.IntN(len(from))]) }
	}
	static := func(*rand.Rand) string { return staticFile }
	phases := []struct {
		what string
		path func(*rand.Rand) string
	}{
		{"static file", static},
		{"filing page, any", of("/filing/", ids)},
		{"filing page, hot 50", of("/filing/", hot)},
		{"filing JSON, any", of("/api/v1/filings/", ids)},
		{"filing JSON, hot 50", of("/api/v1/filings/", hot)},
	}
	var table bytes.Buffer
	fmt.Fprintf(&table, "\n%d filings; the first page after the start took %s; median page %d bytes.\n\n| what | requests/s | ratio | p50 | p99 | p99/p50 | bytes sent |\n|---|---|---|---|---|---|---|\n", len(ids), first.Round(10*time.Millisecond), len(sample[len(sample)/2]))
	var base float64
	for i, p := range phases {
		if *loadProfile != "" {
			go server.profile(t, filepath.Join(*loadProfile, fmt.Sprintf("%d-%d.pprof", len(ids), i)), *loadPhase)
		}
		warm := read(t, server.addr, p.what+", warming", *loadPhase/2, p.path)
		m := read(t, server.addr, p.what, *loadPhase, p.path)
		m.failed += warm.failed
		if i == 0 {
			base = m.perSecond
		}
		tail := float64(m.p99) / float64(m.p50)
		fmt.Fprintf(&table, "| %s | %.0f | **%.3f** | %.1f ms | %.1f ms | %.1f | %d |\n", m.what, m.perSecond, m.perSecond/base, ms(m.p50), ms(m.p99), tail, m.bytes)
		if m.failed > 0 {
			t.Errorf("%d filings, %s: %d answers were not 200", len(ids), m.what, m.failed)
		}
		if m.perSecond < leastRatio*base {
			t.Errorf("%d filings, %s: %.3f of the static file's throughput, want %.1f", len(ids), m.what, m.perSecond/base, leastRatio)
		}
		if tail > mostTail {
			t.Errorf("%d filings, %s: p99 is %.1f × p50, want at most %.0f", len(ids), m.what, tail, mostTail)
		}
	}
	table.WriteString(flat(t, server, of("/filing/", ids), of("/filing/", hot), of("/api/v1/filings/", ids), static))
	return table.String()
}

// inMemory reads the files of an archive, so that the system has them in memory
// as far as there is room.
func inMemory(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.bolt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, f)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// flat watches memory while all kinds of requests are asked for.
func flat(t *testing.T, server *loadServer, paths ...func(*rand.Rand) string) string {
	t.Helper()
	if *loadFlat <= 0 {
		return ""
	}
	done := make(chan struct{})
	var seen []float64
	go func() {
		defer close(done)
		tick := time.NewTicker(*loadFlat / 60)
		defer tick.Stop()
		for range 59 {
			<-tick.C
			seen = append(seen, float64(server.memory(t))/1e6)
		}
	}()
	m := read(t, server.addr, "all of them", *loadFlat, func(r *rand.Rand) string { return paths[r.IntN(len(paths))](r) })
	<-done
	quarter := len(seen) / 4
	second, last := median(seen[quarter:2*quarter]), median(seen[3*quarter:])
	if last > mostGrowth*second {
		t.Errorf("memory grew from %.0f MB to %.0f MB", second, last)
	}
	if m.failed > 0 {
		t.Errorf("%d answers were not 200", m.failed)
	}
	return fmt.Sprintf("\nAll of them for %s, %.0f requests/s: memory (RssAnon) %.0f MB in the second quarter, %.0f MB in the last, at most %.0f MB.\n",
		*loadFlat, m.perSecond, second, last, slices.Max(seen))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// filingPath is the address of a filing: the page's or the API's.
func filingPath(prefix, id string) string {
	parts := strings.Split(id, "/") // portal, organ, kind, year
	last := parts[len(parts)-1]     // of a guide: its kind
	return prefix + url.PathEscape(parts[0]) + "/" + url.PathEscape(parts[1]) + "/" + last
}

// writeSection puts a section of a Markdown file in the place of the one that
// begins with the same line, or at the end.
func writeSection(file, head, section string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(old), head)
	after := ""
	if i := strings.Index(rest, "\n## "); found && i >= 0 {
		after = rest[i:]
	}
	return os.WriteFile(file, []byte(strings.TrimRight(before, "\n")+"\n\n"+strings.TrimRight(section, "\n")+"\n"+after), 0o644)
}
