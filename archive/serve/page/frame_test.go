package page

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// foreign draws strings that try to leave the place where they are put.
func foreign() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "局", `"><script>alert(1)</script>`, "' onload='x", "</title><b>", "</main>", "a&b=c", "`", "\x00\x1b", "\u202e", "\xff\xfe", "--><x>",
	}))
}

// framed is the frame of a view around an empty main part.
func framed(v *view) string {
	var m markup
	m.head(v)
	m.foot(v)
	return string(m.b)
}

// shape is the elements of a page with the names of their attributes.
func shape(t *rapid.T, page string) (*goquery.Document, string) {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		b.WriteString(goquery.NodeName(s))
		for _, a := range s.Nodes[0].Attr {
			fmt.Fprintf(&b, " %s", a.Key)
		}
		b.WriteByte('\n')
	})
	return doc, b.String()
}

// TestNothingLeavesItsPlaceInTheFrame: whatever the values of a page are, its
// frame has the elements and attributes that it has of plain words, and each
// value stands where it belongs.
func TestNothingLeavesItsPlaceInTheFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom([]lang{chinese, english}).Draw(t, "language")
		words := foreign().Draw(t, "words")
		path := (&url.URL{Path: "/search/" + strings.ToValidUTF8(foreign().Draw(t, "path"), "")}).EscapedPath()
		of := func(words, path string) *view {
			return &view{
				sheet: &sheet{Title: words, Nav: "search", Dated: true}, Lang: l, Here: "https://g.example" + path, Chinese: path, English: path,
				Path: path, Day: words, Keep: "?at=" + url.QueryEscape(words), Query: words, Style: "/static/x.css", Version: words, Alternate: "/feed",
				Params: []param{{words, words}},
			}
		}
		v, plainly := of(words, path), of("x", "/x")
		if v.Day == "" {
			plainly.Day = ""
		}
		doc, got := shape(t, framed(v))
		_, want := shape(t, framed(plainly))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		var m markup
		m.text(words)
		shown := goquery.NewDocumentFromNode(doc.Nodes[0]).Find("#q").AttrOr("value", "")
		told, err := goquery.NewDocumentFromReader(strings.NewReader("<p title=\"" + string(m.b) + "\">"))
		if err != nil {
			t.Fatal(err)
		}
		if want := told.Find("p").AttrOr("title", ""); shown != want {
			t.Fatalf("the field has %q, want %q", shown, want)
		}
		doc.Find("a[href], link[href]").Each(func(_ int, s *goquery.Selection) {
			u, err := url.Parse(s.AttrOr("href", ""))
			if err != nil || u.Scheme != "" && u.Host != "g.example" || u.Scheme == "" && (u.Host != "" || !strings.HasPrefix(u.Path, "/")) && u.Fragment == "" {
				t.Fatalf("a link to %q: %v", s.AttrOr("href", ""), err)
			}
		})
	})
}

// TestAddressesAreWrittenAsTemplatesDo holds href against html/template.
func TestAddressesAreWrittenAsTemplatesDo(t *testing.T) {
	tmpl := template.Must(template.New("").Parse(`<a href="{{.}}">`))
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.SampledFrom([]string{"/", "https://g.example/", "/x?", "/%", "/#"}).Draw(t, "beginning") + foreign().Draw(t, "rest")
		var want bytes.Buffer
		if err := tmpl.Execute(&want, address); err != nil {
			t.Fatal(err)
		}
		var m markup
		m.tag("<a")
		m.href(address)
		m.tag(">")
		if diff := cmp.Diff(want.String(), string(m.b)); diff != "" {
			t.Fatal(diff)
		}
	})
}
