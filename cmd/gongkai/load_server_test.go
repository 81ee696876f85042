package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/catalog"
	web "gongkai/archive/serve"
	"gongkai/archive/serve/api"
	"gongkai/archive/serve/page"
)

// staticFile is served by the same server beside the pages: a file of the size
// of the median filing page.
const staticFile = "/load/static.html"

// serveLoad is the server's process: it answers for the archive in dir as
// `gongkai serve` does, prints its address, and ends with its standard input.
func serveLoad(dir string) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	server, arc, err := newLoadServer(ctx, dir)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, arc.Close())
	}
	profiles, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, arc.Close())
	}
	go http.Serve(profiles, http.HandlerFunc(pprof.Profile)) //nolint:gosec // of a test, ends with the process
	fmt.Println(listener.Addr(), profiles.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	return errors.Join(server.Serve(ctx, listener), arc.Close())
}

// newLoadServer opens the archive in dir and makes the server for it, as
// `gongkai serve` does. The archive is the caller's to close.
func newLoadServer(ctx context.Context, dir string) (*web.Server, *archive.Archive, error) {
	store, err := boltstore.Open(ctx, dir, boltstore.Options{})
	if err != nil {
		return nil, nil, err
	}
	arc, err := archive.New(ctx, store, archive.Options{Reader: reader{}})
	if err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	held := catalog.New(arc, catalog.Options{})
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	pages, err := page.New(page.Options{Archive: arc, Catalog: held, Clock: time.Now, Log: log, Version: "load"})
	if err != nil {
		return nil, nil, errors.Join(err, arc.Close())
	}
	beside := http.NewServeMux()
	beside.Handle("/", pages)
	beside.HandleFunc(staticFile, func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(dir, "static.html"))
	})
	server, err := web.New(web.Options{
		Pages: beside, API: api.New(api.Options{Archive: arc, Catalog: held, Log: log, Version: "load"}),
		Archive: arc, Generation: arc.Generation, Log: log,
	})
	if err != nil {
		return nil, nil, errors.Join(err, arc.Close())
	}
	return server, arc, nil
}

// loadServer is a running serveLoad.
type loadServer struct {
	addr, profiles string
	cmd            *exec.Cmd
	in             io.Closer
}

// startLoadServer runs this test binary again as the server.
func startLoadServer(t *testing.T, dir string) *loadServer {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "GONGKAI_LOAD_SERVE="+dir)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &loadServer{cmd: cmd, in: in}
	t.Cleanup(s.end)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not say its address: %v", err)
	}
	s.addr, s.profiles, _ = strings.Cut(strings.TrimSpace(line), " ")
	return s
}

// end stops the server and waits for it.
func (s *loadServer) end() {
	s.in.Close()
	_ = s.cmd.Wait() // how it ended shows in its standard error
}

// memory returns the bytes of the server that no file stands behind: pages of the
// index that the kernel holds for it do not count.
func (s *loadServer) memory(t *testing.T) int64 {
	t.Helper()
	n := rssAnon(s.cmd.Process.Pid)
	if n == 0 {
		t.Fatal("no RssAnon: the load test wants Linux")
	}
	return n
}

// profile writes what the server's processors do in the seconds that come.
func (s *loadServer) profile(t *testing.T, file string, d time.Duration) {
	t.Helper()
	resp, err := http.Get(fmt.Sprintf("http://%s/?seconds=%d", s.profiles, int(d.Seconds())))
	if err != nil {
		t.Error(err)
		return
	}
	defer resp.Body.Close()
	f, err := os.Create(file)
	if err != nil {
		t.Error(err)
		return
	}
	_, err = io.Copy(f, resp.Body)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Error(err)
	}
}
