package crawler

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"gongkai/archive"
)

const (
	// maxRobots is how much of a robots.txt counts (RFC 9309, 2.5).
	maxRobots = 500 << 10
	// maxCrawlDelay bounds Crawl-delay: past it a pass would never end.
	maxCrawlDelay = 30 * time.Second
)

// robots holds what the hosts of one pass allow (RFC 9309). A robots.txt is
// asked for once a pass and host, before anything else there.
type robots struct {
	agent string // product token, "gongkai"
	// ask fetches and records a robots.txt; it fails only when ctx ends.
	ask   func(ctx context.Context, u *url.URL) (answer, error)
	rules map[string]rules
}

// robotsSilent begins the reason of rules that are closed for want of an answer.
const robotsSilent = "robots.txt gave no answer"

// rules are what one host allows.
type rules struct {
	group  *robotstxt.Group // nil: everything
	closed string           // why nothing is allowed, "" if something is
}

func newRobots(userAgent string, ask func(context.Context, *url.URL) (answer, error)) *robots {
	token, _, _ := strings.Cut(userAgent, "/")
	token, _, _ = strings.Cut(token, " ")
	return &robots{agent: token, ask: ask, rules: map[string]rules{}}
}

// forbids says why u must not be asked for, "" if it may be.
func (r *robots) forbids(ctx context.Context, u *url.URL) (string, error) {
	key := origin(u)
	host, ok := r.rules[key]
	if !ok {
		a, err := r.ask(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
		if err != nil {
			return "", err
		}
		host = rulesOf(a, r.agent)
		r.rules[key] = host
	}
	if host.closed != "" {
		return host.closed, nil
	}
	if host.group != nil && !host.group.Test(u.RequestURI()) {
		return "robots.txt of " + u.Host + " disallows " + u.RequestURI(), nil
	}
	return "", nil
}

// crawlDelay returns the pause that the host asks for, 0 if none is known.
func (r *robots) crawlDelay(u *url.URL) time.Duration {
	if g := r.rules[origin(u)].group; g != nil {
		return min(g.CrawlDelay, maxCrawlDelay)
	}
	return 0
}

func origin(u *url.URL) string { return u.Scheme + "://" + hostPort(u) }

// rulesOf reads the answer to robots.txt: 4xx and what leads elsewhere is "no
// rules" (RFC 9309, 2.3.1.3); 5xx, 429 and no answer is "nothing" (2.3.1.4).
func rulesOf(a answer, agent string) rules {
	switch a.outcome {
	case archive.OK, archive.NotModified:
		group, err := parseRobots(a.page, agent)
		if err != nil {
			return rules{closed: "robots.txt cannot be read: " + err.Error()}
		}
		return rules{group: group}
	case archive.NotFound, archive.Gone, archive.Soft404, archive.Redirected, archive.Challenged:
		// A wall is met again at the first page, and said there.
		return rules{}
	}
	if s := a.status(); s >= 400 && s < 500 && s != http.StatusTooManyRequests {
		return rules{}
	}
	if a.outcome == archive.HTTPError && a.detail == "empty body" {
		return rules{}
	}
	return rules{closed: fmt.Sprintf(robotsSilent+" (%s: %s), so nothing is asked for", a.outcome, a.detail)}
}

// robotsFields are the fields that are obeyed. Other lines — an HTML page that
// a portal sends in place of the file among them — are no rules.
var robotsFields = []string{"user-agent", "allow", "disallow", "crawl-delay"}

// parseRobots returns the group for agent, nil where the file has no rules.
func parseRobots(b []byte, agent string) (*robotstxt.Group, error) {
	b = bytes.TrimPrefix(b[:min(len(b), maxRobots)], []byte("\xEF\xBB\xBF"))
	b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	var keep bytes.Buffer
	named := false
	for line := range bytes.Lines(b) {
		s, _, _ := strings.Cut(string(line), "#")
		field, value, ok := strings.Cut(s, ":")
		field, value = strings.ToLower(strings.TrimSpace(field)), strings.TrimSpace(value)
		if !ok || !slices.Contains(robotsFields, field) || !named && field != "user-agent" {
			continue
		}
		switch field {
		case "user-agent":
			if value == "" {
				continue
			}
			named = true
			value, _, _ = strings.Cut(value, "/") // gongkai/1.0 means gongkai
		case "crawl-delay":
			if d, err := strconv.ParseFloat(value, 64); err != nil || !(d >= 0 && d < 1e6) {
				continue
			}
		case "disallow":
			// The library forgets the group of an empty Disallow and reads "*" as nothing.
			if value == "" {
				field, value = "allow", "/"
			} else if strings.Trim(value, "*") == "" {
				value = "/"
			}
		}
		value, _, _ = strings.Cut(value, " ")
		if value == "" {
			continue
		}
		fmt.Fprintf(&keep, "%s: %s\n", field, value)
	}
	if keep.Len() == 0 {
		return nil, nil
	}
	data, err := robotstxt.FromBytes(keep.Bytes())
	if err != nil {
		return nil, err
	}
	return data.FindGroup(agent), nil
}
