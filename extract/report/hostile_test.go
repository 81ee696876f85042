package report

import (
	"strings"
	"testing"
	"time"

	"gongkai/extract/document"
)

// What a hostile file costs grows with its size, not with the square of it.
func TestHostileDocumentsAreReadInTime(t *testing.T) {
	wideRow := func(n int, text string) []cellSpec {
		r := make([]cellSpec, n)
		for i := range r {
			r[i] = cell(text)
		}
		return r
	}
	var headers tableSpec
	for range 4000 {
		headers = append(headers, wideRow(4, "自然人"))
	}
	broad := tableSpec{wideRow(4000, "商业企业"), append(row(cell("（一）予以公开")), wideRow(3999, "")...), wideRow(4000, "行政复议")}
	for name, doc := range map[string]*document.Document{
		"titles":  lines(strings.Repeat("云湖市水利局2022年政府信息公开工作年度报告\n", 20000)),
		"labels":  lines(strings.Repeat("1.属于国家秘密\n0\n", 20000)),
		"numbers": lines("行政许可\n" + strings.Repeat("0\n", 60000)),
		"texts":   lines(strings.Repeat("结果\n维持\n", 20000)),
		"long":    lines(strings.Repeat("规章 0 0 0 ", 30000)),
		"headers": {Blocks: headers.blocks(shapeGrid)},
		"broad":   {Blocks: broad.blocks(shapeGrid)},
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if len(Parse(doc)) == 0 {
				t.Error("no record")
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}
