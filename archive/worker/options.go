package worker

import (
	"log/slog"
	"time"
)

// The smallest and the largest limits that make sense: a program of Go needs some
// memory to begin with, and none of a report's readers a hundred gigabytes.
const (
	MinMemory = 128 << 20
	MaxMemory = 64 << 30
)

// Options say how a Pool works. The zero value is usable.
type Options struct {
	// Time is the most that one payload may take, the start of a process for it
	// included, waiting for a free one not. 0: DefaultTime.
	Time time.Duration
	// Memory is the most bytes of one process, at least MinMemory. 0: DefaultMemory.
	Memory int64
	// Processes is how many payloads are read at once. 0: 1.
	Processes int
	// Payloads is after how many payloads a process is replaced. 0: 256.
	Payloads int
	// Idle is how long a process is kept that has nothing to read. 0: 30 s.
	Idle time.Duration
	// Answer is the most bytes of an answer. 0: 64 MiB.
	Answer int
	// Revision is that of the readers here. An answer of another one is an error:
	// the program was replaced under a running one.
	Revision string
	// Command is the program with its arguments, nil: this program with Args.
	Command []string
	// Log hears of processes that were started and ended, nil: nobody.
	Log *slog.Logger
}

// The defaults of Options that a configuration shows.
const (
	DefaultTime   = 20 * time.Second
	DefaultMemory = 512 << 20
)

func (o *Options) setDefaults() {
	if o.Time <= 0 {
		o.Time = DefaultTime
	}
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	o.Memory = min(max(o.Memory, MinMemory), MaxMemory)
	if o.Processes <= 0 {
		o.Processes = 1
	}
	if o.Payloads <= 0 {
		o.Payloads = 256
	}
	if o.Idle <= 0 {
		o.Idle = 30 * time.Second
	}
	if o.Answer <= 0 {
		o.Answer = 64 << 20
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}
