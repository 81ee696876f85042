// Package spare keeps the room in which answers are written for the next ones:
// an answer is some 50 KB, and making that anew for each was up to half of the
// memory that one cost.
package spare

import "sync"

// most is the greatest buffer that is kept: one that a rare answer grew is given
// up.
const most = 1 << 20

// Buffers are empty buffers. The zero value is ready.
type Buffers struct{ pool sync.Pool }

// Take returns an empty buffer.
func (s *Buffers) Take() []byte {
	if b, ok := s.pool.Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, 64<<10)
}

// Give takes a buffer back, of which nobody keeps a part.
func (s *Buffers) Give(b []byte) {
	if cap(b) > 0 && cap(b) <= most {
		s.pool.Put(&b)
	}
}
