package family

import (
	"net/url"
	"strings"
)

// plain resolves what is of plain letters, and returns nil for all else.
func (b bases) plain(href string) (u *url.URL, address string) {
	if href == "" || len(href) > maxAddress || b.root == "" {
		return nil, ""
	}
	root, rest := b.root, href
	switch {
	case strings.HasPrefix(href, "http://"), strings.HasPrefix(href, "https://"):
		scheme := strings.Index(href, "://") + 3
		slash := strings.IndexByte(href[scheme:], '/')
		if slash <= 0 || !plainHost(href[scheme:scheme+slash]) {
			return nil, ""
		}
		root, rest = href[:scheme+slash], href[scheme+slash:]
	case href[0] == '/':
	default:
		if b.dir == "" {
			return nil, ""
		}
		dir := b.dir
		rest = strings.TrimPrefix(href, "./")
		for strings.HasPrefix(rest, "../") {
			rest = rest[3:]
			if i := strings.LastIndexByte(dir[:len(dir)-1], '/'); i >= 0 {
				dir = dir[:i+1]
			}
		}
		if rest == "" || rest[0] == '.' || rest[0] == '/' || rest[0] == '?' {
			return nil, ""
		}
		rest = dir + rest
	}
	path, query, asks := strings.Cut(rest, "?")
	if !plainPath(path) || asks && (query == "" || !plainQuery(query)) {
		return nil, ""
	}
	if len(root)+len(rest) == len(href) {
		address = href
	} else {
		address = root + rest
	}
	scheme := strings.IndexByte(root, ':')
	return &url.URL{
		Scheme: address[:scheme], Host: address[scheme+3 : len(root)],
		Path: address[len(root) : len(root)+len(path)], RawQuery: query,
	}, address
}

// What a byte may be part of without meaning anything else there.
const (
	inHost = 1 << iota
	inPort
	inPath
	inQuery
)

var plainBytes = func() (t [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = inHost|inPath|inQuery, inPath|inQuery
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = inHost | inPath | inQuery
	}
	t[':'] = inPort
	t['.'], t['-'] = inHost|inPath|inQuery, inHost|inPath|inQuery
	t['/'], t['_'] = inPath|inQuery, inPath|inQuery
	t['='], t['&'], t['%'] = inQuery, inQuery, inQuery
	return t
}()

func allOf(s string, kind byte) bool {
	for i := 0; i < len(s); i++ {
		if plainBytes[s[i]]&kind == 0 {
			return false
		}
	}
	return true
}

func plainHost(s string) bool { return s != "" && allOf(s, inHost) }

func plainQuery(s string) bool { return allOf(s, inQuery) }

// plainPath reports whether a path begins with a slash, needs no escaping and
// has no . or .. to be resolved.
func plainPath(s string) bool {
	return s != "" && s[0] == '/' && allOf(s, inPath) && !strings.Contains(s, "/.") && !strings.Contains(s, "//")
}
