package zipxml_test

import (
	"errors"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/zipxml"
	"gongkai/extract/zipxml/zipxmltest"
)

func TestPartsAreFoundHoweverTheirNamesAreWritten(t *testing.T) {
	f, err := zipxml.Open(zipxmltest.Pack(`Doc_0\Page.XML`, "<a/>", "\xb8\xbd\xbc\xfe/1.xml", "<b/>", "a.xml", "same", "A.xml", "same", "b", "1", "B", "2"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"/doc_0/page.xml", "Doc_0/x/../Page.xml", "../../Doc_0/Page.xml", "附件/1.xml"} {
		if !f.Has(name) {
			t.Errorf("%q is not found", name)
		}
	}
	if b, err := f.Text("a.xml"); err != nil || b != "same" {
		t.Errorf("a.xml is %q, %v", b, err)
	}
	if b, err := f.Text("b"); code(err) != document.CodeBroken {
		t.Errorf("one of two that differ is %q, %v", b, err)
	}
	if _, err := f.Part("b.xml"); code(err) != document.CodeBroken {
		t.Errorf("a missing part: %v", err)
	}
}

func code(err error) string {
	var e *document.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestWhatUnpacksToTooMuchIsRefused(t *testing.T) {
	blank := strings.Repeat(" ", 40<<20)
	f, err := zipxml.Open(zipxmltest.Pack("bomb", blank))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Text("bomb"); code(err) != document.CodeLimit {
		t.Errorf("a bomb: %v", err)
	}
	f, err = zipxml.Open(zipxmltest.Pack("part", blank[:4<<20]))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for ; n < 100; n++ { // the same part again and again counts again
		if _, err = f.Text("part"); err != nil {
			break
		}
	}
	if n != 24 || code(err) != document.CodeLimit {
		t.Errorf("%d × 4 MB were unpacked, then %v; want 24 and the limit of 96 MB", n, err)
	}
}

func TestTokensEndWithTheReason(t *testing.T) {
	const utf16 = "\xFF\xFE<\x00a\x00>\x00-N<\x00/\x00a\x00>\x00"
	for name, c := range map[string]struct{ data, text, code string }{
		"whole":           {"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"GB2312\"?><o:a>中<!-- x --></o:a>", "中", ""},
		"UTF-16":          {utf16, "中", ""},
		"entities":        {`<!DOCTYPE a [<!ENTITY e "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&e;&f;</a>`, "&e;&f;", ""},
		"cut":             {"<a><b>12", "12", document.CodeBroken},
		"crossed":         {"<a><b>12</a></b>", "12", document.CodeBroken},
		"not XML":         {"<a>\x00</a>", "", document.CodeBroken},
		"nested too deep": {strings.Repeat("<a>", 401), "", document.CodeLimit},
		"a text too long": {"<a>" + strings.Repeat("x", 5<<20), "", document.CodeLimit},
		"a tag too long":  {"<a b=\"" + strings.Repeat("x", 5<<20) + "\"/>", "", document.CodeLimit},
		"an odd one":      {"<a b='" + strings.Repeat("x", 5<<20) + "'/>", "", document.CodeLimit},
	} {
		t.Run(name, func(t *testing.T) {
			tokens := zipxml.NewTokens(c.data)
			var text strings.Builder
			for token := tokens.Next(); token != nil; token = tokens.Next() {
				if token.Kind == zipxml.Text {
					text.WriteString(token.Text)
				}
			}
			if got := text.String(); len(got) < 100 && got != c.text || code(tokens.Err()) != c.code {
				t.Errorf("text %.50q, error %v; want %q and %q", text.String(), tokens.Err(), c.text, c.code)
			}
			if tokens.Next() != nil {
				t.Error("there are tokens after the end")
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(zipxmltest.Pack("a.xml", "<a b='1'>c<d/></a>"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for tokens := zipxml.NewTokens(string(b)); tokens.Next() != nil; {
			if tokens.Depth() > 400 {
				t.Fatal("deeper than the limit")
			}
		}
		if file, err := zipxml.Open(b); err == nil {
			_, _ = file.Part("a.xml")
		}
	})
}
