package family

import (
	"net/http"
	"strconv"
	"strings"
)

// JPage is Hanweb JCMS (大汉): columns /col/col84257/index.html, articles
// /art/2025/3/31/art_84257_60261466.html. A column embeds the first group of
// its list in <script type="text/xml">, where no link extractor looks, and asks
// dataproxy.jsp for the others: by GET with page=, as <nextgroup> says, or by
// POST with startrecord= and endrecord=, as the script beside it says.
type JPage struct{}

// Name is "jpage".
func (JPage) Name() string { return "jpage" }

// Recognise looks for columns, articles, embedded lists and the proxy.
func (JPage) Recognise(p Page) int {
	m := p.marks()
	n := m[jpageColumns] + m[jpageArticles] + 3*m[jpageFiles]
	if p.has("<", "datastore") {
		n += 5
	}
	if p.has("dataproxy", ".jsp") {
		n += 5
	}
	return n
}

// Links reads a column page or an answer of the proxy.
func (JPage) Links(p Page) Listing {
	if p.Doc == nil {
		w := newWalker(p.URL)
		l := data(w, string(p.Text))
		l.Next = followUp(p, parseDatastore(string(p.Text)))
		return l
	}
	if p.kept == nil {
		p = p.Keep()
	}
	l, scripts := readPage(p)
	total, known := 0, true
	for _, u := range units(scripts) {
		total, known = total+u.total, known && (u.total > 0 || u.group == "")
		if next, ok := u.next(p); ok {
			l.Next = append(l.Next, next)
		}
	}
	if !known { // a unit that goes on and does not say how far
		l.Declared = 0
	} else if total > l.Declared {
		l.Declared = total
	}
	if len(l.Next) == 0 {
		l.Next = pager(p, l, scripts)
	}
	return l
}

// followUp returns the request after an answer of the proxy: the group that it
// names itself, else the next page or window of the request that brought it.
func followUp(p Page, d datastore) []Request {
	if len(d.records) == 0 || p.Asked.URL == nil || p.number() >= maxPages {
		return nil
	}
	if len(d.next) > 0 {
		if a, ok := resolve(p.URL, d.next[0]); ok && a.String() != p.Asked.URL.String() {
			return []Request{{Method: http.MethodGet, URL: a, Referer: p.Asked.Referer, Number: p.number() + 1}}
		}
	}
	asked := *p.Asked.URL
	q := asked.Query()
	next := Request{Method: p.Asked.Method, URL: &asked, Body: p.Asked.Body, Referer: p.Asked.Referer, Number: p.number() + 1}
	if end, err := strconv.Atoi(q.Get("endrecord")); err == nil {
		start, _ := strconv.Atoi(q.Get("startrecord"))
		size, _ := strconv.Atoi(q.Get("perpage"))
		if d.total > 0 && end >= d.total || end < start {
			return nil
		}
		last := end + (end - start + 1)
		if d.total > 0 {
			last = min(last, d.total)
		}
		window(&asked, end+1, last, max(1, size))
		return []Request{next}
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil {
		if d.totalPage > 0 && n >= d.totalPage {
			return nil
		}
		asked.RawQuery = replaceParam(asked.RawQuery, "page", itoa(n+1))
		return []Request{next}
	}
	return nil
}

// replaceParam sets one parameter of a query and leaves the others as written.
func replaceParam(query, key, value string) string {
	parts := strings.Split(query, "&")
	for i, p := range parts {
		if k, _, _ := strings.Cut(p, "="); k == key {
			parts[i] = key + "=" + value
		}
	}
	return strings.Join(parts, "&")
}
