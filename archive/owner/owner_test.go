package owner_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"gongkai/archive/owner"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const program = "gongkai v1"

// greetWait is longer than any answer takes.
const greetWait = 10 * time.Second

// listen starts an owner in a folder; it is closed when the test ends.
func listen(t *testing.T, o owner.Options) (*owner.Server, string) {
	t.Helper()
	dir := t.TempDir()
	if o.Program == "" {
		o.Program = program
	}
	s, err := owner.Listen(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := s.Close(ctx); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s, dir
}

func dial(t *testing.T, dir string) *owner.Client {
	t.Helper()
	c, err := owner.Dial(t.Context(), dir, "owner.sock", program, greetWait)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// memory is a file of a client.
type memory struct {
	bytes.Buffer
	committed, aborted bool
	fail               error
}

func (m *memory) Write(p []byte) (int, error) {
	if m.fail != nil {
		return 0, m.fail
	}
	return m.Buffer.Write(p)
}
func (m *memory) Commit() error { m.committed = true; return nil }
func (m *memory) Abort()        { m.aborted = true }

func TestACommandRunsAtTheOwner(t *testing.T) {
	request := owner.Request{Args: []string{"export", "年报"}, Config: []byte("contact: x\n"), ConfigName: "config.yaml", Width: 80, Height: 24}
	long := strings.Repeat("档案", 100_000)
	_, dir := listen(t, owner.Options{Handler: func(_ context.Context, r owner.Request, s owner.Streams) int {
		if diff := cmp.Diff(request, r); diff != "" {
			t.Errorf("request (-sent +came):\n%s", diff)
		}
		fmt.Fprint(s.Out, long)
		fmt.Fprint(s.Err, "a word")
		f, err := s.Create("out.csv")
		if err != nil {
			t.Error(err)
			return 1
		}
		fmt.Fprint(f, "a,b\n")
		if err := f.Commit(); err != nil {
			t.Error(err)
		}
		f.Abort() // does nothing any more
		g, err := s.Create("given up")
		if err != nil {
			t.Error(err)
			return 1
		}
		g.Abort()
		return 3
	}})
	var out, errw bytes.Buffer
	files := map[string]*memory{}
	code, err := dial(t, dir).Run(t.Context(), request, owner.Streams{Out: &out, Err: &errw, Create: func(name string) (owner.File, error) {
		files[name] = &memory{}
		return files[name], nil
	}})
	if code != 3 || err != nil || out.String() != long || errw.String() != "a word" {
		t.Errorf("exit %d, %v, %d bytes of output, %q", code, err, out.Len(), errw.String())
	}
	if f := files["out.csv"]; f == nil || f.String() != "a,b\n" || !f.committed || f.aborted {
		t.Errorf("out.csv is %+v", f)
	}
	if f := files["given up"]; f == nil || f.committed || !f.aborted {
		t.Errorf("given up is %+v", f)
	}
}

func TestWhatAClientCannotWriteIsAnErrorOfTheCommand(t *testing.T) {
	full := errors.New("disk full")
	for name, tt := range map[string]struct {
		out     error
		create  func(string) (owner.File, error)
		command func(owner.Streams) error
		want    string
	}{
		"a pipe that nobody reads": {out: syscall.EPIPE, want: "broken pipe", command: func(s owner.Streams) error {
			for {
				if _, err := fmt.Fprint(s.Out, "more"); err != nil {
					if !errors.Is(err, syscall.EPIPE) {
						t.Errorf("%v is no EPIPE", err)
					}
					return err
				}
			}
		}},
		"a full disk behind standard output": {out: full, want: "disk full", command: func(s owner.Streams) error {
			for {
				if _, err := fmt.Fprint(s.Out, "more"); err != nil {
					return err
				}
			}
		}},
		"a file that cannot be made": {
			create:  func(string) (owner.File, error) { return nil, os.ErrPermission },
			command: func(s owner.Streams) error { _, err := s.Create("x"); return err }, want: "permission denied",
		},
		"no files at all": {command: func(s owner.Streams) error { _, err := s.Create("x"); return err }, want: "refused"},
		"a file that is written in vain": {
			create: func(string) (owner.File, error) { return &memory{fail: full}, nil },
			command: func(s owner.Streams) error {
				f, err := s.Create("x")
				if err == nil {
					_, _ = fmt.Fprint(f, "gone before the disk said so")
					err = f.Commit()
				}
				return err
			}, want: "could not be written",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got error
			_, dir := listen(t, owner.Options{Handler: func(_ context.Context, _ owner.Request, s owner.Streams) int {
				got = tt.command(s)
				return 7
			}})
			code, err := dial(t, dir).Run(t.Context(), owner.Request{}, owner.Streams{Out: &memory{fail: tt.out}, Err: io.Discard, Create: tt.create})
			if code != 7 || err != nil || got == nil || !strings.Contains(got.Error(), tt.want) {
				t.Errorf("exit %d, %v; the command saw %v, want %q", code, err, got, tt.want)
			}
		})
	}
}

func TestCancellingAClientCancelsItsCommand(t *testing.T) {
	began := make(chan struct{})
	_, dir := listen(t, owner.Options{Handler: func(ctx context.Context, _ owner.Request, s owner.Streams) int {
		close(began)
		<-ctx.Done()
		fmt.Fprint(s.Out, "stopped at a page")
		return 3
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-began; cancel() }()
	var out bytes.Buffer
	code, err := dial(t, dir).Run(ctx, owner.Request{}, owner.Streams{Out: &out, Err: io.Discard})
	if code != 3 || err != nil || out.String() != "stopped at a page" {
		t.Errorf("exit %d, %v, %q; want what the command says in the end", code, err, out.String())
	}
}

func TestAClientThatDiesCancelsItsCommandAndNoOther(t *testing.T) {
	ended := make(chan struct{})
	_, dir := listen(t, owner.Options{Handler: func(ctx context.Context, r owner.Request, s owner.Streams) int {
		if len(r.Args) == 0 {
			fmt.Fprint(s.Out, "fine")
			return 0
		}
		fmt.Fprint(s.Out, "begun")
		<-ctx.Done()
		if _, err := fmt.Fprint(s.Out, strings.Repeat("x", 1<<20)); !errors.Is(err, syscall.EPIPE) {
			t.Errorf("writing to one who is gone: %v, want EPIPE", err)
		}
		if _, err := s.Create("x"); !errors.Is(err, syscall.EPIPE) {
			t.Errorf("a file of one who is gone: %v, want EPIPE", err)
		}
		close(ended)
		return 0
	}})
	c := dial(t, dir)
	_, err := c.Run(t.Context(), owner.Request{Args: []string{"long"}}, owner.Streams{Out: hangUp{c}, Err: io.Discard})
	if !errors.Is(err, owner.ErrLost) {
		t.Errorf("%v, want ErrLost", err)
	}
	<-ended
	var out bytes.Buffer
	if code, err := dial(t, dir).Run(t.Context(), owner.Request{}, owner.Streams{Out: &out, Err: io.Discard}); code != 0 || err != nil || out.String() != "fine" {
		t.Errorf("the next: exit %d, %v, %q", code, err, out.String())
	}
}

// hangUp dies at the first output.
type hangUp struct{ c *owner.Client }

func (h hangUp) Write(p []byte) (int, error) { return len(p), h.c.Close() }

func TestASlowClientHoldsUpNobodyElse(t *testing.T) {
	written := make(chan int64, 1)
	_, dir := listen(t, owner.Options{Handler: func(_ context.Context, r owner.Request, s owner.Streams) int {
		if len(r.Args) == 0 {
			return 0
		}
		var n int64
		for range 64 {
			m, _ := s.Out.Write(make([]byte, 1<<20))
			n += int64(m)
		}
		written <- n
		return 0
	}})
	slow := &gated{open: make(chan struct{}), reached: make(chan struct{})}
	done := make(chan error, 1)
	c := dial(t, dir)
	go func() {
		_, err := c.Run(t.Context(), owner.Request{Args: []string{"much"}}, owner.Streams{Out: slow, Err: io.Discard})
		done <- err
	}()
	<-slow.reached
	for range 20 {
		if _, err := dial(t, dir).Run(t.Context(), owner.Request{}, owner.Streams{Out: io.Discard, Err: io.Discard}); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case n := <-written:
		t.Errorf("%d bytes were taken in for a client that does not read", n)
	default:
	}
	close(slow.open)
	if err := <-done; err != nil || <-written != 64<<20 || slow.n != 64<<20 {
		t.Errorf("%v, %d bytes arrived", err, slow.n)
	}
}

// gated is an output that stands still until it is opened.
type gated struct {
	open, reached chan struct{}
	once          sync.Once
	n             int64
}

func (g *gated) Write(p []byte) (int, error) {
	g.once.Do(func() { close(g.reached) })
	<-g.open
	g.n += int64(len(p))
	return len(p), nil
}

func TestAPanicEndsOnlyItsCommand(t *testing.T) {
	_, dir := listen(t, owner.Options{Handler: func(context.Context, owner.Request, owner.Streams) int { panic("a broken page") }})
	for range 2 {
		var errw bytes.Buffer
		code, err := dial(t, dir).Run(t.Context(), owner.Request{}, owner.Streams{Out: io.Discard, Err: &errw})
		if code != 1 || err != nil || !strings.Contains(errw.String(), "a broken page") {
			t.Errorf("exit %d, %v, %q", code, err, errw.String())
		}
	}
}

func TestAnotherVersionIsToldSo(t *testing.T) {
	_, dir := listen(t, owner.Options{Program: "gongkai v2", Handler: func(context.Context, owner.Request, owner.Streams) int {
		t.Error("it ran")
		return 0
	}})
	_, err := owner.Dial(t.Context(), dir, "owner.sock", program, greetWait)
	var other *owner.VersionError
	if !errors.As(err, &other) || other.Owner != "gongkai v2" || other.Ours != program {
		t.Errorf("%v, want who is which", err)
	}
}

func TestNobodyListens(t *testing.T) {
	dir := t.TempDir()
	if _, err := owner.Dial(t.Context(), dir, "owner.sock", program, time.Second); !errors.Is(err, owner.ErrNobody) {
		t.Errorf("no socket: %v, want ErrNobody", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "owner.sock"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := owner.Dial(t.Context(), dir, "owner.sock", program, time.Second); !errors.Is(err, owner.ErrNobody) {
		t.Errorf("no socket but a file: %v, want ErrNobody", err)
	}
	s, err := owner.Listen(t.Context(), dir, owner.Options{Program: program})
	if err != nil {
		t.Fatalf("beside what was left: %v", err)
	}
	if info, err := os.Stat(filepath.Join(dir, "owner.sock")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v, want 0600", info.Mode(), err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestALongPathHasASocket(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("x", 100), strings.Repeat("y", 200))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := owner.Listen(t.Context(), dir, owner.Options{Program: program, Handler: func(context.Context, owner.Request, owner.Streams) int { return 5 }})
	if err != nil {
		t.Fatal(err)
	}
	c, err := owner.Dial(t.Context(), dir, s.Socket(), program, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if code, err := c.Run(t.Context(), owner.Request{}, owner.Streams{Out: io.Discard, Err: io.Discard}); code != 5 || err != nil {
		t.Errorf("exit %d, %v", code, err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
