package serve_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"sync/atomic"
	"testing"

	"gongkai/archive/serve"
)

// attempts are lines of docs/security.md, each tried: on stand-ins for the
// handlers that do what a careless one would, and, where what is shown is the
// matter, on the real ones (hostile_content_test.go).
type attempts map[string]func(*testing.T)

// hostile is all that is tried.
func hostile() attempts {
	all := attempts{}
	for _, some := range []attempts{onHosts, onPaths, onWriting, onSize, onWire, onCaches, onAnswers, onContent, onFiles} {
		maps.Copy(all, some)
	}
	return all
}

// careless is a server of stand-ins, and what was written through it.
type careless struct {
	*world
	renders, writes atomic.Int64
}

func newCareless(t *testing.T, o serve.Options) *careless {
	c := &careless{}
	o.Pages, o.API = standIns(&c.renders, &c.writes)
	c.world = run(t, o)
	return c
}

const crawl = "POST /api/v1/portals/zhangdian/crawl"

// refused sends each request and wants one of the statuses and nothing written.
func (c *careless) refused(status []int, requests ...[]string) {
	c.Helper()
	for _, r := range requests {
		a := c.send(r[0], "{}", r[1:]...)
		if !slices.Contains(status, a.StatusCode) {
			c.Errorf("%q: got %s, want %v", r, a.Status, status)
		}
	}
	if n := c.writes.Load(); n != 0 {
		c.Errorf("%d writes went through", n)
	}
}

// The list is the document's: an attack without a test fails here, and so does a
// test without its line.
func TestEveryLineOfTheListIsTried(t *testing.T) {
	doc, err := os.ReadFile("../../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(doc), -1) {
		if listed[m[1]] {
			t.Errorf("%s stands twice in the list", m[1])
		}
		listed[m[1]] = true
	}
	tests := hostile()
	for name := range listed {
		if tests[name] == nil {
			t.Errorf("%s has no test", name)
		}
	}
	for name := range tests {
		if !listed[name] {
			t.Errorf("%s is tried and not in the list", name)
		}
	}
	if len(listed) < 50 {
		t.Errorf("the list has %d lines", len(listed))
	}
}

func TestHostile(t *testing.T) {
	for name, try := range hostile() {
		t.Run(name, func(t *testing.T) { t.Parallel(); try(t) })
	}
}
