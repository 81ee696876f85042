package report

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/document"
)

func TestAGarbledReportGivesNoCells(t *testing.T) {
	table := plainTableOf("信息内容|本年处理决定数量", "行政许可|4", "行政处罚|5")
	prose := "本机关认真做好政府信息公开工作，及时准确公开各类信息。报告全文如下，公众可以查阅。"
	asGBK := func(s string) string {
		b, err := simplifiedchinese.GB18030.NewDecoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	asLatin := func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			b.WriteRune(rune(c))
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		text    string
		garbled bool
	}{
		"as it should be":         {prose, false},
		"UTF-8 read as GBK":       {asGBK(prose), true},
		"UTF-8 read as Latin-1":   {asLatin(prose), true},
		"replaced":                {strings.ReplaceAll(prose+prose, "信息", "\ufffd\ufffd"), true},
		"private glyphs":          {prose + "\ue001\ue002\ue003\ue004\ue005\ue006", true},
		"replaced twice":          {strings.Repeat("锟斤拷", 8) + prose, true},
		"put in for what is lost": {strings.ReplaceAll(prose+prose, "信息", "????"), true},
		"shown by a wrong font":   {strings.ReplaceAll(prose+prose, "信息", "㩾㪰"), true},
		"a rare name":             {strings.Repeat(prose, 10) + "联系人：㛃㙦、䶮㸌㸌", false},
		"questions":               {strings.Repeat("怎样申请??怎样查询?", 8), false},
		"bullets":                 {strings.Repeat("\uf06c一、加强领导", 8), false},
		"one rare glyph of many":  {strings.Repeat(prose, 10) + "\ue001\ue002\ue003\ue004\ue005", false},
		"romanised":               {strings.Repeat("政(zhèng)府(fǔ)信(xìn)息(xī)", 8), false},
		"an organ of 屯昌":          {strings.Repeat("屯昌县张骞临淇烫拷", 8), false},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(reportWith(c.text, two, table))[0]
			if got := said(r.Findings, document.CodeGarbled); got != c.garbled {
				t.Errorf("said to be garbled: %t", got)
			}
			if (len(r.Cells) == 0) != c.garbled {
				t.Errorf("%d cells", len(r.Cells))
			}
		})
	}
	t.Run("by the reader", func(t *testing.T) {
		doc := reportWith(prose, two, table)
		doc.Findings = []document.Finding{{Code: document.CodeGarbled, Responsibility: document.Reader}}
		if r := Parse(doc)[0]; len(r.Cells) > 0 || len(r.Findings) != 1 {
			t.Errorf("%d cells, findings %v", len(r.Cells), r.Findings)
		}
	})
}
