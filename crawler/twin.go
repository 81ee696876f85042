package crawler

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// twins are hosts and paths of second shapes of a page: small screens,
// traditional characters, pages read aloud, other languages, print.
var (
	twinHosts = regexp.MustCompile(`^(?:m|wap|mobile|3g|big5|wza|en|english|eng|ft|old)\.`)
	twinPaths = regexp.MustCompile(`(?i)(?:_wap\.|_pc\.s?html?|/wap/|/m/|/mobile/|mpost_|/gate/big5/|/big5/|/wza/|barrierfree|/en/|/english/|/print)`)
	// traps are spaces without end, and places where nobody asks for reports.
	traps = regexp.MustCompile(`(?i)(?:/calendar|/rili/|/search[/.?]|/search$|/so/|/login|/logout|/register|/user/|/was5/web/search)`)
)

// oddParts are what every path of twins and traps has a part of; most paths have
// none, and patterns without case are slow.
var oddParts = []string{"wap", "_pc.", "/m/", "mobile", "mpost_", "big5", "wza", "barrierfree", "/en", "/print", "/calendar", "/rili/", "/search", "/so/", "/log", "/register", "/user/"}

// odd reports whether a path may be a twin's or a trap's.
func odd(path string) bool {
	lower := strings.ToLower(path)
	return slices.ContainsFunc(oddParts, func(part string) bool { return strings.Contains(lower, part) })
}

// left says why an address is left alone although it is in scope, "" if it is
// followed. A portal whose seed is itself of such a shape is walked in it.
func left(u *url.URL, seeds []string) string {
	host, path := strings.ToLower(u.Hostname()), u.Path
	why := ""
	switch {
	case twinHosts.MatchString(host), u.RawQuery != "" && u.Query().Get("zh_choose") == "t":
		why = "twin"
	case !odd(path):
		return ""
	case twinPaths.MatchString(path):
		why = "twin"
	case traps.MatchString(path):
		why = "trap"
	}
	if why == "" {
		return ""
	}
	for _, s := range seeds {
		if su, err := url.Parse(s); err == nil && (strings.EqualFold(su.Hostname(), host) && twinHosts.MatchString(host) ||
			twinPaths.MatchString(su.Path) && twinPaths.FindString(su.Path) == twinPaths.FindString(path)) {
			return ""
		}
	}
	return why
}
