package owner

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

// session is one command of another process, seen from the owner.
type session struct {
	server *Server
	line   *line
	ended  chan struct{} // closed when the command has ended

	gone chan struct{} // closed when the client is gone

	mu      sync.Mutex
	broken  map[uint32]error      // streams that the client cannot write
	replies map[uint32]chan error // to create, commit: by file
	files   uint32                // the last id that was given
}

func newSession(s *Server, conn net.Conn) *session {
	return &session{
		server: s, line: &line{conn: conn}, ended: make(chan struct{}), gone: make(chan struct{}),
		broken: map[uint32]error{}, replies: map[uint32]chan error{}, files: streamErr,
	}
}

// The ids of the two streams that every command has.
const (
	streamOut uint32 = 1
	streamErr uint32 = 2
)

// serve talks with one client to the end.
func (x *session) serve() {
	defer close(x.ended)
	defer func() { _ = x.line.conn.Close() }() // all is said
	in := bufio.NewReader(x.line.conn)
	r, err := x.meet(in)
	if err != nil {
		x.server.o.Log.Debug("a client was turned away", "err", err)
		return
	}
	ctx, cancel := context.WithCancel(x.server.ctx)
	defer cancel()
	var hearing sync.WaitGroup
	hearing.Go(func() { x.hear(in, cancel) })
	defer hearing.Wait()
	defer func() { _ = x.line.conn.Close() }() // ends hear
	select {
	case <-x.server.o.Ready:
	case <-ctx.Done():
	}
	if ctx.Err() != nil || !x.server.begin(x) {
		_ = x.line.send(kindAgain, 0, nil) // a client that is gone needs no answer
		return
	}
	if x.line.send(kindAccepted, 0, nil) != nil {
		return
	}
	_ = x.line.send(kindExit, uint32(x.run(ctx, r)), nil) // see above
}

// meet hears who is there and what is wanted.
func (x *session) meet(in *bufio.Reader) (Request, error) {
	if err := mayAsk(x.line.conn); err != nil {
		return Request{}, errors.Join(err, x.line.send(kindRefused, 0, cut(err.Error())))
	}
	if err := x.line.conn.SetReadDeadline(time.Now().Add(greetTime)); err != nil {
		return Request{}, err
	}
	hello, err := readFrame(in)
	if err != nil {
		return Request{}, err
	}
	proto, program, ok := readGreeting(hello)
	if !ok {
		return Request{}, fmt.Errorf("%w: no hello", errProtocol)
	}
	if err := x.line.send(kindHello, 0, greeting(x.server.o.Program)); err != nil {
		return Request{}, err
	}
	if proto != protocol || program != x.server.o.Program {
		return Request{}, &VersionError{Owner: x.server.o.Program, Ours: program}
	}
	f, err := readFrame(in)
	if err != nil {
		return Request{}, err
	}
	var r Request
	if f.kind != kindRequest {
		return r, fmt.Errorf("%w: %q in place of a request", errProtocol, f.kind)
	}
	if err := json.Unmarshal(f.payload, &r); err != nil {
		return r, fmt.Errorf("%w: %w", errProtocol, err)
	}
	return r, x.line.conn.SetReadDeadline(time.Time{})
}

// hear takes in what the client says while its command runs. When it is gone
// the command is cancelled, and nobody waits for its answers any more.
func (x *session) hear(in *bufio.Reader, cancel context.CancelFunc) {
	defer close(x.gone)
	defer cancel()
	for {
		f, err := readFrame(in)
		if err != nil {
			return
		}
		switch f.kind {
		case kindCancel:
			cancel()
		case kindBroken:
			x.breaks(f.id, f.payload)
		case kindDone:
			x.reply(f.id, nil)
		case kindFailed:
			x.reply(f.id, errors.New(string(f.payload)))
		default:
			return // not ours
		}
	}
}

// breaks remembers that the client cannot write a stream. Without a reason it
// is that nobody reads it any more.
func (x *session) breaks(id uint32, why []byte) {
	err := error(syscall.EPIPE)
	if len(why) > 0 {
		err = errors.New(string(why))
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if id <= x.files { // no other stream was ever named
		x.broken[id] = err
	}
}

// reply hands an answer to the one who waits for it.
func (x *session) reply(id uint32, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if c := x.replies[id]; c != nil {
		delete(x.replies, id)
		c <- err
	}
}

// run runs the command. One that panics ends with 1, and the owner goes on.
func (x *session) run(ctx context.Context, r Request) (code int) {
	s := Streams{Out: &stream{x, streamOut}, Err: &stream{x, streamErr}, Create: x.create}
	defer func() {
		if p := recover(); p != nil {
			x.server.o.Log.Error("a command panicked", "args", r.Args, "panic", p, "stack", string(debug.Stack()))
			fmt.Fprintf(s.Err, "gongkai: 内部错误 · internal error: %v\n", p)
			code = 1
		}
	}()
	return x.server.o.Handler(ctx, r, s)
}
