package serve

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells, in a registry of this server alone.
type metrics struct {
	handler  http.Handler
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	cache    *prometheus.CounterVec
}

func newMetrics(o *Options) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gongkai_http_requests_total", Help: "Requests that were answered, by pattern of the path, method and status.",
		}, []string{"route", "method", "code"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "gongkai_http_request_duration_seconds", Help: "Time from the request to the end of its answer.",
			Buckets: []float64{.001, .005, .025, .1, .5, 2.5, 10},
		}, []string{"route"}),
		cache: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gongkai_http_cache_total", Help: "Answers from the cache (hit), rendered with others waiting (shared), rendered (miss).",
		}, []string{"result"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "gongkai_build_info", Help: "1, with the version as labels.",
		ConstLabels: prometheus.Labels{"version": o.Version, "revision": o.Revision},
	})
	build.Set(1)
	registry := prometheus.NewRegistry()
	registry.MustRegister(m.requests, m.took, m.cache, build, newState(o),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	scrape := promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		// A source that fails is missing and named; the others are told.
		ErrorHandling: promhttp.ContinueOnError, ErrorLog: slog.NewLogLogger(o.Log.Handler(), slog.LevelError),
		MaxRequestsInFlight: 4,
	})
	m.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		routed(w, "/metrics")
		if readOnly(w, r) {
			w.Header().Set("Cache-Control", "no-store")
			scrape.ServeHTTP(w, r)
		}
	})
	return m
}

// request counts an answer. The labels are ours: patterns of handlers, methods
// that there are.
func (m *metrics) request(method, pattern string, status int, took time.Duration) {
	route := pattern
	if _, path, ok := strings.Cut(pattern, " "); ok {
		route = path
	}
	if route == "" {
		route = "none"
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

func (m *metrics) cached(result string) { m.cache.WithLabelValues(result).Inc() }
