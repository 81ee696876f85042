package worker

import (
	"errors"
	"maps"
	"sync"
)

// Reason is the kind of a Failure.
type Reason string

// The reasons for which a payload is not read.
const (
	TooLate   Reason = "time"   // it took more than Options.Time
	TooLarge  Reason = "memory" // it needed more than Options.Memory
	Died      Reason = "died"   // the process crashed, left, or was killed by others
	NoAnswer  Reason = "answer" // it answered what is no answer, or one that is too long
	NoProcess Reason = "start"  // no process could be started
)

// Failure is the error of a payload that a process came to grief on.
type Failure struct {
	Reason Reason
	// Err says it in one line.
	Err error
}

// Error says it in one line.
func (f *Failure) Error() string { return f.Err.Error() }

// Unwrap returns what happened.
func (f *Failure) Unwrap() error { return f.Err }

// failures counts.
type failures struct {
	mu sync.Mutex
	by map[Reason]uint64
}

// count adds the failure, if err is one.
func (f *failures) count(err error) error {
	var failed *Failure
	if errors.As(err, &failed) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.by[failed.Reason]++
	}
	return err
}

// Failures tells how many payloads were not read, by every reason there is.
func (p *Pool) Failures() map[Reason]uint64 {
	p.failed.mu.Lock()
	defer p.failed.mu.Unlock()
	return maps.Clone(p.failed.by)
}
