package crawler

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// scope says which addresses belong to a portal. The platform often lies on
// another host of the same registrable domain (xxgk.jl.gov.cn beside
// www.jl.gov.cn), so that is what is compared. gov.cn and the domains of the
// provinces (gd.cn) are public suffixes, so neighbours stay apart.
type scope struct {
	domains map[string]bool // registrable domains
	exact   map[string]bool // host:port of seeds that are addresses or bare names
	hosts   map[string]bool // host names that the operator added
}

func newScope(p Portal) *scope {
	s := &scope{domains: map[string]bool{}, exact: map[string]bool{}, hosts: map[string]bool{}}
	for _, seed := range p.Seeds {
		u, err := url.Parse(seed)
		if err != nil {
			continue
		}
		if d := registrable(u.Hostname()); d != "" {
			s.domains[d] = true
		} else {
			s.exact[hostPort(u)] = true
		}
	}
	for _, h := range p.Hosts {
		s.hosts[strings.ToLower(strings.TrimSuffix(h, "."))] = true
	}
	return s
}

// holds reports whether u may be asked for on behalf of the portal. A seed
// that is an IP address or a bare name opens only its own port: a portal at
// 127.0.0.1:8080 must not lead to what else listens there.
func (s *scope) holds(u *url.URL) bool {
	if !webScheme(u.Scheme) || u.Host == "" {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if s.hosts[host] || s.hosts[strings.ToLower(u.Host)] || s.exact[hostPort(u)] {
		return true
	}
	d := registrable(host)
	return d != "" && s.domains[d]
}

// registrable returns the registrable domain of host, "" where it has none:
// an IP address, a bare name, a public suffix itself.
func registrable(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return d
}

// hostPort returns host:port with the default port of the scheme filled in.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return strings.ToLower(u.Hostname()) + ":" + port
}
