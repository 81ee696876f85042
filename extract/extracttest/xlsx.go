package extracttest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/extract/report/reporttest"
	"gongkai/extract/zipxml/zipxmltest"
)

// xlsx writes the report into one sheet from above to below, texts merged over
// the width, numbers as numbers or as words, each cell of a table with borders.
func xlsx(parts []reporttest.Part, noise *rand.Rand) []byte {
	var rows, merges strings.Builder
	at, count := 1, 0
	merge := func(row, col, down, right int) {
		if down > 1 || right > 1 {
			count++
			fmt.Fprintf(&merges, `<mergeCell ref="%s:%s"/>`, reference(row, col), reference(row+down-1, col+right-1))
		}
	}
	for _, part := range parts {
		if part.Table == nil {
			fmt.Fprintf(&rows, `<row r="%d">%s</row>`, at, words(reference(at, 0), 0, part.Text))
			merge(at, 0, 1, 10)
			at++
			continue
		}
		for _, row := range pieces(part.Table) {
			fmt.Fprintf(&rows, `<row r="%d">`, at)
			for _, c := range row {
				if c.own {
					merge(at, c.Col, c.RowSpan, c.ColSpan)
				}
				for i := range c.ColSpan {
					ref := reference(at, c.Col+i)
					switch {
					case !c.own || i > 0 || c.Text == "":
						fmt.Fprintf(&rows, `<c r="%s" s="1"/>`, ref)
					case isPlain(c.Text) && once(2, noise):
						fmt.Fprintf(&rows, `<c r="%s" s="1"><v>%s</v></c>`, ref, c.Text)
					default:
						rows.WriteString(words(ref, 1, c.Text))
					}
				}
			}
			rows.WriteString("</row>")
			at++
		}
		at += noise.IntN(3)
	}
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relation := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + officeRelation + "/" + kind + `" Target="` + target + `"/>`
	}
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	return zipxmltest.Pack(
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", relations+relation("rId1", "officeDocument", "xl/workbook.xml")+`</Relationships>`,
		"xl/workbook.xml", `<workbook `+main+` xmlns:r="`+officeRelation+`"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", relations+relation("rId1", "worksheet", "worksheets/sheet1.xml")+relation("rId2", "styles", "styles.xml")+`</Relationships>`,
		"xl/styles.xml", `<styleSheet `+main+`><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellXfs count="2"><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1" applyBorder="1"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml", `<worksheet `+main+`><sheetData>`+rows.String()+fmt.Sprintf(`</sheetData><mergeCells count="%d">`, count)+merges.String()+`</mergeCells></worksheet>`,
	)
}

// words is a cell that holds a text.
func words(ref string, style int, text string) string {
	return fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, style, html.EscapeString(text))
}

// reference names a cell by its row from 1 and its column from 0: A1.
func reference(row, col int) string {
	return fmt.Sprintf("%c%d", 'A'+col, row)
}

// isPlain reports whether a sheet would keep the text when it keeps its number.
func isPlain(s string) bool {
	return s == "0" || s != "" && len(s) < 10 && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}
