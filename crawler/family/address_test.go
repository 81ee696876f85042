package family

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// same fails where the quick way of an address and net/url do not agree.
func same(t interface{ Errorf(string, ...any) }, base *url.URL, href string) (quick bool) {
	b := newBases(base)
	want, wantOK := resolve(base, href)
	got, at, ok := b.resolve(href)
	if ok != wantOK {
		t.Errorf("%s + %q: resolved %v, net/url %v", base, href, ok, wantOK)
		return false
	}
	if !ok {
		return false
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(url.Userinfo{})); d != "" || at != want.String() {
		t.Errorf("%s + %q as %q (-net/url +quick):\n%s", base, href, at, d)
	}
	u, _ := b.plain(strings.TrimSpace(href))
	return u != nil
}

func TestQuickAddressesAreThoseOfNetURL(t *testing.T) {
	pieces := []string{
		"/", "/", "//", ".", "..", "../", "./", "a", "zwgk", "t20260320_534737.html", "?", "?id=1&x=%20", "#", "#top", "%2F", "%zz", " ", "\\", ":", "@", "+",
		"http://", "https://", "HTTP://", "www.yunhu.gov.cn", "WWW.Yunhu.gov.cn", ":8080", "政", "{{", ";", ",", "~", "!", "index", ".html", "-", "=", "\n", "?a?b",
	}
	bases := []string{
		"http://www.yunhu.gov.cn/", "http://www.yunhu.gov.cn", "https://www.yunhu.gov.cn:8443/zwgk/nb/index.html?x=1", "http://127.0.0.1:80/a/b/c/", "http://u:p@www.yunhu.gov.cn/a/b",
		"http://www.yunhu.gov.cn/%E6%94%BF/a.html", "http://www.yunhu.gov.cn/a%2Fb/c", "http://www.yunhu.gov.cn/a/../b/x.html", "http://www.yunhu.gov.cn//a//b/", "http://[::1]/a/b", "http://WWW.yunhu.gov.cn/a/",
	}
	quick := 0
	rapid.Check(t, func(t *rapid.T) {
		base, err := url.Parse(rapid.SampledFrom(bases).Draw(t, "base"))
		if err != nil {
			t.Fatal(err)
		}
		if same(t, base, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 7).Draw(t, "href"), "")) {
			quick++
		}
	})
	if quick == 0 {
		t.Error("no address went the quick way")
	}
	base := &url.URL{Scheme: "http", Host: "www.yunhu.gov.cn", Path: "/zwgk/nb/index.html"}
	for _, href := range []string{"/a.html", "./202603/t1_2.html", "../zn/", "../../../x", "t1.html", "http://a.gov.cn/x?y=1", "https://a.gov.cn/", "/x?a=1&b=%20", "x?a=1"} {
		if !same(t, base, href) {
			t.Errorf("%q does not go the quick way", href)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("http://www.yunhu.gov.cn/zwgk/", "../a/./b.html?c=d#e")
	f.Add("https://www.yunhu.gov.cn:8443/x", "https://A.gov.cn/..//%2e")
	f.Add("http://[::1]/%E6%94%BF/", "?a b")
	f.Fuzz(func(t *testing.T, base, href string) {
		u, err := url.Parse(base)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Skip()
		}
		same(t, u, href)
	})
}
