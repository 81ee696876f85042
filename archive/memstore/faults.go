package memstore

import (
	"errors"
	"fmt"

	"gongkai/archive"
)

// ErrFault is returned, wrapped, by a write that was told to fail.
var ErrFault = errors.New("injected fault")

// Call is one write that reached its commit.
type Call struct {
	Op     string // "update" or "put blobs"
	Number int    // from 1, over both kinds, going on after Reopen
}

// Fault says how a write ends.
type Fault int

// The faults. A caller must stand all of them: an error of a write does not
// say whether the write is there.
const (
	None           Fault = iota
	Conflict             // nothing is there, archive.ErrConflict is returned
	Lost                 // nothing is there, ErrFault is returned
	Unacknowledged       // all of it is there, and ErrFault is returned
)

func (f Fault) err() error {
	switch f {
	case None:
		return nil
	case Conflict:
		return archive.ErrConflict
	case Lost:
		return fmt.Errorf("lost: %w", ErrFault)
	case Unacknowledged:
		return fmt.Errorf("kept, not acknowledged: %w", ErrFault)
	}
	return fmt.Errorf("unknown fault %d: %w", f, ErrFault)
}

// WithFaults asks f at each commit how it is to end. f is called by one
// goroutine at a time and must not use the store.
func WithFaults(f func(Call) Fault) Option {
	return func(s *Store) { s.fault = f }
}
