package api

import (
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

func TestTheYearEndsInChina(t *testing.T) {
	o := &catalog.Organ{Organ: archive.Organ{Name: "云湖市教育局"}, Reports: []*catalog.Entry{{Year: 2024, Kind: "annual_report"}}}
	for now, last := range map[string]int{
		"2026-12-31T15:59:59Z": 2025,
		"2026-12-31T16:00:00Z": 2026, // 1 January 2027 in China
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if all := years(o, at); all[len(all)-1].Year != last {
			t.Errorf("%s: the last year is %d, want %d", now, all[len(all)-1].Year, last)
		}
	}
}
