package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"gongkai/extract/docx"
)

// reportFile is of the shape and size of a full report as office programs
// write it: properties on everything, three tables.
func reportFile(b *testing.B) []byte {
	const props = `<w:pPr><w:pStyle w:val="TableContents"/><w:bidi w:val="0"/><w:spacing w:before="0" w:after="283"/><w:jc w:val="left"/><w:rPr></w:rPr></w:pPr>`
	p := func(text string) string {
		return `<w:p>` + props + `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体"/><w:sz w:val="21"/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
	}
	var body strings.Builder
	for i := range 3 {
		body.WriteString(strings.Repeat(p("全年主动公开政府信息，坚持以公开为常态、不公开为例外。"), 20))
		var rows []string
		for r := range 14 + 7*i {
			var cells []string
			for k := range 10 {
				cells = append(cells, `<w:tc><w:tcPr><w:tcW w:w="1801" w:type="dxa"/><w:tcBorders><w:top w:val="single" w:sz="4"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr>`+p(fmt.Sprint(r*k))+`</w:tc>`)
			}
			rows = append(rows, tr(cells...))
		}
		body.WriteString(tbl(rows...))
	}
	return file(body.String())
}

func BenchmarkRead(b *testing.B) {
	payload := reportFile(b)
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := docx.Read(payload); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTokens is the floor: the main part unpacked and cut into tokens.
func BenchmarkTokens(b *testing.B) {
	payload := reportFile(b)
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	for b.Loop() {
		z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
		if err != nil {
			b.Fatal(err)
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			b.Fatal(err)
		}
		d := xml.NewDecoder(f)
		for {
			if _, err := d.RawToken(); err != nil {
				if !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
				break
			}
		}
	}
}
