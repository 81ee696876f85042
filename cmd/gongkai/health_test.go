package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthAsksAServer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz":
			_, _ = io.WriteString(w, `{"status":"ok"}`)
		case "/moved":
			http.Redirect(w, r, "/healthz", http.StatusFound)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "disk\x1b[31m")
		}
	}))
	defer server.Close()
	for _, c := range []struct {
		outcome string
		url     string
		code    int
		says    string
	}{
		{"well", server.URL, 0, `{"status":"ok"}`},
		{"well, with a slash", server.URL + "/", 0, `{"status":"ok"}`},
		{"not ready, and why, without steering the terminal", server.URL + "/readyz", 1, "disk"},
		{"a redirect is no answer", server.URL + "/moved", 1, ""},
		{"nobody there", "http://127.0.0.1:1", 1, ""},
		{"no address", "127.0.0.1:8080", 2, ""},
		{"no http", "file:///etc/passwd", 2, ""},
	} {
		var out, errs bytes.Buffer
		code := Main(t.Context(), []string{"health", c.url}, nil, &out, &errs)
		if code != c.code || !strings.Contains(out.String(), c.says) || strings.Contains(out.String(), "\x1b") {
			t.Errorf("%s: exit %d, %q, %q", c.outcome, code, out.String(), errs.String())
		}
	}
}
