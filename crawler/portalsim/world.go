package portalsim

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Options say which world to make. The zero value is a full world of seed 0.
type Options struct {
	Seed uint64
	// Families names the portals to build: generic, trs, jpage, channel; nil is all.
	Families []string
	// Organs is how many organs each portal holds (default 4), Years how many
	// fiscal years each has reported on (default 6), LastYear the last of them
	// (default 2025).
	Organs, Years, LastYear int
	// Remiss has one organ of each portal report late once, and another one
	// leave out a year.
	Remiss bool
	// HomeBytes is the least size of a home page; 0 draws 60–120 KB from the seed.
	HomeBytes int
	// Clock stamps the entries of Requests and does nothing else; nil is time.Now.
	Clock func() time.Time
}

// Portal is a portal of the world as an operator would configure it.
type Portal struct {
	ID     string // the family's name
	Name   string // 云湖市人民政府
	Family string
	Home   string // "http://trs.example/"
	Region string // the made-up region code, six digits
}

// World is a set of sample portals behind one handler. Its pages depend on its
// Options and the mutations made, on nothing else. All methods may be called
// from several goroutines.
type World struct {
	options Options
	sites   []*site
	byHost  map[string]*site
	mu      sync.RWMutex // guards the sites against mutations
	log     requestLog
}

// families are the builders in the order of Portals.
var families = []struct {
	name  string
	reg   region
	build func(*site)
}{
	{"generic", region{"云湖市丹溪区", "区", "990103", "990103", "danxi.example"}, buildGeneric},
	{"trs", region{"云湖市", "市", "990100", "990100", "yunhu.example"}, buildTRS},
	{"jpage", region{"云湖市白鹭县", "县", "990121", "990121", "bailu.example"}, buildJpage},
	{"channel", region{"云湖市青石区", "区", "990102", "990102", "qingshi.example"}, buildChannel},
}

// New makes a world. The same Options make the same bytes at every address.
func New(o Options) *World {
	if o.Organs <= 0 {
		o.Organs = 4
	}
	if o.Years <= 0 {
		o.Years = 6
	}
	if o.LastYear == 0 {
		o.LastYear = 2025
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	w := &World{options: o, byHost: make(map[string]*site)}
	for _, family := range families {
		if o.Families != nil && !slices.Contains(o.Families, family.name) {
			continue
		}
		s := newSite(o, family.name, family.reg)
		family.build(s)
		w.sites = append(w.sites, s)
		w.byHost[s.host] = s
	}
	return w
}

// Portals returns the portals of the world.
func (w *World) Portals() []Portal {
	portals := make([]Portal, len(w.sites))
	for i, s := range w.sites {
		portals[i] = Portal{ID: s.family, Name: s.name, Family: s.family, Home: s.url("/"), Region: s.reg.code}
	}
	return portals
}

// random returns a source that depends on the seed and the purpose only, so
// that one more organ does not change the others.
func random(seed uint64, purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
