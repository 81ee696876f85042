package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/webhook"
)

const hooksYAML = `
portals:
  - id: one
    seeds: [http://one.example/]
webhooks:
  - url: http://127.0.0.1:9000/a
    secret: 0123456789abcdef
    kinds: [new, content]
    portals: [one]
  - url: http://127.0.0.1:9000/b
    secret_file: secret.txt
    chrome: true
    from: start
  - url: http://127.0.0.1:9000/c
    secret_env: HOOK
    from: now
`

func TestSecretsOfWebhooksAreReadFromWhereTheyAre(t *testing.T) {
	c, err := parseConfig("config.yaml", []byte(hooksYAML))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	env := func(name string) string { return strings.Repeat(name, 4) }
	if _, err := c.hooks(dir, env); err == nil || !strings.Contains(err.Error(), "webhooks[1].secret_file") {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("fedcba9876543210\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := c.hooks(dir, env)
	if err != nil {
		t.Fatal(err)
	}
	want := []webhook.Hook{
		{URL: "http://127.0.0.1:9000/a", Secret: []byte("0123456789abcdef"), Kinds: []archive.ChangeKind{archive.ChangeNew, archive.ChangeContent}, Portals: []string{"one"}},
		{URL: "http://127.0.0.1:9000/b", Secret: []byte("fedcba9876543210"), Chrome: true, From: webhook.FromStart},
		{URL: "http://127.0.0.1:9000/c", Secret: []byte("HOOKHOOKHOOKHOOK"), From: webhook.FromNow},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := c.hooks(dir, func(string) string { return "" }); err == nil || !strings.Contains(err.Error(), "webhooks[2]") || strings.Contains(err.Error(), "fedcba") {
		t.Errorf("an empty secret: %v", err)
	}
}

func TestServeSendsWhatWasArchived(t *testing.T) {
	got := make(chan webhook.Event, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || webhook.Verify([]byte("0123456789abcdef"), body, r.Header.Get(webhook.SignatureHeader), time.Now(), time.Minute) != nil {
			t.Errorf("%s: bad signature, %v", body, err)
		}
		var e webhook.Event
		if err := json.Unmarshal(body, &e); err != nil {
			t.Error(err)
		}
		got <- e
	}))
	defer receiver.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	yaml := "webhooks:\n  - url: " + receiver.URL + "\n    secret: 0123456789abcdef\n    from: start\n"
	if err := os.WriteFile(config, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	archiveOneReport(t, filepath.Join(dir, "gongkai-archive"))

	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int)
	go func() {
		code <- Main(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--config", config}, nil, io.Discard, io.Discard)
	}()
	e := <-got
	cancel()
	if n := <-code; n != 0 {
		t.Errorf("serve ends with %d", n)
	}
	links, _ := e.Links.(map[string]any)
	page, _ := links["page"].(string)
	if e.Change.Kind != archive.ChangeNew || e.Change.Portal != "one" ||
		!strings.HasPrefix(page, "http://127.0.0.1:") || !strings.HasSuffix(page, "/page/"+string(e.Change.Page)) {
		t.Errorf("%+v", e)
	}
	select {
	case e := <-got:
		t.Errorf("sent twice, or too much: %+v", e)
	default:
	}
}

// archiveOneReport makes an archive with one report in it.
func archiveOneReport(t *testing.T, dir string) {
	t.Helper()
	store, err := boltstore.Open(t.Context(), dir, boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	arc, err := archive.New(t.Context(), store, archive.Options{Reader: reader{}})
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := arc.BeginPass(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	body := []byte("<html><head><meta charset=utf-8><title>云湖市水务局2023年政府信息公开工作年度报告</title></head><body><h1>云湖市水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>今年公开五件。</p></body></html>")
	f := archive.Fetch{Portal: "one", Pass: p.ID, URL: "http://one.example/a.html", Role: archive.RoleArticle, Outcome: archive.OK, Payload: body, Time: time.Now()}
	f.Hops = []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: f.URL, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}}, Wire: body}}
	if err := errors.Join(arc.Record(t.Context(), f), arc.Close()); err != nil {
		t.Fatal(err)
	}
}
