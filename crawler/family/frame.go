package family

import (
	"strings"

	"golang.org/x/net/html"
)

// frame reads an iframe: a viewer of a file, or a part of the page that stands
// on the same host. Counters, logins and shared furniture are left.
func (w *walker) frame(n *html.Node, at place) {
	src := attr(n, "src")
	if src == "" {
		src = attr(n, "data-src")
	}
	if w.viewer(src, at) {
		return
	}
	u, address, ok := w.base.resolve(src)
	if !ok || !strings.EqualFold(u.Host, w.page.Host) {
		return
	}
	low := strings.ToLower(u.Path)
	for _, s := range []string{"visit", "count", "login", "tree.jsp", "share", "foot", "header", "top.", "weather", "search"} {
		if strings.Contains(low, s) {
			return
		}
	}
	w.add(Link{URL: u, address: address, Title: strings.TrimSpace(attr(n, "title")), Heading: w.heading, Region: at.region, Kind: Frame})
}

// viewer reads the address of a file that is shown within the page, bare or as
// the file= of a viewer, and reports whether there is one.
func (w *walker) viewer(src string, at place) bool {
	u, address, ok := w.base.resolve(src)
	if !ok {
		return false
	}
	if u.RawQuery != "" {
		q := u.Query()
		for _, key := range []string{"file", "url", "src"} {
			if v := q.Get(key); v != "" && IsFile(v) {
				if u, address, ok = w.base.resolve(v); ok {
					w.add(Link{URL: u, address: address, Region: at.region, Kind: Viewer})
					return true
				}
			}
		}
	}
	if u != nil && IsFile(u.Path) {
		w.add(Link{URL: u, address: address, Region: at.region, Kind: Viewer})
		return true
	}
	return false
}

// refresh reads <meta http-equiv=refresh content="0; url=…">.
func (w *walker) refresh(content string) {
	i := strings.Index(strings.ToLower(content), "url")
	if i < 0 {
		return
	}
	v := strings.TrimSpace(content[i+3:])
	if !strings.HasPrefix(v, "=") {
		return
	}
	v = strings.Trim(strings.TrimSpace(v[1:]), `'"`)
	if u, address, ok := w.base.resolve(v); ok && address != w.page.String() {
		w.add(Link{URL: u, address: address, Kind: Jump})
	}
}
