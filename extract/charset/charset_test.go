package charset_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"gongkai/extract/charset"
)

const (
	simplified  = "云湖市青石区2024年政府信息公开工作年度报告，本机关收到申请3件。"
	traditional = "雲湖市青石區二零二四年度政府資訊公開工作年報，本機關收到申請三件，均已依法答覆申請人，並無行政訴訟情形。"
)

var (
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

func encode(t interface{ Fatal(...any) }, e encoding.Encoding, s string) []byte {
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	gb := encode(t, simplifiedchinese.GB18030, simplified)
	meta := func(label string, body []byte) []byte {
		return append([]byte(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=`+label+`"></head><body>`), body...)
	}
	tests := []struct {
		name     string
		payload  []byte
		header   string
		want     string // part of the text
		charset  string
		findings string
	}{
		{"ASCII is UTF-8", []byte("abc 123"), "text/html; charset=gb2312", "abc 123", "utf-8", ""},
		{"nothing is UTF-8", nil, "", "", "utf-8", ""},
		{"plain UTF-8", []byte(simplified), "", simplified, "utf-8", ""},
		{"UTF-8 with a mark loses the mark", []byte("\ufeff" + simplified), "text/html; charset=gbk", simplified, "utf-8", ""},
		{"plain GBK", gb, "", simplified, "gb18030", ""},
		{"a UTF-8 mark before GBK text does not decide", append([]byte("\xef\xbb\xbf"), gb...), "", simplified, "gb18030", ""},
		{"gb2312 is decoded as GB18030", encode(t, simplifiedchinese.GB18030, "镕"+simplified+"㐂"), "text/html; charset=gb2312", "镕", "gb18030", ""},
		{"header in an odd form", gb, "text/html;charset=\"GB2312\";", simplified, "gb18030", ""},
		{"header UTF-8 over GBK text loses", gb, "text/html; charset=UTF-8", simplified, "gb18030", "charset_mismatch"},
		{"header GBK over UTF-8 text loses", []byte(simplified), "text/html; charset=GBK", simplified, "utf-8", "charset_mismatch"},
		{"meta gb2312 over UTF-8 text loses", meta("gb2312", []byte(simplified)), "", simplified, "utf-8", "charset_mismatch"},
		{"wrong header, right meta", meta("gbk", gb), "text/html; charset=utf-8", simplified, "gb18030", "charset_mismatch"},
		{"a Latin header says nothing", gb, "text/html; charset=ISO-8859-1", simplified, "gb18030", "charset_mismatch"},
		{"a Latin page that is one", encode(t, charmap.Windows1252, "une page déjà lue, à côté"), "text/html; charset=iso-8859-1", "déjà lue, à côté", "windows-1252", ""},
		{"an unknown charset is not believed", meta("who-knows-what-i-am", []byte(simplified)), "", simplified, "utf-8", ""},
		{"Big5, declared", encode(t, traditionalchinese.Big5, traditional), "text/html; charset=big5", traditional, "big5", ""},
		{"Big5, undeclared", encode(t, traditionalchinese.Big5, traditional), "", traditional, "big5", ""},
		{"Big5 declared as gb2312", encode(t, traditionalchinese.Big5, traditional), "text/html; charset=gb2312", traditional, "big5", "charset_mismatch"},
		{"UTF-16 with a mark", append([]byte{0xFF, 0xFE}, encode(t, utf16LE, simplified)...), "text/html; charset=utf-8", simplified, "utf-16le", ""},
		{"big-endian UTF-16 with a mark", append([]byte{0xFE, 0xFF}, encode(t, utf16BE, simplified)...), "", simplified, "utf-16be", ""},
		{"UTF-16 page without a mark", encode(t, utf16LE, "<html><p>"+simplified), "", simplified, "utf-16le", ""},
		{"big-endian UTF-16 text without a mark", encode(t, utf16BE, simplified+"\r\n123 abc"), "", simplified, "utf-16be", ""},
		{"a stray zero byte is not UTF-16", []byte("blah blah \x00 null"), "", "blah blah \x00 null", "utf-8", ""},
		{"UTF-8 cut within a character", []byte(strings.Repeat(simplified, 3) + "年"[:2]), "", simplified + "\uFFFD", "utf-8", "bad_encoding"},
		{"GBK with a broken byte", append(append([]byte{}, gb...), 0xFF, 'x'), "", simplified + "\uFFFDx", "gb18030", "bad_encoding"},
		{"meta in a comment does not count", append([]byte(`<!-- <meta charset="big5"> --><meta charset=gbk>`), gb...), "", simplified, "gb18030", ""},
		{"XML declaration", append([]byte(`<?xml version="1.0" encoding="GBK"?><a>`), gb...), "", simplified, "gb18030", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := bytes.Clone(tt.payload)
			text, name, findings := charset.Decode(tt.payload, tt.header)
			if !strings.Contains(string(text), tt.want) {
				t.Errorf("text = %q, want %q in it", text, tt.want)
			}
			if name != tt.charset {
				t.Errorf("charset = %s, want %s", name, tt.charset)
			}
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if got := strings.Join(codes, " "); got != tt.findings {
				t.Errorf("findings = %q, want %q", got, tt.findings)
			}
			if !bytes.Equal(before, tt.payload) {
				t.Error("Decode wrote to its payload")
			}
		})
	}
}

// Chinese text of a few words comes back, whatever the label says.
func TestTextComesBackWhateverTheLabel(t *testing.T) {
	words := rapid.SampledFrom([]string{
		"政府信息公开", "行政许可", "规范性文件", "本年制发件数", "结转下年度继续办理", "自然人", "，", "3", "。\n", "<p>", "年度报告",
	})
	rapid.Check(t, func(t *rapid.T) {
		s := simplified + strings.Join(rapid.SliceOfN(words, 1, 40).Draw(t, "words"), "")
		label := rapid.SampledFrom([]string{"", "utf-8", "gb2312", "GBK", "iso-8859-1", "big5", "euc-kr", "shift_jis", "nonsense"}).Draw(t, "label")
		for name, payload := range map[string][]byte{
			"utf-8":    []byte(s),
			"gb18030":  encode(t, simplifiedchinese.GB18030, s),
			"utf-16le": append([]byte{0xFF, 0xFE}, encode(t, utf16LE, s)...),
		} {
			text, got, _ := charset.Decode(payload, "text/html; charset="+label)
			if string(text) != s || got != name {
				t.Fatalf("%s labelled %q: read as %s: %q", name, label, got, text)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(simplified), "text/html; charset=gbk")
	f.Add(encode(f, simplifiedchinese.GB18030, simplified), "text/html")
	f.Add(encode(f, utf16LE, "<p>"+simplified), "")
	f.Add(encode(f, traditionalchinese.Big5, traditional), "charset=")
	f.Add([]byte("<meta charset='x\x00"), "text/html; charset=hz-gb-2312")
	f.Add([]byte("\xff\xfe\xd8"), "a/b;charset=\"")
	f.Fuzz(func(t *testing.T, payload []byte, header string) {
		text, name, _ := charset.Decode(payload, header)
		if !utf8.Valid(text) {
			t.Errorf("%s: the text is no UTF-8: %q", name, text)
		}
		if name == "" {
			t.Error("no name")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	page := strings.Repeat("<p>"+simplified+"</p>\n", 1000)
	gb := encode(b, simplifiedchinese.GB18030, page)
	b.Run("utf-8", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			charset.Decode([]byte(page), "text/html; charset=utf-8")
		}
	})
	b.Run("gbk", func(b *testing.B) {
		b.SetBytes(int64(len(gb)))
		for b.Loop() {
			charset.Decode(gb, "text/html; charset=gbk")
		}
	})
}
