package family

import (
	"iter"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

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
