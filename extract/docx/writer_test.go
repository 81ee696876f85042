package docx_test

import (
	"bytes"

	"gongkai/extract/zipxml/zipxmltest"
)

const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relations    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// wrap makes a main part of body-level XML.
func wrap(body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="` + transitional +
		`" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:new="urn:new"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` mc:Ignorable="new"><w:body>` + body + `<w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:body></w:document>`
}

// companion makes a part of another kind: styles, numbering, footnotes.
func companion(root, body string) string {
	return `<w:` + root + ` xmlns:w="` + transitional + `">` + body + `</w:` + root + `>`
}

// file makes a usual document: body, and companions by their kind.
func file(body string, companions ...string) []byte {
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	parts := []string{
		"_rels/.rels", rels + `<Relationship Id="rId1" Type="` + relations + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", wrap(body),
	}
	for i := 0; i < len(companions); i += 2 {
		kind := companions[i]
		rels += `<Relationship Id="r` + kind + `" Type="` + relations + kind + `" Target="` + kind + `.xml"/>`
		parts = append(parts, "word/"+kind+".xml", companion(kind, companions[i+1]))
	}
	return zipxmltest.Pack(append(parts, "word/_rels/document.xml.rels", rels+`</Relationships>`)...)
}

func para(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func tc(props, text string) string {
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + para(text) + `</w:tc>`
}

func tr(cells ...string) string {
	return `<w:tr>` + string(bytes.Join(byteses(cells), nil)) + `</w:tr>`
}

func tbl(rows ...string) string {
	return `<w:tbl><w:tblPr/><w:tblGrid/>` + string(bytes.Join(byteses(rows), nil)) + `</w:tbl>`
}

func byteses(list []string) [][]byte {
	var b [][]byte
	for _, s := range list {
		b = append(b, []byte(s))
	}
	return b
}
