package extracttest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/extract/report/reporttest"
	"gongkai/extract/zipxml/zipxmltest"
)

const officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// docx writes as Word does: cells merged downwards are there in each row, cells
// merged sideways are one that spans grid columns, words lie in runs.
func docx(parts []reporttest.Part, noise *rand.Rand) []byte {
	var b strings.Builder
	for _, part := range parts {
		if part.Table != nil {
			docxTable(&b, part.Table, noise)
			continue
		}
		props := ""
		if part.Heading > 0 && once(2, noise) {
			props = fmt.Sprintf(`<w:pPr><w:outlineLvl w:val="%d"/></w:pPr>`, part.Heading-1)
		}
		b.WriteString("<w:p>" + props + docxRuns(part.Text, noise) + "</w:p>")
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	return zipxmltest.Pack(
		"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+officeRelation+`/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document `+ns+`><w:body>`+b.String()+`<w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:body></w:document>`,
	)
}

func docxTable(b *strings.Builder, t reporttest.Table, noise *rand.Rand) {
	rows := pieces(t)
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tblGrid>`)
	cols := 0
	for _, c := range rows[0] {
		cols += c.ColSpan
	}
	b.WriteString(strings.Repeat(`<w:gridCol w:w="600"/>`, cols) + "</w:tblGrid>")
	for _, row := range rows {
		b.WriteString(oneOf(noise, "<w:tr>", `<w:tr w:rsidR="00A1"><w:trPr><w:trHeight w:val="300"/></w:trPr>`))
		for _, c := range row {
			props := fmt.Sprintf(`<w:tcW w:w="%d"/>`, 600*c.ColSpan)
			if c.ColSpan > 1 {
				props += fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, c.ColSpan)
			}
			text := ""
			switch {
			case !c.own:
				props += oneOf(noise, "<w:vMerge/>", `<w:vMerge w:val="continue"/>`)
			case c.RowSpan > 1:
				props += `<w:vMerge w:val="restart"/>`
				fallthrough
			default:
				text = docxRuns(c.Text, noise)
			}
			b.WriteString("<w:tc><w:tcPr>" + props + "</w:tcPr><w:p>" + text + "</w:p></w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
}

// docxRuns tears a text into runs, with what stands between them.
func docxRuns(s string, noise *rand.Rand) string {
	var b strings.Builder
	for s != "" {
		n := len(s)
		for i := range s {
			if i > 0 && once(6, noise) {
				n = i
				break
			}
		}
		b.WriteString(oneOf(noise, "<w:r>", `<w:r w:rsidR="00B2"><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="18"/></w:rPr>`) +
			`<w:t xml:space="preserve">` + html.EscapeString(s[:n]) + "</w:t></w:r>" +
			oneOf(noise, "", "", "", `<w:proofErr w:type="gramEnd"/>`, `<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>`))
		s = s[n:]
	}
	return b.String()
}
