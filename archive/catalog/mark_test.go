package catalog_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive/catalog"
)

func TestDueDate(t *testing.T) {
	for _, tt := range []struct {
		name, organ string
		year        int
		want        string
	}{
		{"department", "张店区水务局", 2023, "2024-01-31"},
		{"county government", "张店区人民政府", 2023, "2024-03-31"},
		{"provincial government", "山东省人民政府", 2023, "2024-03-31"},
		{"banner government", "科尔沁左翼中旗人民政府", 2023, "2024-03-31"},
		{"government's office", "张店区人民政府办公室", 2023, "2024-01-31"},
		{"township government", "东桥镇人民政府", 2023, "2024-01-31"},
		{"township of the county", "罗圩乡人民政府", 2023, "2024-01-31"},
		{"city with 镇 in its name", "景德镇市人民政府", 2023, "2024-03-31"},
		{"subdistrict office", "张店区人民政府科苑街道办事处", 2023, "2024-01-31"},
		{"administrative committee", "高新区管委会", 2023, "2024-01-31"},
		{"first report under the law of 2019", "张店区水务局", 2019, "2020-01-31"},
		{"last report under the law of 2007", "张店区水务局", 2018, "2019-03-31"},
		{"first report at all", "张店区水务局", 2008, "2009-03-31"},
		{"before the law", "张店区水务局", 2007, ""},
		{"no year", "张店区水务局", 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := catalog.DueDate(tt.organ, tt.year); got != tt.want {
				t.Errorf("%s %d is due %q, want %q", tt.organ, tt.year, got, tt.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	w := newWorld(t)
	w.visit("yunhu/2018", reportLine("青石区水务局", 2018, "published=2019-03-31"))
	w.visit("yunhu/2019", reportLine("青石区水务局", 2019, "published=2020-02-03"))
	w.visit("yunhu/2020", reportLine("青石区水务局", 2020, "published=2021-02-01 failing=2"))
	w.visit("yunhu/2021", "%PDF")
	w.visit("yunhu/2022", reportLine("青石区水务局", 2022, "published=2023-02-01"))
	w.visit("yunhu/2022", "404")
	w.visit("yunhu/guide", "guide 青石区水务局")
	w.visit("qinghe/2019", reportLine("青石区人民政府", 2019))
	s, err := catalog.New(w.a, catalog.Options{}).Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	water, government := s.Organ("yunhu/青石区水务局"), s.Organ("qinghe/青石区人民政府")
	for _, tt := range []struct {
		name  string
		organ *catalog.Organ
		year  int
		today string
		want  catalog.Mark
	}{
		{"before the first report", water, 2017, "2026-03-01", catalog.MarkBefore},
		{"in time under the law of 2007", water, 2018, "2026-03-01", catalog.MarkOK},
		{"late", water, 2019, "2026-03-01", catalog.MarkLate},
		{"failing comes before late", water, 2020, "2026-03-01", catalog.MarkFailing},
		{"gone comes before late", water, 2022, "2026-03-01", catalog.MarkGone},
		{"missing since the day after", water, 2023, "2024-02-01", catalog.MarkMissing},
		{"not due on the last day", water, 2023, "2024-01-31", catalog.MarkNotDue},
		{"government not due in February", government, 2023, "2024-02-01", catalog.MarkNotDue},
		{"government missing in April", government, 2023, "2024-04-01", catalog.MarkMissing},
		{"unknown day is no lateness", government, 2019, "2026-03-01", catalog.MarkOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.organ.Mark(tt.year, day(tt.today)); got != tt.want {
				t.Errorf("%s %d on %s is %s, want %s", tt.organ.Name, tt.year, tt.today, got, tt.want)
			}
		})
	}
	if got := s.Entry("yunhu/青石区教育局/annual_report/2021").Mark(); got != catalog.MarkUnread {
		t.Errorf("a file that was not read is %s", got)
	}
	if e := water.Report(2019); e.LateDays != 3 || e.Due != "2020-01-31" {
		t.Errorf("%d days behind %s, want 3 behind 2020-01-31", e.LateDays, e.Due)
	}
	if diff := cmp.Diff([]int{2021, 2023, 2024}, water.Missing(day("2025-02-01"))); diff != "" {
		t.Errorf("missing: %s", diff)
	}
	want := catalog.Totals{Organs: 2, Reports: 5, Guides: 1, Missing: 3 + 3, Late: 3, Failing: 1, Unread: 1, Gone: 1}
	if diff := cmp.Diff(want, s.Totals("yunhu", day("2025-02-01"))); diff != "" {
		t.Errorf("totals: %s", diff)
	}
	covered := s.Coverage("yunhu", day("2024-01-31"))
	for i, want := range []catalog.Coverage{
		{Portal: "yunhu", Year: 2023, Owed: 2, NotDue: 2},
		{Portal: "yunhu", Year: 2022, Owed: 2, Found: 1, Missing: 1, Late: 1, Gone: 1},
		{Portal: "yunhu", Year: 2021, Owed: 2, Found: 1, Missing: 1, Unread: 1},
		{Portal: "yunhu", Year: 2020, Owed: 1, Found: 1, Late: 1, Failing: 1},
		{Portal: "yunhu", Year: 2019, Owed: 1, Found: 1, Late: 1},
		{Portal: "yunhu", Year: 2018, Owed: 1, Found: 1},
	} {
		if i >= len(covered) || covered[i] != want {
			t.Errorf("coverage is %+v, line %d should be %+v", covered, i, want)
		}
	}
	// A day begins in China eight hours before it begins in UTC.
	if got := water.Mark(2023, day("2024-01-31").Add(16*60*60*1e9)); got != catalog.MarkMissing {
		t.Errorf("on 1 February in China it is %s", got)
	}
	if a, b := s.Years(""); a != 2018 || b != 2022 {
		t.Errorf("years %d to %d", a, b)
	}
}
