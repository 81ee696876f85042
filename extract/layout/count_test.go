package layout_test

import (
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

func unpainted(in []layout.Glyph) []layout.Glyph {
	for i := range in {
		in[i].Hidden = true
	}
	return in
}

func TestTextThatIsNotPaintedIsLeftOutWithAFinding(t *testing.T) {
	rules := ruled([]float64{50, 150, 500}, []float64{100, 120, 140})
	tables, texts, findings := read(sheet(rules,
		letters(60, 115, "规章"), unpainted(letters(200, 115, "3")), letters(200, 115, "3"), unpainted(letters(205, 115, "9")),
		letters(60, 135, "规范"), unpainted(letters(200, 135, "88")),
		unpainted(letters(60, 200, "水印")), letters(60, 300, "本报告自发布之日起")))
	expect(t, "tables", [][]box{{{0, 0, 1, 1, "规章"}, {0, 1, 1, 1, "3"}, {1, 0, 1, 1, "规范"}, {1, 1, 1, 1, ""}}}, tables)
	expect(t, "texts", []string{"本报告自发布之日起"}, texts)
	if len(findings) != 1 || findings[0].Code != document.CodeHidden || findings[0].Place.Page != 1 {
		t.Errorf("findings %v, want one %s on page 1", findings, document.CodeHidden)
	}
}

// The text that a recognition laid over a scan is all that there is to read.
func TestTextOfARecognitionIsRead(t *testing.T) {
	scan := sheet(nil, unpainted(letters(60, 100, "扫描识别所得。")))
	mixed := sheet(nil, letters(60, 100, "本报告自发布之日起施行"), unpainted(letters(60, 130, "未印")))
	_, texts, findings := read(scan, mixed)
	expect(t, "texts", []string{"扫描识别所得。", "本报告自发布之日起施行"}, texts)
	if len(findings) != 2 || findings[0].Code != layout.CodeOCR || findings[1].Code != document.CodeHidden || findings[1].Place.Page != 2 {
		t.Errorf("findings %v, want %s of page 1 and %s of page 2", findings, layout.CodeOCR, document.CodeHidden)
	}
}
