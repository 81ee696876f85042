package feed_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/archive"
)

var kinds = []archive.ChangeKind{
	archive.ChangeNew, archive.ChangeContent, archive.ChangeChrome, archive.ChangeMoved, archive.ChangeGone, archive.ChangeReturned, archive.ChangeReread,
}

// drawLog makes up a log: numbers with gaps, times that go back and forth, two
// portals with two organs each, changes of several organs and of none.
func drawLog(t *rapid.T) fakeLog {
	var l fakeLog
	var number uint64
	for range rapid.IntRange(0, 260).Draw(t, "changes") {
		number += uint64(rapid.SampledFrom([]int{1, 1, 1, 7}).Draw(t, "gap"))
		portal := rapid.SampledFrom([]string{"p", "q"}).Draw(t, "portal")
		c := archive.Change{
			Number: number, Portal: portal, Page: "0123456789abcdef", URL: "http://a.example/",
			Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Version: int(number),
			Time: start.Add(time.Duration(rapid.IntRange(-5, 50).Draw(t, "minutes")) * time.Minute),
		}
		for _, organ := range rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙"}), 0, 3).Draw(t, "organs") {
			c.Filings = append(c.Filings, archive.Held{Filing: portal + "/" + organ + "/guide", Kind: "guide", Organ: portal + "/" + organ})
		}
		l = append(l, c)
	}
	return l
}

func TestPagingGivesEveryChangeOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := drawLog(rt)
		h := handler(l)
		feed := rapid.SampledFrom([]struct {
			path string
			mine func(c archive.Change) bool
		}{
			{"/feed/", func(archive.Change) bool { return true }},
			{"/feed/portal/p/", func(c archive.Change) bool { return c.Portal == "p" }},
			{"/feed/organ/p/甲/", func(c archive.Change) bool {
				return slices.ContainsFunc(c.Filings, func(h archive.Held) bool { return h.Organ == "p/甲" })
			}},
		}).Draw(rt, "feed")
		filter := rapid.SampledFrom([]struct {
			query  string
			wanted func(k archive.ChangeKind) bool
		}{
			{"", func(k archive.ChangeKind) bool { return k != archive.ChangeChrome }},
			{"?chrome=1", func(archive.ChangeKind) bool { return true }},
			{"?kind=new,gone", func(k archive.ChangeKind) bool { return k == archive.ChangeNew || k == archive.ChangeGone }},
			{"?kind=new&chrome=1", func(k archive.ChangeKind) bool { return k == archive.ChangeNew || k == archive.ChangeChrome }},
		}).Draw(rt, "filter")

		known := feed.path == "/feed/"
		want := []uint64{}
		for _, c := range slices.Backward(l) {
			known = known || feed.mine(c)
			if feed.mine(c) && filter.wanted(c.Kind) {
				want = append(want, c.Number)
			}
		}
		if !known {
			if rec := get(t, h, feed.path+"feed.json"); rec.Code != http.StatusNotFound {
				rt.Fatalf("a feed that nobody knows: %d", rec.Code)
			}
			return
		}
		if got := followNext(t, rt, h, feed.path+"feed.json"+filter.query); !slices.Equal(got, want) {
			rt.Fatalf("%s%s: paging gives %v, want %v", feed.path, filter.query, got, want)
		}
		if got := followArchives(t, rt, h, feed.path+"atom.xml"+filter.query); got != len(want) {
			rt.Fatalf("%s%s: the archived documents have %d entries, want %d", feed.path, filter.query, got, len(want))
		}
	})
}

// failer is a test, or a case that rapid makes up.
type failer interface {
	Fatalf(format string, args ...any)
}

// followNext reads a JSON Feed to its end and returns the numbers in order.
func followNext(t *testing.T, rt failer, h http.Handler, path string) []uint64 {
	numbers := []uint64{}
	for path != "" {
		var f struct {
			Next  string `json:"next_url"`
			Items []struct {
				Change struct{ Number uint64 } `json:"_gongkai"`
			}
		}
		rec := get(t, h, path)
		if err := json.Unmarshal(rec.Body.Bytes(), &f); err != nil {
			rt.Fatalf("%s: %v: %s", path, err, rec.Body)
		}
		if len(f.Items) > 50 || f.Next != "" && len(f.Items) != 50 {
			rt.Fatalf("%s has %d entries, next is %q", path, len(f.Items), f.Next)
		}
		for _, i := range f.Items {
			numbers = append(numbers, i.Change.Number)
		}
		path = strings.TrimPrefix(f.Next, base)
	}
	return numbers
}

// followArchives rebuilds a feed as RFC 5005, 4.4 says, and returns how many
// entries it has. Archived documents must stand at fixed places: 50 entries
// each, counted from the first.
func followArchives(t *testing.T, rt failer, h http.Handler, path string) int {
	ids := map[string]bool{}
	for first := true; path != ""; first = false {
		var f struct {
			Archive *struct{} `xml:"http://purl.org/syndication/history/1.0 archive"`
			Link    []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/2005/Atom link"`
			Entry []struct {
				ID string `xml:"http://www.w3.org/2005/Atom id"`
			} `xml:"http://www.w3.org/2005/Atom entry"`
		}
		rec := get(t, h, path)
		if err := xml.Unmarshal(rec.Body.Bytes(), &f); err != nil {
			rt.Fatalf("%s: %v", path, err)
		}
		if (f.Archive == nil) != first {
			rt.Fatalf("%s: marked as archived: %v", path, f.Archive != nil)
		}
		if !first && len(f.Entry) != 50 {
			rt.Fatalf("%s: an archived document of %d entries", path, len(f.Entry))
		}
		for _, e := range f.Entry {
			ids[e.ID] = true
		}
		path = ""
		for _, l := range f.Link {
			if l.Rel == "prev-archive" {
				path = strings.TrimPrefix(l.Href, base)
			}
		}
	}
	return len(ids)
}

func TestArchivedDocumentsStayWhenTheLogGrows(t *testing.T) {
	var l fakeLog
	grow := func(to uint64) {
		for n := uint64(len(l)) + 1; n <= to; n++ {
			l = append(l, archive.Change{Number: n, Time: start.Add(time.Duration(n) * time.Minute), Kind: archive.ChangeNew, Portal: "p", Page: "0123456789abcdef", URL: fmt.Sprintf("http://a.example/%d", n), Version: 1})
		}
	}
	grow(130)
	before := get(t, handler(l), "/feed/atom.xml?before=101").Body.String()
	grow(260)
	if after := get(t, handler(l), "/feed/atom.xml?before=101").Body.String(); after != before {
		t.Error("an archived document changed when the log grew")
	}
}

func TestAFeedGoesOnWithTheLog(t *testing.T) {
	w := newWorld(t, "yunhu")
	h := handler(w.arc)
	count := func() int {
		var f struct{ Items []struct{} }
		if err := json.Unmarshal(get(t, h, "/feed/feed.json").Body.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		return len(f.Items)
	}
	for want := range 3 {
		if got := count(); got != want {
			t.Errorf("%d entries, want %d", got, want)
		}
		w.visit("yunhu", "http://www.yunhu.example/a", annual(water, 2023, "年报", int64(want)))
	}
}

func TestManyReadersWhileTheLogGrows(t *testing.T) {
	w := newWorld(t, "yunhu")
	h := handler(w.arc)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for range 20 {
				if rec := get(t, h, "/feed/atom.xml"); rec.Code != http.StatusOK {
					t.Errorf("%d %s", rec.Code, rec.Body)
				}
			}
		})
	}
	for n := range 10 {
		w.visit("yunhu", "http://www.yunhu.example/a", annual(water, 2023, "年报", int64(n)))
	}
	readers.Wait()
}

// BenchmarkFeed asks for feeds of a log of 100,000 changes, read before.
func BenchmarkFeed(b *testing.B) {
	var l benchLog
	for n := uint64(1); n <= 100_000; n++ {
		organ := fmt.Sprintf("p/机关%d", n%500)
		l.fakeLog = append(l.fakeLog, archive.Change{
			Number: n, Time: start.Add(time.Duration(n) * time.Second), Kind: kinds[n%7], Portal: "p", Page: "0123456789abcdef", URL: "http://a.example/", Version: 1,
			Filings: []archive.Held{{Filing: organ + "/guide", Kind: "guide", Organ: organ}},
		})
	}
	h := handler(l)
	for _, path := range []string{"/feed/atom.xml", "/feed/feed.json?before=500", "/feed/portal/p/atom.xml?kind=gone", "/feed/organ/p/机关7/feed.json"} {
		b.Run(path, func(b *testing.B) {
			get(b, h, path)
			for b.Loop() {
				get(b, h, path)
			}
		})
	}
}

// benchLog finds changes without a search.
type benchLog struct{ fakeLog }

func (l benchLog) Change(_ context.Context, n uint64) (archive.Change, error) {
	return l.fakeLog[n-1], nil
}

func (l benchLog) Changes(ctx context.Context, since uint64) iter.Seq2[archive.Change, error] {
	return l.fakeLog[since:].Changes(ctx, since)
}

func (benchLog) Organ(_ context.Context, id string) (archive.Organ, error) {
	return archive.Organ{ID: id, Name: id}, nil
}
