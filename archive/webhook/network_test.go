package webhook_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gongkai/archive"
	"gongkai/archive/webhook"
	"gongkai/extract/report"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// oneReport reads a number as a report with that number in it.
type oneReport struct{}

func (oneReport) Revision() string { return "1" }

func (oneReport) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	n, err := strconv.ParseInt(string(payload), 10, 64)
	v := report.NewNumber(n)
	return archive.Reading{
		State: archive.WasRead, Content: archive.DigestOf(payload),
		Records: []report.Record{{
			Schema: report.Schema, Kind: report.AnnualReport, Title: "年报", Agency: "云湖市水务局", Year: 2023,
			Cells: map[string]report.Cell{"applications.granted.total": {Value: &v, Raw: v.String(), State: report.StateValue}},
		}},
	}, err
}

// TestOverARealNetwork has a server fail in the ways that only sockets can.
func TestOverARealNetwork(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") }))
	defer elsewhere.Close()
	hang := make(chan struct{})
	defer close(hang)
	ways := []func(http.ResponseWriter, *http.Request){
		func(w http.ResponseWriter, _ *http.Request) { // closes without a word
			c, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				err = c.Close()
			}
			if err != nil {
				t.Error(err)
			}
		},
		func(_ http.ResponseWriter, r *http.Request) { // never answers
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		},
		func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusPermanentRedirect)
		},
		func(w http.ResponseWriter, _ *http.Request) { // an answer without an end
			w.WriteHeader(http.StatusInternalServerError)
			for _, err := w.Write(make([]byte, 64<<10)); err == nil; {
				_, err = w.Write(make([]byte, 64<<10))
			}
		},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || webhook.Verify([]byte(secret), body, r.Header.Get(webhook.SignatureHeader), time.Now(), time.Minute) != nil {
			t.Errorf("bad signature %s, %v", r.Header.Get(webhook.SignatureHeader), err)
		}
		mu.Lock()
		n := len(seen)
		seen = append(seen, r.Header.Get(webhook.IDHeader))
		mu.Unlock()
		if n < len(ways) {
			ways[n](w, r)
		}
	}))
	defer server.Close()
	s, err := webhook.New(newLog(fresh, content), []webhook.Hook{{URL: server.URL, Secret: []byte(secret), From: webhook.FromStart}}, webhook.Options{
		Timeout: 300 * time.Millisecond,
		Sleep: func(ctx context.Context, d time.Duration) error {
			select {
			case <-time.After(min(d, 5*time.Millisecond)):
			case <-ctx.Done():
			}
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { s.Run(ctx); close(done) }()
	for status(t, s).Cursor.Number < 2 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-done
	first := "1a2b3c4d.1.1"
	if want := []string{first, first, first, first, first, "1a2b3c4d.1.2"}; !slices.Equal(seen, want) {
		t.Errorf("the receiver saw %v, want %v", seen, want)
	}
	if st := status(t, s); st.Failures != 4 {
		t.Errorf("status %+v, want 4 failures", st)
	}
}
