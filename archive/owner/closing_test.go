package owner_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"gongkai/archive/owner"
)

// ran is how a command at an owner ended.
type ran struct {
	code int
	err  error
}

func goRun(t *testing.T, c *owner.Client, args ...string) <-chan ran {
	t.Helper()
	done := make(chan ran, 1)
	go func() {
		code, err := c.Run(context.WithoutCancel(t.Context()), owner.Request{Args: args}, owner.Streams{Out: io.Discard, Err: io.Discard})
		done <- ran{code, err}
	}()
	return done
}

func TestAnOwnerThatEndsLetsCommandsEnd(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	s, err := owner.Listen(t.Context(), t.TempDir(), owner.Options{Program: program})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Errorf("with nobody there: %v", err)
	}
	s, dir := listen(t, owner.Options{Handler: func(ctx context.Context, _ owner.Request, _ owner.Streams) int {
		close(begun)
		select {
		case <-finish:
			return 0
		case <-ctx.Done():
			return 3
		}
	}})
	done := goRun(t, dial(t, dir))
	<-begun
	closed := make(chan error, 1)
	go func() { closed <- s.Close(context.Background()) }()
	close(finish)
	if r := <-done; r.code != 0 || r.err != nil {
		t.Errorf("%+v; want it to end as if nothing was", r)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := owner.Dial(t.Context(), dir, s.Socket(), program, time.Second); !errors.Is(err, owner.ErrNobody) {
		t.Errorf("%v, want ErrNobody", err)
	}
}

func TestAnOwnerThatIsStoppedCancelsCommands(t *testing.T) {
	begun := make(chan struct{})
	s, dir := listen(t, owner.Options{Handler: func(ctx context.Context, _ owner.Request, _ owner.Streams) int {
		close(begun)
		<-ctx.Done()
		return 3
	}})
	done := goRun(t, dial(t, dir))
	<-begun
	if s.Commands() != 1 {
		t.Errorf("%d commands, want 1", s.Commands())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Close(ctx); err != nil {
		t.Error(err)
	}
	if r := <-done; r.code != 3 || r.err != nil {
		t.Errorf("%+v, want its own end", r)
	}
}

func TestAnOwnerThatIsStoppedHangsUpOnOneWhoDoesNotRead(t *testing.T) {
	grace := make(chan time.Time)
	s, dir := listen(t, owner.Options{
		After: func(time.Duration) <-chan time.Time { return grace },
		Handler: func(ctx context.Context, _ owner.Request, s owner.Streams) int {
			for {
				if _, err := s.Out.Write(make([]byte, 1<<16)); err != nil {
					return 1
				}
			}
		},
	})
	slow := &gated{open: make(chan struct{}), reached: make(chan struct{})}
	c := dial(t, dir)
	done := make(chan error, 1)
	go func() {
		_, err := c.Run(context.WithoutCancel(t.Context()), owner.Request{}, owner.Streams{Out: slow, Err: io.Discard})
		done <- err
	}()
	<-slow.reached
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	closed := make(chan error, 1)
	go func() { closed <- s.Close(ctx) }()
	grace <- time.Time{} // the grace is over
	if err := <-closed; err != nil {
		t.Error(err)
	}
	close(slow.open)
	if err := <-done; !errors.Is(err, owner.ErrLost) {
		t.Errorf("%v, want ErrLost", err)
	}
}

func TestWhoComesBeforeTheOwnerIsReadyWaits(t *testing.T) {
	ready := make(chan struct{})
	_, dir := listen(t, owner.Options{Ready: ready, Handler: func(context.Context, owner.Request, owner.Streams) int {
		select {
		case <-ready:
			return 0
		default:
			return 1
		}
	}})
	done := goRun(t, dial(t, dir))
	close(ready)
	if r := <-done; r.code != 0 || r.err != nil {
		t.Errorf("%+v", r)
	}
}

func TestAnOwnerThatEndsBeforeItIsReadySendsClientsAway(t *testing.T) {
	s, dir := listen(t, owner.Options{Ready: make(chan struct{}), Handler: func(context.Context, owner.Request, owner.Streams) int {
		t.Error("it ran")
		return 0
	}})
	done := goRun(t, dial(t, dir))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Close(ctx); err != nil {
		t.Error(err)
	}
	if r := <-done; !errors.Is(r.err, owner.ErrAgain) {
		t.Errorf("%+v, want ErrAgain", r)
	}
}

func TestAClientThatIsCancelledWhileItWaitsEnds(t *testing.T) {
	_, dir := listen(t, owner.Options{Ready: make(chan struct{})})
	ctx, cancel := context.WithCancel(t.Context())
	c := dial(t, dir)
	cancel()
	if _, err := c.Run(ctx, owner.Request{}, owner.Streams{Out: io.Discard, Err: io.Discard}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestManyClientsAndAnOwnerThatEnds(t *testing.T) {
	// Each gets its answer or is told to ask again; none is lost in the middle.
	s, dir := listen(t, owner.Options{Handler: func(_ context.Context, r owner.Request, s owner.Streams) int {
		fmt.Fprint(s.Out, r.Args[0])
		return 0
	}})
	var all []<-chan ran
	for i := range 100 {
		if i == 50 {
			go func() { _ = s.Close(context.Background()) }() // again in the clean-up
		}
		c, err := owner.Dial(t.Context(), dir, s.Socket(), program, greetWait)
		if errors.Is(err, owner.ErrNobody) && i >= 50 {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, goRun(t, c, fmt.Sprint(i)))
	}
	for _, done := range all {
		if r := <-done; r.err != nil && !errors.Is(r.err, owner.ErrAgain) {
			t.Errorf("%+v, want an answer or ErrAgain", r)
		}
	}
}
