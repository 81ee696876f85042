package webhook_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/archive/webhook"
)

const (
	fresh   = archive.ChangeNew
	content = archive.ChangeContent
	chrome  = archive.ChangeChrome
	gone    = archive.ChangeGone
)

func TestEachChangeIsAnsweredOnceAndInOrder(t *testing.T) {
	for _, tt := range []struct {
		name   string
		script []reply
		story  string
		took   time.Duration // until the last attempt
	}{
		{"all is well", nil, "1ok 2ok 3ok", 0},
		{"500, then 200", []reply{{status: 500}}, "1 1ok 2ok 3ok", time.Second},
		{"fails longer and longer", []reply{ok, {status: 503}, {status: 502}, {status: 500}}, "1ok 2 2 2 2ok 3ok", (1 + 2 + 4) * time.Second},
		{"the connection breaks", []reply{{breaks: true}}, "1 1ok 2ok 3ok", time.Second},
		{"hangs", []reply{{status: 200, late: time.Hour}}, "1 1ok 2ok 3ok", 11 * time.Second},
		{"answers late, but in time", []reply{{status: 204, late: 9 * time.Second}}, "1ok 2ok 3ok", 9 * time.Second},
		{"asks for a pause in seconds", []reply{{status: 429, after: "120"}}, "1 1ok 2ok 3ok", 2 * time.Minute},
		{"asks for a pause until a date", []reply{{status: 503, after: "Sat, 01 Jan 2000 01:00:00 GMT"}}, "1 1ok 2ok 3ok", time.Hour},
		{"asks for a pause of a century", []reply{{status: 503, after: "2147483647"}}, "1 1ok 2ok 3ok", 24 * time.Hour},
		{"asks for nonsense", []reply{{status: 503, after: "-5"}, {status: 503, after: "soon"}}, "1 1 1ok 2ok 3ok", 3 * time.Second},
		{"refuses: a person has to mend it", []reply{{status: 401}, {status: 404}}, "1 1 1ok 2ok 3ok", 3 * time.Minute},
		{"redirects are not followed", []reply{{status: 302}, {status: 307}}, "1 1 1ok 2ok 3ok", 3 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{t: t, script: tt.script}
				begin := time.Now()
				s, stop := send(t, newLog(fresh, content, gone), r, hook(webhook.FromStart))
				time.Sleep(48 * time.Hour)
				stop()
				if got := r.story(); got != tt.story {
					t.Fatalf("the receiver saw %s, want %s", got, tt.story)
				}
				if took := r.ledger[len(r.ledger)-1].at.Sub(begin); took != tt.took {
					t.Errorf("it took %s, want %s", took, tt.took)
				}
				st := status(t, s)
				if st.Lag != 0 || st.Cursor.Number != 3 || st.Failures != uint64(len(r.ledger)-3) || st.LastError != "" {
					t.Errorf("status %+v", st)
				}
			})
		})
	}
}

func TestWhatIsChosen(t *testing.T) {
	for _, tt := range []struct {
		name string
		set  func(*webhook.Hook)
		want []uint64
	}{
		{"all but page frames", func(*webhook.Hook) {}, []uint64{1, 2, 4}},
		{"page frames too", func(h *webhook.Hook) { h.Chrome = true }, []uint64{1, 2, 3, 4}},
		{"one kind", func(h *webhook.Hook) { h.Kinds = []archive.ChangeKind{gone} }, []uint64{4}},
		{"page frames by name", func(h *webhook.Hook) { h.Kinds = []archive.ChangeKind{chrome} }, []uint64{3}},
		{"its portal", func(h *webhook.Hook) { h.Portals = []string{"q", "p"} }, []uint64{1, 2, 4}},
		{"another portal", func(h *webhook.Hook) { h.Portals = []string{"q"} }, []uint64{}},
		{"from now", func(h *webhook.Hook) { h.From = webhook.FromDefault }, []uint64{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := hook(webhook.FromStart)
				tt.set(&h)
				r := &receiver{t: t}
				s, stop := send(t, newLog(fresh, content, chrome, gone), r, h)
				time.Sleep(time.Minute)
				stop()
				if got := r.answered(); !slices.Equal(got, tt.want) {
					t.Errorf("sent %v, want %v", got, tt.want)
				}
				if st := status(t, s); st.Lag != 0 || st.Cursor.Number != 4 {
					t.Errorf("status %+v: what is not wanted is passed too", st)
				}
			})
		})
	}
}

func TestANewHookBeginsNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, r := newLog(fresh, fresh), &receiver{t: t}
		_, stop := send(t, l, r, hook(webhook.FromDefault))
		time.Sleep(time.Second)
		l.add(content)
		time.Sleep(time.Minute)
		stop()
		l.add(gone) // while nobody sends
		_, stop = send(t, l, r, hook(webhook.FromDefault))
		time.Sleep(time.Minute)
		stop()
		if got := r.story(); got != "3ok 4ok" {
			t.Errorf("the receiver saw %s", got)
		}
	})
}

func TestAReceiverThatIsGoneIsLeftInPeace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{t: t, script: []reply{{status: 410}}}
		l := newLog(fresh, content)
		s, stop := send(t, l, r, hook(webhook.FromStart))
		time.Sleep(48 * time.Hour)
		st := status(t, s)
		stop()
		if st.State != webhook.Stopped || !strings.Contains(st.LastError, "410") || st.Lag != 2 || r.story() != "1" {
			t.Errorf("status %+v, the receiver saw %s", st, r.story())
		}
		_, stop = send(t, l, r, hook(webhook.FromStart)) // started anew: nothing was lost
		time.Sleep(time.Minute)
		stop()
		if got := r.story(); got != "1 1ok 2ok" {
			t.Errorf("the receiver saw %s", got)
		}
	})
}

func TestTheEndWaitsForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{t: t, script: []reply{{status: 200, late: 5 * time.Second}}}
		l := newLog(fresh, content)
		_, stop := send(t, l, r, hook(webhook.FromStart))
		time.Sleep(time.Second)
		stop() // in the middle of the first attempt
		if got := r.story(); got != "1ok" {
			t.Errorf("the receiver saw %s", got)
		}
		_, stop = send(t, l, r, hook(webhook.FromStart))
		time.Sleep(time.Minute)
		stop()
		if got := r.story(); got != "1ok 2ok" {
			t.Errorf("the receiver saw %s", got)
		}
	})
}

func TestAnAnswerThatCannotBeStoredIsNotForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{t: t}
		l := newLog()
		s, stop := send(t, l, r, hook(webhook.FromStart))
		time.Sleep(time.Second)
		l.failKeeping(errors.New("disk is full"))
		l.add(fresh, content)
		time.Sleep(time.Hour)
		if st := status(t, s); r.story() != "1ok" || st.State != webhook.Waiting || st.LastError != "disk is full" {
			t.Errorf("the receiver saw %s, status %+v: nothing goes on before the answer is stored", r.story(), st)
		}
		l.failKeeping(nil)
		time.Sleep(time.Hour)
		l.failKeeping(errors.New("disk is full"))
		l.add(fresh) // the last one: nothing is sent when the archive works again
		time.Sleep(time.Hour)
		l.failKeeping(nil)
		time.Sleep(time.Hour)
		if st := status(t, s); st.State != webhook.Idle || st.LastError != "" {
			t.Errorf("the archive works again, the status is %+v", st)
		}
		stop()
		if got := r.story(); got != "1ok 2ok 3ok" {
			t.Errorf("the receiver saw %s", got)
		}
	})
}

func TestAProcessKilledBetweenAnswerAndStoringRepeatsThatIdOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{t: t}
		l := newLog(fresh, content, gone)
		l.add(fresh)
		_, stop := send(t, l, r, hook(webhook.FromStart))
		time.Sleep(time.Second)
		l.failKeeping(errors.New("killed"))
		l.add(content)
		time.Sleep(time.Minute)
		stop() // answered, not stored
		l.failKeeping(nil)
		_, stop = send(t, l, r, hook(webhook.FromStart))
		l.add(gone)
		time.Sleep(time.Minute)
		stop()
		if got := r.story(); got != "1ok 2ok 3ok 4ok 5ok 5ok 6ok" {
			t.Errorf("the receiver saw %s", got)
		}
		if r.ledger[4].id != r.ledger[5].id {
			t.Errorf("the repeat has another id: %s and %s", r.ledger[4].id, r.ledger[5].id)
		}
	})
}

func TestARestoredBackupStopsTheHookUnlessItMayGoOn(t *testing.T) {
	for _, tt := range []struct {
		from  webhook.From
		story string
		state webhook.State
	}{
		{webhook.FromDefault, "1ok", webhook.Stopped},
		{webhook.FromStart, "1ok", webhook.Stopped},
		{webhook.FromNow, "1ok 3ok", webhook.Idle},
	} {
		t.Run(string(tt.from), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{t: t}
				l := newLog(fresh)
				_, stop := send(t, l, r, hook(webhook.FromStart))
				time.Sleep(time.Second)
				stop()
				l.epoch = 7
				l.add(content) // what happened since cannot be known
				s, stop := send(t, l, r, hook(tt.from))
				time.Sleep(time.Second)
				l.add(gone)
				time.Sleep(time.Minute)
				st := status(t, s)
				stop()
				if r.story() != tt.story || st.State != tt.state {
					t.Errorf("the receiver saw %s, status %+v", r.story(), st)
				}
				if st.State == webhook.Stopped && !strings.Contains(st.LastError, "from: now") {
					t.Errorf("it does not say what to do: %s", st.LastError)
				}
			})
		})
	}
}

// TestNoneIsLostNoneComesTwice plays receivers of every kind, logs that grow and
// processes that end cleanly at any moment.
func TestNoneIsLostNoneComesTwice(t *testing.T) {
	kinds := rapid.SampledFrom([]archive.ChangeKind{fresh, content, chrome, gone})
	replies := rapid.SampledFrom([]reply{
		ok, ok, {status: 201, late: 3 * time.Second}, {status: 500}, {status: 400}, {status: 429, after: "30"}, {status: 301}, {breaks: true}, {late: time.Hour},
	})
	type pass struct {
		changes []archive.ChangeKind
		then    time.Duration
	}
	passes := rapid.Custom(func(t *rapid.T) pass {
		return pass{rapid.SliceOfN(kinds, 0, 4).Draw(t, "changes"), time.Duration(rapid.IntRange(0, 20_000).Draw(t, "ms")) * time.Millisecond}
	})
	rapid.Check(t, func(rt *rapid.T) {
		script := rapid.SliceOfN(replies, 0, 20).Draw(rt, "script")
		processes := rapid.SliceOfN(rapid.SliceOfN(passes, 0, 3), 0, 5).Draw(rt, "processes")
		synctest.Test(t, func(t *testing.T) {
			r, l := &receiver{t: t, script: script}, newLog()
			for _, passes := range processes {
				_, stop := send(t, l, r, hook(webhook.FromStart))
				for _, p := range passes {
					l.add(p.changes...)
					time.Sleep(p.then)
				}
				stop()
			}
			want := []uint64{}
			for _, c := range l.changes {
				if c.Kind != chrome {
					want = append(want, c.Number)
				}
			}
			_, stop := send(t, l, r, hook(webhook.FromStart))
			for until := time.Now().Add(7 * 24 * time.Hour); len(r.answered()) < len(want) && time.Now().Before(until); {
				time.Sleep(time.Minute)
			}
			time.Sleep(time.Minute) // for what would come twice
			stop()
			if got := r.answered(); !slices.Equal(got, want) {
				t.Errorf("script %v, processes %v: answered %v, want %v: %s", script, processes, got, want, r.story())
			}
			for i := 1; i < len(r.ledger); i++ {
				before, a := r.ledger[i-1], r.ledger[i]
				if a.number < before.number || a.number == before.number && before.ok || a.number > before.number && !before.ok {
					t.Errorf("script %v, processes %v: out of order: %s", script, processes, r.story())
				}
			}
		})
		if t.Failed() {
			rt.Fatal("see above")
		}
	})
}

func TestTheBodyTellsTheDifference(t *testing.T) {
	long := strings.Repeat("很长的一段。", 1<<18)
	for _, tt := range []struct {
		name    string
		diff    *archive.Diff
		fails   error
		leftOut []string
		diffs   bool
	}{
		{"no other version came", nil, nil, nil, false},
		{"a difference", &archive.Diff{Text: []archive.TextDiff{{FromAt: 1, ToAt: 1, From: []string{"a"}}}}, nil, nil, true},
		{"too long a text", &archive.Diff{Text: []archive.TextDiff{{From: []string{long}}}}, nil, []string{"text"}, true},
		{"too many of all", &archive.Diff{Documents: []archive.DocumentDiff{{Title: long}}, Text: []archive.TextDiff{{From: []string{long}}}}, nil, []string{"text", "documents"}, true},
		{"a record is damaged", nil, archive.ErrCorrupt, []string{"diff"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, r := newLog(content), &receiver{t: t}
				l.diffFails = tt.fails
				l.diff = func() *archive.Diff { return tt.diff }
				_, stop := send(t, l, r, hook(webhook.FromStart))
				time.Sleep(time.Minute)
				stop()
				var e webhook.Event
				if err := json.Unmarshal(r.bodies[0], &e); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(e.LeftOut, tt.leftOut) || (e.Diff != nil) != tt.diffs || len(r.bodies[0]) > 1<<20 || e.Change.Title != "年报 <1>" || e.Archive != l.Identity().Archive {
					t.Errorf("%d bytes, left out %v, %.300s", len(r.bodies[0]), e.LeftOut, r.bodies[0])
				}
			})
		})
	}
}

// Whatever of an address may be a secret stands neither in the log nor in the
// status nor in an error.
func TestNothingTellsASecret(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := webhook.Hook{URL: "https://user:pass@receiver.example/services/T0/TOKEN?key=TOKEN", Secret: []byte(secret), From: webhook.FromStart}
		for _, script := range [][]reply{{{breaks: true}, {status: 400}}, {{status: 410}}} {
			var log bytes.Buffer
			s, err := webhook.New(newLog(fresh), []webhook.Hook{h}, webhook.Options{
				Transport: &receiver{t: t, script: script}, Log: slog.New(slog.NewTextHandler(&log, nil)),
			})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			s.Run(ctx)
			cancel()
			st := status(t, s)
			told := log.String() + fmt.Sprintf("%+v", st)
			if strings.Contains(told, "pass") || strings.Contains(told, "TOKEN") || strings.Contains(told, "services") {
				t.Errorf("it tells %s", told)
			}
			if !regexp.MustCompile(`^https://receiver\.example#[0-9a-f]{6}$`).MatchString(st.Name) || !strings.Contains(log.String(), st.Name) {
				t.Errorf("%q cannot be told in the log: %s", st.Name, &log)
			}
		}
		other := h
		other.URL += "2"
		s, err := webhook.New(newLog(), []webhook.Hook{h, other}, webhook.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if all, err := s.Status(t.Context()); err != nil || all[0].Name == all[1].Name {
			t.Errorf("two hooks of one host have one name: %+v, %v", all, err)
		}
		_, twice := webhook.New(newLog(), []webhook.Hook{h, h}, webhook.Options{})
		h.Secret = nil
		for _, err := range []error{twice, h.Check()} {
			if err == nil || strings.Contains(err.Error(), "TOKEN") || !strings.Contains(err.Error(), "https://receiver.example#") {
				t.Errorf("the error is %v", err)
			}
		}
	})
}

func TestHooksThatCannotBeUsedAreRefused(t *testing.T) {
	good := hook("")
	for name, change := range map[string]func(*webhook.Hook){
		"no scheme":      func(h *webhook.Hook) { h.URL = "receiver.example/hook" },
		"another scheme": func(h *webhook.Hook) { h.URL = "file:///etc/passwd" },
		"no host":        func(h *webhook.Hook) { h.URL = "http:///hook" },
		"a fragment":     func(h *webhook.Hook) { h.URL = "http://a.example/#x" },
		"short secret":   func(h *webhook.Hook) { h.Secret = []byte("secret") },
		"from yesterday": func(h *webhook.Hook) { h.From = "yesterday" },
	} {
		h := good
		change(&h)
		if _, err := webhook.New(newLog(), []webhook.Hook{h}, webhook.Options{}); err == nil || strings.Contains(err.Error(), "token=x") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := webhook.New(newLog(), []webhook.Hook{good, good}, webhook.Options{}); err == nil {
		t.Error("one address twice is taken")
	}
}

func TestSignatures(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	key, body := []byte(secret), []byte(`{"id":"1a2b3c4d.1.815"}`)
	good := webhook.Sign(key, body, now)
	for _, tt := range []struct {
		name   string
		header string
		body   []byte
		now    time.Time
		bad    bool
	}{
		{"as it was signed", good, body, now, false},
		{"a minute later", good, body, now.Add(time.Minute), false},
		{"too late", good, body, now.Add(time.Hour), true},
		{"another body", good, []byte(`{}`), now, true},
		{"another time", strings.Replace(good, "t=18", "t=19", 1), body, now, true},
		{"no signature", "", body, now, true},
		{"half a signature", good[:len(good)-2], body, now, true},
		{"no hex", "t=1800000000,v1=zz", body, now, true},
		{"no time", strings.TrimPrefix(good, "t="), body, now, true},
	} {
		if err := webhook.Verify(key, tt.body, tt.header, tt.now, 5*time.Minute); (err != nil) != tt.bad {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestOnAnArchive sends what a real archive has, and what it has after its
// backup was restored under a new epoch.
func TestOnAnArchive(t *testing.T) {
	store := memstore.New()
	open := func() *archive.Archive {
		a, err := archive.New(context.Background(), store, archive.Options{Reader: oneReport{}})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := open()
	p, _, err := a.BeginPass(t.Context(), "yunhu")
	if err != nil {
		t.Fatal(err)
	}
	for i, body := range []string{"5", "6"} {
		f := archive.Fetch{Portal: "yunhu", Pass: p.ID, URL: "http://www.yunhu.example/a", Role: archive.RoleArticle, Outcome: archive.OK, Payload: []byte(body), Time: time.Unix(int64(1_800_000_000+i), 0)}
		f.Hops = []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: f.URL, Status: 200, Header: http.Header{}}, Wire: []byte(body)}}
		if err := errors.Join(a.Record(t.Context(), f), a.Flush(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	r := &receiver{t: t}
	s, err := webhook.New(a, []webhook.Hook{hook(webhook.FromStart)}, webhook.Options{Transport: r})
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
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	var e webhook.Event
	if err := json.Unmarshal(r.bodies[1], &e); err != nil || e.Diff == nil || len(e.Diff.Documents) != 1 || e.Diff.Documents[0].Cells[0].Key != "applications.granted.total" {
		t.Errorf("%s, %v", r.bodies[1], err)
	}
	id := archive.Identity{Archive: a.Identity().Archive, Epoch: 2}
	store = store.Reopen(memstore.WithIdentity(id))
	a = open()
	defer a.Close()
	if s, err = webhook.New(a, []webhook.Hook{hook(webhook.FromStart)}, webhook.Options{Transport: r}); err != nil {
		t.Fatal(err)
	}
	s.Run(t.Context()) // ends by itself: its only hook stops
	if st := status(t, s); st.State != webhook.Stopped || r.story() != "1ok 2ok" {
		t.Errorf("status %+v, the receiver saw %s", st, r.story())
	}
}
