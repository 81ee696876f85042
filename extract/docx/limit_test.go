package docx_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/docx"
	"gongkai/extract/zipxml/zipxmltest"
)

// A limit is reported, and what is left is sound.
func TestLimitsAreReported(t *testing.T) {
	deep := strings.Repeat(`<w:tbl><w:tr><w:tc>`, 20) + para("底") + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 20)
	for name, body := range map[string]string{
		"nesting": para("甲") + deep,
		"columns": tbl(tr(tc(`<w:gridSpan w:val="999"/>`, "甲"), tc(`<w:gridSpan w:val="999"/>`, "乙"), tc("", "丙"))),
		"blocks":  strings.Repeat(`<w:p><w:r><w:t>1</w:t></w:r></w:p>`, document.MaxBlocks+1),
		"cells":   tbl(strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc/>`, 500)+`</w:tr>`, document.MaxCells/500+1)),
		"grid":    para("甲") + tbl(strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>`, document.MaxGrid/1000+1)),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(zipxmltest.Stored("word/document.xml", wrap(body)))
			if err != nil {
				t.Fatal(err)
			}
			if s := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); s != nil {
				t.Error(s)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeLimit || doc.Findings[0].Where != name {
				t.Errorf("findings %+v, want the limit of %s", doc.Findings, name)
			}
		})
	}
}

// What a hostile file costs is bounded by the longest part that is unpacked.
func TestHostileFilesStaySmall(t *testing.T) {
	for name, body := range map[string]string{
		"paragraphs":  strings.Repeat(`<w:p><w:r><w:t>1</w:t></w:r></w:p>`, 300_000),
		"cells":       `<w:tbl>` + strings.Repeat(`<w:tr><w:tc/></w:tr>`, 200_000),
		"text":        `<w:p>` + strings.Repeat(`<w:r><w:t>`+strings.Repeat("1", 1<<20)+`</w:t></w:r>`, 40) + `</w:p>`,
		"attributes":  `<w:p ` + strings.Repeat(`a="" `, 2_000_000) + `/>`,
		"notes":       `<w:p>` + strings.Repeat(`<w:r><w:footnoteReference w:id="1"/></w:r>`, 400_000) + `</w:p>`,
		"merged cols": `<w:tbl>` + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/><w:vMerge/></w:tcPr></w:tc></w:tr>`, 200_000) + `</w:tbl>`,
	} {
		t.Run(name, func(t *testing.T) {
			payload := zipxmltest.Stored("word/document.xml", wrap(body))
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			doc, err := docx.Read(payload)
			runtime.ReadMemStats(&after)
			if err == nil && len(doc.Findings) == 0 {
				t.Error("no limit is reported")
			}
			// Sys is what was ever taken from the system: an upper bound of the peak.
			if grown := int64(after.Sys) - int64(before.Sys); grown > 400<<20 {
				t.Errorf("%d MB taken for %d MB", grown>>20, len(payload)>>20)
			}
		})
	}
}
