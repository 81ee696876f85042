package archive_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/archive"
)

func TestSURT(t *testing.T) {
	for _, tt := range []struct{ name, url, want string }{
		{"scheme and www do not matter", "https://www.yunhu.gov.cn/a", "cn,gov,yunhu)/a"},
		{"http is the same", "http://yunhu.gov.cn/a", "cn,gov,yunhu)/a"},
		{"host in any case", "http://WWW.YunHu.gov.CN/a", "cn,gov,yunhu)/a"},
		{"default port", "https://yunhu.gov.cn:443/", "cn,gov,yunhu)/"},
		{"another port", "http://yunhu.gov.cn:8080/", "cn,gov,yunhu:8080)/"},
		{"no path", "http://yunhu.gov.cn", "cn,gov,yunhu)/"},
		{"case of the path stays", "http://yunhu.gov.cn/ZWGK/Index.html", "cn,gov,yunhu)/ZWGK/Index.html"},
		{"trailing slash stays", "http://yunhu.gov.cn/zwgk/", "cn,gov,yunhu)/zwgk/"},
		{"fragment", "http://yunhu.gov.cn/a#top", "cn,gov,yunhu)/a"},
		{"percent encodings in one spelling", "http://yunhu.gov.cn/%7ea/%e5%85%ac", "cn,gov,yunhu)/~a/%E5%85%AC"},
		{"bare Chinese is its encoding", "http://yunhu.gov.cn/公", "cn,gov,yunhu)/%E5%85%AC"},
		{"encoded slash is no slash", "http://yunhu.gov.cn/a%2Fb", "cn,gov,yunhu)/a%2Fb"},
		{"dot segments", "http://yunhu.gov.cn/a/./b/../c.html", "cn,gov,yunhu)/a/c.html"},
		{"dots above the root", "http://yunhu.gov.cn/../../a", "cn,gov,yunhu)/a"},
		{"session in the path", "http://yunhu.gov.cn/a.do;jsessionid=1F2E?id=3", "cn,gov,yunhu)/a.do?id=3"},
		{"session in the query", "http://yunhu.gov.cn/a?JSESSIONID=1F&id=3", "cn,gov,yunhu)/a?id=3"},
		{"stamp against caches", "http://yunhu.gov.cn/a?id=3&_=1700000000000&t=0.123456", "cn,gov,yunhu)/a?id=3"},
		{"t that is a tab stays", "http://yunhu.gov.cn/a?t=2", "cn,gov,yunhu)/a?t=2"},
		{"query in its order", "http://yunhu.gov.cn/a?vc_xxgkarea=1&number=2&columnid=3", "cn,gov,yunhu)/a?vc_xxgkarea=1&number=2&columnid=3"},
		{"organ pages are different pages", "http://yunhu.gov.cn/public/column/6596?type=4", "cn,gov,yunhu)/public/column/6596?type=4"},
		{"empty query", "http://yunhu.gov.cn/a?", "cn,gov,yunhu)/a"},
		{"address of numbers", "http://10.1.2.3:81/a", "10.1.2.3:81)/a"},
		{"www alone is a name", "http://www.cn/", "cn,www)/"},
		{"user is nobody's business", "http://u:p@yunhu.gov.cn/a", "cn,gov,yunhu)/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got, err := archive.PageIDOf("GET", tt.url, nil)
			if err != nil || got != tt.want {
				t.Errorf("%s: %q, %v; want %q", tt.url, got, err, tt.want)
			}
		})
	}
}

func TestPageIDOfTellsRequestsApart(t *testing.T) {
	id := func(method, url, body string) archive.PageID {
		t.Helper()
		id, _, err := archive.PageIDOf(method, url, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	get := id("", "http://a.cn/x", "")
	if get != id("get", "https://www.a.cn/x#1", "") {
		t.Error("one page has two ids")
	}
	seen := map[archive.PageID]string{get: "GET"}
	for _, body := range []string{"", "page=1", "page=2"} {
		p := id("POST", "http://a.cn/x", body)
		if other, ok := seen[p]; ok {
			t.Errorf("POST %q has the id of %s", body, other)
		}
		seen[p] = "POST " + body
	}
	if len(get) != 16 || strings.Trim(string(get), "0123456789abcdef") != "" {
		t.Errorf("id %q is not 16 hex digits", get)
	}
}

func TestPageIDOfRefusesWhatCannotBeFetched(t *testing.T) {
	for _, url := range []string{
		"", "javascript:void(0)", "ftp://a.cn/", "/relative", "http://", "http:///x", "mailto:a@b.cn",
		"http://a.cn/\x7f", "http://a.cn/" + strings.Repeat("x", 9000), "http://[::1",
	} {
		if id, surt, err := archive.PageIDOf("GET", url, nil); err == nil {
			t.Errorf("%.40q has the id %s (%s)", url, id, surt)
		}
	}
}

func TestSURTDoesNotDependOnTheSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringMatching(`(/[a-zA-Z0-9._~-]{1,8}){1,4}`).Draw(t, "path")
		base := "http://www.yunhu.gov.cn" + path
		var spelt strings.Builder
		for i := range len(path) {
			if c := path[i]; c != '/' && c != '.' && rapid.Bool().Draw(t, "encode") {
				const hex = "0123456789abcdef"
				spelt.WriteByte('%')
				spelt.WriteByte(hex[c>>4])
				spelt.WriteByte(hex[c&15])
			} else {
				spelt.WriteByte(path[i])
			}
		}
		a, _, err1 := archive.PageIDOf("GET", base, nil)
		b, _, err2 := archive.PageIDOf("GET", "https://YUNHU.gov.cn:443"+spelt.String()+"#x", nil)
		if err1 != nil || err2 != nil || a != b {
			t.Errorf("%s and %s: %s, %s, %v, %v", base, spelt.String(), a, b, err1, err2)
		}
	})
}

func FuzzPageIDOf(f *testing.F) {
	for _, s := range []string{"http://a.cn/x;jsessionid=1?_=1700000000000", "http://a.cn/%zz/../..", "http://中国.cn/%E5?%=&&=", "http://www./", "http://a.cn:0x/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, surt, err := archive.PageIDOf("GET", s, nil)
		if err != nil {
			return
		}
		if len(id) != 16 || surt == "" || strings.ContainsAny(surt, " \n#") {
			t.Errorf("%q: id %q, surt %q", s, id, surt)
		}
		for i := range len(surt) {
			if surt[i] >= 0x7f || surt[i] <= ' ' {
				t.Fatalf("%q: surt %q is not plain", s, surt)
			}
		}
	})
}
