package family

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxLinks = 5000 // links of one page that are read
	maxText  = 200  // runes of a text that is kept
)

// anchor reads one link. Where href is a script, the address may stand in
// data-url or in onclick.
func (w *walker) anchor(n *html.Node, at place) {
	u, address, ok := w.base.resolve(attr(n, "href"))
	if !ok {
		for _, name := range []string{"data-url", "data-href"} {
			if u, address, ok = w.base.resolve(attr(n, name)); ok {
				break
			}
		}
	}
	if !ok {
		if m := opens.FindStringSubmatch(attr(n, "onclick") + " " + attr(n, "href")); m != nil {
			u, address, ok = w.base.resolve(m[1])
		}
	}
	if !ok {
		return
	}
	l := Link{URL: u, address: address, Title: title(n), Heading: w.heading, Region: at.region, File: attr(n, "download")}
	if template(l.Title) {
		return
	}
	// The rows of menus are only read where they may be a list after all.
	if row := w.rowOf(n, at); row != nil && (at.region == Body || strings.Contains(l.Title, "公开")) {
		l.Row = clip(rowText(row, n), maxText)
		l.Date = Date(l.Row)
	}
	if IsMore(l.Title) {
		if h := beside(n); h != "" {
			l.Heading = h
		}
	}
	w.add(l)
}

// maxInRow is how many links a row of a list may have; more is a menu.
const maxInRow = 8

// rowOf returns the row that a link stands in, nil where it stands in none: the
// nearest list item, table row or paragraph, else a parent that holds only it.
func (w *walker) rowOf(n *html.Node, at place) *html.Node {
	row, most := at.row, maxInRow
	if row == nil {
		row, most = n.Parent, 1
	}
	if row == nil {
		return nil
	}
	count, ok := w.inRow[row]
	if !ok {
		if w.inRow == nil {
			w.inRow = map[*html.Node]int{}
		}
		count = countLinks(row, 0, maxInRow+1)
		w.inRow[row] = count
	}
	if count > most {
		return nil
	}
	return row
}

// opens finds the address in onclick="window.open('/x.html')" and the like.
var opens = regexp.MustCompile(`(?:open|href|location|goto|jump)\w*\s*[(=]\s*['"]([^'"]+)['"]`)

// title returns the text of a link, its title attribute where that is longer
// or the text ends in dots.
func title(n *html.Node) string {
	s := clip(text(n), maxText)
	t := clip(collapse(attr(n, "title")), maxText)
	if t == "" {
		if s == "" { // a picture as a link
			t = clip(alt(n), maxText)
		}
		if t == "" {
			return s
		}
	}
	cut := strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || strings.HasSuffix(s, "..")
	if s == "" || cut || utf8.RuneCountInString(t) > utf8.RuneCountInString(s) {
		return t
	}
	return s
}

func alt(n *html.Node) string {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Img {
			if a := attr(c, "alt"); a != "" {
				return a
			}
			return attr(c, "title")
		}
	}
	return ""
}

// beside returns the short text around a link called 更多: the heading of the
// block that it belongs to.
func beside(n *html.Node) string {
	own := text(n)
	for p, i := n.Parent, 0; p != nil && i < 3; p, i = p.Parent, i+1 {
		t := strings.TrimSpace(strings.Replace(text(p), own, "", 1))
		if c := utf8.RuneCountInString(t); c > 24 {
			return ""
		} else if c > 0 {
			return t
		}
	}
	return ""
}

// moreAround are the signs that stand around 更多, moreBegins what a text begins
// with that can be one of its words.
const (
	moreAround = " >»+…·[]【】()（）"
	moreBegins = moreAround + "更查进mM"
)

// IsMore reports whether a link's text says only that there is more.
func IsMore(s string) bool {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && !strings.ContainsRune(moreBegins, first) {
		return false // nearly every text
	}
	s = strings.ToLower(strings.Trim(s, moreAround))
	switch s {
	case "更多", "more", "查看更多", "更多内容", "更多信息", "查看全部", "进入", "进入栏目", "":
		return true
	}
	return false
}
