package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gongkai/archive"
	"gongkai/archive/serve/feed"
	"gongkai/archive/webhook"
)

// WebhookConfig is one receiver that changes are sent to while `serve` runs.
type WebhookConfig struct {
	// URL is where changes are POSTed: http or https. Private addresses are
	// allowed: these are your own words. Redirects are not followed.
	URL string `yaml:"url"`
	// Secret signs what is sent, at least 16 bytes. One of the three is needed:
	// here; in a file, relative to the config file (a line end at its end does
	// not count); in an environment variable.
	Secret     string `yaml:"secret"`
	SecretFile string `yaml:"secret_file"`
	SecretEnv  string `yaml:"secret_env"`
	// Kinds and Portals choose changes; none: all, but those of page frames only,
	// which Chrome or the kind chrome adds.
	Kinds   []string `yaml:"kinds"`
	Portals []string `yaml:"portals"`
	Chrome  bool     `yaml:"chrome"`
	// From says where a new receiver begins: now (the default) or start. Where it
	// is written, now also lets a receiver whose place was lost with a restored
	// backup go on; else that one stops and says so.
	From string `yaml:"from"`
}

// webhookFaults checks the values that the types cannot.
func (c *Config) webhookFaults(v *checker) {
	seen, portals := map[string]bool{}, map[string]bool{}
	for _, p := range c.Portals {
		portals[p.ID] = true
	}
	for i, w := range c.Webhooks {
		at := func(key string) string { return fmt.Sprintf("$.webhooks[%d].%s", i, key) }
		u, err := url.Parse(w.URL)
		v.check(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.Fragment == "", at("url"), "要 http(s) 网址 · wants an http(s) address")
		v.check(!seen[w.URL], at("url"), "用了两次 · is used twice")
		seen[w.URL] = true
		given := 0
		for _, s := range []string{w.Secret, w.SecretFile, w.SecretEnv} {
			if s != "" {
				given++
			}
		}
		v.check(given == 1, at("secret"), "secret、secret_file、secret_env 要恰好一个 · wants exactly one of secret, secret_file, secret_env")
		v.check(w.Secret == "" || len(w.Secret) >= webhook.MinSecret, at("secret"), fmt.Sprintf("至少 %d 个字节 · wants at least %d bytes", webhook.MinSecret, webhook.MinSecret))
		for j, k := range w.Kinds {
			v.check(knownKind(k), fmt.Sprintf("$.webhooks[%d].kinds[%d]", i, j), fmt.Sprintf("没有这种变化 %q · no such kind of change; 有 · there are: %s", k, kindNames()))
		}
		for j, p := range w.Portals {
			v.check(portals[p], fmt.Sprintf("$.webhooks[%d].portals[%d]", i, j), fmt.Sprintf("没有门户 %q · no such portal", p))
		}
		v.check(w.From == "" || w.From == string(webhook.FromNow) || w.From == string(webhook.FromStart), at("from"), "只能是 now 或 start · wants now or start")
	}
}

func knownKind(kind string) bool {
	for _, w := range changeWords {
		if string(w.kind) == kind {
			return true
		}
	}
	return false
}

// hooks returns the receivers with their secrets, which are read now. base is
// the folder of the config file.
func (c *Config) hooks(base string, env func(string) string) ([]webhook.Hook, error) {
	var hooks []webhook.Hook
	for i, w := range c.Webhooks {
		h := webhook.Hook{URL: w.URL, Secret: []byte(w.Secret), Portals: w.Portals, Chrome: w.Chrome, From: webhook.From(w.From)}
		for _, k := range w.Kinds {
			h.Kinds = append(h.Kinds, archive.ChangeKind(k))
		}
		switch {
		case w.SecretEnv != "":
			h.Secret = []byte(env(w.SecretEnv))
		case w.SecretFile != "":
			file := w.SecretFile
			if !filepath.IsAbs(file) {
				file = filepath.Join(base, file)
			}
			b, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("webhooks[%d].secret_file: %w", i, err)
			}
			h.Secret = []byte(strings.TrimRight(string(b), "\r\n"))
		}
		if err := h.Check(); err != nil {
			return nil, fmt.Errorf("webhooks[%d]: %w", i, err)
		}
		hooks = append(hooks, h)
	}
	return hooks, nil
}

// sendChanges starts to tell the configured receivers of changes and goes on
// until ctx ends; done is closed behind the last answer, before which the
// archive must not be closed. base is the address that links begin with, "" for
// paths alone.
func (a *app) sendChanges(ctx context.Context, c *Config, arc webhook.Archive, base string) (s *webhook.Sender, done <-chan struct{}, err error) {
	hooks, err := c.hooks(filepath.Dir(a.config), os.Getenv)
	if err != nil {
		return nil, nil, err
	}
	s, err = webhook.New(arc, hooks, webhook.Options{
		UserAgent: userAgent(c.Contact), Log: a.log(),
		Links: func(c *archive.Change) any { return feed.LinksOf(base, c) },
	})
	if err != nil {
		return nil, nil, err
	}
	ended := make(chan struct{})
	go func() { defer close(ended); s.Run(ctx) }()
	return s, ended, nil
}
