package docx_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/docx"
)

// Any tiling of a grid into cells comes back as it was written.
func TestTilingsComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows, cols := rapid.IntRange(1, 8).Draw(rt, "rows"), rapid.IntRange(1, 8).Draw(rt, "cols")
		owner := make([][]int, rows)
		for r := range owner {
			owner[r] = make([]int, cols)
		}
		var want []document.Cell
		for r := range rows {
			for k := range cols {
				if owner[r][k] != 0 {
					continue
				}
				w, most := 1, rapid.IntRange(1, 4).Draw(rt, "w")
				for w < most && k+w < cols && owner[r][k+w] == 0 {
					w++
				}
				h := rapid.IntRange(1, min(4, rows-r)).Draw(rt, "h")
				text := rapid.SampledFrom([]string{"", "0", "1,234", "行政许可", "一\n二", "a<&>\"b", "\u3000", "-5"}).Draw(rt, "text")
				want = append(want, document.Cell{
					Row: r, Col: k, RowSpan: h, ColSpan: w, Text: text,
					Place: document.Place{Table: 1, Row: r + 1, Column: k + 1},
				})
				for i := r; i < r+h; i++ {
					for j := k; j < k+w; j++ {
						owner[i][j] = len(want)
					}
				}
			}
		}
		doc, err := docx.Read(file(tableXML(want, owner)))
		if err != nil {
			rt.Fatal(err)
		}
		got := doc.Blocks[0].Table
		if diff := cmp.Diff(&document.Table{Rows: rows, Cols: cols, Cells: want}, got); diff != "" {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func tableXML(cells []document.Cell, owner [][]int) string {
	var rows []string
	for r, row := range owner {
		var out []string
		for k := 0; k < len(row); {
			c := cells[row[k]-1]
			props, text := fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, c.ColSpan), ""
			switch {
			case c.RowSpan > 1 && c.Row == r:
				props += `<w:vMerge w:val="restart"/>`
			case c.Row < r:
				props += `<w:vMerge/>`
			}
			if c.Row == r {
				for line := range strings.SplitSeq(c.Text, "\n") {
					text += para(escape.Replace(line))
				}
			} else {
				text = "<w:p/>"
			}
			out = append(out, `<w:tc><w:tcPr>`+props+`</w:tcPr>`+text+`</w:tc>`)
			k += c.ColSpan
		}
		rows = append(rows, tr(out...))
	}
	return tbl(rows...)
}

// Any bytes as the body of a document, and any bytes as a file.
func FuzzRead(f *testing.F) {
	for _, body := range []string{
		para("甲"), tbl(tr(tc(`<w:gridSpan w:val="3"/><w:vMerge w:val="restart"/>`, "甲")), tr(tc(`<w:gridSpan w:val="3"/><w:vMerge/>`, ""))),
		tbl(tr(tc(`<w:hMerge w:val="restart"/>`, "甲"), tc(`<w:hMerge/>`, "")), `<w:tr><w:trPr><w:gridBefore w:val="999"/></w:trPr>`+tc("", tbl(tr(tc("", "1"))))+`</w:tr>`),
		item(1, 0, "a"), `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, `<mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback/></mc:AlternateContent>`,
		`<w:p><w:r><w:pict><v:textbox><w:txbxContent>` + para("框") + `</w:txbxContent></v:textbox></w:pict></w:r></w:p>`,
	} {
		f.Add([]byte(body), false)
	}
	f.Add(file(para("甲")), true)
	numbering := `<w:abstractNum w:abstractNumId="7">` + lvl(0, "chineseCounting", "%1、%9", tight) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`
	f.Fuzz(func(t *testing.T, b []byte, whole bool) {
		payload := b
		if !whole {
			payload = file(string(b), "numbering", numbering)
		}
		doc, err := docx.Read(payload)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v, error %v", doc, err)
		}
		if err == nil {
			if s := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); s != nil {
				t.Fatal(s)
			}
		}
	})
}
