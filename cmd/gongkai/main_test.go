package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/archive"
	"gongkai/archive/worker"
	"gongkai/crawler/portalsim"
)

func TestMain(m *testing.M) {
	// TestKilledCrawlLosesNothing's child, and the processes that read for any test.
	if os.Getenv("GONGKAI_TEST_MAIN") != "" || worker.Called(os.Args) {
		main()
	}
	if dir := os.Getenv("GONGKAI_LOAD_SERVE"); dir != "" { // TestLoad's server
		if err := serveLoad(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	testscript.Main(m, map[string]func(){
		"gongkai": main,
	})
}

type worldKey struct{}

// TestScripts runs every command as its user does. A script that needs portals
// has a small world of them (two organs, three years each) behind the HTTP
// proxy that its config.yaml names; `world` changes it.
func TestScripts(t *testing.T) {
	ofItsOwn(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			world := portalsim.New(portalsim.Options{Seed: 7, Organs: 2, Years: 3, HomeBytes: 4000})
			server := httptest.NewServer(world)
			env.Defer(server.Close)
			env.Values[worldKey{}] = world
			return os.WriteFile(filepath.Join(env.WorkDir, "config.yaml"), []byte(worldConfig(world, server.URL)), 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"world": changeWorld,
			"older": readAsBefore,
		},
	})
}

// worldConfig writes the configuration of a world behind a proxy.
func worldConfig(w *portalsim.World, proxy string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "contact: test@gongkai.example\nproxy: %s\ncrawl:\n  delay: 0s\nportals:\n", proxy)
	for _, p := range w.Portals() {
		fmt.Fprintf(&b, "  - id: %s\n    name: %s\n    seeds: [%s]\n    enabled: true\n", p.ID, p.Name, p.Home)
	}
	return b.String()
}

// changeWorld is the script command `world`:
//
//	world correct PORTAL KEY VALUE   the newest report of the portal's first organ gets another number
//	world delete PORTAL              the same report disappears
//	world frame PORTAL               every page of the portal gets another frame
//	world requests MAX               fails if more requests came since the last `world requests`
func changeWorld(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(worldKey{}).(*portalsim.World)
	if neg || len(args) < 2 {
		ts.Fatalf("usage: world correct|delete|frame PORTAL …, world requests MAX")
	}
	switch args[0] {
	case "requests":
		most, err := strconv.Atoi(args[1])
		ts.Check(err)
		got := len(w.Requests())
		w.ResetRequests()
		if got > most {
			ts.Fatalf("%d requests, want at most %d", got, most)
		}
		ts.Logf("%d requests", got)
	case "frame":
		_, err := w.ChangeFrame(args[1])
		ts.Check(err)
	case "correct", "delete":
		r := newestReport(w, args[1])
		id, _, err := archive.PageIDOf(http.MethodGet, r.URL, nil)
		ts.Check(err)
		ts.Setenv("URL", r.URL)
		ts.Setenv("PAGE", string(id))
		ts.Setenv("ORGAN", r.Organ)
		ts.Setenv("YEAR", strconv.Itoa(r.Year))
		if args[0] == "delete" {
			_, err := w.Delete(r.URL)
			ts.Check(err)
			return
		}
		_, err = w.CorrectCell(r.URL, args[2], args[3])
		ts.Check(err)
	default:
		ts.Fatalf("world %s: unknown", args[0])
	}
}
