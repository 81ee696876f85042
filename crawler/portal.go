package crawler

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Portal is a government site that is watched: where a walk begins, how far it
// may go and at what pace.
type Portal struct {
	ID, Name, Region string
	// Seeds are the addresses a walk begins at, the home page first.
	Seeds []string
	// Hosts are in scope beside the registrable domains of the seeds.
	Hosts []string
	// Family names the family of the portal, "" lets the pages say.
	Family string
	// Delay is the pause after each request to a host, Timeout the time one
	// request may take from the moment it is sent to the last byte.
	Delay, Timeout time.Duration
	// MaxPages is how many pages one pass may ask for, MaxDepth how many links
	// a page may lie from a seed, MaxBody the bytes of a body (also once its
	// Content-Encoding is undone).
	MaxPages, MaxDepth int
	MaxBody            int64
	// RecheckDays is within how many days every known page is asked for again.
	RecheckDays int
	// IgnoreRobots walks without robots.txt: for the operator's own portal.
	IgnoreRobots bool
}

// What a zero field of a Portal stands for.
const (
	DefaultTimeout     = 60 * time.Second
	DefaultMaxPages    = 5000
	DefaultMaxDepth    = 10
	DefaultMaxBody     = 64 << 20
	DefaultRecheckDays = 30
)

// ErrPortal: the portal's description cannot be walked; nothing was asked.
var ErrPortal = errors.New("portal cannot be walked")

// withDefaults fills the zero fields; a zero Delay stays, it means no pause.
func (p Portal) withDefaults() Portal {
	if p.Timeout <= 0 {
		p.Timeout = DefaultTimeout
	}
	if p.MaxPages <= 0 {
		p.MaxPages = DefaultMaxPages
	}
	if p.MaxDepth <= 0 {
		p.MaxDepth = DefaultMaxDepth
	}
	if p.MaxBody <= 0 {
		p.MaxBody = DefaultMaxBody
	}
	if p.RecheckDays <= 0 {
		p.RecheckDays = DefaultRecheckDays
	}
	return p
}

// check returns why p cannot be walked, wrapped in ErrPortal.
func (p Portal) check() error {
	if p.ID == "" {
		return fmt.Errorf("%w: it has no id", ErrPortal)
	}
	if len(p.Seeds) == 0 {
		return fmt.Errorf("%w: %s has no seed", ErrPortal, p.ID)
	}
	for _, s := range p.Seeds {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || !webScheme(u.Scheme) {
			return fmt.Errorf("%w: seed %q of %s is no http or https address", ErrPortal, s, p.ID)
		}
	}
	return nil
}

func webScheme(s string) bool { return s == "http" || s == "https" }

// private reports whether a seed is itself at an address that is not on the
// public net. Such a portal was named on purpose, so its walk may dial it.
func (p Portal) private() bool {
	for _, s := range p.Seeds {
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		host := strings.ToLower(u.Hostname())
		if host == "localhost" || strings.HasSuffix(host, ".localhost") {
			return true
		}
		if ip, err := netip.ParseAddr(host); err == nil && !public(ip) {
			return true
		}
	}
	return false
}
