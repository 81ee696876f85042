package layout_test

import (
	"strings"
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

// A recognition takes one digit for another and passes over some: its numbers are not
// the document's, and what is blank may have one.
func TestNumbersOfARecognitionAreMarked(t *testing.T) {
	rules := ruled([]float64{50, 150, 200, 250}, []float64{100, 120, 140})
	table := sheet(rules, unpainted(letters(60, 115, "规章")), unpainted(letters(160, 115, "3件")), unpainted(letters(210, 115, "无")),
		unpainted(letters(60, 135, "其他")), unpainted(letters(160, 135, "十二")))
	ruledOut, _, _ := read(table)
	expect(t, "a table", [][]box{{{0, 0, 1, 1, "规章"}, {0, 1, 1, 1, "3≈件"}, {0, 2, 1, 1, "无≈"},
		{1, 0, 1, 1, "其他"}, {1, 1, 1, 1, "十二≈"}, {1, 2, 1, 1, "≈"}}}, ruledOut)
	_, texts, _ := read(sheet(nil, unpainted(letters(60, 100, "2023年公开12条"))))
	expect(t, "a sentence", []string{"2023年公开12≈条"}, texts)
	names := []any{"60:类别", "160:甲类", "260:乙类", "360:丙类", "460:丁类"}
	rows := placed(100, names, []any{"60:甲项", "165:1", "265:2", "365:3", "465:4"}, []any{"60:乙项", "165:5", "365:/", "465:7"})
	tables, texts, _ := read(sheet(nil, unpainted(rows)))
	expect(t, "rows without rules", "类别 甲类 乙类 丙类 丁类 甲项 1≈ 2≈ 3≈ 4≈ 乙项 5≈ /≈ 7≈", strings.Join(texts, " "))
	if len(tables) > 0 {
		t.Errorf("tables %v: of what is not there nothing is proved", tables)
	}
}
