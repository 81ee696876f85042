package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/crawler/portalsim"
)

func TestBackup(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 7, Organs: 2, Years: 3, HomeBytes: 4000})
	dir := crawled(t, world)
	export := mustRun(t, dir, "export", "csv")

	// good checks a copy that was made and returns its epoch.
	good := func(t *testing.T, name string, end ended) uint64 {
		t.Helper()
		var said struct {
			Folder, Archive string
			Bytes           int64
			Epoch, Change   uint64
		}
		if end.code != 0 {
			t.Fatalf("%+v", end)
		}
		if err := json.Unmarshal([]byte(end.stdout), &said); err != nil {
			t.Fatal(err)
		}
		var size int64
		for _, file := range []string{"index.bolt", "blobs.bolt"} {
			info, err := os.Stat(filepath.Join(dir, name, file))
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
		}
		if said.Folder != name || said.Bytes != size || said.Change == 0 || len(said.Archive) != 32 {
			t.Errorf("said %+v, the files have %d bytes", said, size)
		}
		mustRun(t, dir, "verify", "--archive", name)
		if left, err := filepath.Glob(filepath.Join(dir, "*.new-*")); err != nil || len(left) > 0 {
			t.Errorf("left are %v, %v", left, err)
		}
		return said.Epoch
	}

	good(t, "alone", gongkai(t, nil, dir, "backup", "alone", "--json"))
	if got := mustRun(t, dir, "export", "csv", "--archive", "alone"); got != export {
		t.Error("the copy exports something else than the original")
	}

	serve := serving(t, dir)
	good(t, "beside", gongkai(t, nil, dir, "backup", "beside", "--json"))
	if got := mustRun(t, dir, "export", "csv", "--archive", "beside"); got != export {
		t.Error("the copy made by the owner exports something else than the original")
	}

	t.Run("an old cursor is told to begin anew", func(t *testing.T) {
		lines := strings.Split(strings.TrimSpace(mustRun(t, dir, "changes", "--json")), "\n")
		var last struct{ Cursor string }
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
			t.Fatal(err)
		}
		mustRun(t, dir, "changes", "--since", last.Cursor)
		end := gongkai(t, nil, dir, "changes", "--since", last.Cursor, "--archive", "beside")
		if end.code != exitFailed || !strings.Contains(end.stderr, "begin anew") {
			t.Errorf("%+v", end)
		}
	})
	t.Run("a copy of a copy is a later epoch", func(t *testing.T) {
		first := good(t, "first", gongkai(t, nil, dir, "backup", "first", "--json", "--no-verify"))
		second := good(t, "second", gongkai(t, nil, dir, "backup", "second", "--json", "--archive", "first"))
		if second <= first {
			t.Errorf("epochs %d and then %d", first, second)
		}
	})
	t.Run("nothing is overwritten", func(t *testing.T) {
		if err := os.MkdirAll(filepath.Join(dir, "full", "something"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, dest := range []string{"full", "gongkai-archive", "config.yaml", filepath.Join("no", "such", "parent")} {
			end := gongkai(t, nil, dir, "backup", dest)
			if end.code == 0 || end.stderr == "" {
				t.Errorf("backup %s: %+v", dest, end)
			}
		}
		if err := os.Mkdir(filepath.Join(dir, "empty"), 0o700); err != nil {
			t.Fatal(err)
		}
		good(t, "empty", gongkai(t, nil, dir, "backup", "empty", "--json"))
	})
	if end := serve.stop(os.Interrupt); end.code != 0 {
		t.Errorf("serve: %+v", end)
	}
}

func TestBackupBesideACrawl(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 3, Organs: 6, Years: 5, HomeBytes: 4000})
	g, dir := standBefore(t, world)
	mustRun(t, dir, "crawl", "-q", world.Portals()[0].ID)
	// In the middle of the crawl, which owns the archive.
	var mid []ended
	g.arm(60, func(*os.Process) { mid = append(mid, gongkai(t, nil, dir, "backup", "copy")) })
	if end := gongkai(t, g, dir, "crawl", "-q"); end.code != 0 {
		t.Fatalf("%+v", end)
	}
	if len(mid) != 1 || mid[0].code != 0 {
		t.Fatalf("backup: %+v", mid)
	}
	mustRun(t, dir, "verify", "--archive", "copy")
	// Restored, it goes on where it was.
	g.arm(0, nil)
	if end := gongkai(t, g, dir, "crawl", "-q", "--archive", "copy"); end.code != 0 {
		t.Fatalf("%+v", end)
	}
	checkWhole(t, dir, "copy", world)
}

func TestABackupGoesWhereALinkLeads(t *testing.T) {
	there, link := t.TempDir(), filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(there, link); err != nil {
		t.Skip(err)
	}
	f, err := newCopyFolder(link)
	if err != nil {
		t.Fatal(err)
	}
	defer f.abort()
	file, err := f.create("index.bolt")
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(filepath.Join(there, "index.bolt")); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
}
