package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"gongkai/crawler/portalsim"
)

// get asks a server and returns status and body.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, r)
}

func do(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

var upAt = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/`)

func TestServeAnswersPageAPIFeedsAndOperation(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"trs"}})
	dir := crawled(t, world)
	s := serving(t, dir)
	base := strings.TrimSuffix(upAt.FindString(s.stderr.String()), "/")
	portal := world.Portals()[0].ID
	organ := newestReport(world, portal).Organ
	for _, tt := range []struct{ path, want string }{
		{"/", organ},
		{"/en/", "Overview"},
		{"/portals", world.Portals()[0].Name},
		{"/portals", "not by the schedule (serve --no-schedule)"},
		{"/changes", "年报"},
		{"/api/v1/portals/" + portal, `"enabled":true`},
		{"/api/v1/changes", `"next"`},
		{"/feed/atom.xml", "<feed"},
		{"/feed/feed.json", `"version":"https://jsonfeed.org/version/1.1"`},
		{"/healthz", `"ok"`},
		{"/metrics", `gongkai_http_requests_total`},
	} {
		status, body := get(t, base+tt.path)
		if status != http.StatusOK || !strings.Contains(strings.ReplaceAll(body, `": `, `":`), tt.want) {
			t.Errorf("%s: status %d, want 200 and %q in\n%.600s", tt.path, status, tt.want, body)
		}
	}
	if end := s.stop(syscall.SIGTERM); end.code != 0 {
		t.Errorf("SIGTERM: exit %d\n%s", end.code, end.stderr)
	}
}

func TestPassesCanBeStartedOverHTTPByThisMachineOnly(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"channel"}})
	dir := crawled(t, world)
	token := filepath.Join(dir, "token")
	if err := os.WriteFile(token, []byte("a-token-of-many-characters\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	portal := world.Portals()[0].ID
	for _, tt := range []struct {
		name, portal string
		args         []string
		header       http.Header
		status       int
	}{
		{"a program of this machine", portal, nil, http.Header{}, http.StatusAccepted},
		{"a page elsewhere", portal, nil, http.Header{"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}}, http.StatusForbidden},
		{"no such portal", "none", nil, http.Header{}, http.StatusNotFound},
		{"without the token that there is", portal, []string{"--token-file", token}, http.Header{}, http.StatusUnauthorized},
		{"with the token", portal, []string{"--token-file", token}, http.Header{"Authorization": {"Bearer a-token-of-many-characters"}}, http.StatusAccepted},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serving(t, dir, tt.args...)
			base := upAt.FindString(s.stderr.String())
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"api/v1/portals/"+tt.portal+"/crawl", strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			r.Header = tt.header.Clone()
			r.Header.Set("Content-Type", "application/json")
			if status, body := do(t, r); status != tt.status {
				t.Errorf("status %d, want %d\n%s", status, tt.status, body)
			}
			// Ended while it may be walking: the walk stops at a page.
			if end := s.stop(syscall.SIGTERM); end.code != 0 {
				t.Errorf("SIGTERM: exit %d\n%s", end.code, end.stderr)
			}
		})
	}
}

func TestServeRefusesWhatItCannotBe(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte("portals: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(dir, "short")
	if err := os.WriteFile(short, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"an address without a port", []string{"--listen", "localhost"}, exitUsage, "host:port"},
		{"a base URL with a path", []string{"--base-url", "https://a.example/x"}, exitUsage, "--base-url"},
		{"a host with a scheme", []string{"--host", "https://a.example"}, exitUsage, "--host"},
		{"a token file that is not there", []string{"--token-file", filepath.Join(dir, "none")}, exitFailed, "token_file"},
		{"a token that is too short", []string{"--token-file", short}, exitFailed, "at least 16"},
		{"an address of another machine", []string{"--listen", "192.0.2.1:80"}, exitFailed, "serve.listen"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var errs bytes.Buffer
			code := Main(context.Background(), append([]string{"serve", "--config", config}, tt.args...), nil, io.Discard, &errs)
			if code != tt.code || !strings.Contains(errs.String(), tt.want) {
				t.Errorf("exit %d, want %d and %q in\n%s", code, tt.code, tt.want, errs.String())
			}
		})
	}
}
