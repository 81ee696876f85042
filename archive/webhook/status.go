package webhook

import (
	"sync"

	"gongkai/archive"
)

// State says what a hook is doing.
type State string

// The states.
const (
	Starting State = "starting" // has not looked yet where it is
	Idle     State = "idle"     // has nothing to send
	Sending  State = "sending"
	Waiting  State = "waiting" // a delivery failed and is tried again
	Stopped  State = "stopped" // sends nothing until the process is started anew
)

// Status is how a hook stands.
type Status struct {
	// Name is its host and some digits that tell two on one host apart: paths of
	// such addresses are often secrets.
	Name   string
	State  State
	Cursor archive.Cursor // behind the last change that was answered or not wanted
	// Lag is how many numbers of the log lie behind the cursor, wanted or not.
	Lag      uint64
	Failures uint64 // attempts that failed, since the start
	// LastError is what failed last, "" once it went on after that.
	LastError string
}

// board is a Status that one goroutine writes and others read.
type board struct {
	mu sync.Mutex
	s  Status
}

func (b *board) change(f func(*Status)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(&b.s)
}

func (b *board) read() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.s
}
