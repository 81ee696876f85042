package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"time"
)

//go:embed static/*.css static/icon.svg
var staticFiles embed.FS

// styleFile is the one style sheet: static/*.css, in the order of their names.
// Its address holds a digest of it, so that browsers may keep it for ever.
type styleFile struct {
	path string
	body []byte
	icon []byte
}

func newStyle() (styleFile, error) {
	names, err := fs.Glob(staticFiles, "static/*.css")
	if err != nil {
		return styleFile{}, fmt.Errorf("page: %w", err)
	}
	var s styleFile
	for _, name := range names {
		b, err := staticFiles.ReadFile(name)
		if err != nil {
			return styleFile{}, fmt.Errorf("page: %w", err)
		}
		s.body = append(s.body, b...)
	}
	if s.icon, err = staticFiles.ReadFile("static/icon.svg"); err != nil {
		return styleFile{}, fmt.Errorf("page: %w", err)
	}
	sum := sha256.Sum256(s.body)
	s.path = "/static/style." + hex.EncodeToString(sum[:6]) + ".css"
	return s, nil
}

// static serves the style sheet and the icon.
func (p *Pages) static(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	var body []byte
	switch r.URL.Path {
	case p.style.path:
		h.Set("Content-Type", "text/css; charset=utf-8")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		body = p.style.body
	case "/static/icon.svg":
		h.Set("Content-Type", "image/svg+xml")
		h.Set("Cache-Control", "public, max-age=86400")
		body = p.style.icon
	default:
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// robots tells other crawlers what they need not ask for: comparisons and looks
// back have addresses without end (RFC 9309).
func (p *Pages) robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = io.WriteString(w, "User-agent: *\nDisallow: /diff\nDisallow: /en/diff\nDisallow: /compare\nDisallow: /en/compare\nDisallow: /search\nDisallow: /en/search\nDisallow: /original/\nDisallow: /*?*at=\n")
}
