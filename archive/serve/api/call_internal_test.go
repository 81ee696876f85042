package api

import (
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gongkai/archive"
)

// FuzzParseQuery: whatever a client writes, what comes through is text, known
// and given once; anything else is a problem with a status of the client's.
func FuzzParseQuery(f *testing.F) {
	for _, q := range []string{"", "a=1&b=2", "a=1&a=2", "c=1", "a=", "a=%00", "a=%ff", "%61=1", "a;b", "a=1&&b", "a=%E4%B8%AD", "=", "a"} {
		f.Add(q)
	}
	known := []string{"a", "b"}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := parseQuery(raw, known)
		if err != nil {
			if p, ok := err.(*Problem); !ok || p.Status != 400 {
				t.Fatalf("%q: %v", raw, err)
			}
			return
		}
		given, err := url.ParseQuery(raw)
		if err != nil || len(given) != len(values) {
			t.Fatalf("%q: %d came through of %d: %v", raw, len(values), len(given), err)
		}
		for k, v := range values {
			if !slices.Contains(known, k) || len(given[k]) != 1 || given[k][0] != v || v == "" || !isText(v) {
				t.Errorf("%q: %q=%q came through", raw, k, v)
			}
		}
	})
}

// TestATokenGivesItsPositionBackAndNoOther: any position survives a token of the
// same list, and a changed token is told.
func TestATokenGivesItsPositionBackAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		to := &route{path: base + "/filings", query: []string{"q", "page", "limit"}}
		c := &call{request: httptest.NewRequest("GET", to.path, nil), route: to, values: map[string]string{"q": rapid.String().Draw(t, "q")}}
		position := rapid.StringN(1, 300, -1).Draw(t, "position")
		token := c.token(position)
		if got, err := c.openToken(token); err != nil || got != position {
			t.Fatalf("%q came back as %q: %v", position, got, err)
		}
		changed := []byte(token)
		i := rapid.IntRange(0, len(changed)-1).Draw(t, "at")
		if changed[i]++; string(changed) != token {
			if got, err := c.openToken(string(changed)); err == nil {
				t.Fatalf("a changed token opens as %q", got)
			}
		}
	})
}

func TestAcceptChoosesWhatTheClientLikesBest(t *testing.T) {
	both := []string{jsonType, csvType}
	for header, want := range map[string]string{
		"":                                       jsonType,
		"*/*":                                    jsonType,
		"text/csv":                               csvType,
		"text/*":                                 csvType,
		"text/csv;q=0.5, application/json;q=0.4": csvType,
		"application/json;q=0.1, */*;q=0.9":      csvType,
		"text/html,application/xhtml+xml,*/*;q=1": jsonType,
		"application/json;q=0, text/csv;q=0":      "",
		"image/png":                               "",
		"text/csv;q=2":                            "",
		"text/csv;q=x":                            "",
		";;;, text/csv":                           csvType,
		"TEXT/CSV":                                csvType,
	} {
		t.Run(header, func(t *testing.T) {
			if got := accepts(header, both); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func TestAFileNameIsHarmless(t *testing.T) {
	for name, want := range map[string]string{
		"年报.doc":              "年报.doc",
		"../../etc/passwd":    "_.._etc_passwd",
		`C:\a"b.txt`:          "C__a_b.txt",
		"a\r\nSet-Cookie: x":  "aSet-Cookie_ x",
		"\u202etxt.exe":       "txt.exe",
		"...":                 "1a2b3c4d5e6f7081.2",
		"":                    "1a2b3c4d5e6f7081.2",
		"\xff\xfe":            "1a2b3c4d5e6f7081.2",
		"x" + string(rune(0)): "x",
	} {
		t.Run(name, func(t *testing.T) {
			if got := fileName(testVersion(name)); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func testVersion(name string) *archive.Version {
	return &archive.Version{Page: "1a2b3c4d5e6f7081", Number: 2, Name: name}
}
