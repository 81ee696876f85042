package family

import (
	"net/url"
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

// walker collects the links of a page in one pass over its nodes.
type walker struct {
	base    bases
	page    *url.URL
	links   []Link
	scripts []script
	heading string
	inRow   map[*html.Node]int // links of a row, counted once
	named   map[[2]string]named
	shown   int // runes of text outside scripts, links included
	// based is set once the page's <base> was met, or none counts any more;
	// late, that links stood before it.
	based, late bool
}

func newWalker(page *url.URL) *walker {
	return &walker{base: newBases(page), page: page, links: make([]Link, 0, 64), named: map[[2]string]named{}}
}

// named is what class and id say of an element.
type named struct {
	region  Region
	heading bool
}

// script is an inline script: its type, its text and the id of what it stands in.
type script struct{ kind, text, parent string }

// place is where the walk stands.
type place struct {
	region Region
	row    *html.Node
}

// read collects links and scripts below n.
func (w *walker) read(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if w.shown < 1000 {
				w.shown += utf8.RuneCountInString(strings.TrimSpace(c.Data))
			}
			continue
		case html.ElementNode:
		default:
			continue
		}
		here := at
		switch c.DataAtom {
		case atom.Script:
			if attr(c, "src") == "" && c.FirstChild != nil {
				w.scripts = append(w.scripts, script{strings.ToLower(attr(c, "type")), c.FirstChild.Data, attr(n, "id")})
			}
			continue
		case atom.Style, atom.Template, atom.Noscript, atom.Select, atom.Textarea:
			continue
		case atom.Footer:
			here.region = Footer
		case atom.Nav, atom.Header:
			here.region = Menu
		case atom.Li, atom.Tr, atom.Dd, atom.Dt, atom.P:
			here.row = c
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			w.heading = clip(text(c), 40)
		case atom.A, atom.Area:
			w.anchor(c, here)
			// A link may enclose a heading or a frame, never another link.
		case atom.Iframe, atom.Frame:
			w.frame(c, here)
		case atom.Embed, atom.Object:
			src := attr(c, "src")
			if src == "" {
				src = attr(c, "data")
			}
			w.viewer(src, here)
		case atom.Base:
			w.rebase(c)
		case atom.Meta:
			if strings.EqualFold(attr(c, "http-equiv"), "refresh") {
				w.refresh(attr(c, "content"))
			}
		}
		var class, id, value string
		for i := len(c.Attr) - 1; i >= 0; i-- { // of two with one name the first counts
			switch a := &c.Attr[i]; a.Key {
			case "class":
				class = a.Val
			case "id":
				id = a.Val
			case "data-value":
				value = a.Val
			}
		}
		if here.region == Body && (class != "" || id != "") {
			is := w.names(class, id)
			here.region = is.region
			if is.heading && c.DataAtom != atom.A {
				if t := clip(text(c), 40); t != "" && utf8.RuneCountInString(t) <= 24 {
					w.heading = t
				}
			}
		}
		if value != "" && strings.EqualFold(id, "pdfshow") {
			w.viewer(value, here)
		}
		w.read(c, here)
	}
}

// names reads class and id; most elements of a page share a few.
func (w *walker) names(class, id string) named {
	key := [2]string{class, id}
	is, ok := w.named[key]
	if !ok {
		both := strings.ToLower(class + " " + id)
		is = named{regionOf(both), isHeading(both)}
		w.named[key] = is
	}
	return is
}

// rebase takes the first <base> with an address for what links are relative to.
func (w *walker) rebase(n *html.Node) {
	if w.based || !hasAttr(n, "href") {
		return
	}
	w.based, w.late = true, len(w.links) > 0
	if u, err := w.page.Parse(strings.TrimSpace(attr(n, "href"))); err == nil {
		w.base = newBases(u)
	}
}

func (w *walker) add(l Link) {
	if len(w.links) < maxLinks {
		w.links = append(w.links, l)
	}
}

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

// frame reads an iframe: a viewer of a file, or a part of the page that stands
// on the same host. Counters, logins and shared furniture are left.
func (w *walker) frame(n *html.Node, at place) {
	src := attr(n, "src")
	if src == "" {
		src = attr(n, "data-src")
	}
	if w.viewer(src, at) {
		return
	}
	u, address, ok := w.base.resolve(src)
	if !ok || !strings.EqualFold(u.Host, w.page.Host) {
		return
	}
	low := strings.ToLower(u.Path)
	for _, s := range []string{"visit", "count", "login", "tree.jsp", "share", "foot", "header", "top.", "weather", "search"} {
		if strings.Contains(low, s) {
			return
		}
	}
	w.add(Link{URL: u, address: address, Title: strings.TrimSpace(attr(n, "title")), Heading: w.heading, Region: at.region, Kind: Frame})
}

// viewer reads the address of a file that is shown within the page, bare or as
// the file= of a viewer, and reports whether there is one.
func (w *walker) viewer(src string, at place) bool {
	u, address, ok := w.base.resolve(src)
	if !ok {
		return false
	}
	if u.RawQuery != "" {
		q := u.Query()
		for _, key := range []string{"file", "url", "src"} {
			if v := q.Get(key); v != "" && IsFile(v) {
				if u, address, ok = w.base.resolve(v); ok {
					w.add(Link{URL: u, address: address, Region: at.region, Kind: Viewer})
					return true
				}
			}
		}
	}
	if u != nil && IsFile(u.Path) {
		w.add(Link{URL: u, address: address, Region: at.region, Kind: Viewer})
		return true
	}
	return false
}

// refresh reads <meta http-equiv=refresh content="0; url=…">.
func (w *walker) refresh(content string) {
	i := strings.Index(strings.ToLower(content), "url")
	if i < 0 {
		return
	}
	v := strings.TrimSpace(content[i+3:])
	if !strings.HasPrefix(v, "=") {
		return
	}
	v = strings.Trim(strings.TrimSpace(v[1:]), `'"`)
	if u, address, ok := w.base.resolve(v); ok && address != w.page.String() {
		w.add(Link{URL: u, address: address, Kind: Jump})
	}
}

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
