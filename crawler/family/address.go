package family

import (
	"net/url"
	"strings"
)

// maxAddress is the longest address that is followed.
const maxAddress = 2000

// bases is what the links of a page are resolved against.
type bases struct {
	url *url.URL
	// root is scheme and host as they stand in an address, dir the directory of
	// the page; "" where only net/url can tell what a relative link means.
	root, dir string
}

func newBases(u *url.URL) bases {
	b := bases{url: u}
	if u == nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || !allOf(u.Host, inHost|inPort) {
		return b
	}
	b.root = u.Scheme + "://" + u.Host
	if i := strings.LastIndexByte(u.Path, '/'); i >= 0 && u.RawPath == "" && u.Opaque == "" && plainPath(u.Path) {
		b.dir = u.Path[:i+1]
	}
	return b
}

// resolve makes an address of href as it stands in a page. ok is false for
// what leads nowhere: scripts, mail, anchors of the page itself, templates that
// a script was to fill ({{item.url}}, <?=el.link?>, ${url}).
//
// Nearly all links of a portal are of plain letters and need no parser; what
// is not that plain is left to net/url, and both say the same (a test holds it).
func (b bases) resolve(href string) (u *url.URL, address string, ok bool) {
	href = strings.TrimSpace(href)
	if u, address = b.plain(href); u != nil {
		return u, address, true
	}
	if u, ok = resolve(b.url, href); ok {
		return u, u.String(), true
	}
	return nil, "", false
}

// resolve is the way of net/url, for every address.
func resolve(base *url.URL, href string) (u *url.URL, ok bool) {
	href = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1 // as browsers do (WHATWG URL, 4.4)
		}
		return r
	}, strings.TrimSpace(href))
	if href == "" || len(href) > maxAddress || href[0] == '#' || template(href) {
		return nil, false
	}
	if i := strings.IndexByte(href, ':'); i > 0 && !strings.ContainsAny(href[:i], "/?#.") {
		if s := strings.ToLower(href[:i]); s != "http" && s != "https" {
			return nil, false
		}
	}
	href = strings.ReplaceAll(href, `\/`, "/")
	href = strings.ReplaceAll(href, `\`, "/")
	href = strings.ReplaceAll(href, " ", "%20")
	u, err := base.Parse(href)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, false
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.RawQuery = escapeQuery(u.RawQuery)
	u.Host = strings.ToLower(u.Host)
	if u.Path == "" {
		u.Path = "/"
	}
	return u, true
}

// template reports whether an address or text still waits for a script.
func template(s string) bool {
	if !strings.ContainsAny(s, "{}<+") {
		return false // one of them is in each of the signs below
	}
	return strings.Contains(s, "{{") || strings.Contains(s, "}}") || strings.Contains(s, "<?") || strings.Contains(s, "<%") ||
		strings.Contains(s, "${") || strings.Contains(s, "'+") || strings.Contains(s, "+'") || strings.Contains(s, `"+`)
}

// escapeQuery percent-encodes what must not stand in a query, as UTF-8, and
// leaves everything else as it is written.
func escapeQuery(q string) string {
	if plainQuery(q) {
		return q
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(q); i++ {
		if c := q[i]; c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// sibling returns the address of another file in the directory of u.
func sibling(u *url.URL, file string) *url.URL {
	s := *u
	s.Path = u.Path[:strings.LastIndexByte(u.Path, '/')+1] + file
	s.RawPath, s.RawQuery = "", ""
	return &s
}

// fileName returns name and extension of the last part of a path: "index" and
// "html" of /a/index.html, "" and "" of /a/.
func fileName(u *url.URL) (name, ext string) {
	f := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	if i := strings.LastIndexByte(f, '.'); i >= 0 {
		return f[:i], f[i+1:]
	}
	return f, ""
}
