package extract_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/extract"
	"gongkai/extract/zipxml/zipxmltest"
)

// What is inside decides: by its bytes, then by its name, then by its declared type.
func TestNamesAndTypesThatLie(t *testing.T) {
	const (
		rtf   = `{\rtf1\ansi\ansicpg936 \'d2\'bb}`
		mhtml = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html><body><p>one\r\n--b--"
		xmlss = `<?xml version="1.0"?>` + "\r\n" + `<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`
		word  = `<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>`
		flat  = `<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>`
		csv   = "规章,1,0\n许可,2,3\n"
		msOLE = "application/msword"
		excel = "application/vnd.ms-excel"
	)
	docx := string(zipxmltest.Pack("[Content_Types].xml", "<Types/>", "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>`))
	encode := func(text string) string {
		s, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(csv)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		payload, file, declared string
		state                   extract.State
		format                  string
	}{
		"a .doc that is a page":                       {page, "a.doc", msOLE, extract.StateRead, "html"},
		"a .doc that is a page of Word":               {`<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>文`, "a.doc", msOLE, extract.StateRead, "html"},
		"a .doc that is RTF":                          {rtf, "a.doc", msOLE, extract.StateRead, "rtf"},
		"a .doc that is DOCX":                         {docx, "a.doc", msOLE, extract.StateRead, "docx"},
		"a .doc that is MHTML":                        {mhtml, "a.doc", msOLE, extract.StateRead, "mhtml"},
		"a .doc that is PDF":                          {"%PDF-1.4\n", "a.doc", msOLE, extract.StateUnreadable, "pdf"},
		"a .doc that is a ZIP of one":                 {string(zipxmltest.Pack("a.doc", rtf)), "a.doc", msOLE, extract.StateRead, "zip"},
		"a .doc that is text":                         {"一、总体情况", "a.doc", msOLE, extract.StateRead, "text"},
		"a .doc that is Word 2003 XML":                {word, "a.doc", msOLE, extract.StateFormatNotRead, "wordml"},
		"a .doc that is a package in one file":        {flat, "a.doc", msOLE, extract.StateFormatNotRead, "flatopc"},
		"a .doc that is a workbook":                   {string(ole("Workbook")), "a.doc", msOLE, extract.StateUnreadable, "xls"},
		"a .docx of Word 97":                          {string(ole("WordDocument")), "a.docx", "", extract.StateUnreadable, "doc"},
		"a .wps of WPS":                               {string(ole("WordDocument")), "a.wps", "application/vnd.ms-works", extract.StateUnreadable, "doc"},
		"a .wps that is DOCX":                         {docx, "a.wps", "application/kswps", extract.StateRead, "docx"},
		"an .et of WPS":                               {string(ole("Workbook")), "a.et", "application/kset", extract.StateUnreadable, "xls"},
		"an .et that is XLSX":                         {string(zipped("xl/workbook.xml")), "a.et", "", extract.StateUnreadable, "xlsx"},
		"a .pdf that is an error page":                {"\r\n\r\n<!DOCTYPE html><html><body>404 Not Found", "a.pdf", "application/pdf", extract.StateRead, "html"},
		"a .pdf that is an error page without a head": {"<center><h1>404</h1></center>", "a.pdf", "application/pdf", extract.StateRead, "html"},
		"a .pdf behind a chunk's length":              {"1f4\r\n%PDF-1.4\n", "a.pdf", "text/html", extract.StateUnreadable, "pdf"},
		"a .pdf behind a page's first bytes":          {strings.Repeat("x", 900) + "%PDF-1.4\n\x00", "a", "", extract.StateUnreadable, "pdf"},
		"a .pdf too far behind":                       {strings.Repeat("x", 1100) + "%PDF-1.4\n", "a.pdf", "application/pdf", extract.StateRead, "text"},
		"a page in UTF-16":                            {encode(page), "a.html", "text/html; charset=gb2312", extract.StateRead, "html"},
		"a page called text":                          {page, "a.txt", "text/plain", extract.StateRead, "html"},
		"an .xls that is a page":                      {`<table border="1"><tr><td>规章</td><td>1</td></tr></table>`, "a.xls", excel, extract.StateRead, "html"},
		"an .xls that is a page of Excel":             {`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>1`, "a.xls", excel, extract.StateRead, "html"},
		"an .xls with commas":                         {gbk, "a.xls", excel, extract.StateRead, "csv"},
		"an .xls with tabs in UTF-16":                 {encode("规章\t1\r\n许可\t2\r\n"), "a.xls", excel, extract.StateRead, "csv"},
		"an .xls of one word":                         {"无", "a.xls", excel, extract.StateRead, "text"},
		"an .xls that is an XML Spreadsheet":          {xmlss, "a.xls", excel, extract.StateRead, "xmlss"},
		"the same without its first line":             {xmlss[strings.Index(xmlss, "<Workbook"):], "a.xls", excel, extract.StateRead, "xmlss"},
		"the same in UTF-16":                          {encode(xmlss), "a.xls", excel, extract.StateRead, "xmlss"},
		"an .xls that is XLSX":                        {string(zipped("xl/workbook.xml")), "a.xls", excel, extract.StateUnreadable, "xlsx"},
		"values with commas, by their type":           {csv, "download.do?id=1", "text/csv; charset=utf-8", extract.StateRead, "csv"},
		"values with commas called text":              {csv, "a.txt", "text/plain", extract.StateRead, "text"},
		"a .zip that is RAR":                          {"Rar!\x1A\x07\x01\x00", "a.zip", "application/zip", extract.StateUnreadable, "rar"},
		"a .rar that is ZIP":                          {string(zipxmltest.Pack("a.rtf", rtf)), "a.rar", "application/x-rar-compressed", extract.StateRead, "zip"},
		"a .zip that is 7z":                           {"7z\xBC\xAF\x27\x1C\x00", "a.zip", "application/zip", extract.StateFormatNotRead, "7z"},
	} {
		t.Run(name, func(t *testing.T) {
			r := extract.Read([]byte(tt.payload), extract.Hints{Name: tt.file, ContentType: tt.declared})
			if r.State != tt.state || r.Format != tt.format {
				t.Errorf("state %s, format %s, want %s, %s: %+v", r.State, r.Format, tt.state, tt.format, r.Records[0].Findings)
			}
			if tt.state == extract.StateFormatNotRead && r.Records[0].Findings[0].Code != extract.CodeFormatNotRead {
				t.Errorf("findings %+v, want one that says that it is not read", r.Records[0].Findings)
			}
		})
	}
}
