package serve

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
)

func FuzzCleanPath(f *testing.F) {
	for _, s := range []string{"/", "/organ/a/%E5%BC%A0%E5%BA%97", "/..", "/%2e%2e/x", "/a%2fb", "//x", "/a/", "/%252e", "/a\\b", "/%00", "*", "http://h/a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || !cleanPath(u) {
			return
		}
		if p := u.Path; path.Clean(p) != strings.TrimSuffix(p, "/") && p != "/" {
			t.Errorf("%q is let through as %q and cleans to %q", target, p, path.Clean(p))
		}
		// Decoded once more, by somebody careless, it is the same.
		if again, err := url.PathUnescape(u.Path); err != nil || again != u.Path {
			t.Errorf("%q decodes twice: %q", target, again)
		}
	})
}

func FuzzSplitHost(f *testing.F) {
	for _, s := range []string{"localhost", "LOCALHOST:80", "[::1]:80", "::1", "a.b.:1", "127.0.0.1:x", "a@b", "[::ffff:127.0.0.1]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, port, ok := splitHost(s)
		if !ok {
			return
		}
		whole := bracket(name)
		if port != "" {
			whole += ":" + port
		}
		// What is let through stands in links: it is a host and nothing more, and
		// the same when it is read again.
		u, err := url.Parse("http://" + whole + "/x")
		if err != nil || u.Host != whole || u.User != nil || u.Path != "/x" {
			t.Errorf("%q became %q: %v", s, whole, err)
		}
		if n, p, ok := splitHost(whole); n != name || p != port || !ok {
			t.Errorf("%q became %q, %q and then %q, %q", s, name, port, n, p)
		}
	})
}

func FuzzNoneMatch(f *testing.F) {
	for _, s := range []string{"*", `"a"`, `W/"a", "b"`, `"a`, "a", ",", `"a""b"`, `W/W/"a"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if noneMatch([]string{s}, `"tag"`) && !strings.Contains(s, `"tag"`) && !strings.Contains(s, "*") {
			t.Errorf("%q matches", s)
		}
	})
}

func TestAcceptsGzip(t *testing.T) {
	for value, want := range map[string]bool{
		"": false, "gzip": true, "br, gzip": true, "GZIP": true, "x-gzip": true, "*": true, "gzip;q=0": false, "gzip; q=0.1": true,
		"*;q=0": false, "gzip;q=0, *": false, "identity": false, "gzipped": false, "gzip;q=x": false, "br;q=1, *;q=0.5": true,
	} {
		if got := acceptsGzip(http.Header{"Accept-Encoding": {value}}); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}
