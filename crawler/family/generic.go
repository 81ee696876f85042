package family

import (
	"bytes"
	"fmt"
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
	var l Listing
	if p.Doc == nil {
		w := &walker{base: p.URL, page: p.URL}
		l = data(w, string(p.Text))
		return l, nil
	}
	w := &walker{base: p.base(), page: p.URL}
	for _, n := range p.Doc.Nodes {
		w.read(n, place{})
	}
	for _, s := range w.scripts {
		if len(s.text) > 4<<20 {
			continue
		}
		if strings.Contains(s.kind, "xml") || strings.Contains(s.text, "<datastore") {
			ds := parseDatastore(s.text)
			l.Declared += ds.total
			w.fragment(strings.Join(ds.records, "\n"))
			continue
		}
		if w.shown < 200 {
			w.jump(s.text)
		}
		if f := written(s.text); f != "" {
			w.fragment(f)
		}
		w.objects(s.text)
		w.shownFiles(s.text)
	}
	l.Links = w.links
	if l.Declared == 0 {
		l.Declared = declared(p)
	}
	return l, w.scripts
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
		if u, ok := resolve(w.base, m[1]); ok && u.String() != w.page.String() {
			w.add(Link{URL: u, Kind: Jump})
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
	flat  = regexp.MustCompile(`\{[^{}]+\}`)
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
	for _, o := range flat.FindAllString(s, maxLinks) {
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
		if u, ok := resolve(w.base, unescape(href)); ok && title != "" && !template(title) {
			date := first(kv, dateKeys)
			w.add(Link{URL: u, Title: clip(title, maxText), Date: Date(unescape(date)), Row: clip(unescape(date), maxText)})
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
	for _, m := range shown.FindAllStringSubmatch(s, 20) {
		if u, ok := resolve(w.base, unescape(m[1])); ok && IsFile(u.Path) {
			w.add(Link{URL: u, Kind: Viewer})
		}
	}
}

// entries finds 共45条, 共有 45 条记录.
var entries = regexp.MustCompile(`^共\s*(?:有)?\s*(?:<[^>]*>)?\s*(\d{1,6})\s*(?:</[^>]*>)?\s*(?:条|篇|项|个记录)`)

// declared returns the number of entries that the page states in words.
func declared(p Page) int {
	text := p.Text
	for range 100 {
		i := bytes.Index(text, []byte("共"))
		if i < 0 {
			return 0
		}
		if m := entries.FindSubmatch(text[i:min(len(text), i+120)]); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			return n
		}
		text = text[i+len("共"):]
	}
	return 0
}

func itoa(n int) string { return fmt.Sprint(n) }
