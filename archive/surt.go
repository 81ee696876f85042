package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// maxURL is the longest address that is kept, in bytes.
const maxURL = 8 << 10

// PageIDOf names the page that a request asks for. method "" is GET; body is
// the body of a POST, nil for none. The error says why an address is none that
// can be fetched: no http or https, no host, too long.
func PageIDOf(method, rawURL string, body []byte) (id PageID, surt string, err error) {
	if surt, err = surtOf(rawURL); err != nil {
		return "", "", err
	}
	if method == "" {
		method = "GET"
	}
	var digest Digest
	if len(body) > 0 {
		digest = DigestOf(body)
	}
	sum := sha256.Sum256([]byte(strings.ToUpper(method) + "\n" + surt + "\n" + digest.String()))
	return PageID(hex.EncodeToString(sum[:8])), surt, nil
}

// surtOf returns the address in the order of sorting, "cn,gov,zhangdian)/a?b=c"
// (Sort-friendly URI Reordering Transform, as Heritrix and the CDX servers have
// it). What does not change which page is meant is left out: scheme, "www.",
// user, default port, fragment, session ids and stamps against caches, the
// spelling of percent encodings, dot segments. What may change it stays: the
// case of the path, a trailing slash, every other parameter and their order.
func surtOf(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxURL {
		return "", fmt.Errorf("archive: address has %d bytes, at most %d", len(raw), maxURL)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "", fmt.Errorf("archive: address: %w", err)
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme != "http" && scheme != "https" {
		return "", fmt.Errorf("archive: address %q is neither http nor https", raw)
	}
	host := surtHost(u.Hostname())
	if host == "" {
		return "", fmt.Errorf("archive: address %q has no host", raw)
	}
	port := u.Port()
	if port == "" || scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		port = ""
	} else {
		port = ":" + port
	}
	path := normalPercent(withoutSession(u.EscapedPath()))
	if path = withoutDots(path); path == "" {
		path = "/"
	}
	surt := host + port + ")" + path
	if q := surtQuery(u.RawQuery); q != "" {
		surt += "?" + q
	}
	return surt, nil
}

func surtHost(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if ascii, err := idna.Punycode.ToASCII(host); err == nil {
		host = ascii
	}
	if rest, ok := strings.CutPrefix(host, "www."); ok && strings.Contains(rest, ".") {
		host = rest
	}
	labels := strings.Split(host, ".")
	for i, j := 0, len(labels)-1; i < j; i, j = i+1, j-1 {
		labels[i], labels[j] = labels[j], labels[i]
	}
	return strings.Join(labels, ",")
}

// withoutSession takes ";jsessionid=…" off the segments of a path.
func withoutSession(path string) string {
	for {
		i := strings.Index(strings.ToLower(path), ";jsessionid=")
		if i < 0 {
			return path
		}
		end := len(path)
		if j := strings.IndexAny(path[i+1:], ";/"); j >= 0 {
			end = i + 1 + j
		}
		path = path[:i] + path[end:]
	}
}

// withoutDots resolves "." and ".." (RFC 3986, 5.2.4); empty segments stay.
func withoutDots(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	segments := strings.Split(path, "/")
	out := segments[:0:0]
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

// surtQuery drops session ids and stamps against caches, keeps the rest in its
// order.
func surtQuery(q string) string {
	if q == "" {
		return ""
	}
	parts := strings.Split(q, "&")
	kept := parts[:0]
	for _, p := range parts {
		name, value, _ := strings.Cut(p, "=")
		if p == "" || isNoise(strings.ToLower(name), value) {
			continue
		}
		kept = append(kept, normalPercent(p))
	}
	return strings.Join(kept, "&")
}

// isNoise reports whether a parameter only names the visitor or the moment.
func isNoise(name, value string) bool {
	switch name {
	case "jsessionid", "phpsessid", "aspsessionid", "asp.net_sessionid":
		return true
	case "_", "t", "ts", "rnd", "random", "timestamp", "_t":
		return isStamp(value)
	}
	return false
}

// isStamp reports whether v is a time in seconds or milliseconds (10 digits
// and more) or what Math.random() gives; t=2 may be a tab and stays.
func isStamp(v string) bool {
	if f, ok := strings.CutPrefix(v, "0."); ok {
		v = f + "0000000000"
		if f == "" {
			return false
		}
	}
	if len(v) < 10 {
		return false
	}
	return strings.Trim(v, "0123456789") == ""
}
