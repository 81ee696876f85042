package main

import (
	"bufio"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// screenshots is where TestBrowser leaves its pictures; "": nowhere.
var screenshots = flag.String("screenshots", "", "folder for the pictures that TestBrowser takes")

// needs returns the path of the first program that is there, and skips the test
// loudly where none is.
func needs(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("!! none of %s is here: the page was not looked at by a browser, nor the feeds and the API by clients of others", strings.Join(names, ", "))
	return ""
}

// foreigners installs the clients that we did not write into a folder of its own.
func foreigners(t *testing.T) string {
	t.Helper()
	npm, dir := needs(t, "npm"), t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "browser"))); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("!! npm ci: %v: the page was not looked at by a browser, nor the feeds and the API by clients of others\n%s", err, out)
	}
	return dir
}

// TestBrowser plays the demonstration, and has a browser with axe-core, the
// schema of JSON Feed and the one of OpenAPI look at what it serves.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes a while")
	}
	node, chromium := needs(t, "node"), needs(t, "chromium", "chromium-browser", "google-chrome")
	dir := foreigners(t)
	base, end := demonstration(t)
	pictures := *screenshots
	if pictures == "" {
		pictures = filepath.Join(dir, "pictures")
	}
	for _, args := range [][]string{
		{"clients.mjs", base, "/feed/feed.json", "/feed/portal/trs/feed.json", "/feed/feed.json?chrome=1&kind=chrome"},
		{"browse.mjs", base, pictures, chromium},
	} {
		t.Run(args[0], func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), node, args...)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
	end()
}

// demonstration runs `gongkai demo` until its page is up, and returns the page's
// address and what ends it.
func demonstration(t *testing.T) (base string, end func()) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, "demo", "--archive", filepath.Join(t.TempDir(), "archive"))
	cmd.Env = append(os.Environ(), "GONGKAI_TEST_MAIN=1")
	cmd.Stderr = t.Output()
	story, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(story)
	for base == "" && lines.Scan() {
		if strings.Contains(lines.Text(), "the web page is up") {
			base = upAt.FindString(lines.Text())
		}
	}
	if base == "" {
		t.Fatalf("the demonstration ends without a page: %v", cmd.Wait())
	}
	return base, func() {
		t.Helper()
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // its last words
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the demonstration, told to end: %v", err)
		}
	}
}
