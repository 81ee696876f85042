package webhook_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/webhook"
)

const secret = "correct horse battery staple"

// changeLog is an archive of which a test makes the changes up.
type changeLog struct {
	mu        sync.Mutex
	epoch     uint64
	changes   []archive.Change
	followers map[string]archive.Follower
	keepFails error                // what KeepFollower answers
	diff      func() *archive.Diff // nil: none
	diffFails error
}

func newLog(kinds ...archive.ChangeKind) *changeLog {
	l := &changeLog{epoch: 1, followers: map[string]archive.Follower{}}
	l.add(kinds...)
	return l
}

func (l *changeLog) add(kinds ...archive.ChangeKind) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range kinds {
		n := uint64(len(l.changes) + 1)
		l.changes = append(l.changes, archive.Change{Number: n, Kind: k, Portal: "p", Page: "0123456789abcdef", URL: "http://a.example/", Title: "年报 <1>"})
	}
}

func (l *changeLog) Identity() archive.Identity {
	return archive.Identity{Archive: strings.Repeat("1a2b3c4d", 4), Epoch: l.epoch}
}

func (l *changeLog) Cursor(n uint64) archive.Cursor {
	return archive.Cursor{Archive: "1a2b3c4d", Epoch: l.epoch, Number: n}
}

func (l *changeLog) Resume(ctx context.Context, c archive.Cursor) (uint64, error) {
	if last, _ := l.LastChange(ctx); c != l.Cursor(c.Number) || c.Number > last {
		return 0, archive.ErrStaleCursor
	}
	return c.Number, nil
}

func (l *changeLog) LastChange(context.Context) (uint64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return uint64(len(l.changes)), nil
}

func (l *changeLog) Changes(_ context.Context, since uint64) iter.Seq2[archive.Change, error] {
	return func(yield func(archive.Change, error) bool) {
		l.mu.Lock()
		changes := l.changes[since:]
		l.mu.Unlock()
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (l *changeLog) ChangeDiff(context.Context, archive.Change) (*archive.Diff, error) {
	if l.diff == nil {
		return nil, l.diffFails
	}
	return l.diff(), l.diffFails
}

func (l *changeLog) Follower(_ context.Context, name string) (archive.Follower, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f, ok := l.followers[name]
	if !ok {
		return f, archive.ErrNotFound
	}
	return f, nil
}

func (l *changeLog) KeepFollower(ctx context.Context, f archive.Follower) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := errors.Join(l.keepFails, ctx.Err()); err != nil {
		return err
	}
	l.followers[f.Name] = f
	return nil
}

func (l *changeLog) failKeeping(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keepFails = err
}

// reply is how a receiver answers one attempt.
type reply struct {
	status int
	after  string        // Retry-After
	late   time.Duration // before it answers
	breaks bool          // the connection is closed instead
}

var ok = reply{status: 200}

// attempt is one request as the receiver saw it.
type attempt struct {
	id     string
	number uint64
	at     time.Time
	ok     bool // it was answered with 2xx, and the answer was taken
}

// receiver is a server behind a transport that needs no network. It answers as
// its script says, and with 200 when that is at its end. It checks each
// signature and keeps the ledger.
type receiver struct {
	t      testing.TB
	mu     sync.Mutex
	script []reply
	ledger []attempt
	bodies [][]byte
}

func (r *receiver) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	if err := webhook.Verify([]byte(secret), body, req.Header.Get("Gongkai-Signature"), time.Now(), time.Minute); err != nil {
		r.t.Error(err)
	}
	var e webhook.Event
	if err := json.Unmarshal(body, &e); err != nil || e.ID.String() != req.Header.Get("Gongkai-Id") || e.ID.Number != e.Change.Number {
		r.t.Errorf("body %s, id %s: %v", body, req.Header.Get("Gongkai-Id"), err)
	}
	r.mu.Lock()
	answer := ok
	if len(r.script) > 0 {
		answer, r.script = r.script[0], r.script[1:]
	}
	r.ledger = append(r.ledger, attempt{id: e.ID.String(), number: e.ID.Number, at: time.Now()})
	n := len(r.ledger) - 1
	r.bodies = append(r.bodies, body)
	r.mu.Unlock()
	if answer.late > 0 {
		select {
		case <-time.After(answer.late):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
	if answer.breaks {
		return nil, errors.New("connection reset by peer")
	}
	r.mu.Lock()
	r.ledger[n].ok = answer.status/100 == 2
	r.mu.Unlock()
	return &http.Response{
		StatusCode: answer.status, Header: http.Header{"Retry-After": {answer.after}, "Location": {"http://evil.example/"}},
		Body: io.NopCloser(bytes.NewReader(nil)), Request: req,
	}, nil
}

// answered are the numbers that were answered with 2xx, in order.
func (r *receiver) answered() []uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := []uint64{}
	for _, a := range r.ledger {
		if a.ok {
			out = append(out, a.number)
		}
	}
	return out
}

// story is the ledger in words: "1 1ok 2ok".
func (r *receiver) story() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, a := range r.ledger {
		words := fmt.Sprint(a.number)
		if a.ok {
			words += "ok"
		}
		out = append(out, words)
	}
	return strings.Join(out, " ")
}

func hook(from webhook.From) webhook.Hook {
	return webhook.Hook{URL: "https://user:pass@receiver.example/hook?token=x", Secret: []byte(secret), From: from}
}

// send runs a sender until stop is called, which waits for its end.
func send(t testing.TB, arc webhook.Archive, r *receiver, h webhook.Hook) (s *webhook.Sender, stop func()) {
	t.Helper()
	s, err := webhook.New(arc, []webhook.Hook{h}, webhook.Options{Transport: r, Poll: 10 * time.Second, Jitter: func() float64 { return 1 }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { s.Run(ctx); close(done) }()
	return s, func() { cancel(); <-done }
}

func status(t testing.TB, s *webhook.Sender) webhook.Status {
	t.Helper()
	all, err := s.Status(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	return all[0]
}
