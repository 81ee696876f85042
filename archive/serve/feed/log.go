package feed

import (
	"context"
	"sort"
	"sync"
	"time"

	"gongkai/archive"
)

// log is what is kept in memory of the change log, so that a portal's or an
// organ's feed need not read it: for each change its number, kind and time (32
// bytes), for each portal and organ the places of its changes. The log only
// grows, so what is here never becomes wrong, and nothing needs to be stored
// or verified.
type log struct {
	arc Archive

	mu     sync.Mutex
	lines  []line
	topics map[string][]int32 // "": all; portal; Organ.ID, which has a slash
}

// line is one change.
type line struct {
	number  uint64
	kind    archive.ChangeKind
	updated time.Time
}

func newLog(arc Archive) *log {
	return &log{arc: arc, topics: map[string][]int32{"": nil}}
}

// page is a window of the changes of a topic, the newest first.
type page struct {
	lines []line
	known bool // the topic has changes, of whatever kind
	// next and archived are the numbers that the page below begins under: next
	// goes on without repeats; archived cuts the topic into documents that
	// never change, and may repeat some entries. 0: nothing is below.
	next, archived uint64
}

// find brings the log up to date and returns a page of the topic.
func (l *log) find(ctx context.Context, topic string, q *query) (page, error) {
	l.mu.Lock()
	err := l.catchUp(ctx)
	lines, places := l.lines, l.topics[topic] // both only grow: what is there stays
	l.mu.Unlock()
	if err != nil {
		return page{}, err
	}
	p := page{known: len(places) > 0}
	if q.before > 0 {
		places = places[:sort.Search(len(places), func(i int) bool { return lines[places[i]].number >= q.before })]
	}
	end := 0 // how many are wanted
	for _, at := range places {
		if q.wants(lines[at].kind) {
			end++
		}
	}
	for i := len(places) - 1; i >= 0 && len(p.lines) < pageSize; i-- {
		if x := lines[places[i]]; q.wants(x.kind) {
			p.lines = append(p.lines, x)
		}
	}
	if begin := end - len(p.lines); begin > 0 {
		p.next = p.lines[len(p.lines)-1].number
		// Archived documents end where the count of entries divides by pageSize.
		cut := (begin + pageSize - 1) / pageSize * pageSize
		p.archived = p.lines[end-1-cut].number
	}
	return p, nil
}

// catchUp reads what came since. What it has read when ctx ends, it keeps.
func (l *log) catchUp(ctx context.Context) error {
	var last line
	if n := len(l.lines); n > 0 {
		last = l.lines[n-1]
	}
	for c, err := range l.arc.Changes(ctx, last.number) {
		if err != nil {
			return err
		}
		// Passes run side by side, so a change can be of an earlier time than
		// the one before. A feed's times never go back.
		if c.Time.After(last.updated) {
			last.updated = c.Time.UTC()
		}
		last.number, last.kind = c.Number, c.Kind
		l.lines = append(l.lines, last)
		at := int32(len(l.lines) - 1)
		for _, topic := range topicsOf(&c) {
			l.topics[topic] = append(l.topics[topic], at)
		}
	}
	return nil
}

// topicsOf returns the feeds that a change belongs to, each once.
func topicsOf(c *archive.Change) []string {
	topics := []string{"", c.Portal}
	for i := range c.Filings {
		organ := c.Filings[i].Organ
		again := false
		for _, t := range topics {
			again = again || t == organ
		}
		if !again {
			topics = append(topics, organ)
		}
	}
	return topics
}
