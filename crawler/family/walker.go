package family

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
