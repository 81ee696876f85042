package portalsim

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrUnknown is returned by a mutation of an address, portal or cell that the
// world does not have.
var ErrUnknown = errors.New("portalsim: not in this world")

// ErrFixed is returned by Move for a page that has no address of its own: a
// column page, or one that several documents share.
var ErrFixed = errors.New("portalsim: the page cannot move")

// Option changes how a mutation leaves the old address.
type Option int

const (
	// Redirect lets the old address of a moved page answer 301, not 404.
	Redirect Option = iota + 1
	// KeepLink leaves a deleted page in its lists, as a dead link.
	KeepLink
)

// ref is how callers name a filing: its address, "#n" where a page has several.
func (s *site) ref(f *filing) string {
	shared := func(g *filing) bool { return g != f && g.uri == f.uri }
	if slices.ContainsFunc(s.filings, shared) {
		return s.url(f.uri) + "#" + strconv.Itoa(f.document)
	}
	return s.url(f.uri)
}

// lookup finds the filing of an address: of its text or its page.
func (w *World) lookup(url string) (*site, *filing, error) {
	for _, s := range w.sites {
		for _, f := range s.filings {
			if s.ref(f) == url || s.url(f.page) == url {
				return s, f, nil
			}
		}
	}
	return nil, nil, fmt.Errorf("%w: %s", ErrUnknown, url)
}

// mutate runs change and returns the addresses that answer otherwise than
// before, sorted; pages that nobody needs (news, look-alikes) are not counted.
// All pages of the site are compared, so the list is what happened, not what
// was meant.
func (w *World) mutate(s *site, change func() error) ([]string, error) {
	before := make(map[string]*payload)
	state := make(map[string]string)
	for uri, n := range s.nodes {
		if n.role != RoleOther {
			n.get()
		}
		before[uri], state[uri] = n.cached, n.state(s)
	}
	if err := change(); err != nil {
		return nil, err
	}
	s.mutations++
	at := epoch.Add(time.Duration(s.mutations) * time.Hour)
	var touched []string
	for uri, n := range s.nodes {
		old, known := before[uri]
		if known && old == nil {
			continue // never asked for: nobody can hold another version
		}
		n.cached = nil
		same := known && bytes.Equal(old.body, n.get().body)
		if same {
			n.cached = old
		} else {
			n.modified = at
		}
		if n.role == RoleOther {
			continue
		}
		// What changed behind a 404 or a firewall, and is still there, no
		// client can see.
		now := n.state(s)
		if state[uri] != now || (!same && now == visible) {
			touched = append(touched, s.url(uri))
		}
	}
	slices.Sort(touched)
	return touched, nil
}

// visible is the state of an address that answers with its page.
const visible = "visible"

// state is how an address answers, apart from its bytes.
func (n *node) state(s *site) string {
	switch {
	case n.forbidden || (s.forbidden && n.uri != "/robots.txt"):
		return "forbidden"
	case n.movedTo != "":
		return "moved to " + n.movedTo
	case n.gone:
		return "gone"
	}
	return visible
}

// CorrectCell puts a new number into one cell of the report at url, printed as
// given, and changes nothing else in it.
func (w *World) CorrectCell(url, key, newValue string) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, f, err := w.lookup(url)
	if err != nil {
		return nil, err
	}
	return w.mutate(s, func() error {
		if _, is := f.cells[key]; !is {
			return fmt.Errorf("%w: cell %s of %s", ErrUnknown, key, url)
		}
		f.cells[key] = printed(newValue, strings.TrimPrefix(newValue, "+"))
		return nil
	})
}

// EditGuide gives the office of the guide at url another telephone number.
func (w *World) EditGuide(url string) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, f, err := w.lookup(url)
	if err == nil && !f.isGuide() {
		err = fmt.Errorf("%w: guide %s", ErrUnknown, url)
	}
	if err != nil {
		return nil, err
	}
	return w.mutate(s, func() error {
		f.guide.edits++
		f.guide.apply.Phone = phone(s.rand(fmt.Sprintf("phone/%s/%d", f.organ.slug, f.guide.edits)))
		return nil
	})
}

// Move gives the page at url another address and returns it; the lists link the
// new one, the old answers 404, or 301 with Redirect. Attachments stay.
func (w *World) Move(url string, options ...Option) (newURL string, touched []string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, f, err := w.lookup(url)
	if err != nil {
		return "", nil, err
	}
	touched, err = w.mutate(s, func() error {
		if f.fixed || f.gone {
			return fmt.Errorf("%w: %s", ErrFixed, url)
		}
		old := s.nodes[f.page]
		f.serial += 100000
		page := s.address(f)
		if s.nodes[page] != nil {
			return fmt.Errorf("portalsim: address taken: %s", page)
		}
		if f.uri == f.page {
			f.uri = page
		}
		for twin, original := range s.duplicates {
			if original == s.url(f.page) {
				s.duplicates[twin] = s.url(page)
			}
		}
		f.page = page
		s.add(page, old.role, old.render)
		old.gone = true
		if slices.Contains(options, Redirect) {
			old.movedTo = page
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	return s.url(f.page), touched, nil
}

// Delete takes the page at url away, with every document on it: it answers 404
// and leaves its lists, unless KeepLink. Attachments stay, as on real servers.
func (w *World) Delete(url string, options ...Option) ([]string, error) {
	return w.present(url, true, slices.Contains(options, KeepLink))
}

// Restore brings a deleted page back as it was.
func (w *World) Restore(url string) ([]string, error) { return w.present(url, false, false) }

func (w *World) present(url string, gone, keepLink bool) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, f, err := w.lookup(url)
	if err != nil {
		return nil, err
	}
	return w.mutate(s, func() error {
		s.nodes[f.page].gone = gone
		for twin, original := range s.duplicates {
			if original == s.url(f.page) {
				s.nodes[strings.TrimPrefix(twin, "http://"+s.host)].gone = gone
			}
		}
		for _, g := range s.filings {
			if g.page == f.page {
				g.gone, g.linked = gone, keepLink
			}
		}
		return nil
	})
}

// ChangeFrame changes the furniture of every page of a portal (banner, a menu
// entry, the counter of visitors) and no word of a document.
func (w *World) ChangeFrame(portal string) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.sites {
		if s.family == portal {
			return w.mutate(s, func() error {
				s.frame++
				s.dress()
				return nil
			})
		}
	}
	return nil, fmt.Errorf("%w: portal %s", ErrUnknown, portal)
}

// ForbidWith200 puts a firewall in front of a portal (by its ID; robots.txt
// stays) or of one page (by its address) that says 403 in words and 200 in
// the status line, to conditional requests too.
func (w *World) ForbidWith200(target string) ([]string, error) { return w.forbid(target, true) }

// Unforbid takes the firewall of ForbidWith200 away.
func (w *World) Unforbid(target string) ([]string, error) { return w.forbid(target, false) }

func (w *World) forbid(target string, on bool) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.sites {
		if s.family == target {
			return w.mutate(s, func() error { s.forbidden = on; return nil })
		}
		if n := s.nodes[strings.TrimPrefix(target, "http://"+s.host)]; n != nil && strings.HasPrefix(target, "http://"+s.host) {
			return w.mutate(s, func() error { n.forbidden = on; return nil })
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrUnknown, target)
}
