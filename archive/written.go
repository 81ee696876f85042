package archive

import "sync"

// written remembers, in memory, which organs had something of theirs stored: a
// filing, a spelling of their name. The change log cannot tell that: a second
// page with the same report, a better reading of an old version, or a name
// found in fuller form changes a filing without being news.
//
// An organ is noted inside the transaction and again when it ended, however it
// ended. So whoever sees a change in the log finds its organs noted, and whoever
// read an organ too early finds it noted once more.
type written struct {
	mu   sync.Mutex
	last uint64            // number of the newest note
	by   map[string]uint64 // Organ.ID → number of its newest note
	open []string          // organs of the transaction that runs
	ends uint64            // how many transactions ended
}

// note says that the running transaction wrote of the organ.
func (w *written) note(organ string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.by == nil {
		w.by = map[string]uint64{}
	}
	w.last++
	w.by[organ] = w.last
	w.open = append(w.open, organ)
}

// ended says that the transaction came to its end.
func (w *written) ended() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, organ := range w.open {
		w.last++
		w.by[organ] = w.last
	}
	w.open = nil
	w.ends++
}

// Written returns the organs (Organ.ID) of whose organ and filings anything was
// stored by this Archive behind the note since (0: since it was opened), in no
// order, and the number of the newest note, to go on from. An organ may be named
// though nothing of it differs, and though it is not there. Of other processes
// it knows nothing: one process owns an archive.
func (a *Archive) Written(since uint64) (organs []string, last uint64) {
	w := &a.written
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == since {
		return nil, since
	}
	for organ, n := range w.by {
		if n > since {
			organs = append(organs, organ)
		}
	}
	return organs, w.last
}

// Generation returns a number that is another after every transaction of this
// Archive, whatever it stored: a capture, a pass, a filing. Who asks for it before
// reading and finds it the same later has read what still holds. It costs next to
// nothing.
func (a *Archive) Generation() uint64 {
	w := &a.written
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ends
}
