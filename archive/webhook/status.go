package webhook

import (
	"sync"
	"time"

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
	URL    string         `json:"url"` // without user and query
	State  State          `json:"state"`
	Cursor archive.Cursor `json:"cursor"` // behind the last change that was answered or not wanted
	// Lag is how many numbers of the log lie behind the cursor, wanted or not.
	Lag       uint64    `json:"lag"`
	Delivered uint64    `json:"delivered"` // since the start
	Failures  uint64    `json:"failures"`  // attempts that failed, since the start
	InRow     int       `json:"in_row"`    // attempts that failed, one after another
	LastOK    time.Time `json:"last_ok,omitzero"`
	LastError string    `json:"last_error,omitempty"` // of the last attempt that failed, or why it stopped
	Next      time.Time `json:"next,omitzero"`        // when Waiting tries again
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
