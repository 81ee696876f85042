package page

import "sync"

// mostScratch is the greatest buffer that is kept: one that a rare page of many
// tables grew is given back.
const mostScratch = 1 << 20

// scratch keeps buffers in which pages are written. A page is some 50 KB, and
// making room for it anew each time was half of the memory that one cost.
type scratch struct{ pool sync.Pool }

// take returns an empty buffer.
func (s *scratch) take() []byte {
	if b, ok := s.pool.Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, 64<<10)
}

// give takes a buffer back, of which nobody keeps a part.
func (s *scratch) give(b []byte) {
	if cap(b) <= mostScratch {
		s.pool.Put(&b)
	}
}
