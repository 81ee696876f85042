package family

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Generic reads any page: anchors, lists in inline XML, JSON and
// document.write, frames of the same host, jumps, and the pager as the page
// shows it. The other families build on it.
type Generic struct{}

// Name is "generic".
func (Generic) Name() string { return "generic" }

// Recognise is 0: generic is what is left.
func (Generic) Recognise(Page) int { return 0 }

// Links reads the page.
func (Generic) Links(p Page) Listing {
	l, scripts := readPage(p)
	l.Next = pager(p, l, scripts)
	return l
}

// readPage reads links and declared total, without a pager.
func readPage(p Page) (Listing, []script) {
	r := read(p)
	l := r.listing
	if l.Declared == 0 && p.Doc != nil {
		l.Declared = declared(p)
	}
	return l, r.scripts
}

// read reads a page, once where it is kept.
func read(p Page) *kept {
	if p.kept != nil && p.kept.base != nil {
		return p.kept
	}
	r := p.kept
	if r == nil {
		r = new(kept)
	}
	w := newWalker(p.URL)
	if p.Doc == nil {
		r.listing, r.base = data(w, string(p.Text)), p.URL
		return r
	}
	w.document(p.Doc.Nodes)
	if w.late { // links stood before <base>: again, and all against it
		base := w.base
		w = newWalker(p.URL)
		w.base, w.based = base, true
		w.document(p.Doc.Nodes)
	}
	w.based = true
	for _, s := range w.scripts {
		r.listing.Declared += w.script(s)
	}
	r.listing.Links, r.scripts, r.base = w.links, w.scripts, w.base.url
	return r
}

func (w *walker) document(nodes []*html.Node) {
	for _, n := range nodes {
		w.read(n, place{})
	}
}

// data reads a list that came as data: XML with records, or JSON.
func data(w *walker, text string) Listing {
	if strings.Contains(text, "<record") || strings.Contains(text, "<datastore") {
		ds := parseDatastore(text)
		w.fragment(strings.Join(ds.records, "\n"))
		return Listing{Links: w.links, Declared: ds.total}
	}
	w.objects(text)
	l := Listing{Links: w.links}
	if m := totals.FindStringSubmatch(text); m != nil {
		l.Declared, _ = strconv.Atoi(m[1])
	}
	return l
}

// fragment reads the links of a piece of HTML that stood in a script.
func (w *walker) fragment(s string) {
	if s == "" {
		return
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		return
	}
	for _, n := range doc.Nodes {
		w.read(n, place{})
	}
}

// entries finds 共45条, 共有 45 条记录.
var entries = regexp.MustCompile(`^共\s*(?:有)?\s*(?:<[^>]*>)?\s*(\d{1,6})\s*(?:</[^>]*>)?\s*(?:条|篇|项|个记录)`)

// declared returns the number of entries that the page states in words.
func declared(p Page) int {
	text, sign := p.Text, []byte("共")
	for range 100 {
		i := bytes.Index(text, sign)
		if i < 0 {
			return 0
		}
		after := text[i+len(sign):]
		may := len(after) > 0 && (after[0] <= ' ' || after[0] == '<' || isDigit(after[0]) || bytes.HasPrefix(after, []byte("有")))
		if !may {
			text = after
			continue
		}
		if m := entries.FindSubmatch(text[i:min(len(text), i+120)]); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			return n
		}
		text = after
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func itoa(n int) string { return strconv.Itoa(n) }
