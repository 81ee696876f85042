package serve_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve"
	"gongkai/archive/serve/api"
	"gongkai/archive/serve/feed"
	"gongkai/archive/serve/page"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// mischief is what stands wherever somebody else's text can stand.
const mischief = `<script>alert(1)</script>"><img src=x onerror=alert(2)>' onmouseover='alert(3)' x='</title></textarea></style>--><svg onload=alert(4)>` +
	"]]>{{.}}${7*7}\u202egnp.exe\u2028\u0000\ufeffjavascript:alert(5)\r\nSet-Cookie: a=b"

// given reads payloads that begin with "[" as the records they are; whatever
// else is no report.
type given struct{}

func (given) Revision() string { return "1" }

func (given) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	out := archive.Reading{State: archive.WasRead, Format: "json", Paragraphs: []string{string(payload), mischief}, Content: archive.DigestOf(payload)}
	if !strings.HasPrefix(string(payload), "[") {
		out.Records = []report.Record{{Kind: report.Other, Title: mischief}}
		return out, nil
	}
	err := json.Unmarshal(payload, &out.Records)
	return out, err
}

// museum is an archive of hostile things and the real server over it.
type museum struct {
	*world
	arc       *archive.Archive
	originals map[string]archive.PageID // by the name of the exhibit
}

// visit records an answer of the portal.
func (m *museum) visit(pass archive.PassID, at time.Time, address, contentType string, header http.Header, payload []byte) archive.PageID {
	m.Helper()
	h := http.Header{"Content-Type": {contentType}, "X-Evil": {mischief}}
	for name, values := range header {
		h[name] = values
	}
	err := m.arc.Record(m.Context(), archive.Fetch{
		Portal: "yunhu", Pass: pass, URL: address, Role: archive.RoleArticle, Time: at, Outcome: archive.OK, Payload: payload,
		Link: archive.Link{Via: "http://www.yunhu.example/" + url.PathEscape(mischief), Text: mischief, Date: "2026-01-01", Column: mischief},
		Hops: []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: address, Status: 200, Header: h}, Wire: payload}},
	})
	if err != nil {
		m.Fatal(err)
	}
	if err := m.arc.Flush(m.Context()); err != nil {
		m.Fatal(err)
	}
	id, _, err := archive.PageIDOf("", address, nil)
	if err != nil {
		m.Fatal(err)
	}
	return id
}

// record is a report of the year in which every text is mischief.
func record(year int, received int64) []byte {
	n := report.NewNumber(received)
	wrong := report.NewNumber(received + 7)
	cell := func(row string, v *report.Number) report.Cell {
		return report.Cell{Section: "applications", Row: row, Column: "total", Value: v, Raw: mischief, State: report.StateValue}
	}
	r := report.Record{
		Schema: report.Schema, Kind: report.AnnualReport, Agency: "云湖市水务局" + mischief, Year: year, Title: "云湖市水务局2024年政府信息公开工作年度报告" + mischief,
		Published: mischief, Signed: mischief, Forms: &report.Forms{Proactive: "2021", Applications: "2021"},
		Cells: map[string]report.Cell{
			"applications.new.total": cell("new", &n), "applications.total.total": cell("total", &wrong),
			"applications.carried_in.total": {Section: "applications", Row: "carried_in", Column: "total", Raw: mischief, State: report.StateUnreadable},
			"applications." + mischief:      {Section: mischief, Row: mischief, Column: mischief, Raw: mischief, State: report.StateUnreadable},
		},
		Sections: []report.Section{{Number: 1, Printed: mischief, Heading: mischief, Text: mischief}},
		Checks: []report.Check{{ID: "applications.balance.total", Verdict: report.Fails, Left: &n, Right: &wrong,
			Cells: []string{"applications.new.total", "applications.total.total"}}},
		Findings: []document.Finding{{Code: mischief, Responsibility: document.Publisher, Where: mischief, Message: mischief}},
		Tables:   []report.FreeTable{{}},
	}
	b, _ := json.Marshal([]report.Record{r}) // a record marshals
	return b
}

func guide(phone string) []byte {
	contact := report.Contact{Office: mischief, Address: mischief, Hours: mischief, Phone: phone, Fax: mischief,
		Email: "javascript:alert(1)", ApplyURL: "javascript:alert(document.domain)"}
	b, _ := json.Marshal([]report.Record{{ // a record marshals
		Schema: report.Schema, Kind: report.Guide, Agency: "云湖市水务局" + mischief, Title: "云湖市水务局政府信息公开指南" + mischief,
		Guide:    &report.GuideFields{Contact: contact, Supervision: &contact, Reconsideration: &contact, Litigation: &contact},
		Sections: []report.Section{{Number: 1, Printed: mischief, Heading: mischief, Text: mischief}},
	}})
	return b
}

// exhibits are originals that would rather be something else.
var exhibits = map[string]struct {
	contentType string
	header      http.Header
	payload     string
}{
	"html":       {"text/html; charset=utf-8", nil, "<html><script>parent.alert(1)</script><form action=/api/v1/portals/yunhu/crawl method=post><base href=//evil.test><meta http-equiv=refresh content=0;url=//evil.test>"},
	"svg":        {"image/svg+xml", nil, `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`},
	"xhtml":      {"application/xhtml+xml", nil, `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`},
	"xml":        {"text/xml", nil, `<?xml-stylesheet type="text/xsl" href="//evil.test"?><a/>`},
	"script":     {"text/javascript", nil, "alert(1)"},
	"pdf-lie":    {"application/pdf", nil, "<html><script>alert(1)</script>"},
	"image-lie":  {"image/png", nil, "<html><script>alert(1)</script>"},
	"text-lie":   {"text/plain", nil, "%PDF-1.7\n1 0 obj<</JavaScript(alert(1))>>"},
	"type-lie":   {"text/html\r\nX-Injected: 1", nil, "<script>alert(1)</script>"},
	"charset":    {"text/html; charset=\"utf-7\r\nX-Injected: 1\"", nil, "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"},
	"no-type":    {"", nil, "<script>alert(1)</script>"},
	"executable": {"application/x-msdownload", http.Header{"Content-Disposition": {"attachment; filename=\"../../..\\\\..\\\\" + "a\r\nSet-Cookie: a=b\u202egpj.exe\""}}, "MZ"},
	"named":      {"application/octet-stream", http.Header{"Content-Disposition": {`attachment; filename="<script>alert(1)</script>.html"; filename*=UTF-8''..%2f..%2fetc%2fpasswd%0d%0aX-Injected:%201`}}, "x"},
}

// newMuseum serves an archive in which everything that a portal can say is
// mischief, in two visits, so that there are versions, changes and differences.
func newMuseum(t *testing.T) *museum {
	t.Helper()
	at := time.Date(2026, 2, 10, 1, 0, 0, 0, time.UTC)
	clock := func() time.Time { return at }
	arc, err := archive.New(t.Context(), memstore.New(), archive.Options{Reader: given{}, Clock: clock,
		After: func(time.Duration) <-chan time.Time { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = arc.Close() })
	m := &museum{arc: arc, originals: map[string]archive.PageID{}, world: &world{T: t}}
	const site = "http://www.yunhu.example/"
	for visit := range int64(2) {
		at = at.AddDate(0, 0, 1)
		pass, _, err := arc.BeginPass(t.Context(), "yunhu")
		if err != nil {
			t.Fatal(err)
		}
		for _, year := range []int{2022, 2023, 2024} {
			m.visit(pass.ID, at, site+`"><script>alert(1)</script>/`+strings.Repeat("x", year-2020)+`?javascript:alert(1)`, "application/json", nil, record(year, 5+visit*int64(year-2022)))
		}
		m.visit(pass.ID, at, site+"guide", "application/json", nil, guide([]string{"0533-1", mischief}[visit]))
		for name, e := range exhibits {
			m.originals[name] = m.visit(pass.ID, at, site+name, e.contentType, e.header, []byte(e.payload))
		}
		pass.State, pass.StopReason, pass.Suspect, pass.Left = archive.PassPartial, mischief, []string{mischief}, []string{"javascript:alert(1)", mischief}
		if _, err := arc.EndPass(t.Context(), pass); err != nil {
			t.Fatal(err)
		}
	}
	cat := catalog.New(arc, catalog.Options{Clock: clock})
	portals := func() []catalog.Portal {
		return []catalog.Portal{{ID: "yunhu", Name: "云湖市" + mischief, Region: mischief, Home: "javascript:alert(1)", Enabled: true,
			Next: catalog.Visit{At: at, Reason: mischief}}}
	}
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	pages, err := page.New(page.Options{Archive: arc, Catalog: cat, Portals: portals, Clock: clock, Log: log, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	m.world = run(t, serve.Options{
		Pages: pages, Archive: arc, Token: token,
		API:     api.New(api.Options{Archive: arc, Catalog: cat, Portals: portals, Clock: clock, Log: log}),
		Feeds:   feed.New(feed.Options{Archive: arc, Base: serve.Base(""), Log: log}),
		Sources: serve.Sources{Portals: portals, Passes: arc.Passes, Catalog: cat.Current},
	})
	return m
}

// linksOf are the addresses of this server that a page names.
func linksOf(doc *html.Node) (here []string) {
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(a.Val, "/") {
				path, _, _ := strings.Cut(a.Val, "#")
				here = append(here, path)
			}
		}
	}
	return here
}

// follow asks for every page that the overview leads to, in both languages, and
// hands f what was answered; originals and feeds are found, not read.
func (m *museum) follow(f func(path string, a answered)) {
	m.Helper()
	todo, seen, read := []string{"/", "/en/"}, map[string]bool{"/": true, "/en/": true}, 0
	for len(todo) > 0 && read < 400 {
		path := todo[0]
		todo = todo[1:]
		if strings.HasPrefix(path, "/original/") || strings.HasPrefix(path, "/static/") {
			continue
		}
		a := m.do("GET " + path)
		read++
		f(path, a)
		if a.StatusCode >= 500 {
			m.Errorf("%s: %s", path, a.Status)
		}
		if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(strings.NewReader(a.body))
		if err != nil {
			m.Fatal(err)
		}
		for _, to := range linksOf(doc) {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	if read < 30 {
		m.Errorf("only %d pages were found", read)
	}
}
