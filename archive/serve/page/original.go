package page

import (
	"bytes"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/archive"
)

// originalCSP shows a stored original without scripts, forms, plug-ins, links
// out of its frame or anything from the net, on an origin of its own (sandbox
// without allow-same-origin). Only our own pages may frame it.
const originalCSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

// original sends the bytes of a version as they were received. Types that a
// browser shows without running anything are shown; the rest is a download, and
// so is what its bytes say to be something else than its declared type.
func (p *Pages) original(w http.ResponseWriter, r *request) error {
	v, err := p.version(r)
	if err != nil {
		return err
	}
	payload, err := p.Archive.Payload(r.Context(), v)
	if err != nil {
		return err
	}
	kind, shown := shownAs(v.ContentType, payload)
	if r.URL.Query().Get("download") != "" {
		shown = false
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Security-Policy", originalCSP)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Disposition", disposition(shown, originalName(&v)))
	http.ServeContent(w, r.Request, "", time.Time{}, bytes.NewReader(payload))
	return nil
}

var versionNumber = regexp.MustCompile(`^[1-9][0-9]{0,8}$`)

// version is the one that the address names by page and number.
func (p *Pages) version(r *request) (archive.Version, error) {
	n := r.PathValue("n")
	if !pageName.MatchString(r.PathValue("id")) || !versionNumber.MatchString(n) {
		return archive.Version{}, archive.ErrNotFound
	}
	number, err := strconv.Atoi(n)
	if err != nil {
		return archive.Version{}, archive.ErrNotFound
	}
	return p.Archive.Version(r.Context(), archive.PageID(r.PathValue("id")), number)
}

var pageName = regexp.MustCompile(`^[0-9a-f]{16}$`)

var charsetName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_:.-]{0,39}$`)

// octets is the type of what is not shown.
const octets = "application/octet-stream"

// shownAs returns the type to send for a payload of the declared type, and
// whether a browser may show it. What is neither shown nor a PDF is sent as
// octets, so that nobody takes it for a page.
func shownAs(declared string, payload []byte) (kind string, shown bool) {
	base, params := declaredType(declared)
	if !showable(base) && base != "application/pdf" {
		return octets, false
	}
	found, _, _ := strings.Cut(http.DetectContentType(payload), ";")
	if base == "text/html" || base == "text/plain" {
		if !strings.HasPrefix(found, "text/") && len(payload) > 0 {
			return octets, false
		}
		if c := params["charset"]; charsetName.MatchString(c) {
			base += "; charset=" + strings.ToLower(c)
		}
		return base, true
	}
	if found != base {
		return octets, false
	}
	// Browsers do not run their PDF viewer in a sandbox: a download shows more.
	return base, showable(base)
}

// declaredType reads a declared type, also one that is badly written.
func declaredType(declared string) (base string, params map[string]string) {
	base, params, err := mime.ParseMediaType(declared)
	if err != nil {
		return strings.TrimSpace(strings.ToLower(declared)), nil
	}
	return base, params
}

// showable reports whether a browser may show what is of the type by its bytes.
func showable(base string) bool {
	switch base {
	case "text/html", "text/plain", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp":
		return true
	}
	return false
}

// disposition writes Content-Disposition (RFC 6266) with a name that is safe to
// save under: in ASCII for old clients, in UTF-8 (RFC 8187) for all others.
func disposition(shown bool, name string) string {
	how := "attachment"
	if shown {
		how = "inline"
	}
	ascii := strings.Map(func(r rune) rune {
		if r > '~' || r < ' ' || r == '%' {
			return '_'
		}
		return r
	}, name)
	// QueryEscape leaves only letters, digits and -._~ as they are; a blank is +.
	return how + `; filename="` + ascii + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// longestName is how many characters of a file name are kept.
const longestName = 120

// originalName is the name to save a version under: the publisher's, without
// what a file system or a header could stumble over, else page and number.
func originalName(v *archive.Version) string {
	name := safeName(v.Name)
	if name == "" {
		name = v.Ref()
		if kind, _, err := mime.ParseMediaType(v.ContentType); err == nil {
			name += map[string]string{"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}[kind]
		}
	}
	return name
}

// safeName is a file name without paths, control and direction characters,
// quotes, wildcards, leading dots and trailing dots or blanks.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return -1
		case strings.ContainsRune(`/\:*?"<>|;,`, r):
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.TrimRight(strings.TrimLeft(name, ". \u3000"), ". \u3000")
	if utf8.RuneCountInString(name) > longestName {
		runes, end := []rune(name), []rune(path.Ext(name))
		if len(end) > 10 {
			end = nil
		}
		name = string(runes[:longestName-len(end)]) + string(end)
	}
	return name
}
