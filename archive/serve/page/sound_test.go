package page_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// evil is text that must stay text wherever it stands.
const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'</title>` + "\u202e\u2066\x1b[31m\u0085 \U0001F4A3 {{.}} &lt;b&gt; javascript:alert(1)"

// hostile is a world in which every string that a portal gives is evil.
func hostile(t testing.TB) *world {
	w := small(t)
	w.portals = append(w.portals, catalog.Portal{
		ID: "evil", Name: evil, Region: evil, Home: `javascript:alert("` + evil + `")`, Enabled: true, Running: true,
		Next: catalog.Visit{At: today, Reason: evil},
	})
	organ := "云湖市" + evil + "局"
	long := strings.Repeat("极长的名字", 200) + "局"
	of := func(name string, year int) report.Record {
		r := wrong(annual(name, year, "2026-01-20", 5))
		r.Title, r.Sections[0].Heading, r.Sections[0].Text = evil, evil, evil
		c := r.Cells["applications.total.total"]
		c.Raw = evil
		r.Cells["applications.total.total"] = c
		r.Cells["applications.new.natural_person"] = report.Cell{
			Section: "applications", Row: "new", Column: "natural_person", Raw: evil, State: report.StateUnreadable,
			Place: document.Place{},
		}
		r.Checks = append(r.Checks, report.Check{ID: evil, Verdict: report.Fails, Left: r.Checks[0].Left, Right: r.Checks[0].Right, Cells: []string{evil, "applications.new.total"}})
		r.Findings = append(r.Findings, document.Finding{Code: evil, Where: evil, Message: evil, Responsibility: document.Publisher})
		r.Tables = append(r.Tables, report.FreeTable{Section: 1, Rows: [][]string{{evil, evil}}})
		return r
	}
	const site = "http://evil.example/"
	w.walk("evil", func() {
		g := guide(organ, evil)
		g.Guide.Email, g.Guide.ApplyURL, g.Guide.Address = evil, "javascript:alert(1)", evil
		link := archive.Link{Text: evil, Via: "javascript:" + evil, Column: evil, Of: evil}
		w.visit(site+"1?"+url.QueryEscape(evil), archive.RoleArticle, link, []report.Record{of(organ, 2024), of(organ, 2025), g})
		w.visit(site+"long", archive.RoleArticle, link, []report.Record{of(long, 2025)})
		w.visit(site+"gone", archive.RoleArticle, link, []report.Record{of(organ, 2023)})
		w.visit(site+"gone", archive.RoleArticle, link, "404")
		again := of(organ, 2024)
		again.Sections[0].Text += " again"
		w.visit(site+"1?"+url.QueryEscape(evil), archive.RoleArticle, link, []report.Record{again, of(organ, 2025), g})
	}, archive.Pass{State: archive.PassFailed, StopReason: evil, Suspect: []string{evil, evil}, Left: []string{evil}})
	return w
}

// sound tells what is wrong with a page, whatever it shows.
func sound(t *testing.T, path, body string, doc *goquery.Document) {
	t.Helper()
	fail := func(format string, args ...any) { t.Errorf(path+": "+format, args...) }
	lang := "zh-CN"
	if path == "/en" || strings.HasPrefix(path, "/en/") {
		lang = "en"
	}
	if got := doc.Find("html").AttrOr("lang", ""); got != lang {
		fail("lang %q", got)
	}
	if n := doc.Find("h1").Length(); n != 1 {
		fail("%d h1", n)
	}
	if strings.TrimSpace(doc.Find("title").First().Text()) == "" || doc.Find("head title").Length() != 1 {
		fail("title %q", doc.Find("title").Text())
	}
	for _, landmark := range []string{"header", "main#main", "nav[aria-label]", "footer"} {
		if doc.Find(landmark).Length() == 0 {
			fail("no %s", landmark)
		}
	}
	if n := doc.Find("script, style, [style], object, embed, base, meta[http-equiv]").Length(); n > 0 {
		fail("%d things that the policy forbids or a stranger put there", n)
	}
	if strings.ContainsAny(body, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\u0085") {
		fail("characters that turn the writing direction, or steer")
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") || strings.ContainsAny(a.Key, `"'<`) {
				fail("attribute %s of %s", a.Key, s.Nodes[0].Data)
			}
			if a.Key == "href" || a.Key == "src" || a.Key == "action" {
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
					fail("%s=%q", a.Key, a.Val)
				}
			}
		}
	})
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] {
			fail("two elements with id %q", id)
		}
		ids[id] = true
	})
	doc.Find("label[for]").Each(func(_ int, s *goquery.Selection) {
		if !ids[s.AttrOr("for", "")] {
			fail("a label of nothing: %q", s.AttrOr("for", ""))
		}
	})
	doc.Find("table:not(.free)").Each(func(_ int, s *goquery.Selection) {
		if s.Find("caption").Length() != 1 || s.Find("th").Length() == 0 || s.Find("th:not([scope])").Length() > 0 {
			fail("a table without caption, or with heads of nothing: %.80q", s.Text())
		}
	})
}

// elsewhere are addresses that other handlers of the server answer.
func elsewhere(path string) bool {
	return strings.HasPrefix(path, "/feed/") || strings.HasPrefix(path, "/api/")
}

// TestEveryPageIsSound follows every link from both first pages on.
func TestEveryPageIsSound(t *testing.T) {
	p := hostile(t).pages()
	queue := []string{"/", "/en/", "/?at=2026-02-10", "/en/?at=2026-02-10", "/nowhere?q=" + url.QueryEscape(evil),
		"/search?q=" + url.QueryEscape(evil), "/en/search?q=%ff%00" + url.QueryEscape(evil)}
	seen := map[string]bool{}
	kinds := map[string]int{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		w, doc := get(t, p, path)
		if w.Code != 200 && !strings.HasPrefix(strings.TrimPrefix(path, "/en"), "/nowhere") {
			t.Errorf("%s: %d %s", path, w.Code, strings.Join(texts(doc, "h1"), " "))
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || strings.HasPrefix(path, "/original/") {
			continue
		}
		bare, _, _ := strings.Cut(path, "?")
		kinds[strings.Split(strings.TrimPrefix(bare, "/en")+"/", "/")[1]]++
		sound(t, path, w.Body.String(), doc)
		doc.Find("a[href], link[href], iframe[src]").Each(func(_ int, s *goquery.Selection) {
			href := s.AttrOr("href", s.AttrOr("src", ""))
			u, err := url.Parse(href)
			if err != nil || u.Host != "" || u.Path == "" || elsewhere(u.Path) {
				return
			}
			if !strings.HasPrefix(href, "/") {
				t.Errorf("%s: %q is no address of this server", path, href)
				return
			}
			u.Fragment = ""
			queue = append(queue, u.String())
		})
		if t.Failed() && len(seen) > 400 {
			t.Fatal("enough")
		}
	}
	t.Logf("%d addresses, pages by kind: %v", len(seen), kinds)
	for _, kind := range []string{"", "portals", "portal", "changes", "checks", "search", "organ", "filing", "page", "diff", "compare"} {
		if kinds[kind] < 2 {
			t.Errorf("%d pages of kind %q were reached", kinds[kind], kind)
		}
	}
}
