package mhtml_test

import (
	"errors"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/mhtml"
)

func message(lines ...string) []byte {
	return []byte(strings.Join(lines, "\r\n"))
}

func TestPage(t *testing.T) {
	for name, c := range map[string]struct {
		in                []byte
		page, contentType string
		cut               bool
	}{
		"quoted-printable": {message("MIME-Version: 1.0", `Content-Type: multipart/related; boundary="b"`, "", "preamble", "--b",
			`Content-Type: text/html; charset="gb2312"`, "Content-Transfer-Encoding: quoted-printable", "", "<p>=D5=FE=", "=B8=AE</p>", "--b",
			"Content-Type: image/png", "", "x", "--b--", ""), "<p>\xd5\xfe\xb8\xae</p>", `text/html; charset="gb2312"`, false},
		"base64, folded header, byte order mark": {message("\xEF\xBB\xBFMIME-Version: 1.0", "Content-Type: multipart/related;", "\tboundary=b", "", "--b",
			"Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PHA+", "YTwvcD4=", "--b--"), "<p>a</p>", "text/html", false},
		"the part that is the start": {message("MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b; start=\"<two>\"", "", "--b",
			"Content-Type: text/html", "", "one", "--b", "Content-Type: text/html", "Content-ID: <two>", "", "two", "--b--"), "two", "text/html", false},
		"parts within parts": {message("MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b", "", "--b",
			"Content-Type: multipart/alternative; boundary=c", "", "--c", "Content-Type: text/plain", "", "plain", "--c", "Content-Type: text/html", "", "page", "--c--", "--b--"),
			"page", "text/html", false},
		"one part only":      {message("MIME-Version: 1.0", "Content-Type: text/html", "", "page"), "page", "text/html", false},
		"the end is missing": {message("MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "", "page"), "page", "text/html", true},
	} {
		t.Run(name, func(t *testing.T) {
			page, contentType, cut, err := mhtml.Page(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if string(page) != c.page || contentType != c.contentType || cut != c.cut {
				t.Errorf("got %q, %q, %v", page, contentType, cut)
			}
		})
	}
}

func TestPageErrors(t *testing.T) {
	deep := strings.Repeat("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n", 9)
	for _, in := range []string{"", "no header", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "MIME-Version: 1.0\r\n" + deep} {
		_, _, _, err := mhtml.Page([]byte(in))
		var e *document.Error
		if !errors.As(err, &e) || e.Code != document.CodeBroken {
			t.Errorf("%.40q: %v", in, err)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add(message("MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PHA+", "--b--"))
	f.Fuzz(func(t *testing.T, in []byte) {
		page, _, _, err := mhtml.Page(in)
		if len(page) > len(in) || (page == nil) == (err == nil) {
			t.Fatalf("%d bytes of %d, %v", len(page), len(in), err)
		}
	})
}
