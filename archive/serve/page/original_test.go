package page

import (
	"mime"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/archive"
)

func TestShownAs(t *testing.T) {
	const html, pdf = "<!doctype html><p>x", "%PDF-1.7\n%\xe2\xe3\xcf\xd3"
	for name, c := range map[string]struct {
		declared, payload string
		kind              string
		shown             bool
	}{
		"a page":                     {"text/html", html, "text/html", true},
		"a page in GBK":              {"text/html;charset=GBK", "<p>\xd5\xc5\xb5\xea", "text/html; charset=gbk", true},
		"a charset that is none":     {`text/html; charset="x y"`, html, "text/html", true},
		"an empty page":              {"text/html", "", "text/html", true},
		"text":                       {"text/plain", "x", "text/plain", true},
		"a PDF":                      {"application/pdf;charset=GBK", pdf, "application/pdf", false},
		"a picture":                  {"image/png", "\x89PNG\r\n\x1a\n", "image/png", true},
		"a PDF that is a page":       {"application/pdf", html, octets, false},
		"a page that is a PDF":       {"text/html", pdf, octets, false},
		"a page that is an archive":  {"text/html", "PK\x03\x04", octets, false},
		"a picture with a script":    {"image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", octets, false},
		"a picture that is a page":   {"image/png", html, octets, false},
		"XML":                        {"application/xml", "<?xml version='1.0'?>", octets, false},
		"XHTML":                      {"application/xhtml+xml", "<?xml version='1.0'?>", octets, false},
		"text that is XML":           {"text/xml", "<?xml version='1.0'?>", octets, false},
		"a script":                   {"text/javascript", "alert(1)", octets, false},
		"nothing declared":           {"", html, octets, false},
		"a type that cannot be read": {"text/html; =", html, octets, false},
		"multipart":                  {"multipart/x-mixed-replace; boundary=x", html, octets, false},
	} {
		t.Run(name, func(t *testing.T) {
			if kind, shown := shownAs(c.declared, []byte(c.payload)); kind != c.kind || shown != c.shown {
				t.Errorf("%q %v, want %q %v", kind, shown, c.kind, c.shown)
			}
		})
	}
}

func TestOriginalNames(t *testing.T) {
	for name, c := range map[string]struct{ given, kind, want string }{
		"as published":            {"2024年报.pdf", "application/pdf", "2024年报.pdf"},
		"none, of a page":         {"", "text/html; charset=utf-8", "1a2b3c4d5e6f7081.2.html"},
		"none, of something else": {"", "application/zip", "1a2b3c4d5e6f7081.2"},
		"a path":                  {"../../etc/passwd", "", "_.._etc_passwd"},
		"hidden":                  {".bashrc", "", "bashrc"},
		"turned around":           {"gpj\u202efdp.exe", "", "gpjfdp.exe"},
		"a header in it":          {"a\r\nSet-Cookie: x=1\".pdf", "", "aSet-Cookie_ x=1_.pdf"},
		"broken":                  {"a\xff.pdf", "", "a.pdf"},
		"only dots":               {"...", "text/plain", "1a2b3c4d5e6f7081.2.txt"},
		"long":                    {strings.Repeat("长", 300) + ".docx", "", strings.Repeat("长", 115) + ".docx"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := originalName(&archive.Version{Page: "1a2b3c4d5e6f7081", Number: 2, Name: c.given, ContentType: c.kind}); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Whatever a portal calls a file and its type, the headers stay whole: one
// parameter each, a name without a path, and nothing shown but what is listed.
func FuzzOriginalHeaders(f *testing.F) {
	f.Add("a.pdf", "application/pdf", []byte("%PDF-"))
	f.Add("a\"; filename=\"b.exe", "text/html\r\nX: y", []byte("<p>"))
	f.Add("%00'\\/\u202e\xff.html", "image/svg+xml", []byte("<svg>"))
	f.Fuzz(func(t *testing.T, name, declared string, payload []byte) {
		v := archive.Version{Page: "1a2b3c4d5e6f7081", Number: 1, Name: name, ContentType: declared}
		kind, shown := shownAs(declared, payload)
		base, _, err := mime.ParseMediaType(kind)
		if err != nil || strings.ContainsAny(kind, "\r\n\x00") || shown != (base != octets && base != "application/pdf") || strings.Contains(base, "xml") {
			t.Fatalf("type %q of %q", kind, declared)
		}
		got := disposition(shown, originalName(&v))
		how, params, err := mime.ParseMediaType(got)
		if err != nil || (how != "inline" && how != "attachment") || (how == "inline") != shown || len(params) != 1 {
			t.Fatalf("%q: %q %v %v", name, got, params, err)
		}
		file := params["filename"]
		if file == "" || !utf8.ValidString(file) || strings.ContainsAny(file, "/\\\r\n\x00\"") || strings.HasPrefix(file, ".") || strings.ContainsAny(got, "\r\n\x00") {
			t.Fatalf("%q became %q", name, file)
		}
	})
}
