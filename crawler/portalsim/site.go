package portalsim

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Role says what an address is to a crawler that looks for reports and guides.
type Role string

// The roles. A page of role RoleOther is nothing that such a crawler needs.
const (
	RoleRobots     Role = "robots"
	RoleHome       Role = "home"
	RolePlatform   Role = "platform"   // 政府信息公开 of the portal or of one organ
	RoleColumn     Role = "column"     // 指南 or 年报: shell, hub or text
	RoleList       Role = "list"       // a page of a list, or a data endpoint's answer
	RoleArticle    Role = "article"    // a report or guide, or the page that links its file
	RoleAttachment Role = "attachment" // a file of such an article
	RoleOther      Role = "other"
)

// payload is what a server sends.
type payload struct {
	body        []byte
	ctype       string // "": no Content-Type at all
	disposition string

	mu      sync.Mutex // guards what is made on demand
	gzipped []byte
	etag    string
}

// node is one address of a site.
type node struct {
	uri  string
	role Role
	// render makes the bytes from the site's state, and is called again after
	// each mutation.
	render    func() *payload
	once      sync.Mutex
	cached    *payload
	modified  time.Time
	gone      bool
	movedTo   string
	forbidden bool
}

// validators say which of the headers for conditional requests a server sends.
type validators struct{ etag, lastModified bool }

// compression says when a server sends gzip.
type compression int

const (
	plain compression = iota
	gzipIfAccepted
	gzipAlways
)

// site is one portal: organs, filings and the addresses that show them.
type site struct {
	family, host, name, sitecode string
	reg                          region
	seed                         uint64
	years                        []int // rising
	organs                       []*organ
	filings                      []*filing
	lookAlikes                   []*lookAlike
	duplicates                   map[string]string // twin → original
	dead                         []string

	nodes   map[string]*node
	needs   []Need
	dynamic func(r *http.Request) (*payload, bool) // data endpoints
	address func(f *filing) string                 // of an article
	filler  func(i int) string                     // of the i-th page nobody needs
	// disposition is the Content-Disposition of a file, nil where the site sends none.
	disposition func(f *filing, a *attachment) string
	// platform, annual and guides are the addresses that menus link to.
	platform, annual, guides string

	validate  validators
	compress  compression
	gbk       bool   // GBK body, charset only in a meta element
	ctype     string // of pages
	server    string
	cookie    string
	homeBytes int
	frame     int
	headers   map[bool]string // of the home page (true) and of all others
	forbidden bool
	mutations int
}

// epoch is when the sites were built; each mutation is an hour later.
var epoch = time.Date(2026, 6, 1, 8, 0, 0, 0, china)

func newSite(o Options, family string, reg region) *site {
	r := random(o.Seed, family)
	s := &site{
		family: family, host: family + ".example", name: reg.name + "人民政府", reg: reg, seed: o.Seed,
		sitecode: reg.code + fmt.Sprintf("%04d", 1+r.IntN(40)), nodes: make(map[string]*node),
		duplicates: make(map[string]string), ctype: "text/html; charset=utf-8", server: "nginx",
		homeBytes: o.HomeBytes,
	}
	if s.homeBytes <= 0 {
		s.homeBytes = 60<<10 + r.IntN(60<<10)
	}
	for year := o.LastYear - o.Years + 1; year <= o.LastYear; year++ {
		s.years = append(s.years, year)
	}
	s.organs = newOrgans(random(o.Seed, family+"/organs"), reg, o.Organs)
	for _, organ := range s.organs {
		r := random(o.Seed, fmt.Sprintf("%s/organ/%d", family, organ.index))
		s.filings = append(s.filings, newGuide(r, s.host, reg, organ))
		chain := newChain(r, organ, s.years[0], o.LastYear)
		for _, year := range s.years {
			f := newReport(r, organ, year, chain[year])
			if o.Remiss && remiss(f, o) {
				continue
			}
			s.filings = append(s.filings, f)
			misprint(f, o.LastYear)
		}
	}
	return s
}

// remiss has the last organ of a portal report some weeks late once, and the one
// before it leave out a year: then it returns true.
func remiss(f *filing, o Options) bool {
	switch {
	case f.organ.index == o.Organs-1 && f.year == o.LastYear-1:
		f.published, f.signed = f.published.AddDate(0, 0, 31), f.signed.AddDate(0, 0, 31)
	case f.organ.index == o.Organs-2 && f.year == o.LastYear-3:
		return true
	}
	return false
}

// misprint makes two reports of each portal wrong in print, always the same two.
func misprint(f *filing, last int) {
	wrong := func(key string, by int) {
		c := f.cells[key]
		var n int
		if _, err := fmt.Sscan(c.Value, &n); err != nil {
			return // blank: there is nothing to misprint
		}
		f.cells[key] = value(n + by)
	}
	switch {
	case f.organ.index == 1 && f.year == last-1:
		wrong("applications.new.total", 1)
	case f.organ.index == 0 && f.year == last-3:
		wrong("review.total", 2)
	}
}

func (s *site) url(uri string) string { return "http://" + s.host + uri }

func (s *site) rand(purpose string) *rand.Rand { return random(s.seed, s.family+"/"+purpose) }

// add registers an address. It panics when the address is taken: a builder's
// mistake that the first test finds.
func (s *site) add(uri string, role Role, render func() *payload) *node {
	if s.nodes[uri] != nil {
		panic("portalsim: address taken twice: " + uri)
	}
	n := &node{uri: uri, role: role, render: render, modified: epoch}
	s.nodes[uri] = n
	if role != RoleOther {
		s.needs = append(s.needs, Need{Role: role, Method: "GET", URL: s.url(uri)})
	}
	return n
}

// get returns the payload of a node, rendered once.
func (n *node) get() *payload {
	n.once.Lock()
	defer n.once.Unlock()
	if n.cached == nil {
		n.cached = n.render()
	}
	return n.cached
}

// reports returns the reports of an organ that are to be listed, guides its guide.
func (s *site) reports(organs ...*organ) []*filing {
	var all []*filing
	for _, f := range s.filings {
		if !f.isGuide() && (!f.gone || f.linked) && slices.Contains(organs, f.organ) {
			all = append(all, f)
		}
	}
	return all
}

func (s *site) guide(o *organ) *filing {
	for _, f := range s.filings {
		if f.isGuide() && f.organ == o {
			return f
		}
	}
	return nil
}
