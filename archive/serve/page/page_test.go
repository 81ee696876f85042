package page_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// get asks for a page and reads it.
func get(t testing.TB, h http.Handler, path string) (*httptest.ResponseRecorder, *goquery.Document) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return w, doc
}

func TestFaults(t *testing.T) {
	p := newWorld(t).pages()
	for _, c := range []struct {
		name, path, head string
		status           int
	}{
		{"nowhere", "/nowhere", "档案里没有这一页", 404},
		{"nowhere in English", "/en/nowhere", "Not in this archive", 404},
		{"a day that is none", "/?at=gestern", "地址里有一处不对", 400},
		{"a day that is none, in English", "/en/?at=2021-13-01", "Something in the address is wrong", 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, doc := get(t, p, c.path)
			if w.Code != c.status || doc.Find("h1").Text() != c.head {
				t.Errorf("%d %q, want %d %q", w.Code, doc.Find("h1").Text(), c.status, c.head)
			}
		})
	}
}

func TestLanguageSwitchKeepsThePlace(t *testing.T) {
	p := newWorld(t).pages()
	for path, want := range map[string][2]string{
		"/?at=2021-03-01":         {"/?at=2021-03-01", "/en/?at=2021-03-01"},
		"/en/?at=2021-03-01":      {"/?at=2021-03-01", "/en/?at=2021-03-01"},
		"/nowhere?q=%3Cb%3E&x=1":  {"/nowhere?q=%3Cb%3E&x=1", "/en/nowhere?q=%3Cb%3E&x=1"},
		"/en/nowhere/%E6%B1%9F":   {"/nowhere/%E6%B1%9F", "/en/nowhere/%E6%B1%9F"},
		"/en/x%2F%2Fevil.example": {"/x%2F%2Fevil.example", "/en/x%2F%2Fevil.example"},
	} {
		_, doc := get(t, p, path)
		for i, l := range []string{"zh-CN", "en"} {
			if href := doc.Find(".tongues a[hreflang="+l+"]").AttrOr("href", ""); href != want[i] {
				t.Errorf("%s: %s leads to %q, want %q", path, l, href, want[i])
			}
		}
	}
}

func TestStaticFilesAreForEver(t *testing.T) {
	p := newWorld(t).pages()
	_, doc := get(t, p, "/")
	href, _ := doc.Find("link[rel=stylesheet]").Attr("href")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest(http.MethodGet, href, nil))
	css, err := io.ReadAll(w.Body)
	if err != nil || w.Code != 200 || !strings.Contains(string(css), ":focus-visible") {
		t.Fatalf("%s: %d, %d bytes, %v", href, w.Code, len(css), err)
	}
	if cc := w.Header().Get("Cache-Control"); !strings.Contains(cc, "immutable") {
		t.Errorf("Cache-Control %q", cc)
	}
	for _, path := range []string{"/static/style.css", "/static/page.go", "/static/10-base.css"} {
		if w, _ := get(t, p, path); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	w := httptest.NewRecorder()
	newWorld(t).pages().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("x")))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST / answered %d", w.Code)
	}
}
