package feed_test

import (
	"testing"

	"gongkai/archive"
	"gongkai/archive/serve/feed"
)

func TestFilingLinksLeadToPagesThatThereAre(t *testing.T) {
	const organ = "/yunhu/%E6%B0%B4%E5%8A%A1%E5%B1%80"
	for want, h := range map[string]archive.Held{
		"/filing" + organ + "/2023":  {Kind: "annual_report", Organ: "yunhu/水务局", Year: 2023},
		"/filing" + organ + "/guide": {Kind: "guide", Organ: "yunhu/水务局"},
		"/organ" + organ:             {Kind: "annual_report", Organ: "yunhu/水务局"}, // nobody says of which year
	} {
		if got := feed.FilingLink("", &h); got != want {
			t.Errorf("%s %d: %s, want %s", h.Kind, h.Year, got, want)
		}
	}
}
