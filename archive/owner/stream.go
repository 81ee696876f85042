package owner

import (
	"errors"
	"fmt"
	"syscall"
)

// stream writes to one stream of the client.
type stream struct {
	x  *session
	id uint32
}

// Write waits while the client does not read. It fails where the client cannot
// write what it gets: with EPIPE, as alone, where nobody reads on.
func (w *stream) Write(p []byte) (n int, err error) {
	for len(p) > 0 {
		if err := w.x.isBroken(w.id); err != nil {
			return n, err
		}
		part := p[:min(len(p), maxData)]
		if err := w.x.line.send(kindData, w.id, part); err != nil {
			return n, fmt.Errorf("the client is gone: %w: %w", syscall.EPIPE, err)
		}
		n += len(part)
		p = p[len(part):]
	}
	return n, nil
}

func (x *session) isBroken(id uint32) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.broken[id]
}

// remoteFile is a file that the client writes.
type remoteFile struct {
	stream
	over bool
}

// create has the client make a file of that name.
func (x *session) create(name string) (File, error) {
	if len(name) > maxPayload {
		return nil, fmt.Errorf("a name of %d bytes", len(name))
	}
	x.mu.Lock()
	x.files++
	id := x.files
	x.mu.Unlock()
	if err := x.ask(kindCreate, id, []byte(name)); err != nil {
		return nil, err
	}
	return &remoteFile{stream: stream{x, id}}, nil
}

// Commit has the client give the file its name. What the client could not
// write is an error here at the latest.
func (f *remoteFile) Commit() error {
	if f.over {
		return errors.New("committed or aborted already")
	}
	f.over = true
	return f.x.ask(kindCommit, f.id, nil)
}

func (f *remoteFile) Abort() {
	if !f.over {
		f.over = true
		_ = f.x.line.send(kindAbort, f.id, nil) // a client that is gone has given it up itself
	}
}

// ask sends a frame about a file and waits for the client's answer.
func (x *session) ask(k kind, id uint32, payload []byte) error {
	answer := make(chan error, 1)
	x.mu.Lock()
	x.replies[id] = answer
	x.mu.Unlock()
	if err := x.line.send(k, id, payload); err != nil {
		return fmt.Errorf("the client is gone: %w: %w", syscall.EPIPE, err)
	}
	select {
	case err := <-answer:
		return err
	case <-x.gone:
		return fmt.Errorf("the client is gone: %w", syscall.EPIPE)
	}
}
