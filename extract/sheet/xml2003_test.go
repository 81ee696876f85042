package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/sheet"
)

// xmlss makes an XML Spreadsheet of styles and sheets.
func xmlss(styles string, sheets ...string) []byte {
	return []byte(`<?xml version="1.0" encoding="gb2312"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>` +
		styles + `</Styles>` + strings.Join(sheets, "") + `</Workbook>`)
}

func xmlSheet(rows string) string {
	return `<Worksheet ss:Name="a"><Table>` + rows + `</Table></Worksheet>`
}

func xmlCell(attrs, kind, text string) string {
	return `<Cell` + attrs + `><Data ss:Type="` + kind + `">` + text + `</Data></Cell>`
}

func TestReadXML(t *testing.T) {
	styles := `<Style ss:ID="Default"/><Style ss:ID="k"><NumberFormat ss:Format="#,##0"/></Style><Style ss:ID="c" ss:Parent="k"/><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="n"><NumberFormat ss:Format=";;;"/></Style>`
	cell := func(text string) string { return xmlCell("", "String", text) }
	for name, tt := range map[string]struct {
		sheets []string
		want   []string
		codes  string
	}{
		"kinds of cells": {[]string{xmlSheet(`<Row>` + cell("甲") + xmlCell("", "Number", "5") + xmlCell(` ss:StyleID="k"`, "Number", "1234") + xmlCell(` ss:StyleID="c"`, "Number", "1234") + `</Row><Row>` +
			xmlCell("", "Boolean", "1") + xmlCell("", "Error", "#DIV/0!") + xmlCell("", "DateTime", "2021-01-28T00:00:00.000") + xmlCell(` ss:StyleID="f"`, "Number", "1.5") + `</Row>`)},
			[]string{"[2x4: 0,0 甲|0,1 5|0,2 1,234|0,3 1,234|1,0 TRUE|1,1 #DIV/0!|1,2 2021-01-28T00:00:00.000|1,3 1.50]"}, ""},
		"rich text, and a comment that is not of the cell": {[]string{xmlSheet(`<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>行政</B><Font>许<I>可</I></Font></ss:Data><Comment><ss:Data>注</ss:Data></Comment></Cell>` + cell("1") + `</Row>`)},
			[]string{"[1x2: 0,0 行政许可|0,1 1]"}, ""},
		"merged cells, and cells that say their place": {[]string{xmlSheet(`<Row>` + xmlCell(` ss:MergeDown="1"`, "String", "甲") + xmlCell(` ss:MergeAcross="1"`, "String", "乙") + cell("丙") + `</Row><Row>` +
			xmlCell(` ss:Index="2"`, "String", "1") + cell("2") + cell("3") + `</Row><Row ss:Index="4">` + cell("4") + cell("5") + `</Row>`)},
			[]string{"[2x4: 0,0 2x1 甲|0,1 1x2 乙|0,3 丙|1,1 1|1,2 2|1,3 3]", "[1x2: 0,0 4|0,1 5]"}, ""},
		"what is hidden is left out": {[]string{
			xmlSheet(`<Column/><Column ss:Hidden="1"/><Column ss:Index="4" ss:Width="0" ss:Span="1"/><Row>` + cell("a") + cell("x") + cell("b") + cell("x") + cell("x") + `</Row><Row ss:Hidden="1" ss:Span="1">` + cell("x") + `</Row><Row>` + cell("c") + cell("x") + cell("d") + `</Row>`),
			`<Worksheet ss:Name="暗"><Table><Row>` + cell("x") + cell("x") + `</Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`},
			[]string{"[2x2: 0,0 a|0,1 b|1,0 c|1,1 d]"}, "hidden_content cells, hidden_content sheet"},
		"a format that shows nothing": {[]string{xmlSheet(`<Row>` + xmlCell(` ss:StyleID="n"`, "Number", "7") + cell("a") + cell("b") + `</Row>`)}, []string{"[1x2: 0,0 a|0,1 b]"}, "hidden_content format"},
		"a format without a code":     {[]string{xmlSheet(`<Row>` + xmlCell(` ss:StyleID="d"`, "Number", "7") + cell("a") + `</Row>`)}, []string{"[1x2: 0,0 7\ufffc|0,1 a]"}, "number_format_unknown Short Date"},
		"several sheets have names":   {[]string{xmlSheet(`<Row>` + cell("a") + cell("b") + `</Row>`), xmlSheet(`<Row>` + cell("c") + cell("d") + `</Row>`)}, []string{"# a", "[1x2: 0,0 a|0,1 b]", "# a", "[1x2: 0,0 c|0,1 d]"}, ""},
		"a cell outside of any sheet": {[]string{xmlSheet(`<Row>` + cell("a") + cell("b") + xmlCell(` ss:Index="99999999"`, "String", "x") + `</Row>`)}, []string{"[1x2: 0,0 a|0,1 b]"}, "limit sheet"},
		"hidden rows without end":     {[]string{xmlSheet(`<Row>` + cell("a") + cell("b") + `</Row>` + strings.Repeat(`<Row ss:Index="2" ss:Height="0" ss:Span="1048576"/>`, 50))}, []string{"[1x2: 0,0 a|0,1 b]"}, "limit rows"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadXML(xmlss(styles, tt.sheets...))
			if err != nil {
				t.Fatal(err)
			}
			holds(t, doc, tt.want, tt.codes)
		})
	}
}

func TestUnreadableXML(t *testing.T) {
	for name, tt := range map[string]struct{ text, code string }{
		"nothing in it": {string(xmlss("")), document.CodeEmpty},
		"cut short":     {string(xmlss("", xmlSheet(""))[:300]), document.CodeBroken},
		"too deep":      {string(xmlss("", strings.Repeat("<Worksheet>", 500))), document.CodeLimit},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.ReadXML([]byte(tt.text))
			var e *document.Error
			if !errors.As(err, &e) || e.Code != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
}

func FuzzReadXML(f *testing.F) {
	f.Add(string(xmlss(`<Style ss:ID="k"><NumberFormat ss:Format="0.0"/></Style>`, xmlSheet(`<Row>`+xmlCell(` ss:MergeAcross="1" ss:StyleID="k"`, "Number", "1")+`</Row>`))))
	f.Add("<Workbook><Worksheet><Table><Row><Cell><Data>")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := sheet.ReadXML([]byte(text))
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v, error %v", doc, err)
		}
		if err == nil {
			if err := documenttest.Check(doc); err != nil {
				t.Fatal(err)
			}
		}
	})
}
