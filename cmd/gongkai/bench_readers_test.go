package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"

	"gongkai/extract"
	"gongkai/extract/msdoc"
)

var benchFiles = flag.String("bench-files", "", "folder of reports in all formats; without it TestReaderRatios is skipped")

const (
	readerRounds = 9
	mixedReports = 1000
)

// What the readers are held to (issue 4): the reading and parsing of a file
// over what it cannot do without, or over what others take for less.
var readerLimits = map[string]float64{"html": 1.6, "docx": 1.5, "doc": 0.1, "pdf": 1}

// TestReaderRatios measures the readers over the files of a folder, each beside
// its floor or its peer in the same round, and writes the section "Readers".
func TestReaderRatios(t *testing.T) {
	if *benchFiles == "" {
		t.Skip("make bench runs this with BENCH_FILES=FOLDER")
	}
	files := reportFiles(t, *benchFiles)
	var b bytes.Buffer
	fmt.Fprintf(&b, "## Readers\n\nWritten by `make bench BENCH_FILES=…`: medians of %d rounds, in one run, on %d cores, %s.\n\n| what | files | ratio | at most |\n|---|---|---|---|\n", readerRounds, runtime.NumCPU(), runtime.Version())
	row := func(format, what string, n int, ratio float64) {
		fmt.Fprintf(&b, "| %s | %d | **%.2f** | %g |\n", what, n, ratio, readerLimits[format])
		if ratio > readerLimits[format] {
			t.Errorf("%s: %.2f, want at most %g", what, ratio, readerLimits[format])
		}
	}
	row("html", "HTML: read, parsed and checked ÷ its DOM alone (x/net/html)", len(files["html"]), medianRatio(t, files["html"], domAlone))
	row("docx", "DOCX: read, parsed and checked ÷ unzipped and cut into XML tokens (encoding/xml)", len(files["docx"]), medianRatio(t, files["docx"], tokensAlone))
	binary := buildBinary(t)
	parse := func(t *testing.T, list []string) {
		cameToItsEnd(t, exec.Command(binary, append([]string{"parse"}, list...)...).Run())
	}
	for _, peer := range []struct {
		format, what string
		ours         func(t *testing.T, list []string)
		program      string
		args         func(file string) []string
		batch        int // files at least, some of them again
	}{
		{"doc", "DOC: text and tables of all files (`msdoc.Read`, on all cores) ÷ antiword on each", readDOC, "antiword", func(f string) []string { return []string{f} }, 400},
		{"doc", "DOC: `gongkai parse` of all files, to the JSON ÷ antiword on each", parse, "antiword", func(f string) []string { return []string{f} }, 400},
		{"pdf", "PDF: `gongkai parse` of all files, to the JSON ÷ `pdftotext -bbox-layout` on each", parse, "pdftotext", func(f string) []string { return []string{"-bbox-layout", f, "-"} }, 60},
	} {
		if _, err := exec.LookPath(peer.program); err != nil {
			fmt.Fprintf(&b, "| %s | %d | not measured: no %s here | %g |\n", peer.what, len(files[peer.format]), peer.program, readerLimits[peer.format])
			continue
		}
		row(peer.format, peer.what, len(files[peer.format]), processRatio(t, files[peer.format], peer.batch, peer.ours, peer.program, peer.args))
	}
	peak, took, n := mixed(t, binary, files)
	fmt.Fprintf(&b, "\n%d mixed reports by `gongkai parse` on all cores: %.1f s, RssAnon at most %.0f MB (of 300).\n", n, took.Seconds(), peak)
	if peak > 300 {
		t.Errorf("RssAnon %.0f MB, want under 300", peak)
	}
	t.Log("\n" + b.String())
	if *benchOut != "" {
		if err := writeSection(*benchOut, "## Readers\n", b.String()); err != nil {
			t.Fatal(err)
		}
	}
}

// reportFiles are the files below a folder that can be read, by format.
func reportFiles(t *testing.T, dir string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if r := extract.Read(b, extract.Hints{Name: path}); r.State == extract.StateRead && len(b) > 4<<10 {
			out[string(r.Format)] = append(out[string(r.Format)], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for format := range readerLimits {
		if len(out[format]) == 0 {
			t.Fatalf("%s has no %s that can be read", dir, format)
		}
	}
	return out
}

// medianRatio is the median over files of what reading takes over what floor
// takes, each the median of its rounds.
func medianRatio(t *testing.T, files []string, floor func(*testing.T, []byte)) float64 {
	t.Helper()
	var all []float64
	for _, f := range files {
		payload, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var ours, least []float64
		for range readerRounds {
			least = append(least, batch(func() { floor(t, payload) }))
			ours = append(ours, batch(func() { extract.Read(payload, extract.Hints{Name: f}) }))
		}
		all = append(all, median(ours)/median(least))
	}
	return median(all)
}

// batch is the seconds that one call takes, of as many as take 10 ms or more.
func batch(do func()) float64 {
	start := time.Now()
	for n := 1; ; n++ {
		do()
		if took := time.Since(start); took >= 10*time.Millisecond {
			return took.Seconds() / float64(n)
		}
	}
}

func domAlone(t *testing.T, payload []byte) {
	if _, err := html.Parse(bytes.NewReader(payload)); err != nil {
		t.Fatal(err)
	}
}

func tokensAlone(t *testing.T, payload []byte) {
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		if _, err := d.RawToken(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func buildBinary(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "gongkai")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// processRatio is the time of ours over all files over that of a peer's process on
// each, by rounds. The files are taken several times over, so that starting is no
// more than it is in a batch.
func processRatio(t *testing.T, files []string, batch int, ours func(*testing.T, []string), program string, args func(string) []string) float64 {
	t.Helper()
	var list []string
	for len(list) < batch {
		list = append(list, files...)
	}
	var all []float64
	for range readerRounds {
		start := time.Now()
		for _, f := range list {
			_ = exec.Command(program, args(f)...).Run() // what it cannot read it ends early on
		}
		peer := time.Since(start)
		start = time.Now()
		ours(t, list)
		all = append(all, time.Since(start).Seconds()/peer.Seconds())
	}
	return median(all)
}

// readDOC reads files on all cores, as antiword does: what they hold, not what it says.
func readDOC(t *testing.T, list []string) {
	var readers errgroup.Group
	readers.SetLimit(runtime.NumCPU())
	for _, f := range list {
		readers.Go(func() error {
			payload, err := os.ReadFile(f)
			if err == nil {
				_, err = msdoc.Read(payload)
			}
			return err
		})
	}
	if err := readers.Wait(); err != nil {
		t.Fatal(err)
	}
}

// mixed reads a thousand files of all formats in one process and returns the
// most that it held in memory no file stands behind, in MB.
func mixed(t *testing.T, binary string, files map[string][]string) (peak float64, took time.Duration, n int) {
	t.Helper()
	var each, list []string
	for _, format := range slices.Sorted(maps.Keys(files)) {
		each = append(each, files[format]...)
	}
	for len(list) < mixedReports {
		list = append(list, each...)
	}
	list = list[:mixedReports]
	cmd := exec.Command(binary, append([]string{"parse"}, list...)...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			cameToItsEnd(t, err)
			return peak, time.Since(start), len(list)
		case <-tick.C:
			peak = max(peak, float64(rssAnon(cmd.Process.Pid))/1e6)
		}
	}
}

// cameToItsEnd wants a run of parse that went to its end, 3 where a file could not
// be read whole: one that broke off would look like a fast one.
func cameToItsEnd(t *testing.T, err error) {
	t.Helper()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitPartly) {
		t.Fatalf("parse: %v", err)
	}
}

// rssAnon is the memory of a process that no file stands behind, in bytes, 0 where
// it has ended or the system does not tell (proc(5)).
func rssAnon(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}
