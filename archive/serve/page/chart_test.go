package page

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/report"
)

func drawn(t testing.TB, s series) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string((&chart{ID: "c", Series: s, Lang: chinese}).SVG())))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func at(year int, n int64) point { v := report.NewNumber(n); return point{Year: year, Value: &v} }

func TestChartsShowGapsAsGaps(t *testing.T) {
	doc := drawn(t, series{Name: phrase{"新收", "new"}, Points: []point{
		at(2019, 12), {Year: 2020, Why: phrase{"空", "blank"}}, at(2021, 0), at(2022, -3),
	}})
	for what, n := range map[string]int{"rect.bar": 2, "rect.gap": 1, "line.nought": 1, "text.number": 3, "text.year": 4} {
		if got := doc.Find(what).Length(); got != n {
			t.Errorf("%s: %d, want %d", what, got, n)
		}
	}
	if got := doc.Find("desc").Text(); got != "2019 年 12；2020 年没有数：空；2021 年 0；2022 年 -3" {
		t.Errorf("described as %s", got)
	}
	svg := doc.Find("svg")
	if svg.AttrOr("role", "") != "img" || svg.AttrOr("aria-labelledby", "") != "c-t c-d" || doc.Find("#c-t").Text() != "新收" {
		t.Error("the drawing has no name")
	}
}

// However wild the numbers are, the drawing stays inside its frame and every
// year has its number or its gap.
func TestChartsStayInTheirFrame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var s series
		for i := range rapid.IntRange(1, 24).Draw(rt, "years") {
			p := point{Year: 2000 + i}
			if rapid.Bool().Draw(rt, "has") {
				p = at(2000+i, rapid.Int64().Draw(rt, "n"))
			}
			s.Points = append(s.Points, p)
		}
		svg := string((&chart{ID: "c", Series: s, Lang: english}).SVG())
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			rt.Fatal(svg)
		}
		doc := drawn(t, s)
		if n := doc.Find("text.number").Length() + doc.Find("rect.gap").Length(); n != len(s.Points) {
			rt.Fatalf("%d of %d years", n, len(s.Points))
		}
		doc.Find("rect.bar").Each(func(_ int, b *goquery.Selection) {
			if strings.HasPrefix(b.AttrOr("y", ""), "-") || strings.HasPrefix(b.AttrOr("height", "-"), "-") {
				rt.Fatalf("a column outside: %s %s", b.AttrOr("y", ""), b.AttrOr("height", ""))
			}
		})
	})
}

func TestSeriesAddUpOnlyWhatIsWhole(t *testing.T) {
	of := func(form string, cells map[string]report.Cell) yearReport {
		return yearReport{Year: 2021, Record: &report.Record{Forms: &report.Forms{Applications: form}, Cells: cells}}
	}
	otherwise := func(blank bool) map[string]report.Cell {
		c := map[string]report.Cell{"applications.otherwise.overdue_correction.total": numbered(1, "1"),
			"applications.otherwise.unpaid_fee.total": numbered(2, "2"), "applications.otherwise.other.total": numbered(3, "3")}
		if blank {
			c["applications.otherwise.unpaid_fee.total"] = report.Cell{State: report.StateBlank}
		}
		return c
	}
	for name, c := range map[string]struct {
		year  yearReport
		value string
		why   string
	}{
		"three rows of 2021":      {of("2021", otherwise(false)), "6", ""},
		"one row of 2019":         {of("2019", map[string]report.Cell{"applications.otherwise.total": numbered(4, "4")}), "4", ""},
		"one of three is blank":   {of("2021", otherwise(true)), "", "有一行空"},
		"one of three is absent":  {of("2021", map[string]report.Cell{"applications.otherwise.other.total": numbered(3, "3")}), "", "有一行缺"},
		"one row and not printed": {of("2019", nil), "", "缺"},
		"no report":               {yearReport{Year: 2021, Why: phrase{"没有年报", ""}}, "", "没有年报"},
	} {
		t.Run(name, func(t *testing.T) {
			p := pointOf(c.year, otherwiseTotal)
			value := ""
			if p.Value != nil {
				value = p.Value.String()
			}
			if value != c.value || p.Why.zh != c.why {
				t.Errorf("%q %q, want %q %q", value, p.Why.zh, c.value, c.why)
			}
		})
	}
}

func TestKeysHaveLabels(t *testing.T) {
	got := map[string]string{}
	for _, k := range []string{"applications.new.total", "applications.denied.state_secret.business", "applications.otherwise.other.total",
		"applications.denied.subtotal.total", "applications.otherwise.total", "review.pending", "litigation_direct.total", "proactive.fees.amount_wan_yuan", "x.y.z", "applications.strange.total"} {
		got[k] = keyLabel(k, chinese)
	}
	want := map[string]string{
		"applications.new.total":                    "本年新收政府信息公开申请数量 · 总计",
		"applications.denied.state_secret.business": "不予公开：属于国家秘密 · 商业企业",
		"applications.otherwise.other.total":        "其他处理：其他 · 总计",
		"applications.denied.subtotal.total":        "不予公开小计 · 总计",
		"applications.otherwise.total":              "其他处理 · 总计",
		"review.pending":                            "行政复议 · 尚未审结",
		"litigation_direct.total":                   "未经复议直接起诉 · 总计",
		"proactive.fees.amount_wan_yuan":            "行政事业性收费 · 本年收费金额（单位：万元）",
		"x.y.z":                                     "x.y.z",
		"applications.strange.total":                "applications.strange.total",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for k := range keyRanks {
		if keyLabel(k, chinese) == k || keyLabel(k, english) == k {
			t.Errorf("%s has no label", k)
		}
	}
}
