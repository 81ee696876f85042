package main

import (
	"net"
	"net/netip"
	"net/url"
	"slices"

	"gongkai/crawler"
)

// choose returns the named portals, or all enabled ones where none is named.
func (c *Config) choose(names []string) ([]crawler.Portal, error) {
	var out []crawler.Portal
	if len(names) == 0 {
		for _, p := range c.Portals {
			if p.Enabled {
				out = append(out, c.portal(p))
			}
		}
		if len(out) == 0 {
			return nil, usage("没有启用的门户：把 config.yaml 里的 enabled 改成 true，或者在命令行点名 · no portal is enabled: set enabled: true in config.yaml, or name portals on the command line")
		}
		return out, nil
	}
	for i, n := range names {
		found := slices.Contains(names[:i], n) // named twice is walked once
		for _, p := range c.Portals {
			if p.ID == n && !found {
				out, found = append(out, c.portal(p)), true
			}
		}
		if !found {
			return nil, usage("配置里没有门户 %q · no portal %q in the configuration（gongkai portals --all 列出全部 · lists them）", n, n)
		}
	}
	return out, nil
}

// beyondLoopback reports whether a crawl of this portal may leave this machine.
func beyondLoopback(p crawler.Portal) bool {
	hosts := p.Hosts
	for _, s := range p.Seeds {
		if u, err := url.Parse(s); err == nil {
			hosts = append(hosts[:len(hosts):len(hosts)], u.Hostname())
		}
	}
	for _, h := range hosts {
		if name, _, err := net.SplitHostPort(h); err == nil {
			h = name
		}
		if ip, err := netip.ParseAddr(h); h != "localhost" && (err != nil || !ip.IsLoopback()) {
			return true
		}
	}
	return false
}
