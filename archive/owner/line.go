package owner

import (
	"net"
	"sync"
)

// line is one end of a connection. Frames of several goroutines do not mix.
type line struct {
	conn net.Conn
	mu   sync.Mutex
	buf  []byte
}

// send writes a frame in one piece and waits while the other side does not
// read. A frame that was cut off would make all that follow nonsense, so the
// first error is the end of the line.
func (l *line) send(k kind, id uint32, payload []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buf = frame{k, id, payload}.appendTo(l.buf[:0])
	if _, err := l.conn.Write(l.buf); err != nil {
		_ = l.conn.Close() // the error that is told is that of the write
		return err
	}
	if cap(l.buf) > 2*maxPayload {
		l.buf = nil // a request: sent once
	}
	return nil
}
