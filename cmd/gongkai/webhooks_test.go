package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
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
