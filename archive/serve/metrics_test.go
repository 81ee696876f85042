package serve_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve"
)

// past is a list of passes, the newest first, that counts what was read of it.
type past struct {
	passes []archive.Pass
	read   int
}

func (p *past) list(_ context.Context, portal string) iter.Seq2[archive.Pass, error] {
	return func(yield func(archive.Pass, error) bool) {
		for _, pass := range p.passes {
			if pass.Portal != portal {
				continue
			}
			p.read++
			if !yield(pass, nil) {
				return
			}
		}
	}
}

func pass(id string, state archive.PassState, ok int) archive.Pass {
	return archive.Pass{ID: archive.PassID("zhangdian/" + id), Portal: "zhangdian", State: state, End: time.Unix(1000, 0),
		Outcomes: map[archive.Outcome]int{archive.OK: ok, archive.NotFound: 1}, Requests: ok + 1, Versions: ok, Changes: 2}
}

// shelf is an archive of one organ: a report that was read and does not add up,
// one and a guide that were not.
type shelf struct{}

func (shelf) organ() archive.Organ {
	return archive.Organ{ID: "zhangdian/水务局", Portal: "zhangdian", Name: "水务局"}
}

func (s shelf) Organs(context.Context, string) iter.Seq2[archive.Organ, error] {
	return func(yield func(archive.Organ, error) bool) { yield(s.organ(), nil) }
}

func (s shelf) Organ(context.Context, string) (archive.Organ, error) { return s.organ(), nil }

func (s shelf) Filings(context.Context, archive.FilingQuery) iter.Seq2[archive.Filing, error] {
	return func(yield func(archive.Filing, error) bool) {
		filing := func(what string, year int, state archive.ReadState) archive.Filing {
			id := s.organ().ID + "/" + what
			if year > 0 {
				id += "/" + strconv.Itoa(year)
			}
			return archive.Filing{ID: id, Portal: "zhangdian", Organ: s.organ().ID, OrganName: "水务局", Kind: what, Year: year,
				Sources: []archive.Source{{State: state}}}
		}
		read := filing("annual_report", 2023, archive.WasRead)
		read.Sources[0].Cells, read.Failing, read.Disagree = 40, 2, true
		for _, f := range []archive.Filing{read, filing("annual_report", 2024, archive.Unread), filing("guide", 0, archive.Unread)} {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func (shelf) LastChange(context.Context) (uint64, error) { return 3, nil }

func (shelf) Written(uint64) ([]string, uint64) { return nil, 3 }

func TestMetricsTellTheCrawl(t *testing.T) {
	p := &past{passes: []archive.Pass{pass("3", archive.PassRunning, 9), pass("2", archive.PassPartial, 5), pass("1", archive.PassDone, 7)}}
	at := func(d time.Duration) catalog.Visit { return catalog.Visit{At: newClock().Now().Add(d)} }
	w := run(t, serve.Options{Version: "v1", Revision: "abc", Sources: serve.Sources{
		Passes: p.list,
		Portals: func() []catalog.Portal {
			return []catalog.Portal{
				{ID: "zhangdian", Enabled: true, Running: true, Next: at(time.Hour)},
				{ID: "due", Enabled: true, Next: at(0)}, {ID: "later", Enabled: true, Next: at(time.Hour)},
				{ID: "hand", Enabled: true}, {ID: "off"},
			}
		},
		Catalog:  catalog.New(shelf{}, catalog.Options{Clock: newClock().Now}).Current,
		Bytes:    func() (map[string]int64, error) { return map[string]int64{"index": 4096, "blobs": 8192}, nil },
		Readings: func() map[string]uint64 { return map[string]uint64{"time": 3, "memory": 0} },
		Webhooks: func(context.Context) ([]serve.Webhook, error) {
			return []serve.Webhook{{Name: "a\xff", Lag: 4, Failures: 2, Stopped: true}}, nil
		},
	}})
	w.arc.n.Store(815)
	page := w.do("GET /metrics").body
	for _, line := range []string{
		"gongkai_last_change 815", `gongkai_build_info{revision="abc",version="v1"} 1`, `gongkai_archive_bytes{part="index"} 4096`,
		`gongkai_filings{state="read"} 1`, `gongkai_filings{state="unread"} 2`, "gongkai_organs 1", "gongkai_filings_failing 1", "gongkai_filings_disagree 1", "gongkai_filings_gone 0",
		`gongkai_portals{queue="running"} 1`, `gongkai_portals{queue="due"} 1`, `gongkai_portals{queue="waiting"} 1`, `gongkai_portals{queue="manual"} 1`, `gongkai_portals{queue="disabled"} 1`,
		`gongkai_passes_total{portal="zhangdian",state="done"} 1`, `gongkai_passes_total{portal="zhangdian",state="partial"} 1`,
		`gongkai_captures_total{outcome="ok",portal="zhangdian"} 12`, `gongkai_captures_total{outcome="not_found",portal="zhangdian"} 2`,
		`gongkai_crawl_requests_total{portal="zhangdian"} 14`, `gongkai_versions_total{portal="zhangdian"} 12`, `gongkai_changes_total{portal="zhangdian"} 4`,
		`gongkai_last_pass_timestamp_seconds{portal="zhangdian"} 1000`, `gongkai_last_pass_done{portal="zhangdian"} 0`,
		`gongkai_webhook_lag{webhook="a?"} 4`, `gongkai_webhook_failures_total{webhook="a?"} 2`, `gongkai_webhook_stopped{webhook="a?"} 1`,
		`gongkai_reader_failures_total{reason="time"} 3`, `gongkai_reader_failures_total{reason="memory"} 0`,
		"go_goroutines ",
	} {
		if !strings.Contains(page, "\n"+line) {
			t.Errorf("no line %q", line)
		}
	}
	if strings.Contains(page, `state="running"`) {
		t.Error("a pass that runs stands in the sums")
	}
	// The running pass ends: it alone is read again, and counted once.
	p.passes[0] = pass("3", archive.PassDone, 9)
	p.read = 0
	for range 3 {
		page = w.do("GET /metrics").body
	}
	if !strings.Contains(page, `gongkai_captures_total{outcome="ok",portal="zhangdian"} 21`) || !strings.Contains(page, `gongkai_last_pass_done{portal="zhangdian"} 1`) {
		t.Error("the pass that ended is not in the sums, or twice")
	}
	if p.read > 4 {
		t.Errorf("%d passes were read for three scrapes", p.read)
	}
}

func TestASourceThatFailsDoesNotSilenceTheOthers(t *testing.T) {
	w := run(t, serve.Options{Sources: serve.Sources{
		Bytes: func() (map[string]int64, error) { return nil, errors.New("stat: no such file") },
	}})
	a := w.do("GET /metrics")
	if a.StatusCode != 200 || !strings.Contains(a.body, "gongkai_last_change 0") || !strings.Contains(w.log.String(), "stat: no such file") {
		t.Errorf("got %s; log %s", a.Status, w.log)
	}
}

func TestMetricsTellTheRequests(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /organ/{id}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "organ") })
	w := run(t, serve.Options{Pages: mux})
	w.do("GET /organ/a")
	w.do("GET /organ/a")
	w.do("HEAD /organ/b")
	w.do("GET /nothing")
	page := w.do("GET /metrics").body
	for _, line := range []string{
		`gongkai_http_requests_total{code="200",method="GET",route="/organ/{id}"} 2`,
		`gongkai_http_requests_total{code="200",method="HEAD",route="/organ/{id}"} 1`,
		`gongkai_http_requests_total{code="404",method="GET",route="none"} 1`,
		`gongkai_http_request_duration_seconds_count{route="/organ/{id}"} 3`,
		`gongkai_http_cache_total{result="hit"} 1`, `gongkai_http_cache_total{result="miss"} 3`,
	} {
		if !strings.Contains(page, "\n"+line) {
			t.Errorf("no line %q", line)
		}
	}
}
