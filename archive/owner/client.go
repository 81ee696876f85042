package owner

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"
)

// Client is a connection to an owner; it runs one command.
type Client struct {
	line *line
	in   *bufio.Reader
}

// Dial asks for the owner of the folder at the socket of that name, as
// Server.Socket gave it. Errors: ErrNobody (nobody listens, or nobody says a
// word within wait), ErrRefused, *VersionError.
func Dial(ctx context.Context, dir, socket, program string, wait time.Duration) (*Client, error) {
	conn, err := dialIn(ctx, dir, socket)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, os.ErrPermission) {
			return nil, fmt.Errorf("%w: %w", ErrRefused, err)
		}
		return nil, fmt.Errorf("%w: %w", ErrNobody, err)
	}
	c := &Client{&line{conn: conn}, bufio.NewReader(conn)}
	if err := c.meet(ctx, dir, program, wait); err != nil {
		_ = conn.Close() // nothing was asked yet
		return nil, err
	}
	return c, nil
}

// meet says who we are and hears who is there.
func (c *Client) meet(ctx context.Context, dir, program string, wait time.Duration) error {
	if err := mayServe(c.line.conn, dir); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = c.line.conn.Close() })
	defer stop()
	silent := func(err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%w: it says nothing: %w", ErrNobody, err)
	}
	if err := c.line.conn.SetDeadline(time.Now().Add(wait)); err != nil {
		return silent(err)
	}
	// One that refuses us hears nothing and says why all the same.
	sent := c.line.send(kindHello, 0, greeting(program))
	f, err := readFrame(c.in)
	if err = errors.Join(sent, err); err != nil && f.kind == 0 {
		return silent(err)
	}
	if f.kind == kindRefused {
		return fmt.Errorf("%w: %s", ErrRefused, strings.TrimPrefix(string(f.payload), ErrRefused.Error()+": "))
	}
	proto, theirs, ok := readGreeting(f)
	if !ok {
		return fmt.Errorf("%w: no hello", errProtocol)
	}
	if proto != protocol || theirs != program {
		return &VersionError{Owner: theirs, Ours: program}
	}
	return c.line.conn.SetDeadline(time.Time{})
}

// Close hangs up: a command that runs is cancelled.
func (c *Client) Close() error { return c.line.conn.Close() }

// Run has the owner run the command, writes what it writes, and returns its
// exit code. When ctx ends the command is cancelled, and what it still says and
// its code follow. Errors: ErrAgain (nothing was done), ErrLost. The connection
// is closed then.
func (c *Client) Run(ctx context.Context, r Request, s Streams) (int, error) {
	defer func() { _ = c.line.conn.Close() }() // all is said
	b, err := json.Marshal(r)
	if err != nil {
		return 0, err
	}
	if len(b) > maxRequest {
		return 0, fmt.Errorf("the command line and the configuration have %d bytes, at most %d", len(b), maxRequest)
	}
	if err := c.line.send(kindRequest, 0, b); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrAgain, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = c.line.send(kindCancel, 0, nil) }) // its answer ends us
	defer stop()
	switch f, err := readFrame(c.in); {
	case ctx.Err() != nil && (err != nil || f.kind != kindAccepted):
		return 0, ctx.Err()
	case err != nil:
		return 0, fmt.Errorf("%w: %w", ErrAgain, err)
	case f.kind == kindAgain:
		return 0, ErrAgain
	case f.kind != kindAccepted:
		return 0, fmt.Errorf("%w: %q in place of accepted", errProtocol, f.kind)
	}
	out := &outlets{line: c.line, create: s.Create, to: map[uint32]io.Writer{streamOut: s.Out, streamErr: s.Err}, files: map[uint32]File{}}
	defer out.abort()
	for {
		f, err := readFrame(c.in)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), errors.Is(err, syscall.ECONNRESET):
			return 0, ErrLost
		case err != nil:
			return 0, fmt.Errorf("%w: %w", ErrLost, err)
		case f.kind == kindExit:
			return int(f.id), nil
		}
		if err := out.take(f); err != nil {
			return 0, err
		}
	}
}
