package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive/catalog"
)

// shelf is a snapshot of a few organs' filings.
func shelf(t testing.TB) *catalog.Snapshot {
	t.Helper()
	w := newWorld(t)
	w.visit("yunhu/1", reportLine("云湖市青石区水务局", 2022))
	w.visit("yunhu/2", reportLine("青石区人民政府水务局", 2023))
	w.visit("yunhu/3", reportLine("青石区水务局(渔政)", 2023))
	w.visit("yunhu/4", "guide 青石区水务局")
	w.visit("yunhu/5", reportLine("青石区IT中心", 2023, "failing=1"))
	w.visit("qinghe/1", reportLine("清河县人民政府", 2023))
	w.visit("qinghe/2", "guide 清河县人民政府")
	s, err := catalog.New(w.a, catalog.Options{}).Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// short names entries by what tells them apart here.
func short(found []*catalog.Entry) []string {
	var out []string
	for _, e := range found {
		id := strings.Replace(e.ID, "annual_report/", "", 1)
		_, id, _ = strings.Cut(id, "/")
		out = append(out, id)
	}
	return out
}

func TestSearchText(t *testing.T) {
	s := shelf(t)
	water := []string{"青石区水务局(渔政)/2023", "青石区水务局/2022", "青石区水务局/2023", "青石区水务局/guide"}
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"piece of the name", "水务局", water},
		{"fuller spelling", "云湖市青石区水务", water},
		{"spelling with the government", "青石区人民政府水务局", water},
		{"words in any order", "水务 青石", water},
		{"width and case", "ｉｔ 中心", []string{"青石区IT中心/2023"}},
		{"year", "水务局 2023", []string{water[0], water[2]}},
		{"year with its sign", "水务局 2023年", []string{water[0], water[2]}},
		{"all in one", "青石区水务局2022年年报", water[1:2]},
		{"sign of the year in the kind", "青石区水务局2022年报", water[1:2]},
		{"whole title", "青石区水务局2022年政府信息公开工作年度报告", water[1:2]},
		{"title of a guide", "清河县人民政府政府信息公开指南（2021年版）", []string{"清河县人民政府/guide"}},
		{"kind", "指南", []string{"清河县人民政府/guide", water[3]}},
		{"kind in English", "Guide 水务", water[3:]},
		{"kind and year", "report 2022", water[1:2]},
		{"parentheses", "(渔政)", water[:1]},
		{"two years are none", "2022 2023", nil},
		{"unknown word", "水务局 消防", nil},
		{"punctuation is no word", "水务局 、", water},
		{"piece that reaches over two names", "局云湖市", nil},
		{"too many words", strings.Repeat("水 ", catalog.MaxWords+1), nil},
		{"too long", strings.Repeat("水", catalog.MaxText), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, total := s.Search(catalog.Query{Text: tt.text})
			if diff := cmp.Diff(tt.want, short(found)); diff != "" || total != len(tt.want) {
				t.Errorf("%q: total %d, %s", tt.text, total, diff)
			}
		})
	}
}

func TestSearchFields(t *testing.T) {
	s := shelf(t)
	seen := s.Entry("yunhu/青石区水务局/annual_report/2023").FirstSeen
	for _, tt := range []struct {
		name string
		q    catalog.Query
		want int
	}{
		{"all", catalog.Query{}, 7},
		{"portal", catalog.Query{Portal: "qinghe"}, 2},
		{"portal that is not there", catalog.Query{Portal: "qing"}, 0},
		{"organ", catalog.Query{Organ: "yunhu/青石区水务局"}, 3},
		{"organ of another portal", catalog.Query{Organ: "yunhu/青石区水务局", Portal: "qinghe"}, 0},
		{"kind", catalog.Query{Kind: "guide"}, 2},
		{"year", catalog.Query{Year: 2022}, 1},
		{"mark", catalog.Query{Mark: catalog.MarkFailing}, 1},
		{"mark of what is not there", catalog.Query{Mark: catalog.MarkMissing}, 0},
		{"seen by then", catalog.Query{SeenBy: seen}, 2},
		{"seen before then", catalog.Query{SeenBy: seen.Add(-time.Second)}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if found, total := s.Search(tt.q); total != tt.want || len(found) != tt.want {
				t.Errorf("%d of %d, want %d", len(found), total, tt.want)
			}
		})
	}
}

func TestSearchPages(t *testing.T) {
	s := shelf(t)
	all, _ := s.Search(catalog.Query{})
	if !slices.IsSortedFunc(all, func(a, b *catalog.Entry) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("not in the order of ids: %v", short(all))
	}
	var paged []*catalog.Entry
	after := ""
	for {
		found, total := s.Search(catalog.Query{After: after, Limit: 2})
		if total != len(all) {
			t.Fatalf("total %d on the page behind %q, want %d", total, after, len(all))
		}
		if len(found) == 0 {
			break
		}
		paged = append(paged, found...)
		after = found[len(found)-1].ID
	}
	if diff := cmp.Diff(short(all), short(paged)); diff != "" {
		t.Errorf("pages together: %s", diff)
	}
}
