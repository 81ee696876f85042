package crawler

import (
	"bytes"
	"mime"
	"strings"
)

// magics are the first bytes of formats that are never text, whatever they
// were declared as: servers send .doc as text/html and the other way round.
var magics = [][]byte{
	[]byte("%PDF"), []byte("PK\x03\x04"), {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1},
	[]byte("Rar!"), []byte("7z\xBC\xAF\x27\x1C"), []byte("\x89PNG"), {0xFF, 0xD8, 0xFF},
	[]byte("GIF8"), []byte("BM"), []byte("II*\x00"), []byte("MM\x00*"), {0x1F, 0x8B}, []byte(`{\rtf`),
}

// isBinary reports whether b begins like a file that is no text.
func isBinary(b []byte) bool {
	for _, m := range magics {
		if bytes.HasPrefix(b, m) {
			return true
		}
	}
	return false
}

// isTextType reports whether a declared type is one that links are read from.
func isTextType(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		t = strings.TrimSpace(t)
	}
	switch {
	case t == "", strings.HasPrefix(t, "text/"), strings.Contains(t, "html"), strings.Contains(t, "xml"),
		strings.Contains(t, "json"), strings.Contains(t, "javascript"):
		return true
	}
	return false
}

// htmlTags are the tags one of which HTML has in its first kilobyte.
var htmlTags = []string{
	"<!doctype html", "<html", "<head", "<meta", "<title", "<body", "<script", "<style",
	"<div", "<table", "<ul", "<ol", "<li", "<p>", "<p ", "<a ", "<h1", "<h2", "<span", "<tr", "<td", "<form", "<frameset", "<link",
}

// looksHTML reports whether b is markup by its beginning. XML that carries
// HTML in CDATA is no HTML: a parser would see one long comment.
func looksHTML(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	head := strings.ToLower(string(b[:min(len(b), 1024)]))
	trimmed := strings.TrimSpace(head)
	if strings.HasPrefix(trimmed, "<?xml") && !strings.Contains(head, "<html") && !strings.Contains(head, "<!doctype html") {
		return false
	}
	if strings.HasPrefix(trimmed, "<datastore") || !strings.HasPrefix(trimmed, "<") {
		return false
	}
	for _, t := range htmlTags {
		if strings.Contains(head, t) {
			return true
		}
	}
	return false
}
