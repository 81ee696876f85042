package serve_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"mime"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// onContent: what portals publish, on the real pages, API and feeds.
var onContent = attempts{
	"xss-pages": func(t *testing.T) {
		m := newMuseum(t)
		met := false
		m.follow(func(path string, a answered) {
			if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
				harmless(t, path, a.body)
				met = met || strings.Contains(a.body, "&lt;script&gt;alert(1)")
			}
		})
		if !met {
			t.Error("the mischief is on no page: the test shows nothing")
		}
	},
	"xss-parameters": func(t *testing.T) {
		m := newMuseum(t)
		for _, path := range []string{"/", "/portals", "/portal/yunhu", "/portal/" + url.PathEscape("<script>"), "/changes", "/checks", "/search", "/diff", "/compare",
			"/filing/yunhu/x/2024", "/organ/yunhu/" + url.PathEscape(`"><script>alert(1)<`), "/page/0000000000000000", "/nowhere/" + url.PathEscape("<script>alert(1)<")} {
			for _, prefix := range []string{"", "/en"} {
				for _, q := range []string{"", "q", "portal", "kind", "year", "mark", "at", "from", "to", "after", "before", "since", "page", mischief} {
					target := prefix + path
					if q != "" {
						target += "?" + url.QueryEscape(strings.ReplaceAll(q, "\x00", "")) + "=" + url.QueryEscape(strings.ReplaceAll(mischief, "\x00", ""))
					}
					a := m.do("GET " + target)
					if a.StatusCode >= 500 || a.Header.Get("Set-Cookie") != "" {
						t.Errorf("%s: %s", target, a.Status)
					}
					if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
						harmless(t, target, a.body)
					}
				}
			}
		}
	},
	"bidi-spoof": func(t *testing.T) {
		m := newMuseum(t)
		m.follow(func(path string, a answered) {
			if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && strings.ContainsAny(a.body, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
				t.Errorf("%s turns the direction of writing", path)
			}
		})
	},
	"outside-resources": func(t *testing.T) {
		m := newMuseum(t)
		m.follow(func(path string, a answered) {
			if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
				return
			}
			doc, err := html.Parse(strings.NewReader(a.body))
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				for _, at := range n.Attr {
					loads := at.Key == "src" || at.Key == "srcset" || at.Key == "data" || at.Key == "poster" || n.Data == "link" && at.Key == "href" && attr(n, "rel") == "stylesheet"
					if loads && (!strings.HasPrefix(at.Val, "/") || strings.HasPrefix(at.Val, "//")) && !strings.HasPrefix(at.Val, "data:image/") {
						t.Errorf("%s loads %s", path, at.Val)
					}
				}
			}
		})
	},
	"outside-links": func(t *testing.T) {
		m := newMuseum(t)
		m.follow(func(path string, a answered) {
			if policy := a.Header.Get("Referrer-Policy"); policy != "same-origin" && policy != "no-referrer" {
				t.Errorf("%s tells other sites what is read: %q", path, policy)
			}
		})
	},
	"xss-feeds": func(t *testing.T) {
		m := newMuseum(t)
		for _, path := range []string{"/feed/atom.xml", "/feed/portal/yunhu/atom.xml", "/feed/feed.json", "/feed/portal/yunhu/feed.json"} {
			a := m.do("GET " + path)
			if a.StatusCode != 200 {
				t.Fatalf("%s: %s %.200s", path, a.Status, a.body)
			}
			shown := 0
			for _, text := range feedHTML(t, path, a.body) {
				harmless(t, path, text)
				shown++
			}
			if shown == 0 || a.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: %d contents, %v", path, shown, a.Header)
			}
		}
	},
	"feed-markup": func(t *testing.T) {
		m := newMuseum(t)
		a := m.do("GET /feed/atom.xml")
		d := xml.NewDecoder(strings.NewReader(a.body))
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("no XML: %v", err)
			}
			if e, ok := tok.(xml.StartElement); ok {
				if e.Name.Space != "http://www.w3.org/2005/Atom" && !strings.HasPrefix(e.Name.Space, "http://purl.org/syndication/") {
					t.Errorf("an element of %q: %s", e.Name.Space, e.Name.Local)
				}
				for _, at := range e.Attr {
					if at.Name.Local == "href" && !strings.HasPrefix(at.Value, "http://") {
						t.Errorf("leads to %q", at.Value)
					}
				}
			}
			if _, ok := tok.(xml.Directive); ok {
				t.Error("a directive in a feed")
			}
		}
	},
	"xss-api": func(t *testing.T) {
		m := newMuseum(t)
		told := 0
		for _, path := range append(apiPaths(t, m), "/api/v1/<script>", "/api/v1/filings?<script>=1", "/api/v1/filings?q="+escaped("<script>alert(1)</script>"), "/api/v1/resolve?ref="+escaped("<script>")) {
			a := m.do("GET "+strings.NewReplacer("<", "%3C", ">", "%3E").Replace(path), "Accept: text/html, */*;q=0.1")
			kind, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
			if kind == "text/html" || kind == "" || strings.Contains(kind, "xml") || a.Header.Get("X-Content-Type-Options") != "nosniff" || a.StatusCode >= 500 {
				t.Errorf("%s: %s %s", path, a.Status, kind)
			}
			if strings.HasSuffix(kind, "json") && !json.Valid([]byte(a.body)) {
				t.Errorf("%s: no JSON", path)
			}
			if a.StatusCode == 200 && strings.Contains(a.body, "alert(") {
				told++
			}
		}
		if told < 20 {
			t.Errorf("the mischief is in %d documents: the test shows little", told)
		}
	},
	"csv-formula": func(t *testing.T) {
		m := newMuseum(t)
		a := m.do("GET /api/v1/cells?format=csv")
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", a.Status, len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+@\t\r", rune(cell[0])) {
					t.Errorf("a spreadsheet would reckon %q", cell)
				}
			}
		}
	},
	"original-script": func(t *testing.T) {
		m := newMuseum(t)
		for name, id := range m.originals {
			for _, path := range []string{"/original/" + string(id) + "/1", "/original/" + string(id) + "/1?download=1", "/api/v1/pages/" + string(id) + "/versions/1/payload"} {
				a := m.do("GET " + path)
				csp := a.Header.Get("Content-Security-Policy")
				confined := strings.HasPrefix(csp, "sandbox; default-src 'none'") && !strings.Contains(csp, "allow-") && !strings.Contains(csp, "script-src")
				attached := strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment")
				if a.StatusCode != 200 || !confined && !attached || a.Header.Get("X-Content-Type-Options") != "nosniff" {
					t.Errorf("%s: %s: %s %q %q", name, path, a.Status, csp, a.Header.Get("Content-Disposition"))
				}
				if csp != "" && strings.Contains(csp, "script-src") {
					t.Errorf("%s: %s: %q", name, path, csp)
				}
			}
		}
	},
	"original-type": func(t *testing.T) {
		m := newMuseum(t)
		for name, id := range m.originals {
			a := m.do("GET /original/" + string(id) + "/1")
			kind, params, err := mime.ParseMediaType(a.Header.Get("Content-Type"))
			inline := strings.HasPrefix(a.Header.Get("Content-Disposition"), "inline")
			shown := name == "html" || name == "charset" || name == "type-lie" || name == "no-type"
			if err != nil || a.Header.Get("X-Injected") != "" || inline && !shown || inline && kind != "text/html" && kind != "text/plain" ||
				!inline && kind != "application/octet-stream" || strings.ContainsAny(params["charset"], " \r\n\";") {
				t.Errorf("%s: %q, %q", name, a.Header.Get("Content-Type"), a.Header.Get("Content-Disposition"))
			}
		}
	},
	"original-file-name": func(t *testing.T) {
		m := newMuseum(t)
		for name, id := range m.originals {
			for _, path := range []string{"/original/" + string(id) + "/1?download=1", "/api/v1/pages/" + string(id) + "/versions/1/payload"} {
				a := m.do("GET " + path)
				_, params, err := mime.ParseMediaType(a.Header.Get("Content-Disposition"))
				if file := params["filename"]; err != nil || file == "" || strings.ContainsAny(file, "/\\\r\n\x00\"<>\u202e") || strings.HasPrefix(file, ".") || a.Header.Get("X-Injected") != "" || a.Header.Get("Set-Cookie") != "" {
					t.Errorf("%s: %s saves as %q (%v): %v", name, path, file, err, a.Header)
				}
			}
		}
	},
	"original-frame": func(t *testing.T) {
		m := newMuseum(t)
		frames := 0
		for _, id := range m.originals {
			a := m.do("GET /page/" + string(id) + "/1")
			doc, err := html.Parse(strings.NewReader(a.body))
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				if n.Data != "iframe" {
					continue
				}
				frames++
				if sandbox, has := attrOf(n, "sandbox"); !has || sandbox != "" || !strings.HasPrefix(attr(n, "src"), "/original/") {
					t.Errorf("a frame of %q with sandbox %q", attr(n, "src"), sandbox)
				}
			}
		}
		if frames == 0 {
			t.Error("no frame was found")
		}
	},
	"original-traversal": func(t *testing.T) {
		m := newMuseum(t)
		for _, path := range []string{"/original/..%2f..%2fetc/1", "/original/0000000000000000/1", "/original/etc/passwd", "/original/" + string(m.originals["html"]) + "/-1",
			"/original/" + string(m.originals["html"]) + "/99999999999999999999", "/original/" + strings.ToUpper(string(m.originals["html"])) + "/1", "/static/style.css", "/static/..%2fpage.go", "/static/page.go"} {
			if a := m.do("GET " + path); a.StatusCode != 404 && a.StatusCode != 400 {
				t.Errorf("%s: %s", path, a.Status)
			}
		}
	},
	"crawl-by-stranger": func(t *testing.T) {
		m := newMuseum(t)
		json := "Content-Type: application/json"
		for _, r := range [][]string{{crawl, json}, {"POST /api/v1/portals/yunhu/crawl", json, "Authorization: Bearer wrong"}, {"POST /search", json}, {"DELETE /api/v1/portals/yunhu", json}} {
			if a := m.send(r[0], "{}", r[1:]...); a.StatusCode != 401 {
				t.Errorf("%q: %s", r, a.Status)
			}
		}
	},
}

func attrOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string {
	v, _ := attrOf(n, name)
	return v
}

// harmless holds HTML to what ours is: no element that runs, loads or sends, no
// handler, no style attribute, no address that is not of the web.
func harmless(t *testing.T, where, text string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "style", "object", "embed", "base", "applet", "foreignobject", "template", "math", "noscript":
			t.Errorf("%s: an element %s", where, n.Data)
		case "img":
			if src := attr(n, "src"); src == "x" {
				t.Errorf("%s: somebody else's image", where)
			}
		case "meta":
			if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
				t.Errorf("%s: a refresh", where)
			}
		}
		for _, a := range n.Attr {
			switch key := strings.ToLower(a.Key); {
			case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "formaction", key == "xlink:href" && !strings.HasPrefix(a.Val, "#"):
				t.Errorf("%s: attribute %s=%q of %s", where, a.Key, a.Val, n.Data)
			case key == "href", key == "src", key == "action", key == "cite":
				u, err := url.Parse(strings.TrimSpace(a.Val))
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel" && !strings.HasPrefix(a.Val, "data:image/svg+xml") || u.Scheme == "" && strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s: %s=%q of %s", where, a.Key, a.Val, n.Data)
				}
			}
		}
	}
}

// feedHTML returns what a reader of the feed would show as HTML.
func feedHTML(t *testing.T, path, body string) (contents []string) {
	t.Helper()
	if strings.HasSuffix(path, ".json") {
		var f struct {
			Items []struct {
				HTML string `json:"content_html"`
			} `json:"items"`
		}
		if err := json.Unmarshal([]byte(body), &f); err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Items {
			contents = append(contents, i.HTML)
		}
		return contents
	}
	type text struct {
		Type string `xml:"type,attr"`
		Body string `xml:",chardata"`
	}
	var f struct {
		Entries []struct {
			Content text `xml:"content"`
			Summary text `xml:"summary"`
			Title   text `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Entries {
		for _, x := range []text{e.Content, e.Summary, e.Title} {
			if x.Type == "html" {
				contents = append(contents, x.Body)
			}
		}
	}
	return contents
}

// apiPaths are the documents of the API about the museum.
func apiPaths(t *testing.T, m *museum) []string {
	paths := []string{"/api/v1", "/api/v1/portals", "/api/v1/portals/yunhu", "/api/v1/portals/yunhu/passes", "/api/v1/organs", "/api/v1/filings", "/api/v1/cells",
		"/api/v1/changes", "/api/v1/openapi.yaml", "/api/v1/problems"}
	for _, id := range m.originals {
		p := "/api/v1/pages/" + string(id)
		paths = append(paths, p, p+"/captures", p+"/versions", p+"/versions/1", p+"/versions/1/reading")
	}
	for o, err := range m.arc.Organs(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		_, organ, _ := strings.Cut(o.ID, "/")
		paths = append(paths, "/api/v1/organs/yunhu/"+url.PathEscape(organ), "/api/v1/filings/yunhu/"+url.PathEscape(organ)+"/2024", "/api/v1/filings/yunhu/"+url.PathEscape(organ)+"/guide")
	}
	return paths
}
