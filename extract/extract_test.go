package extract_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/extract"
	"gongkai/extract/report"
	"gongkai/extract/zipxml/zipxmltest"
)

const page = `<!DOCTYPE html><html><head><title>年报</title></head><body><p>云湖市青石区水务局</p></body></html>`

// zipped makes a ZIP file of empty parts.
func zipped(names ...string) []byte {
	var parts []string
	for _, name := range names {
		parts = append(parts, name, "")
	}
	return zipxmltest.Pack(parts...)
}

func ole(stream string) []byte {
	b := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504))
	for _, c := range stream {
		b = append(b, byte(c), 0)
	}
	return append(b, 0, 0)
}

func TestFormatIsFoundByTheBytes(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(page))
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(page))
	tests := []struct {
		name    string
		payload []byte
		hints   extract.Hints
		state   extract.State
		format  string
		finding string // code of the first finding of the first record
	}{
		{"a page", []byte(page), extract.Hints{}, extract.StateRead, "html", ""},
		{"a page in GBK", gbk, extract.Hints{}, extract.StateRead, "html", ""},
		{"a page in UTF-16", utf16, extract.Hints{}, extract.StateRead, "html", ""},
		{"a .doc that is a page", []byte(page), extract.Hints{Name: "年报.doc", ContentType: "application/msword"}, extract.StateRead, "html", ""},
		{"a .pdf that is an error page", []byte("\r\n<HTML><body>404"), extract.Hints{Name: "a.pdf", ContentType: "application/pdf"}, extract.StateRead, "html", ""},
		{"a fragment", []byte("<div>文字</div>"), extract.Hints{}, extract.StateRead, "html", ""},
		{"a page behind junk", []byte("ok\n<html><body>文</body></html>"), extract.Hints{}, extract.StateRead, "html", ""},
		{"tags inside text, but the name says page", []byte("文字<br>文字"), extract.Hints{Name: "t1.shtml?x=1"}, extract.StateRead, "html", ""},
		{"tags inside text, but the type says page", []byte("文字<br>文字"), extract.Hints{ContentType: "text/html; charset=utf-8"}, extract.StateRead, "html", ""},
		{"text", []byte("一、总体情况\n<关于公开>的通知"), extract.Hints{Name: "a.txt"}, extract.StateRead, "text", ""},
		{"text that begins with angle brackets", []byte("<附件> 一、总体情况"), extract.Hints{}, extract.StateRead, "text", ""},
		{"text with the name of a page and no tag", []byte("文字"), extract.Hints{Name: "a.html"}, extract.StateRead, "text", ""},
		{"pdf", []byte("%PDF-1.4\n"), extract.Hints{}, extract.StateUnreadable, "pdf", "truncated"},
		{"pdf behind other bytes", []byte("junk\r\n%PDF-1.4\n\x00\x01"), extract.Hints{}, extract.StateUnreadable, "pdf", "truncated"},
		{"pdf that calls itself a page", []byte("%PDF-1.4\n"), extract.Hints{Name: "a.html", ContentType: "text/html"}, extract.StateUnreadable, "pdf", "truncated"},
		{"doc, broken", ole("WordDocument"), extract.Hints{}, extract.StateUnreadable, "doc", "broken"},
		{"xls", ole("Workbook"), extract.Hints{Name: "a.doc"}, extract.StateUnreadable, "xls", "broken"},
		{"some other compound file", ole("Contents"), extract.Hints{}, extract.StateFormatNotRead, "ole", "format_not_read"},
		{"docx", zipped("[Content_Types].xml", "word/document.xml"), extract.Hints{Name: "a.doc"}, extract.StateUnreadable, "docx", "broken"},
		{"docx whose parts have other names", zipxmltest.Pack("[Content_Types].xml", `<Types><Override PartName="/a.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`, "a.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>`), extract.Hints{}, extract.StateRead, "docx", ""},
		{"docx cut short", zipped("word/document.xml")[:60], extract.Hints{}, extract.StateUnreadable, "docx", "broken"},
		{"an office file with a password", ole("EncryptedPackage"), extract.Hints{Name: "a.docx"}, extract.StateUnreadable, "ooxml", "encrypted"},
		{"xlsx", zipped("xl/workbook.xml"), extract.Hints{}, extract.StateUnreadable, "xlsx", "empty"},
		{"ofd", zipped("OFD.xml"), extract.Hints{}, extract.StateUnreadable, "ofd", "broken"},
		{"ofd, named in other letters", zipped("/ofd.XML"), extract.Hints{Name: "a.pdf"}, extract.StateUnreadable, "ofd", "broken"},
		{"zip", zipxmltest.Pack("年报.html", page), extract.Hints{}, extract.StateRead, "zip", ""},
		{"zip of files that are not read", zipxmltest.Pack("年报.png", "\x89PNG\r\n\x1A\n\x00"), extract.Hints{}, extract.StateFormatNotRead, "zip", "format_not_read"},
		{"zip of an empty file", zipped("年报.pdf"), extract.Hints{}, extract.StateUnreadable, "zip", "empty"},
		{"zip without files", zipped(), extract.Hints{}, extract.StateUnreadable, "zip", "empty"},
		{"zip of a folder named as in docx", zipxmltest.Pack("word/年报.html", page), extract.Hints{}, extract.StateRead, "zip", ""},
		{"zip of a file named as in odf", zipxmltest.Pack("content.xml", page), extract.Hints{}, extract.StateRead, "zip", ""},
		{"a package of another program", zipxmltest.Pack("[Content_Types].xml", "<Types/>", "visio/document.xml", "<x/>"), extract.Hints{}, extract.StateFormatNotRead, "opc", "format_not_read"},
		{"odf", zipped("mimetype", "content.xml"), extract.Hints{}, extract.StateFormatNotRead, "odf", "format_not_read"},
		{"epub", zipped("mimetype", "META-INF/container.xml"), extract.Hints{}, extract.StateFormatNotRead, "epub", "format_not_read"},
		{"a .doc that is rtf", []byte(`{\rtf1\ansi text}`), extract.Hints{Name: "a.doc"}, extract.StateRead, "rtf", ""},
		{"rtf behind a byte order mark", []byte("\xEF\xBB\xBF\r\n{\\rtf1 text}"), extract.Hints{}, extract.StateRead, "rtf", ""},
		{"rtf, cut short", []byte(`{\rtf1\ansi`), extract.Hints{Name: "a.doc"}, extract.StateUnreadable, "rtf", "truncated"},
		{"rar, cut short", []byte("Rar!\x1A\x07\x01\x00"), extract.Hints{}, extract.StateUnreadable, "rar", "truncated"},
		{"7z", []byte("7z\xBC\xAF\x27\x1C\x00"), extract.Hints{}, extract.StateFormatNotRead, "7z", "format_not_read"},
		{"png", []byte("\x89PNG\r\n\x1A\n\x00"), extract.Hints{}, extract.StateFormatNotRead, "png", "format_not_read"},
		{"jpeg", []byte("\xFF\xD8\xFF\xE0\x00"), extract.Hints{}, extract.StateFormatNotRead, "jpeg", "format_not_read"},
		{"webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), extract.Hints{}, extract.StateFormatNotRead, "webp", "format_not_read"},
		{"a .doc that is a single file web page", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gb2312\r\n" +
			"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=C4=EA=B1=A8\r\n--b--"), extract.Hints{Name: "a.doc"}, extract.StateRead, "mhtml", ""},
		{"mhtml without a page", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), extract.Hints{Name: "a.doc"}, extract.StateUnreadable, "mhtml", "broken"},
		{"a mail", []byte("From: a@b.example\r\nSubject: =?utf-8?B?5bm05oql?=\r\nContent-Type: multipart/mixed;\r\n boundary=b\r\n\r\n--b\r\n"), extract.Hints{Name: "a.eml"}, extract.StateFormatNotRead, "eml", "format_not_read"},
		{"text with particulars on top", []byte("Title: 年报\nAuthor: 水利局\nDate: 2023\n\n文字"), extract.Hints{}, extract.StateRead, "text", ""},
		{"sylk", []byte("ID;PWXL;N;E\nC;Y1;X1;K\"年报\"\nE\n"), extract.Hints{Name: "a.slk"}, extract.StateFormatNotRead, "sylk", "format_not_read"},
		{"xlsb", zipped("[Content_Types].xml", "xl/workbook.bin"), extract.Hints{}, extract.StateFormatNotRead, "xlsb", "format_not_read"},
		{"dif", []byte("TABLE\r\n0,1\r\n\"年报\"\r\n"), extract.Hints{Name: "a.dif"}, extract.StateFormatNotRead, "dif", "format_not_read"},
		{"pages", zipped("Index/Document.iwa", "Metadata/Properties.plist"), extract.Hints{Name: "a.pages"}, extract.StateFormatNotRead, "iwork", "format_not_read"},
		{"an xls of Excel 4", []byte("\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00"), extract.Hints{Name: "a.xls"}, extract.StateFormatNotRead, "biff", "format_not_read"},
		{"a doc of Word 2", []byte("\xDB\xA5\x2D\x00\x00\x00\x09\x04\x00\x00"), extract.Hints{Name: "a.doc"}, extract.StateFormatNotRead, "winword", "format_not_read"},
		{"write", []byte("\x31\xBE\x00\x00\x00\xAB\x00\x00"), extract.Hints{Name: "a.wri"}, extract.StateFormatNotRead, "write", "format_not_read"},
		{"wordperfect", []byte("\xFFWPC\x10\x00\x00\x00"), extract.Hints{Name: "a.wpd"}, extract.StateFormatNotRead, "wordperfect", "format_not_read"},
		{"a page kept by Safari", []byte("bplist00\xD1\x01\x02\x00"), extract.Hints{Name: "a.webarchive"}, extract.StateFormatNotRead, "bplist", "format_not_read"},
		{"a shortcut", []byte("L\x00\x00\x00\x01\x14\x02\x00\x00"), extract.Hints{Name: "年报.doc"}, extract.StateFormatNotRead, "shortcut", "format_not_read"},
		{"tar", append(append(make([]byte, 257), "ustar"...), make([]byte, 300)...), extract.Hints{}, extract.StateFormatNotRead, "tar", "format_not_read"},
		{"xml", []byte("<?xml version=\"1.0\"?><w:wordDocument/>"), extract.Hints{}, extract.StateFormatNotRead, "xml", "format_not_read"},
		{"empty", nil, extract.Hints{Name: "a.html"}, extract.StateUnreadable, "unknown", "empty"},
		{"nothing but blanks", []byte(" \r\n\u3000\u00a0"), extract.Hints{}, extract.StateUnreadable, "unknown", "empty"},
		{"bytes full of zeros", []byte("ab\x00\x01\x02\x00cd\x00"), extract.Hints{}, extract.StateUnreadable, "unknown", "binary"},
		{"no characters at all", bytes.Repeat([]byte{0xFF, 0x80, 'a'}, 50), extract.Hints{}, extract.StateUnreadable, "text", "bad_encoding"},
		{"too long", make([]byte, extract.MaxPayload+1), extract.Hints{}, extract.StateUnreadable, "unknown", "limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := extract.Read(tt.payload, tt.hints)
			saidHeavy(t, tt.payload, r)
			if r.State != tt.state || r.Format != tt.format {
				t.Errorf("state %s, format %s, want %s, %s", r.State, r.Format, tt.state, tt.format)
			}
			if (r.Document != nil) != (tt.state == extract.StateRead) {
				t.Errorf("document = %v in state %s", r.Document, r.State)
			}
			if len(r.Records) == 0 {
				t.Fatal("no record")
			}
			if tt.finding == "" {
				return
			}
			rec := r.Records[0]
			if rec.Kind != report.Other || len(rec.Findings) == 0 || rec.Findings[0].Code != tt.finding {
				t.Errorf("record %s with findings %+v, want other with %s", rec.Kind, rec.Findings, tt.finding)
			}
		})
	}
}

func TestAFewBrokenBytesAreReadWithAFinding(t *testing.T) {
	body := strings.Repeat("<p>云湖市青石区水务局政府信息公开</p>", 20)
	for name, tt := range map[string]struct{ payload, code string }{
		"a zero byte":             {"<html>" + body + "\x00", extract.CodeBinary},
		"a byte of no character":  {"<html>" + body + "\xff", extract.CodeBadEncoding},
		"a character cut in half": {"<html>" + body + "年"[:1], extract.CodeBadEncoding},
	} {
		t.Run(name, func(t *testing.T) {
			r := extract.Read([]byte(tt.payload), extract.Hints{})
			if r.State != extract.StateRead || len(r.Document.Findings) == 0 || r.Document.Findings[0].Code != tt.code {
				t.Fatalf("state %s, document %+v, want read with %s", r.State, r.Document, tt.code)
			}
		})
	}
}

func TestSourceSaysWhichFile(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(page))
	sum := sha256.Sum256(gbk)
	want := report.Source{File: "a.html", Format: "html", Charset: "gb18030", SHA256: hex.EncodeToString(sum[:])}
	r := extract.Read(gbk, extract.Hints{Name: "a.html", ContentType: "text/html; charset=gb2312"})
	if diff := cmp.Diff(want, r.Records[0].Source); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestNodeChangesNothing(t *testing.T) {
	node, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	without, with := extract.Read([]byte(page), extract.Hints{}), extract.Read([]byte(page), extract.Hints{Node: node})
	if diff := cmp.Diff(without.Document, with.Document); diff != "" {
		t.Errorf("with the node (-without +with):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(page), "a.html", "text/html; charset=gbk")
	f.Add([]byte("二、\n\t规章\n\t0\n\n三、\n"), "a.txt", "")
	f.Add([]byte("PK\x03\x04word/document.xml"), "", "")
	f.Add(zipxmltest.Pack("a.txt", "一、总体情况", "b.zip", string(zipxmltest.Pack("c.html", page))), "a.zip", "")
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a.doc", "")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), "", "text/html")
	f.Add([]byte("RIFF\x00\x00\x00\x00\xff\xff\xff\xffxxxx"), "", "")
	f.Fuzz(func(t *testing.T, payload []byte, name, contentType string) {
		before := bytes.Clone(payload)
		r := extract.Read(payload, extract.Hints{Name: name, ContentType: contentType})
		saidHeavy(t, payload, r)
		if len(r.Records) == 0 {
			t.Error("no record")
		}
		if r.State != extract.StateRead && (r.Document != nil || len(r.Records[0].Findings) == 0) {
			t.Errorf("%s without a finding that says why", r.State)
		}
		if !bytes.Equal(before, payload) {
			t.Error("Read wrote to its payload")
		}
	})
}
