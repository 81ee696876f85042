package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract"
	"gongkai/extract/container"
	"gongkai/extract/document"
	"gongkai/extract/report"
	"gongkai/extract/zipxml/zipxmltest"
)

// told writes out the records of a result: file, format, place, and finding.
func told(r extract.Result) []string {
	var lines []string
	for _, rec := range r.Records {
		line := fmt.Sprintf("%d %s %s", rec.Source.Document, rec.Source.Format, rec.Source.File)
		for _, f := range rec.Findings {
			if f.Code == document.CodeLimit || rec.Kind == report.Other {
				line += " ! " + f.Code
			}
		}
		lines = append(lines, line)
	}
	return lines
}

const guide = `<html><body><h1>云湖市水务局政府信息公开指南</h1><p>一、公开机构：云湖市水务局办公室</p></body></html>`

func TestFilesOfAContainerAreRead(t *testing.T) {
	name, err := simplifiedchinese.GBK.NewEncoder().String("指南.html")
	if err != nil {
		t.Fatal(err)
	}
	rtf := `{\rtf1 text}`
	inner := string(zipxmltest.Pack("b.rtf", rtf))
	docx := string(zipxmltest.Pack("[Content_Types].xml", `<Types/>`, "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>`))
	for name, tt := range map[string]struct {
		payload []byte
		want    []string
	}{
		"each by its own reader": {zipxmltest.Pack("2023/"+name, guide, "a.docx", docx, "a.doc", rtf), []string{
			"0 html list.zip!/2023/指南.html", "1 docx list.zip!/a.docx", "2 rtf list.zip!/a.doc"}},
		"what cannot be read is one of them": {zipxmltest.Pack("a.png", "\x89PNG\r\n\x1A\n\x00", "b.rtf", rtf, "c.rtf", rtf[:5], "d.txt", ""), []string{
			"0 png list.zip!/a.png ! format_not_read", "1 rtf list.zip!/b.rtf", "2 rtf list.zip!/c.rtf ! truncated", "3 unknown list.zip!/d.txt ! empty"}},
		"containers in containers": {zipxmltest.Pack("甲.zip", inner, "c.rtf", rtf), []string{
			"0 rtf list.zip!/甲.zip!/b.rtf", "1 rtf list.zip!/c.rtf"}},
		"to a limit": {zipxmltest.Pack("1.zip", string(zipxmltest.Pack("2.zip", string(zipxmltest.Pack("3.zip", inner, "c.rtf", rtf)))), "d.rtf", rtf), []string{
			"0 zip list.zip!/1.zip!/2.zip!/3.zip ! limit", "1 rtf list.zip!/1.zip!/2.zip!/c.rtf", "2 rtf list.zip!/d.rtf"}},
		"a broken one takes nothing with it": {zipxmltest.Pack("甲.zip", inner[:40], "c.rtf", rtf), []string{
			"0 zip list.zip!/甲.zip ! truncated", "1 rtf list.zip!/c.rtf"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := extract.Read(tt.payload, extract.Hints{Name: "list.zip"})
			if diff := cmp.Diff(tt.want, told(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for i, line := range tt.want { // each record has its own state
				if read := r.States[i] == extract.StateRead; read == strings.Contains(line, " ! ") {
					t.Errorf("%s: state %s", line, r.States[i])
				}
			}
			if r.State != extract.StateRead || r.Format != extract.FormatZIP {
				t.Errorf("state %s, format %s", r.State, r.Format)
			}
		})
	}
}

func TestTheDocumentOfAContainerNamesItsFiles(t *testing.T) {
	r := extract.Read(zipxmltest.Pack("a.html", guide, "b.png", "\x89PNG\r\n\x1A\n\x00", "c.txt", "文\xff字"+strings.Repeat("字", 50)), extract.Hints{Name: "list.zip"})
	var got []string
	for _, b := range r.Document.Blocks {
		got = append(got, fmt.Sprintf("%d %.4s", b.Level, b.Text))
	}
	for _, f := range r.Document.Findings {
		got = append(got, f.Code+" "+f.Where)
	}
	want := []string{"1 a.ht", "1 云湖市水", "0 一、公开", "1 c.tx", "0 文\uFFFD字字", "format_not_read b.png", "bad_encoding c.txt"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Files that each cost their reader all it may spend do not add up.
func TestAContainerOfHostileFilesIsBounded(t *testing.T) {
	wide := "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>1", 900)+"</tr>", 250) + "</table>"
	bomb := string(zipxmltest.Pack("[Content_Types].xml", "<Types/>", "word/document.xml", "<x>"+strings.Repeat(" ", 4<<20-100)+"</x>", "word/media/1", strings.Repeat("\x00", 100<<20)))
	for name, tt := range map[string]struct {
		file  string
		reads int
	}{
		"documents at their limits":       {wide, container.MaxLimits},
		"packages of a hundred megabytes": {bomb, container.MaxLimits},
	} {
		t.Run(name, func(t *testing.T) {
			var files []string
			for i := range 20 {
				files = append(files, fmt.Sprintf("%02d.doc", i), tt.file)
			}
			r := extract.Read(zipxmltest.Pack(files...), extract.Hints{})
			last := r.Records[len(r.Records)-1]
			if len(r.Records) != tt.reads+1 || last.Findings[0].Code != document.CodeLimit || !strings.Contains(last.Findings[0].Message, fmt.Sprintf("%02d.doc、", tt.reads)) {
				t.Errorf("%d records, the last with %+v", len(r.Records), last.Findings)
			}
		})
	}
}
