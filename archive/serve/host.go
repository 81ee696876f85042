package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// hosts are the names that the server answers to beside the loopback's. A page
// elsewhere can make its own name point to this machine (DNS rebinding) and
// would then be of one origin with us: under that name there is nothing.
type hosts struct {
	names map[string]bool // "name" for any port, "name:port"
	// beyond is set where one of them is no name of the loopback: the operator
	// says that others reach the server.
	beyond bool
}

func newHosts(names []string, base *url.URL) (hosts, error) {
	h := hosts{names: map[string]bool{}}
	if base != nil {
		names = append(names[:len(names):len(names)], base.Hostname())
	}
	for _, given := range names {
		name, port, ok := splitHost(given)
		if !ok {
			return hosts{}, fmt.Errorf("serve: host %q: want a name or an address, without scheme and path", given)
		}
		if port != "" {
			h.names[name+":"+port] = true
		} else {
			h.names[name] = true
		}
		h.beyond = h.beyond || !loopback(name)
	}
	return h, nil
}

// host refuses requests for names that are not ours: 421 (RFC 9110, 15.5.20).
func (s *Server) host(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, port, ok := splitHost(r.Host)
		if !ok || !(loopback(name) || s.hosts.names[name] || s.hosts.names[name+":"+port] || arrivedAt(r, name)) {
			refuse(w, r, http.StatusMisdirectedRequest, "本服务器不以此主机名提供服务；可用 --host 加入",
				"this server does not answer under that host name; --host adds one")
			return
		}
		r2 := *r
		if r2.Host = bracket(name); port != "" {
			r2.Host += ":" + port
		}
		if r.URL.Host != "" { // "GET http://host/path": the same as "/path"
			u := *r.URL
			u.Scheme, u.Host, u.User = "", "", nil
			r2.URL = &u
		}
		if a, ok := w.(*answer); ok {
			a.host = r2.Host
		}
		next.ServeHTTP(w, &r2)
	})
}

// splitHost takes a Host header apart: the name in lower case without its last
// dot, an IP in its one form. ok is false for what is no host.
func splitHost(s string) (name, port string, ok bool) {
	name = s
	if n, p, err := net.SplitHostPort(s); err == nil {
		if num, err := strconv.ParseUint(p, 10, 16); err != nil || strconv.FormatUint(num, 10) != p {
			return "", "", false
		}
		name, port = n, p
		if strings.Contains(n, ":") != strings.HasPrefix(s, "[") {
			return "", "", false
		}
	} else if inner, bracketed := strings.CutPrefix(s, "["); bracketed {
		if name, bracketed = strings.CutSuffix(inner, "]"); !bracketed || !strings.Contains(name, ":") {
			return "", "", false
		}
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.Unmap().String(), port, ip.Zone() == ""
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if _, err := netip.ParseAddr(name); err == nil { // "127.0.0.1." is no name and no address
		return "", "", false
	}
	if name == "" || len(name) > 253 || name[0] == '.' || strings.HasSuffix(name, ".") || strings.Contains(name, "..") {
		return "", "", false
	}
	for _, c := range []byte(name) {
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_') {
			return "", "", false
		}
	}
	return name, port, true
}

func bracket(name string) string {
	if strings.Contains(name, ":") {
		return "[" + name + "]"
	}
	return name
}

// loopback reports whether the name is one that no resolver is asked for
// (RFC 6761, 6.3) or an address of the loopback.
func loopback(name string) bool {
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback()
	}
	return name == "localhost"
}

// arrivedAt reports whether name is the very address that the connection came
// in on: an address in digits cannot be rebound.
func arrivedAt(r *http.Request, name string) bool {
	ip, err := netip.ParseAddr(name)
	return err == nil && ip == localIP(r)
}

// localIP is the address that the connection came in on; the zero Addr if that
// is not known.
func localIP(r *http.Request) netip.Addr {
	at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return at.AddrPort().Addr().Unmap().WithZone("")
}
