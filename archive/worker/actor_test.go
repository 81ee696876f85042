package worker_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gongkai/archive"
	"gongkai/archive/worker"
)

// TestMain: the test binary is the process that reads, the good one and the bad ones.
func TestMain(m *testing.M) {
	if worker.Called(os.Args) {
		os.Exit(worker.Main(os.Args, &actor{}))
	}
	if len(os.Args) == 3 && os.Args[1] == "play" {
		plays[os.Args[2]]()
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

const revision = "of the test"

// actor is a Reader that does what the payload tells it.
type actor struct{ read int }

func (*actor) Revision() string { return revision }

// ballast is what "eat" holds on to.
var ballast [][]byte

func (a *actor) Read(_ context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	a.read++
	out := archive.Reading{State: archive.WasRead, Format: h.Name + "|" + h.ContentType}
	word, rest, _ := strings.Cut(string(payload), " ")
	switch word {
	case "say":
		out.Paragraphs = []string{rest}
	case "pid":
		out.Paragraphs = []string{fmt.Sprint(os.Getpid())}
	case "env":
		out.Paragraphs = os.Environ()
	case "unreadable":
		out.State = archive.Unreadable
	case "reach": // what nobody who reads has to do with
		_, err := os.Open("/etc/passwd")
		out.Paragraphs = append(out.Paragraphs, fmt.Sprint(err))
		_, err = net.DialTimeout("tcp", "127.0.0.1:9", time.Second)
		out.Paragraphs = append(out.Paragraphs, fmt.Sprint(err))
		err = os.WriteFile(rest, []byte("x"), 0o600)
		out.Paragraphs = append(out.Paragraphs, fmt.Sprint(err))
	case "panic":
		panic("the reader met its end\nand said so")
	case "fail":
		return out, fmt.Errorf("the reader cannot")
	case "exit":
		os.Exit(3)
	case "first": // only the first payload of a process goes well
		if a.read > 1 {
			panic("not the first")
		}
		out.Paragraphs = []string{"first"}
	case "die": // as by the hand of somebody, or of the kernel
		p, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = p.Kill()
		}
		select {} // until it is dead
	case "hang":
		select {}
	case "loop":
		for n := 0; ; n++ {
			a.read += n % 2
		}
	case "eat":
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = byte(i)
			}
			ballast = append(ballast, b)
		}
	case "gulp":
		ballast = append(ballast, make([]byte, 1<<36))
	case "flood":
		out.Paragraphs = []string{strings.Repeat("x", 1<<20)}
	default:
		return out, fmt.Errorf("no such act: %q", word)
	}
	return out, nil
}

// newPool returns a pool of good processes that is closed with the test.
func newPool(t *testing.T, o worker.Options) *worker.Pool {
	t.Helper()
	if o.Revision == "" {
		o.Revision = revision
	}
	if o.Memory == 0 {
		o.Memory = worker.MinMemory
	}
	p := worker.New(o)
	t.Cleanup(p.Close)
	return p
}

// says reads a payload that must be answered with one paragraph.
func says(t *testing.T, p *worker.Pool, payload string) string {
	t.Helper()
	r, err := p.Read(t.Context(), []byte(payload), archive.Hints{Name: "a.pdf"})
	if err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	if len(r.Paragraphs) != 1 {
		t.Fatalf("%s: %q", payload, r.Paragraphs)
	}
	return r.Paragraphs[0]
}

// playing is the command line of a play.
func playing(t *testing.T, play string) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{self, "play", play}
}
