package main

import (
	"net/netip"
	"net/url"

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
	for _, n := range names {
		found := false
		for _, p := range c.Portals {
			if p.ID == n {
				out, found = append(out, c.portal(p)), true
			}
		}
		if !found {
			return nil, usage("配置里没有门户 %q · no portal %q in the configuration（gongkai portals --all 列出全部 · lists them）", n, n)
		}
	}
	return out, nil
}

// beyondLoopback reports whether a crawl of this portal leaves this machine.
func beyondLoopback(p crawler.Portal) bool {
	for _, s := range p.Seeds {
		u, err := url.Parse(s)
		if err != nil || u.Hostname() == "localhost" {
			continue
		}
		if ip, err := netip.ParseAddr(u.Hostname()); err != nil || !ip.IsLoopback() {
			return true
		}
	}
	return false
}
