package archive

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"gongkai/extract/document"
)

func TestNormalTextIsNFKCWithOneKindOfPunctuation(t *testing.T) {
	letters := []rune("公开2３０a Ａ，。、（）“”‘’—－：；　\u00a0\u200b\ufeff①㎡ﬁé…·•《》【】〔〕ｶﾞ%％")
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.SampledFrom(letters)).Draw(t, "s"))
		slow := strings.Map(normalRune, norm.NFKC.String(s))
		if got := normalText(s); got != slow {
			t.Errorf("%q: %q, by NFKC %q", s, got, slow)
		}
		if again := normalText(normalText(s)); again != slow {
			t.Errorf("%q: twice gives %q, once %q", s, again, slow)
		}
	})
}

func TestContentDigest(t *testing.T) {
	base := []string{"一、总体情况", "2023年，本机关主动公开政府信息 120 条。", "规章\t0\t0\t12"}
	with := func(edit func([]string) []string) []string { return edit(append([]string(nil), base...)) }
	for _, tt := range []struct {
		name string
		text []string
		same bool
	}{
		{"white space and widths", []string{"一、总体情况 ", "２０２３年,本机关主动公开政府信息120条｡", "规章\t０\t0 \t12"}, true},
		{"a view counter", with(func(s []string) []string { return append(s, "浏览次数：123") }), true},
		{"a view counter with buttons", with(func(s []string) []string {
			return append(s, "【字体：大 中 小】【打印本页】【关闭窗口】 浏览量: 7 次")
		}), true},
		{"an empty paragraph", with(func(s []string) []string { return append(s, " \u00a0") }), true},
		{"a number", []string{base[0], "2023年，本机关主动公开政府信息 121 条。", base[2]}, false},
		{"a cell", []string{base[0], base[1], "规章\t0\t0\t13"}, false},
		{"cells that moved", []string{base[0], base[1], "规章\t0\t01\t2"}, false},
		{"a number beside the word for visits", with(func(s []string) []string { return append(s, "全年网站访问量 12345 次，同比增长。") }), false},
		{"a paragraph gone", base[:2], false},
		{"another order", []string{base[1], base[0], base[2]}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if same := contentDigest(tt.text) == contentDigest(base); same != tt.same {
				t.Errorf("same digest: %v, want %v", same, tt.same)
			}
		})
	}
	counted := []string{"发布时间：2024-01-20 来源：水务局 浏览次数：17"}
	if contentDigest(counted) != contentDigest([]string{"发布时间：2024-01-20 来源：水务局 浏览次数：18"}) {
		t.Error("the counter in the line with the date counts")
	}
	if contentDigest(counted) == contentDigest([]string{"发布时间：2024-01-21 来源：水务局 浏览次数：17"}) {
		t.Error("the date does not count")
	}
	if !contentDigest(nil).IsZero() || !contentDigest([]string{" ", "浏览次数：1"}).IsZero() {
		t.Error("nothing said has a digest")
	}
}

func TestContentOfLeavesFurnitureOut(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{
		{Kind: document.Paragraph, Text: "首页 > 政府信息公开", Furniture: true},
		{Kind: document.Heading, Text: "年度报告"},
		{Kind: document.TableKind, Table: &document.Table{Rows: 2, Cols: 2, Cells: []document.Cell{
			{Row: 0, Col: 0, RowSpan: 1, ColSpan: 2, Text: "表 一"},
			{Row: 1, Col: 0, RowSpan: 1, ColSpan: 1, Text: "规章"},
			{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Text: "1\n2", Nested: []*document.Table{{Rows: 1, Cols: 1, Cells: []document.Cell{{RowSpan: 1, ColSpan: 1, Text: "内"}}}}},
			{Row: 9, Col: 0, RowSpan: 1, ColSpan: 1, Text: "outside the grid"},
		}}},
	}}
	got, d := ContentOf(doc)
	want := "年度报告|表 一|规章\t1 2|内"
	if strings.Join(got, "|") != want || d.IsZero() {
		t.Errorf("%q, want %q", strings.Join(got, "|"), want)
	}
	if p, d := ContentOf(nil); p != nil || !d.IsZero() {
		t.Error("no document says something")
	}
}

func TestNormalName(t *testing.T) {
	for _, tt := range []struct {
		name string
		same []string
		not  []string
	}{
		{"government of a street office", []string{"张店区人民政府科苑街道办事处", "张店区科苑街道办事处", "淄博市张店区人民政府科苑街道办事处", " 张店区 科苑街道办事处"}, []string{"张店区人民政府"}},
		{"city before a district", []string{"淄博市张店区水务局", "张店区水务局", "山东省淄博市张店区水务局"}, []string{"淄博市水务局", "淄博市周村区水务局"}},
		{"government itself", []string{"张店区人民政府", "淄博市张店区人民政府"}, []string{"张店区", "淄博市人民政府"}},
		{"government office", []string{"张店区人民政府办公室", "淄博市张店区人民政府办公室"}, []string{"张店区办公室", "张店区人民政府"}},
		{"province before a city", []string{"山东省淄博市水务局", "淄博市水务局"}, []string{"山东省水务局", "水务局"}},
		{"widths and marks", []string{"张店区文化和旅游局（体育局）", "张店区文化和旅游局(体育局)"}, []string{"张店区文化和旅游局"}},
		{"districts of one name in two cities", []string{"济南市市中区水务局", "山东省济南市市中区水务局"}, []string{"枣庄市市中区水务局", "市中区水务局"}},
		{"market supervision is no city", []string{"山东省市场监督管理局"}, []string{"市场监督管理局", "淄博市市场监督管理局"}},
		{"city management is no city", []string{"济南市城市管理局"}, []string{"城市管理局", "青岛市城市管理局"}},
		{"a zone is no district", []string{"淄博市高新技术产业开发区管理委员会"}, []string{"高新技术产业开发区管理委员会"}},
		{"administrative division is no district", []string{"济南市行政区划办公室"}, []string{"行政区划办公室"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := NormalName(tt.same[0])
			for _, s := range tt.same {
				if got := NormalName(s); got != want {
					t.Errorf("%s is %s, %s is %s", s, got, tt.same[0], want)
				}
			}
			for _, s := range tt.not {
				if NormalName(s) == want {
					t.Errorf("%s and %s are both %s", s, tt.same[0], want)
				}
			}
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "name")
		n := NormalName(s)
		if strings.ContainsAny(n, "/\x00 ") || len(n) > 4*longestName+16 {
			t.Errorf("%q has the normal name %q", s, n)
		}
	})
}

func TestDiffTextIsWhatAPersonWouldMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom([]string{"甲", "乙", "丙", "丁", "甲 ", "戊"})
		from := rapid.SliceOfN(line, 0, 12).Draw(t, "from")
		to := rapid.SliceOfN(line, 0, 12).Draw(t, "to")
		// Applying the differences to from gives to.
		var got []string
		at := 0
		for _, d := range diffText(from, to) {
			got = append(got, from[at:d.FromAt-1]...)
			at = d.FromAt - 1 + len(d.From)
			if len(got) != d.ToAt-1 {
				t.Fatalf("a difference says it is at %d of the new text, it is at %d", d.ToAt, len(got)+1)
			}
			got = append(got, d.To...)
			if len(d.From) == 0 && len(d.To) == 0 {
				t.Error("an empty difference")
			}
		}
		got = append(got, from[at:]...)
		if strings.Join(normalTexts(got), "|") != strings.Join(normalTexts(to), "|") {
			t.Errorf("from %q with %+v is %q, want %q", from, diffText(from, to), got, to)
		}
	})
}

func TestDiffTextStaysBounded(t *testing.T) {
	long := make([]string, 20_000)
	other := make([]string, 20_000)
	for i := range long {
		long[i], other[i] = "甲", "乙"
	}
	if d := diffText(long, other); len(d) != 1 {
		t.Errorf("%d differences, want one run", len(d))
	}
}
