package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"gongkai/archive/serve"
)

// ServeConfig is where and to whom `gongkai serve` answers.
type ServeConfig struct {
	// Listen is the address of the web page, the API and the feeds, host:port;
	// port 0 takes any that is free. Default 127.0.0.1:8080: only this machine.
	Listen string `yaml:"listen"`
	// BaseURL is the address that people reach it under where that is another
	// one, behind a proxy: https://gongkai.example.org. Links in feeds begin
	// with it. Default: what the request asked for.
	BaseURL string `yaml:"base_url"`
	// Hosts are further names it may be asked under; others are refused, so that
	// no page elsewhere reads it through a name of its own (DNS rebinding).
	Hosts []string `yaml:"hosts"`
	// TokenFile holds the token, at least 16 characters, without which nobody
	// may write (start a crawl over HTTP). Relative to the config file. Without
	// one only programs on this machine may.
	TokenFile string `yaml:"token_file"`
	// Cache is how many bytes of made pages are kept. Default 64MiB.
	Cache Size `yaml:"cache"`
}

// defaultListen is where serve answers: this machine only.
const defaultListen = "127.0.0.1:8080"

// faults checks what is said of serve.
func (c *ServeConfig) faults(v *checker) {
	v.check(listenable(c.Listen), "$.serve.listen", "要写成 主机:端口，例如 127.0.0.1:8080 · wants host:port, such as 127.0.0.1:8080")
	v.check(c.BaseURL == "" || baseURL(c.BaseURL), "$.serve.base_url", "要写成 https://主机，后面没有路径 · wants https://host without a path")
	for i, h := range c.Hosts {
		v.check(hostRE.MatchString(h), fmt.Sprintf("$.serve.hosts[%d]", i), fmt.Sprintf("%q 不是主机名（不要 http://）· is no host name (without http://)", h))
	}
	v.check(c.Cache >= 1<<20, "$.serve.cache", wantsSize)
}

// override puts the flags that were given over the configuration; a file that a
// flag names is relative to where one is.
func (c *ServeConfig) override(f *pflag.FlagSet, o ServeConfig) error {
	if f.Changed("listen") {
		c.Listen = o.Listen
	}
	if f.Changed("base-url") {
		c.BaseURL = o.BaseURL
	}
	if f.Changed("host") {
		c.Hosts = append(c.Hosts, o.Hosts...)
	}
	if f.Changed("token-file") {
		abs, err := filepath.Abs(o.TokenFile)
		if err != nil {
			return err
		}
		c.TokenFile = abs
	}
	switch {
	case !listenable(c.Listen):
		return usage("--listen %s: 要写成 主机:端口 · wants host:port", c.Listen)
	case c.BaseURL != "" && !baseURL(c.BaseURL):
		return usage("--base-url %s: 要写成 https://主机 · wants https://host", c.BaseURL)
	}
	for _, h := range c.Hosts {
		if !hostRE.MatchString(h) {
			return usage("--host %s: 不是主机名 · is no host name", h)
		}
	}
	return nil
}

// listenable reports whether s is host:port with a port that can be listened on.
func listenable(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	n, err := strconv.Atoi(port)
	return err == nil && n >= 0 && n <= 65535
}

func baseURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil &&
		(u.Path == "" || u.Path == "/") && u.RawQuery == "" && u.Fragment == ""
}

// token reads the token, "" where no file is named.
func (c *ServeConfig) token(configFile string, log *slog.Logger) (string, error) {
	if c.TokenFile == "" {
		return "", nil
	}
	name := c.TokenFile
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(configFile), name)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("serve.token_file: %w", err)
	}
	// Who can read it can write. Secrets of containers are often so: no error.
	if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 {
		log.Warn("the token can be read by others on this machine", "file", name, "mode", info.Mode().Perm().String())
	}
	token := strings.TrimSpace(string(b))
	if len(token) < serve.MinToken {
		return "", fmt.Errorf("serve.token_file: %s 至少要 %d 个字符 · wants at least %d characters，例如 · such as: openssl rand -hex 24", name, serve.MinToken, serve.MinToken)
	}
	return token, nil
}
