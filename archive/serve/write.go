package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// forwarded are headers that a proxy adds: behind one, the loopback address of
// a connection says nothing of who is asking.
var forwarded = [...]string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via"}

// write holds the rule for every method but GET, HEAD and OPTIONS:
//
//   - no browser may be sent here by a page elsewhere (Sec-Fetch-Site, Origin);
//   - with a token, the request carries it;
//   - without one, it comes from this machine, under a name of the loopback,
//     through no proxy, and as JSON, which no HTML form can send.
func (s *Server) write(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			next.ServeHTTP(w, r)
			return
		}
		switch {
		case origin.Check(r) != nil:
			refuse(w, r, http.StatusForbidden, "不接受其他网站发来的请求", "a page elsewhere may not send this")
		case s.o.Token != "" && !s.authorized(r):
			w.Header().Set("WWW-Authenticate", `Bearer realm="gongkai"`)
			refuse(w, r, http.StatusUnauthorized, "需要令牌：Authorization: Bearer …", "this needs the token: Authorization: Bearer …")
		case s.o.Token == "" && !s.local(r):
			refuse(w, r, http.StatusForbidden, "未设令牌，只有本机可以写入；用 --token-file 设置",
				"without a token only this machine may write; --token-file sets one")
		case s.o.Token == "" && !isJSON(r):
			refuse(w, r, http.StatusUnsupportedMediaType, "请用 Content-Type: application/json", "send Content-Type: application/json")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// authorized reports whether the request carries the token. Digests are
// compared, in constant time: neither length nor beginning can be felt for.
func (s *Server) authorized(r *http.Request) bool {
	if s.o.Token == "" {
		return false
	}
	values := r.Header.Values("Authorization")
	if len(values) != 1 {
		return false
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	given := sha256.Sum256([]byte(token))
	return strings.EqualFold(scheme, "Bearer") && subtle.ConstantTimeCompare(given[:], s.token[:]) == 1
}

// local reports whether nobody but this machine can have sent the request.
func (s *Server) local(r *http.Request) bool {
	if s.hosts.beyond {
		return false
	}
	for _, name := range forwarded {
		if r.Header.Get(name) != "" {
			return false
		}
	}
	name, _, ok := splitHost(r.Host)
	remote, _, err := net.SplitHostPort(r.RemoteAddr)
	if !ok || !loopback(name) || err != nil {
		return false
	}
	ip, err := netip.ParseAddr(remote)
	return err == nil && ip.Unmap().IsLoopback() && localIP(r).IsLoopback()
}

func isJSON(r *http.Request) bool {
	t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && t == "application/json"
}
