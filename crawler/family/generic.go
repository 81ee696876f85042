package family

import (
	"bytes"
	"iter"
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

// script reads the links that a script holds, and returns how many entries it
// says its list has.
func (w *walker) script(s script) (declared int) {
	if len(s.text) > 4<<20 {
		return 0
	}
	if strings.Contains(s.kind, "xml") || strings.Contains(s.text, "<datastore") {
		ds := parseDatastore(s.text)
		w.fragment(strings.Join(ds.records, "\n"))
		return ds.total
	}
	if w.shown < 200 {
		w.jump(s.text)
	}
	if f := written(s.text); f != "" {
		w.fragment(f)
	}
	w.objects(s.text)
	w.shownFiles(s.text)
	return 0
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

// jumps finds location.href = '…', location.replace('…') and their kin.
var jumps = regexp.MustCompile(`location(?:\.href)?\s*(?:=|\.replace\s*\(|\.assign\s*\()\s*['"]([^'"]+)['"]`)

// jump reads where the script of a page with next to no text sends its reader.
func (w *walker) jump(s string) {
	for _, m := range jumps.FindAllStringSubmatch(s, 3) {
		if u, address, ok := w.base.resolve(m[1]); ok && address != w.page.String() {
			w.add(Link{URL: u, address: address, Kind: Jump})
			return
		}
	}
}

var (
	writesDouble = regexp.MustCompile(`document\.write(?:ln)?\s*\(\s*"((?:[^"\\]|\\.)*)"\s*\)`)
	writesSingle = regexp.MustCompile(`document\.write(?:ln)?\s*\(\s*'((?:[^'\\]|\\.)*)'\s*\)`)
)

// written returns the HTML that a script writes with literal strings.
func written(s string) string {
	if !strings.Contains(s, "document.write") {
		return ""
	}
	var b strings.Builder
	for _, re := range []*regexp.Regexp{writesDouble, writesSingle} {
		for _, m := range re.FindAllStringSubmatch(s, maxLinks) {
			b.WriteString(unescape(m[1]))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

var (
	pairs = regexp.MustCompile(`["']?(\w+)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')`)
	// totals finds the number of entries in list data.
	totals = regexp.MustCompile(`(?i)["']?(?:total|totalrecord|totalcount|total_count|recordcount)["']?\s*[:=]\s*["']?(\d{1,6})\b`)
)

// The keys under which list data has its title, address and date.
var (
	titleKeys = []string{"title", "realtitle", "doctitle", "name", "linktitle", "text"}
	urlKeys   = []string{"url", "href", "link", "infourl", "linkurl", "docpuburl", "docurl", "puburl", "staticurl"}
	dateKeys  = []string{"date", "pubdate", "publishedtimestr", "publishtime", "pubtime", "time", "docreltime", "infodate", "createdate"}
)

// objects reads a list that a script holds as objects with a title and an
// address, JSON or as JavaScript writes them.
func (w *walker) objects(s string) {
	n := 0
	for o := range flat(s) {
		if n++; n > maxLinks {
			return
		}
		if fields(o) < 2 {
			continue
		}
		kv := map[string]string{}
		for _, m := range pairs.FindAllStringSubmatch(o, 100) {
			v := m[2]
			if v == "" {
				v = m[3]
			}
			kv[strings.ToLower(m[1])] = v
		}
		title, href := first(kv, titleKeys), first(kv, urlKeys)
		if title == "" || href == "" {
			continue
		}
		title = plain(unescape(title))
		if u, address, ok := w.base.resolve(unescape(href)); ok && title != "" && !template(title) {
			date := first(kv, dateKeys)
			w.add(Link{URL: u, address: address, Title: clip(title, maxText), Date: Date(unescape(date)), Row: clip(unescape(date), maxText)})
		}
	}
}

// flat yields the innermost {…} of s that are not empty, without their braces.
func flat(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		open := -1
		for i := 0; i < len(s); i++ {
			switch s[i] {
			case '{':
				open = i
			case '}':
				if open >= 0 && i > open+1 && !yield(s[open+1:i]) {
					return
				}
				open = -1
			}
		}
	}
}

// fields counts what may be a key with a text in an object: a colon and a quote.
func fields(o string) int {
	n := 0
	for {
		_, rest, ok := strings.Cut(o, ":")
		if !ok {
			return n
		}
		o = strings.TrimLeft(rest, " \t\n\f\r")
		if strings.HasPrefix(o, `"`) || strings.HasPrefix(o, "'") {
			n++
		}
	}
}

func first(kv map[string]string, keys []string) string {
	for _, k := range keys {
		if v := strings.TrimSpace(kv[k]); v != "" {
			return v
		}
	}
	return ""
}

// plain drops markup from a title.
func plain(s string) string {
	if !strings.Contains(s, "<") {
		return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(doc.Text()), " ")
}

// unescape undoes the escapes of a string literal of JavaScript.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\/`, "/"), `\'`, "'")
	if u, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(s, "\n", `\n`), "\r", "") + `"`); err == nil {
		return u
	}
	return strings.NewReplacer(`\"`, `"`, `\n`, "\n", `\t`, "\t", `\r`, "").Replace(s)
}

var shown = regexp.MustCompile(`(?i)(?:showVsbpdfIframe|showpdf|pdfUrl|fileUrl)\s*[(=:]\s*["']([^"']+)["']`)

// shownFiles reads files that a script shows within the page.
func (w *walker) shownFiles(s string) {
	if !hasFold(s, "pdf") && !hasFold(s, "fileurl") {
		return // one of them is in each of the names
	}
	for _, m := range shown.FindAllStringSubmatch(s, 20) {
		if u, address, ok := w.base.resolve(unescape(m[1])); ok && IsFile(u.Path) {
			w.add(Link{URL: u, address: address, Kind: Viewer})
		}
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

// hasFold reports whether s holds an ASCII word, given in small letters, in
// letters of any size.
func hasFold(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }
