package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// measured is what the readers of one phase saw.
type measured struct {
	what      string
	perSecond float64
	p50, p99  time.Duration
	bytes     int // of the median answer
	failed    int // answers but 200
}

// loadReaders is how many readers ask at once, each on a connection of its own
// that is kept.
const loadReaders = 200

// read has the readers ask for what path says, again and again, for a time.
func read(t *testing.T, addr, what string, d time.Duration, path func(*rand.Rand) string) measured {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	var mu sync.Mutex
	var took []time.Duration
	var sizes []int
	failed := 0
	start := time.Now()
	var readers sync.WaitGroup
	for i := range loadReaders {
		readers.Go(func() {
			r, err := dialReader(addr)
			if err != nil {
				t.Error(err)
				return
			}
			defer r.conn.Close()
			random := rand.New(rand.NewPCG(uint64(i), 7))
			var mine []time.Duration
			var size []int
			bad := 0
			for ctx.Err() == nil {
				p := path(random)
				asked := time.Now()
				status, n, err := r.get(p)
				if err != nil {
					t.Errorf("%s: %v", p, err)
					return
				}
				mine, size = append(mine, time.Since(asked)), append(size, n)
				if status != http.StatusOK {
					bad++
				}
			}
			mu.Lock()
			defer mu.Unlock()
			took, sizes, failed = append(took, mine...), append(sizes, size...), failed+bad
		})
	}
	readers.Wait()
	spent := time.Since(start)
	if len(took) == 0 {
		t.Fatalf("%s: no answer", what)
	}
	slices.Sort(took)
	slices.Sort(sizes)
	m := measured{
		what: what, perSecond: float64(len(took)) / spent.Seconds(),
		p50: took[len(took)/2], p99: took[len(took)*99/100], bytes: sizes[len(sizes)/2], failed: failed,
	}
	t.Logf("%-28s %8.0f/s  p50 %8s  p99 %8s  ×%.1f  %6d bytes  failed %d", m.what, m.perSecond,
		m.p50.Round(10*time.Microsecond), m.p99.Round(10*time.Microsecond), float64(m.p99)/float64(m.p50), m.bytes, m.failed)
	return m
}

// reader is a client that costs little, so that a machine that it shares with
// the server is the server's.
type loadReader struct {
	conn net.Conn
	in   *bufio.Reader
	host string
}

func dialReader(addr string) (*loadReader, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &loadReader{conn, bufio.NewReaderSize(conn, 64<<10), addr}, nil
}

// get asks for a path and returns the status and the length of the body.
func (r *loadReader) get(path string) (status, length int, err error) {
	if err := r.conn.SetDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return 0, 0, err
	}
	if _, err := fmt.Fprintf(r.conn, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n", path, r.host); err != nil {
		return 0, 0, err
	}
	line, err := r.in.ReadSlice('\n')
	if err != nil {
		return 0, 0, err
	}
	if status, err = strconv.Atoi(string(line[len("HTTP/1.1 ") : len("HTTP/1.1 ")+3])); err != nil {
		return 0, 0, err
	}
	length, chunked := 0, false
	for {
		if line, err = r.in.ReadSlice('\n'); err != nil {
			return 0, 0, err
		}
		line = bytes.TrimSpace(line)
		name, value, _ := bytes.Cut(line, []byte(": "))
		switch {
		case len(line) == 0 && chunked:
			length, err = r.chunks()
			return status, length, err
		case len(line) == 0:
			_, err = r.in.Discard(length)
			return status, length, err
		case bytes.EqualFold(name, []byte("Content-Length")):
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, 0, err
			}
		case bytes.EqualFold(name, []byte("Transfer-Encoding")):
			chunked = true
		}
	}
}

// chunks reads a chunked body (RFC 9112, 7.1).
func (r *loadReader) chunks() (length int, err error) {
	for {
		line, err := r.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		n, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 16, 32)
		if err != nil {
			return 0, err
		}
		if _, err := r.in.Discard(int(n) + len("\r\n")); err != nil {
			return 0, err
		}
		if n == 0 {
			return length, nil
		}
		length += int(n)
	}
}

// body asks for a path with an ordinary client and returns what came.
func body(t *testing.T, addr, path string) []byte {
	t.Helper()
	resp, err := http.Get("http://" + addr + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s\n%.500s", path, resp.Status, b)
	}
	return b
}
