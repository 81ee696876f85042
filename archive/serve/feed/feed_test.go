package feed_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"gongkai/archive"
)

// told is a small archive in which everything happens once.
func told(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, "yunhu")
	const page = "http://www.yunhu.example/a"
	w.visit("yunhu", page, annual(water, 2023, "2023年年报", 5, "一、总体情况", "今年公开五件。"))
	w.visit("yunhu", page, annual(water, 2023, "2023年年报", 6, "一、总体情况", "今年公开六件。"))
	w.visit("yunhu", page, nil)
	w.visit("yunhu", page, annual(water, 2023, "2023年年报", 6, "一、总体情况", "今年公开六件。"))
	return w
}

func TestEveryChangeIsAnEntryWithItsDifference(t *testing.T) {
	h := handler(told(t).arc)
	want := []string{
		"回 · returned: 云湖市青石区水务局 2023 年报",
		"撤 · gone: 云湖市青石区水务局 2023 年报",
		"内容改 · content changed: 云湖市青石区水务局 2023 年报（1 格 cells）",
		"新 · new: 云湖市青石区水务局 2023 年报",
	}
	for _, path := range []string{
		"/feed/atom.xml", "/feed/feed.json", "/feed/portal/yunhu/atom.xml", "/feed/portal/yunhu/feed.json",
		"/feed/organ/yunhu/" + url.PathEscape("青石区水务局") + "/atom.xml", "/feed/organ/yunhu/" + url.PathEscape("青石区水务局") + "/feed.json",
	} {
		rec := get(t, h, path)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, rec.Code, rec.Body)
		}
		f, err := gofeed.NewParser().Parse(strings.NewReader(rec.Body.String()))
		if err != nil {
			t.Fatalf("%s: gofeed: %v", path, err)
		}
		var titles []string
		for _, i := range f.Items {
			titles = append(titles, i.Title)
			if len(i.Authors) != 1 || i.Authors[0].Name != water {
				t.Errorf("%s: authors %v, want the organ as it is written", path, i.Authors)
			}
		}
		if diff := cmp.Diff(want, titles); diff != "" {
			t.Fatalf("%s: %s", path, diff)
		}
		changed := f.Items[2]
		for _, part := range []string{
			"<th>予以公开 / 总计</th><td>5</td><td>6</td>", "今年公开五件。", "今年公开六件。",
			`href="https://archive.example/filing/yunhu/%E9%9D%92%E7%9F%B3%E5%8C%BA%E6%B0%B4%E5%8A%A1%E5%B1%80/2023"`,
			`href="http://www.yunhu.example/a"`,
		} {
			if !strings.Contains(changed.Content, part) {
				t.Errorf("%s: the content lacks %q: %s", path, part, changed.Content)
			}
		}
		if !strings.HasPrefix(changed.Link, "https://archive.example/diff?from=") || !strings.HasSuffix(changed.Link, ".2") {
			t.Errorf("%s: link %s, want the difference", path, changed.Link)
		}
		if changed.PublishedParsed == nil || !changed.PublishedParsed.Equal(start.Add(2*time.Hour)) || !strings.HasSuffix(changed.Published, "Z") {
			t.Errorf("%s: published %s", path, changed.Published)
		}
	}
}

func TestAtomIsValid(t *testing.T) {
	body := get(t, handler(told(t).arc), "/feed/atom.xml").Body.String()
	var f struct {
		XMLName xml.Name
		ID      []string `xml:"http://www.w3.org/2005/Atom id"`
		Title   []string `xml:"http://www.w3.org/2005/Atom title"`
		Updated []string `xml:"http://www.w3.org/2005/Atom updated"`
		Author  []string `xml:"http://www.w3.org/2005/Atom author>name"`
		Link    []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/2005/Atom link"`
		Entry []struct {
			ID        []string `xml:"http://www.w3.org/2005/Atom id"`
			Title     []string `xml:"http://www.w3.org/2005/Atom title"`
			Updated   []string `xml:"http://www.w3.org/2005/Atom updated"`
			Published []string `xml:"http://www.w3.org/2005/Atom published"`
			Author    []string `xml:"http://www.w3.org/2005/Atom author>name"`
			Content   []struct {
				Type string `xml:"type,attr"`
				Text string `xml:",chardata"`
			} `xml:"http://www.w3.org/2005/Atom content"`
			Link []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/2005/Atom link"`
			Category []struct {
				Term   string `xml:"term,attr"`
				Scheme string `xml:"scheme,attr"`
			} `xml:"http://www.w3.org/2005/Atom category"`
		} `xml:"http://www.w3.org/2005/Atom entry"`
	}
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.XMLName.Local != "feed" {
		t.Errorf("the root is %v", f.XMLName)
	}
	// 4.1.1: exactly one id, title, updated; an author; one link to itself.
	if len(f.ID) != 1 || len(f.Title) != 1 || len(f.Updated) != 1 || len(f.Author) == 0 {
		t.Errorf("feed has ids %v, titles %v, updated %v, authors %v", f.ID, f.Title, f.Updated, f.Author)
	}
	if len(f.Link) == 0 || f.Link[0].Rel != "self" || f.Link[0].Href != base+"/feed/atom.xml" {
		t.Errorf("links %v", f.Link)
	}
	ids := map[string]bool{f.ID[0]: true}
	last := time.Time{}
	for i := len(f.Entry) - 1; i >= 0; i-- {
		e := f.Entry[i]
		// 4.1.2: exactly one id, title, updated; one alternate where the content is not the whole.
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Published) != 1 || len(e.Author) == 0 || len(e.Content) != 1 {
			t.Fatalf("entry %+v", e)
		}
		if ids[e.ID[0]] || !strings.HasPrefix(e.ID[0], "urn:uuid:") || e.ID[0][23] != '5' {
			t.Errorf("id %s: not unique, or no UUID of version 5", e.ID[0])
		}
		ids[e.ID[0]] = true
		at, err := time.Parse(time.RFC3339Nano, e.Updated[0])
		if err != nil || at.Before(last) || !strings.HasSuffix(e.Updated[0], "Z") {
			t.Errorf("updated %s behind %s: %v", e.Updated[0], last, err)
		}
		last = at
		alternates := 0
		for _, l := range e.Link {
			if u, err := url.Parse(l.Href); err != nil || !u.IsAbs() || u.Host == "" {
				t.Errorf("link %v is not absolute", l)
			}
			if l.Rel == "alternate" {
				alternates++
			}
		}
		if alternates != 1 || len(e.Category) < 3 || e.Content[0].Type != "html" {
			t.Errorf("entry %+v", e)
		}
		if _, err := html.Parse(strings.NewReader(e.Content[0].Text)); err != nil {
			t.Error(err)
		}
	}
	if f.Updated[0] != last.Format(time.RFC3339Nano) {
		t.Errorf("the feed is of %s, its newest entry of %s", f.Updated[0], last)
	}
}

func TestIDsStayAndAreOfOneChange(t *testing.T) {
	one := archive.Change{Number: 1, Time: start, Kind: archive.ChangeNew, Portal: "p", Page: "0123456789abcdef", URL: "http://a.example/", Version: 1}
	other := one
	other.Time = start.Add(time.Hour) // what got the number after a backup was restored
	id := func(l fakeLog, path string) string {
		var f struct{ Items []struct{ ID string } }
		if err := json.Unmarshal(get(t, handler(l), path).Body.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		return f.Items[0].ID
	}
	all, again := id(fakeLog{one}, "/feed/feed.json"), id(fakeLog{one}, "/feed/portal/p/feed.json")
	if all != again {
		t.Errorf("one change is %s in one feed and %s in another", all, again)
	}
	if id(fakeLog{other}, "/feed/feed.json") == all {
		t.Error("two changes of one number have one id")
	}
}

func TestWhatCannotBeAnswered(t *testing.T) {
	h := handler(told(t).arc)
	for path, code := range map[string]int{
		"/feed/portal/nosuch/atom.xml":                   404,
		"/feed/organ/yunhu/nosuch/feed.json":             404,
		"/feed/organ/nosuch/x/atom.xml":                  404,
		"/feed/rss.xml":                                  404,
		"/feed/atom.xml?kind=contents":                   400,
		"/feed/atom.xml?kind=":                           400,
		"/feed/atom.xml?kinds=new":                       400,
		"/feed/atom.xml?before=0":                        400,
		"/feed/atom.xml?before=-1":                       400,
		"/feed/atom.xml?before=1&before=2":               400,
		"/feed/atom.xml?chrome=yes":                      400,
		"/feed/atom.xml?%zz":                             400,
		"/feed/atom.xml?kind=new,gone":                   200,
		"/feed/atom.xml?kind=new&kind=gone":              200,
		"/feed/feed.json?before=18446744073709551615":    200,
		"/feed/feed.json?before=1":                       200,
		"/feed/feed.json?chrome=1&kind=content&before=3": 200,
	} {
		if rec := get(t, h, path); rec.Code != code {
			t.Errorf("%s: %d %s, want %d", path, rec.Code, rec.Body, code)
		}
	}
}

func TestHostileTextIsOnlyText(t *testing.T) {
	w := newWorld(t, "yunhu")
	const script = `<script>alert("x")</script>`
	title := "A\x00\x08\x1f\ufffe\u202e" + script + " ]]> &amp; \xff\xed\xa0\x80"
	const page = "http://www.yunhu.example/a?q=\"><script>&x=1"
	w.visit("yunhu", page, annual(water+script, 2023, title, 1, script+"\x0b一"))
	w.visit("yunhu", page, annual(water+script, 2023, title, 2, script+"\x0b二"))
	h := handler(w.arc)
	for _, path := range []string{"/feed/atom.xml", "/feed/feed.json"} {
		body := get(t, h, path).Body.String()
		f, err := gofeed.NewParser().Parse(strings.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v\n%s", path, err, body)
		}
		dec := xml.NewDecoder(strings.NewReader(body))
		for strings.HasSuffix(path, "xml") {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		if strings.ContainsAny(body, "\x00\x08\x0b\x1f\ufffe\u202e") {
			t.Errorf("%s holds characters that XML forbids, or that turn the writing", path)
		}
		if len(f.Items) != 2 {
			t.Fatalf("%s has %d entries", path, len(f.Items))
		}
		for _, i := range f.Items {
			tree, err := html.Parse(strings.NewReader(i.Content))
			if err != nil {
				t.Fatal(err)
			}
			for n := range tree.Descendants() {
				if n.Data == "script" && n.Type == html.ElementNode {
					t.Errorf("%s: the content has a script: %s", path, i.Content)
				}
				for _, a := range n.Attr {
					if a.Key == "href" && !strings.HasPrefix(a.Val, base+"/") && !strings.HasPrefix(a.Val, "http://www.yunhu.example/") {
						t.Errorf("%s: a link leads to %s", path, a.Val)
					}
				}
			}
			if u, err := url.Parse(i.Link); err != nil || strings.ContainsAny(i.Link, "<>\" ") {
				t.Errorf("%s: link %q, %v", path, u, err)
			}
		}
	}
}

func TestAddressesThatAreNoneAreNotLinked(t *testing.T) {
	for _, bad := range []string{"javascript:alert(1)", "data:text/html,x", "//evil.example/", "http://", "http://a b/", ""} {
		l := fakeLog{{Number: 1, Time: start, Kind: archive.ChangeMoved, Portal: "p", Page: "0123456789abcdef", URL: bad, MovedTo: bad}}
		for _, path := range []string{"/feed/atom.xml", "/feed/feed.json"} {
			body := get(t, handler(l), path).Body.String()
			if strings.Contains(body, `href="`+bad) && bad != "" || strings.Contains(body, `"via"`) || strings.Contains(body, "external_url") {
				t.Errorf("%q is a link in %s: %s", bad, path, body)
			}
		}
	}
}

func TestLongDifferencesSayWhatIsLeftOut(t *testing.T) {
	w := newWorld(t, "yunhu")
	long := func(n int) *archive.Reading {
		r := annual(water, 2023, "年报", int64(n), strings.Repeat("长", 5000)+strings.Repeat("文", n))
		for i := range 100 {
			c := r.Records[0].Cells["applications.granted.total"]
			r.Records[0].Cells["applications.x"+strings.Repeat("x", i)] = c
		}
		return r
	}
	w.visit("yunhu", "http://www.yunhu.example/a", long(1))
	w.visit("yunhu", "http://www.yunhu.example/a", long(2))
	rec := get(t, handler(w.arc), "/feed/feed.json")
	if body := rec.Body.String(); !strings.Contains(body, "还有 71 处未列 · 71 more not listed") || !strings.Contains(body, "the whole difference") {
		t.Error("it is not said how much is left out")
	}
	if n := rec.Body.Len(); n > 40<<10 {
		t.Errorf("the feed has %d bytes", n)
	}
}

func TestAFeedBeforeTheFirstChangeIsValid(t *testing.T) {
	for _, path := range []string{"/feed/atom.xml", "/feed/feed.json"} {
		rec := get(t, handler(fakeLog{}), path)
		f, err := gofeed.NewParser().Parse(strings.NewReader(rec.Body.String()))
		if err != nil || len(f.Items) != 0 || f.Title == "" {
			t.Errorf("%s: %v, %v", path, f, err)
		}
	}
}

// TestFilesForValidators writes what testdata/validate.mjs reads, where the
// environment names a folder.
func TestFilesForValidators(t *testing.T) {
	dir := os.Getenv("GONGKAI_FEEDS")
	if dir == "" {
		t.Skip("GONGKAI_FEEDS names no folder: nothing is written for other validators")
	}
	h := handler(told(t).arc)
	for _, name := range []string{"atom.xml", "feed.json"} {
		if err := os.WriteFile(dir+"/"+name, get(t, h, "/feed/"+name).Body.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
