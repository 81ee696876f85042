//go:build linux || darwin

package main

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkCold sends filings at random through the whole handler of a server,
// without a network: what a page and a JSON that nobody asked for yet cost, and
// beside them the static file. cpu-µs is the processor's time for each answer,
// that of the garbage collector among it. It wants -load, as TestLoad does, and
// the greatest of its archives.
func BenchmarkCold(b *testing.B) {
	if *loadDir == "" {
		b.Skip("wants -load")
	}
	sizes := strings.Split(*loadSizes, ",")
	dir := filepath.Join(*loadDir, "filings-"+sizes[len(sizes)-1])
	ids, err := grownList(dir)
	if err != nil {
		b.Skip("TestLoad has to grow the archive first: ", err)
	}
	server, arc, err := newLoadServer(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := arc.Close(); err != nil {
			b.Error(err)
		}
	}()
	ask := func(path string) (status, sent int) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "127.0.0.1"
		r.Header.Set("Accept-Encoding", "gzip")
		w := discard{header: http.Header{}}
		server.ServeHTTP(&w, r)
		return w.status, w.bytes
	}
	for status := 0; status != http.StatusOK; { // the catalog is made
		status, _ = ask("/")
	}
	random := rand.New(rand.NewPCG(3, 4))
	of := func(prefix string) func() string {
		return func() string { return filingPath(prefix, ids[random.IntN(len(ids))]) }
	}
	for _, c := range []struct {
		what string
		path func() string
	}{
		{"static", func() string { return staticFile }},
		{"page", of("/filing/")},
		{"json", of("/api/v1/filings/")},
	} {
		b.Run(c.what, func(b *testing.B) {
			b.ReportAllocs()
			before, bytes := processorTime(b), 0
			for b.Loop() {
				path := c.path()
				status, sent := ask(path)
				if bytes += sent; status != http.StatusOK {
					b.Fatal(path, status)
				}
			}
			b.ReportMetric(float64((processorTime(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
			b.ReportMetric(float64(bytes)/float64(b.N), "sent-B/op")
		})
	}
}

// discard is a ResponseWriter that counts.
type discard struct {
	header        http.Header
	status, bytes int
}

func (d *discard) Header() http.Header    { return d.header }
func (d *discard) WriteHeader(status int) { d.status = status }
func (d *discard) Write(b []byte) (int, error) {
	d.bytes += len(b)
	return len(b), nil
}

// processorTime is what this process has had of the processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
