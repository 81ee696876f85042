package owner

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"
)

// Options say how an owner listens. Program and Handler are needed.
type Options struct {
	// Program names the program and its version; only the same one is served.
	Program string
	Handler Handler
	// Ready is closed when commands can begin; who comes before waits. Nil: at once.
	Ready <-chan struct{}
	// Grace is how long commands that were cancelled may go on writing to a
	// client that does not read, 0: 5 s.
	Grace time.Duration
	// After gives the channel that Grace is waited for on, nil: time.After.
	After func(time.Duration) <-chan time.Time
	// Log hears of clients that were turned away and of panics; nil: nobody.
	Log *slog.Logger
}

// maxSessions is how many commands run at once; more wait to be let in.
const maxSessions = 256

// greetTime is how long a client may take to say what it wants.
const greetTime = 10 * time.Second

// Server has the commands of other processes run by a Handler.
type Server struct {
	o      Options
	socket *socket

	ctx    context.Context // of all commands
	cancel context.CancelFunc
	wg     sync.WaitGroup // the accepting and the sessions
	slots  chan struct{}

	unlisten sync.Once // a second time it would be the next owner's socket

	mu       sync.Mutex
	closing  bool
	sessions map[*session]bool // true: its command has begun
}

// Listen begins to listen in the folder, which the caller must have locked: a
// socket that is there is taken for a dead owner's and removed. The context is
// for the values that commands get; it does not end them, Close does.
func Listen(ctx context.Context, dir string, o Options) (*Server, error) {
	if o.Grace <= 0 {
		o.Grace = 5 * time.Second
	}
	if o.After == nil {
		o.After = time.After
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Ready == nil {
		ready := make(chan struct{})
		close(ready)
		o.Ready = ready
	}
	sock, err := listenIn(ctx, dir)
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, socket: sock, slots: make(chan struct{}, maxSessions), sessions: map[*session]bool{}}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	s.wg.Go(s.accept)
	return s, nil
}

// Socket is what Dial finds the owner by: a name in the folder or a path.
func (s *Server) Socket() string { return s.socket.name }

// Commands is how many commands run now.
func (s *Server) Commands() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.begun())
}

// begun lists the sessions whose command runs; s.mu is held.
func (s *Server) begun() []*session {
	var out []*session
	for x, begun := range s.sessions {
		if begun {
			out = append(out, x)
		}
	}
	return out
}

func (s *Server) accept() {
	for {
		s.slots <- struct{}{}
		conn, err := s.socket.Accept()
		if err != nil {
			<-s.slots
			if errors.Is(err, net.ErrClosed) {
				return
			}
			// Such as too many open files: others may end meanwhile.
			s.o.Log.Warn("a command could not be let in", "err", err)
			select {
			case <-s.o.After(100 * time.Millisecond):
				continue
			case <-s.ctx.Done():
				return
			}
		}
		x := newSession(s, conn)
		if !s.enter(x) {
			_ = conn.Close() // the client tries again, and finds nobody
			<-s.slots
			continue
		}
		s.wg.Go(func() {
			x.serve()
			s.leave(x)
			<-s.slots
		})
	}
}

func (s *Server) enter(x *session) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.sessions[x] = false
	}
	return !s.closing
}

// begin lets a command begin, unless the owner ends.
func (s *Server) begin(x *session) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.sessions[x] = true
	}
	return !s.closing
}

func (s *Server) leave(x *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, x)
}

// Close ends the owner. Commands that run may end; meanwhile others still
// begin, and when the first are done nobody is let in any more. When ctx ends
// the commands are cancelled, and after the grace those are cut off that write
// to a client which does not read. Every command has ended when Close returns.
// Closing twice is no error. The caller gives the folder up after it.
func (s *Server) Close(ctx context.Context) (err error) {
	s.mu.Lock()
	running := s.begun()
	s.mu.Unlock()
	for _, x := range running {
		select {
		case <-x.ended:
		case <-ctx.Done():
		}
	}
	s.mu.Lock()
	s.closing = true
	for x, begun := range s.sessions {
		if !begun {
			_ = x.line.conn.Close() // nothing was done: the client asks again who owns the folder
		}
	}
	s.mu.Unlock()
	// The name first: who finds it must find somebody.
	s.unlisten.Do(func() { err = errors.Join(s.socket.remove(), s.socket.Close()) })
	all := make(chan struct{})
	go func() { s.wg.Wait(); close(all) }()
	select {
	case <-all:
	case <-ctx.Done():
		s.cancel()
		s.cutOff(all)
	}
	s.cancel()
	return err
}

// cutOff waits the grace for all sessions to end, then hangs up on their clients.
func (s *Server) cutOff(all <-chan struct{}) {
	select {
	case <-all:
		return
	case <-s.o.After(s.o.Grace):
	}
	s.mu.Lock()
	for x := range s.sessions {
		_ = x.line.conn.Close() // what the command writes fails from here on
	}
	s.mu.Unlock()
	<-all
}
