package crawler

import (
	"container/heap"
	"net/url"

	"gongkai/archive"
	"gongkai/crawler/family"
)

// job is one page that is to be asked for, and what for.
type job struct {
	id      archive.PageID
	method  string
	url     *url.URL
	body    []byte
	referer string
	aim     aim
	role    archive.Role // expected; the page itself has the last word
	link    archive.Link
	organ   string // whose part of the portal it is, as far as the way says so
	depth   int
	score   int
	order   int // of discovery: first come first of one score
	// year and key are a report's: its year, and whose it is as far as titles
	// and columns tell. They say which report is an organ's newest.
	year  int
	key   string
	old   bool           // lists an older year than the column has now
	list  *listing       // the list that it is a page of
	asked family.Request // the request of a list's page
	holds content        // what its page says, once it is there
	// changed is set for files of an article that is new or changed, newest for
	// those of an organ's newest year: both are asked for in every case.
	changed, newest bool
	// last is set for pages that nothing links any more: asked at the end.
	last bool
}

// listing is one list over its pages.
type listing struct {
	name     string // heading of its column
	url      string
	declared int
	entries  map[string]bool // addresses of its rows
	seen     map[string]bool // addresses of all its links
	waiting  int             // pages of it in the frontier
	ended    bool
}

// frontier hands out the most promising job first. It lives in memory for one
// pass: what is lost with it is found again by walking.
type frontier struct {
	jobs  jobHeap
	seen  map[archive.PageID]bool
	order int
}

func newFrontier() *frontier { return &frontier{seen: map[archive.PageID]bool{}} }

// push adds a job unless its page was pushed before.
func (f *frontier) push(j *job) bool {
	if f.seen[j.id] {
		return false
	}
	f.seen[j.id] = true
	f.order++
	j.order = f.order
	heap.Push(&f.jobs, j)
	return true
}

// pop takes the most promising job, nil if there is none.
func (f *frontier) pop() *job {
	if len(f.jobs) == 0 {
		return nil
	}
	return heap.Pop(&f.jobs).(*job)
}

func (f *frontier) len() int { return len(f.jobs) }

type jobHeap []*job

func (h jobHeap) Len() int { return len(h) }
func (h jobHeap) Less(i, j int) bool {
	if h[i].score != h[j].score {
		return h[i].score > h[j].score
	}
	return h[i].order < h[j].order
}
func (h jobHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *jobHeap) Push(x any)   { *h = append(*h, x.(*job)) }
func (h *jobHeap) Pop() any {
	old := *h
	j := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return j
}

// The scores. Files come right after their article, for their addresses
// expire; lists before articles, so that an organ's newest year is known when
// the first of its reports is due.
const (
	scoreHome      = 1000
	scoreFile      = 900
	scorePart      = 880 // frames, jumps and next pages: they belong to a page that was asked for
	scoreColumn    = 800
	scorePlatform  = 700
	scoreDirectory = 650
	scoreOrgan     = 600
	scoreGuide     = 500
	scoreReport    = 200 // + the year's place
	scoreUnlinked  = 50
)

func scoreOf(a aim, year int) int {
	switch a {
	case aimHome:
		return scoreHome
	case aimFile:
		return scoreFile
	case aimAnnual, aimGuide:
		return scoreColumn
	case aimPlatform:
		return scorePlatform
	case aimDirectory:
		return scoreDirectory
	case aimGuideText:
		return scoreGuide
	}
	return scoreReport + max(0, min(year-2000, 99))
}
