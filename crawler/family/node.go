package family

import (
	"fmt"
	"regexp"
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

// text returns the text below n with single blanks, without scripts: at most
// about 4,000 bytes of at most 5,000 nodes, more than any title or row that
// means something and little enough for pages made to be slow.
func text(n *html.Node) string { return rowText(n, nil) }

// rowText returns the text of a row without the link itself.
func rowText(row, link *html.Node) string {
	g := gatherer{except: link}
	g.read(row)
	return strings.Join(strings.Fields(g.b.String()), " ")
}

type gatherer struct {
	b      strings.Builder
	nodes  int
	except *html.Node
}

func (g *gatherer) full() bool { return g.b.Len() > 4000 || g.nodes > 5000 }

func (g *gatherer) read(n *html.Node) {
	if g.nodes++; n == g.except || g.full() {
		return
	}
	if n.Type == html.TextNode {
		g.b.WriteString(n.Data)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template:
		return
	}
	for c := n.FirstChild; c != nil && !g.full(); c = c.NextSibling {
		g.read(c)
	}
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Li, atom.P, atom.Div, atom.Span, atom.Br, atom.A:
		g.b.WriteByte(' ')
	}
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

// clip cuts s to n runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := 0
	for j := range s {
		if i == n {
			return s[:j]
		}
		i++
	}
	return s
}

// regionOf reads the region from class and id.
func regionOf(names string) Region {
	low := strings.ToLower(names)
	switch {
	case strings.Contains(low, "foot") || strings.Contains(low, "copyright") || strings.Contains(low, "friend") || strings.Contains(low, "yqlj"):
		return Footer
	case strings.Contains(low, "nav") || strings.Contains(low, "menu") || strings.Contains(low, "crumb") || strings.Contains(low, "position") || strings.Contains(low, "location"):
		return Menu
	}
	return Body
}

// isHeading reports whether class or id speak of the heading of a block.
func isHeading(names string) bool {
	low := strings.ToLower(names)
	return utf8.RuneCountInString(low) < 60 && (strings.Contains(low, "title") || strings.Contains(low, "tit") || strings.Contains(low, "head") || strings.Contains(low, "-hd") || strings.Contains(low, "caption"))
}

var dates = regexp.MustCompile(`(20\d\d|19\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})`)

// Date returns the last date in s as YYYY-MM-DD, "" if there is none. Lists
// put it behind the title; engines write 2025-3-31, 2025.03.31, 2025年3月31日,
// and tear it over lines.
func Date(s string) string {
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
