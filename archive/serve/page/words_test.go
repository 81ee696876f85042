package page

import (
	"bytes"
	"html/template"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestPlainTakesOutWhatTurnsTheLine(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb\u2066c\u2069":    "abc",
		"改\u0000\u001b[31m了\u0085": "改[31m了",
		"é—☃\U0001F600\n\t":        "é—☃\U0001F600\n\t",
		"\xe2\x80":                 "\xe2\x80",
	} {
		if got := string(plain([]byte(in))); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestAddressesAreEscaped(t *testing.T) {
	tmpl := template.Must(template.New("").Funcs(english.funcs()).Parse(`<a href="{{organURL .}}?x">{{.}}</a><a href="{{web .}}">`))
	for in, want := range map[string]string{
		`p/局(甲)`:                `<a href="/en/organ/p/%E5%B1%80%28%E7%94%B2%29?x">p/局(甲)</a><a href="">`,
		`p/"><script>`:          `<a href="/en/organ/p/%22%3E%3Cscript%3E?x">p/&#34;&gt;&lt;script&gt;</a><a href="">`,
		`javascript:alert(1)//`: `<a href="/en/organ/javascript:alert%281%29/%2F?x">javascript:alert(1)//</a><a href="">`,
	} {
		var b bytes.Buffer
		if err := tmpl.Execute(&b, in); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s\n got %s\nwant %s", in, &b, want)
		}
	}
}

func TestFilingAddresses(t *testing.T) {
	for id, want := range map[string]string{
		"p/局/annual_report/2023": "/filing/p/%E5%B1%80/2023",
		"p/局/guide":              "/filing/p/%E5%B1%80/guide",
		"p/局/annual_report":      "/organ/p/%E5%B1%80",
		"p/局/other/2020":         "/organ/p/%E5%B1%80",
	} {
		if got := filingPath(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestNumbersAndTimes(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := num(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	if got := when(time.Date(2025, 12, 31, 16, 30, 0, 0, time.UTC)); got != "2026-01-01 00:30" {
		t.Errorf("China time %s", got)
	}
}

func TestHalfIsTheReadersLanguage(t *testing.T) {
	for s, want := range map[string][2]string{
		"年报季，每天一次 · season, daily": {"年报季，每天一次", "season, daily"},
		"只有中文":                  {"只有中文", "只有中文"},
		"three · parts · whole": {"three · parts · whole", "three · parts · whole"},
		"":                      {"", ""},
	} {
		if zh, en := chinese.half(s), english.half(s); zh != want[0] || en != want[1] {
			t.Errorf("%q: %q and %q, want %q", s, zh, en, want)
		}
	}
}

func TestRobotsAreKeptFromAddressesWithoutEnd(t *testing.T) {
	w := httptest.NewRecorder()
	(&Pages{}).robots(w, nil)
	for _, path := range []string{"/diff", "/compare", "/original/", "/*?*at="} {
		if !strings.Contains(w.Body.String(), "Disallow: "+path+"\n") {
			t.Errorf("robots.txt lets them ask for %s:\n%s", path, w.Body)
		}
	}
}
