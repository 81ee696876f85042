package serve

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// scrapeTime bounds what one scrape may ask of the archive.
const scrapeTime = 5 * time.Second

// state collects, at each scrape, how the archive and the crawl are.
type state struct {
	o        *Options
	tally    *tally
	holdings *holdings

	lastChange, bytes, filings, organs, failing, disagree, gone *prometheus.Desc
	portals, passes, captures, requests, versions, changes      *prometheus.Desc
	lastPass, lastOK, next, hookLag, hookFailures, hookStopped  *prometheus.Desc
	readings                                                    *prometheus.Desc
}

func newState(o *Options) *state {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("gongkai_"+name, help, labels, nil)
	}
	return &state{
		o: o, tally: &tally{passes: o.Sources.Passes, portals: map[string]*sums{}}, holdings: &holdings{current: o.Sources.Catalog},

		lastChange: desc("last_change", "Number of the newest change of the archive."),
		bytes:      desc("archive_bytes", "Bytes on disk by part.", "part"),
		filings:    desc("filings", "Filings by how far they could be read.", "state"),
		organs:     desc("organs", "Organs that are known."),
		failing:    desc("filings_failing", "Filings with checks that fail."),
		disagree:   desc("filings_disagree", "Filings whose sources give different numbers."),
		gone:       desc("filings_gone", "Filings that no place holds any more."),

		portals:  desc("portals", "Portals by where they stand: running, due, waiting, manual (never by themselves), disabled.", "queue"),
		passes:   desc("passes_total", "Passes that ended, by their state.", "portal", "state"),
		captures: desc("captures_total", "Captures of passes that ended, by outcome.", "portal", "outcome"),
		requests: desc("crawl_requests_total", "Requests that passes sent.", "portal"),
		versions: desc("versions_total", "New versions that passes found.", "portal"),
		changes:  desc("changes_total", "Changes that passes found.", "portal"),
		lastPass: desc("last_pass_timestamp_seconds", "When the newest pass ended.", "portal"),
		lastOK:   desc("last_pass_done", "1 if the newest pass reached its end.", "portal"),
		next:     desc("next_visit_timestamp_seconds", "When the next pass is due.", "portal"),

		readings: desc("reader_failures_total", "Files that could not be read, by reason: time, memory, died, answer, start.", "reason"),

		hookLag:      desc("webhook_lag", "Changes that the receiver has not got.", "webhook"),
		hookFailures: desc("webhook_failures_total", "Deliveries that failed.", "webhook"),
		hookStopped:  desc("webhook_stopped", "1 if the webhook was stopped.", "webhook"),
	}
}

// Describe sends no descriptors: which portals there are is known at a scrape.
func (s *state) Describe(chan<- *prometheus.Desc) {}

// Collect asks every source. One that fails is told as such; the others are not
// kept from telling.
func (s *state) Collect(to chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), scrapeTime)
	defer stop()
	for _, source := range []struct {
		about   *prometheus.Desc
		collect func(context.Context, chan<- prometheus.Metric) error
	}{{s.lastChange, s.change}, {s.bytes, s.sizes}, {s.filings, s.held}, {s.portals, s.queue}, {s.readings, s.unreadFiles}, {s.hookLag, s.webhooks}} {
		if err := source.collect(ctx, to); err != nil {
			to <- prometheus.NewInvalidMetric(source.about, fmt.Errorf("metrics: %w", err))
		}
	}
}

func gauge(d *prometheus.Desc, v float64, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

func counter[T int | uint64](d *prometheus.Desc, v T, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(v), labels...)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
