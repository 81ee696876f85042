package portalsim

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// follower finds the reports and guides of a portal by what the pages show,
// knowing nothing of how they were built: a small crawler to measure the world by.
type follower struct {
	t       *testing.T
	world   *World
	visited map[string]bool
	count   int
}

// page is an answer with its text decoded.
type page struct {
	url    string
	header http.Header
	status int
	text   string
}

func (f *follower) do(method, target, body string) page {
	f.t.Helper()
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	rec := httptest.NewRecorder()
	f.world.ServeHTTP(rec, req)
	f.count++
	f.visited[target] = true
	return page{target, rec.Header(), rec.Code, decode(f.t, rec)}
}

// unzip returns the body without its content coding.
func unzip(t *testing.T, rec *httptest.ResponseRecorder) []byte {
	t.Helper()
	data := rec.Body.Bytes()
	if rec.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return data
}

// decode undoes gzip and GBK.
func decode(t *testing.T, rec *httptest.ResponseRecorder) string {
	t.Helper()
	data := unzip(t, rec)
	if bytes.Contains(data[:min(len(data), 600)], []byte("charset=gb2312")) {
		text, err := simplifiedchinese.GBK.NewDecoder().Bytes(data)
		if err != nil {
			t.Fatal(err)
		}
		data = text
	}
	return string(data)
}

var (
	wantedTitle = regexp.MustCompile(`信息公开.*(年度工作报告|工作年度报告|年度报告|年报)|信息公开指南$`)
	unwanted    = regexp.MustCompile(`网站|报表|法治政府|图解|决算|统计|依申请|办事`)
	yearOnly    = regexp.MustCompile(`^20\d\d年度?$`)
	pagerCall   = regexp.MustCompile(`createPageHTML\((\d+), 0, "(\w+)", "(\w+)"\)`)
	jsonEntry   = regexp.MustCompile(`"title":"([^"]+)","url":"([^"]+)"`)
	jump        = regexp.MustCompile(`(?:window\.location\.href = '|content="0; url=)([^'"]+)`)
	nextGroup   = regexp.MustCompile(`<nextgroup><!\[CDATA\[<a href="([^"]+)"`)
	jpageCall   = regexp.MustCompile(`perPage:(\d+), totalRecord:(\d+)[\s\S]*?columnid:(\d+)[\s\S]*?unitid:(\d+)`)
)

// walk visits a page and what it promises.
func (f *follower) walk(target string) {
	if f.visited[target] {
		return
	}
	p := f.do("GET", target, "")
	if p.status != 200 {
		f.t.Errorf("%s: status %d", target, p.status)
		return
	}
	if strings.Contains(p.header.Get("Content-Type"), "html") || strings.HasPrefix(p.text, "<?xml") {
		f.read(p)
	}
}

func (f *follower) read(p page) {
	follow := func(href string) {
		base, err := url.Parse(p.url)
		if err != nil {
			f.t.Fatal(err)
		}
		u, err := base.Parse(href)
		if err != nil || u.Host != base.Host {
			return
		}
		f.walk(u.String())
	}
	if m := jump.FindStringSubmatch(p.text); m != nil && len(p.text) < 1000 {
		follow(m[1])
		return
	}
	isArticle := strings.Contains(p.text, `name="ArticleTitle"`) || strings.Contains(p.text, `name="articletitle"`)
	f.anchors(p, isArticle, follow)
	if isArticle {
		return
	}
	for _, m := range jsonEntry.FindAllStringSubmatch(p.text, -1) {
		if wantedTitle.MatchString(m[1]) && !unwanted.MatchString(m[1]) {
			follow(m[2])
		}
	}
	if m := pagerCall.FindStringSubmatch(p.text); m != nil {
		var count int
		if _, err := fmt.Sscan(m[1], &count); err != nil {
			f.t.Fatal(err)
		}
		for i := 1; i < count; i++ {
			follow(fmt.Sprintf("%s_%d.%s", m[2], i, m[3]))
		}
	}
	if m := nextGroup.FindStringSubmatch(p.text); m != nil {
		follow(m[1])
	}
	if m := jpageCall.FindStringSubmatch(p.text); m != nil {
		var size, total int
		if _, err := fmt.Sscan(m[1]+" "+m[2], &size, &total); err != nil {
			f.t.Fatal(err)
		}
		if total > size {
			body := url.Values{"col": {"1"}, "columnid": {m[3]}, "unitid": {m[4]}}.Encode()
			answer := f.do("POST", p.url[:strings.Index(p.url, "/col/")]+
				fmt.Sprintf("/module/web/jpage/dataproxy.jsp?startrecord=%d&endrecord=%d&perpage=%d", size+1, total, size), body)
			f.read(answer)
		}
	}
}

// anchors follows the links of a page that matter: in the HTML, in frames, in CDATA.
func (f *follower) anchors(p page, isArticle bool, follow func(string)) {
	text := p.text
	if i := strings.Index(text, `<div class="nav">`); i >= 0 && !strings.HasSuffix(p.url, ".example/") {
		text = text[strings.Index(text, `<div class="crumbs">`)+1:] // beyond the menu
	}
	for _, m := range regexp.MustCompile(`<!\[CDATA\[(.*?)\]\]>`).FindAllStringSubmatch(text, -1) {
		text += m[1]
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		f.t.Fatal(err)
	}
	organs := false
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			href := attr(n, "href")
			label := strings.TrimSpace(innerText(n))
			if title := attr(n, "title"); title != "" {
				label = title
			}
			switch {
			case n.Data == "div" && (attr(n, "class") == "bm" || attr(n, "class") == "organs"):
				organs = true
			case n.Data == "div" && attr(n, "class") == "footer":
				organs = false
			case n.Data == "iframe" && !strings.Contains(attr(n, "src"), "visitcount"):
				follow(attr(n, "src"))
			case n.Data != "a" || strings.HasPrefix(href, "javascript:") || strings.Contains(href, "{{"):
			case isArticle:
				if attr(n, "appendix") == "true" {
					follow(href)
				}
			case label == "政府信息公开" || organs || label == "下一页" || yearOnly.MatchString(label) ||
				wantedTitle.MatchString(label) && !unwanted.MatchString(label):
				follow(href)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(doc)
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func innerText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(innerText(c))
	}
	return b.String()
}

func TestAFollowerFindsAllOfTheLedgerAndNoLookAlike(t *testing.T) {
	for _, o := range []Options{{Seed: 1}, {Seed: 2, Organs: 1, Years: 1, HomeBytes: 1}, {Seed: 3, Organs: 9, Years: 4, HomeBytes: 1}} {
		w := New(o)
		l := w.Ledger()
		for _, portal := range w.Portals() {
			t.Run(fmt.Sprintf("%s seed %d", portal.ID, o.Seed), func(t *testing.T) {
				f := &follower{t: t, world: w, visited: make(map[string]bool)}
				f.do("GET", portal.Home+"robots.txt", "")
				f.walk(portal.Home)
				for _, r := range l.Reports {
					if r.Portal == portal.ID && !f.visited[r.URL] {
						t.Errorf("report not found: %s (%s)", r.URL, r.Title)
					}
				}
				for _, g := range l.Guides {
					if g.Portal == portal.ID && !f.visited[g.URL] {
						t.Errorf("guide not found: %s (%s)", g.URL, g.Title)
					}
				}
				for _, a := range l.Attachments {
					if a.Portal == portal.ID && !f.visited[a.URL] {
						t.Errorf("attachment not found: %s", a.URL)
					}
				}
				for _, look := range l.LookAlikes {
					if f.visited[look.URL] {
						t.Errorf("look-alike fetched: %s (%s)", look.URL, look.Title)
					}
				}
				// The ledger's needs are exact: one request more would be a page
				// that nobody needs, one less a page that nothing links.
				if least := len(l.Needs[portal.ID]); f.count != least {
					t.Errorf("%d requests, the ledger needs %d", f.count, least)
					for _, need := range l.Needs[portal.ID] {
						if !f.visited[need.URL] {
							t.Log("not asked for:", need.Method, need.URL)
						}
					}
				}
			})
		}
	}
}
