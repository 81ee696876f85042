package family

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// countLinks counts the links below n, up to limit.
func countLinks(n *html.Node, have, limit int) int {
	for c := n.FirstChild; c != nil && have < limit; c = c.NextSibling {
		if c.DataAtom == atom.A {
			have++
			continue
		}
		have = countLinks(c, have, limit)
	}
	return have
}

// regionOf reads the region from class and id, in small letters.
func regionOf(low string) Region {
	switch {
	case strings.Contains(low, "foot") || strings.Contains(low, "copyright") || strings.Contains(low, "friend") || strings.Contains(low, "yqlj"):
		return Footer
	case strings.Contains(low, "nav") || strings.Contains(low, "menu") || strings.Contains(low, "crumb") || strings.Contains(low, "position") || strings.Contains(low, "location"):
		return Menu
	}
	return Body
}

// isHeading reports whether class or id, in small letters, speak of the heading
// of a block.
func isHeading(low string) bool {
	return utf8.RuneCountInString(low) < 60 && (strings.Contains(low, "title") || strings.Contains(low, "tit") || strings.Contains(low, "head") || strings.Contains(low, "-hd") || strings.Contains(low, "caption"))
}

var dates = regexp.MustCompile(`(20\d\d|19\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})`)

// Date returns the last date in s as YYYY-MM-DD, "" if there is none. Lists
// put it behind the title; engines write 2025-3-31, 2025.03.31, 2025年3月31日,
// and tear it over lines.
func Date(s string) string {
	if !strings.Contains(s, "20") && !strings.Contains(s, "19") {
		return ""
	}
	all := dates.FindAllStringSubmatch(s, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m, _ := strconv.Atoi(all[i][2])
		d, _ := strconv.Atoi(all[i][3])
		if m >= 1 && m <= 12 && d >= 1 && d <= 31 {
			return fmt.Sprintf("%s-%02d-%02d", all[i][1], m, d)
		}
	}
	return ""
}

// fileExts are the extensions of files that a portal attaches.
var fileExts = []string{
	".pdf", ".doc", ".docx", ".wps", ".et", ".ofd", ".xls", ".xlsx", ".rtf", ".txt", ".zip", ".rar", ".7z", ".ceb",
}

// IsFile reports whether a path or a name has the extension of a file.
func IsFile(s string) bool {
	s = strings.ToLower(s)
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	for _, e := range fileExts {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
