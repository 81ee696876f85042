package worker_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/worker"
)

func TestAProcessReadsOnePayloadAfterTheOther(t *testing.T) {
	p := newPool(t, worker.Options{})
	pid := says(t, p, "pid")
	for _, words := range []string{"一", "", strings.Repeat("长", 1<<20)} {
		if got := says(t, p, "say "+words); got != words {
			t.Errorf("%.20q came back as %.20q", words, got)
		}
	}
	if again := says(t, p, "pid"); again != pid {
		t.Errorf("process %s, then %s", pid, again)
	}
	r, err := p.Read(t.Context(), []byte("unreadable"), archive.Hints{Name: "年报.pdf", ContentType: "application/pdf"})
	if err != nil || r.State != archive.Unreadable || r.Format != "年报.pdf|application/pdf" || r.Revision != revision {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestATypeAsLongAsHeadersMayBeIsSent(t *testing.T) {
	p := newPool(t, worker.Options{})
	long := strings.Repeat("\"", 10<<20)
	r, err := p.Read(t.Context(), []byte("say x"), archive.Hints{ContentType: long})
	if err != nil || r.Format != "|"+long {
		t.Errorf("%d bytes, %v", len(r.Format), err)
	}
}

func TestAProcessIsReplacedAfterSoManyPayloads(t *testing.T) {
	p := newPool(t, worker.Options{Payloads: 2})
	var pids []string
	for range 4 {
		pids = append(pids, says(t, p, "pid"))
	}
	if pids[0] != pids[1] || pids[1] == pids[2] || pids[2] != pids[3] {
		t.Errorf("processes %v", pids)
	}
}

// What a payload does to its process is the error of that payload alone.
func TestWhatAPayloadDoesToItsProcess(t *testing.T) {
	for _, c := range []struct {
		payload string
		time    time.Duration
		want    string
		reason  worker.Reason
	}{
		{"panic", 0, `exit status 2): "panic: the reader met its end"`, worker.Died},
		{"fail", 0, "the reader cannot", worker.Died},
		{"exit", 0, "exit status 3", worker.Died},
		{"die", 0, "killed", worker.Died},
		{"hang", 100 * time.Millisecond, "too long: more than 100ms", worker.TooLate},
		{"loop", 100 * time.Millisecond, "too long: more than 100ms", worker.TooLate},
		{"eat", 0, "more memory than 128 MiB", worker.TooLarge},
		{"gulp", 0, "more memory than 128 MiB", worker.TooLarge},
	} {
		t.Run(c.payload, func(t *testing.T) {
			t.Parallel()
			p := newPool(t, worker.Options{Time: c.time})
			r, err := p.Read(t.Context(), []byte(c.payload), archive.Hints{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %+v, %v; want an error with %q", r, err, c.want)
			}
			var failed *worker.Failure
			if !errors.As(err, &failed) || failed.Reason != c.reason || p.Failures()[c.reason] != 1 {
				t.Errorf("%#v, %v; want %s, counted once", err, p.Failures(), c.reason)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q has several lines", err)
			}
			if c.time == 0 { // the others might be too slow for the limit that was set for them
				says(t, p, "say on it goes")
			}
		})
	}
}

// A process that is none of ours, or broken, is an error that says how.
func TestBadProcesses(t *testing.T) {
	for play, want := range map[string]string{
		"leaves at once":                "ended (exit status 0)",
		"leaves after the question":     "ended (exit status 0)",
		"closes its output and stays":   "too long",
		"never listens":                 "too long",
		"speaks noise":                  "no answer",
		"speaks before it is asked":     "no answer: by readers of revision \"\"",
		"is no JSON":                    "no answer: invalid character",
		"promises more than it says":    "ended (exit status 0)",
		"promises more than is allowed": "no answer: a frame of 1073741824 bytes",
		"answers another question":      "no answer: number 2, want 1",
		"is of another revision":        "the program was replaced, restart it",
		"knows a state of its own":      `no answer: state "splendid"`,
		"has a million records and one": "no answer: 1000003 objects",
		"nests without end":             "no answer",
		"complains without end":         "first of many complaints",
	} {
		t.Run(play, func(t *testing.T) {
			t.Parallel()
			o := worker.Options{Command: playing(t, play)}
			if want == "too long" {
				o.Time = 200 * time.Millisecond
			}
			p := newPool(t, o)
			for range 2 { // the second finds no worse a pool
				big := []byte("say " + strings.Repeat("x", 1<<20)) // more than a pipe holds
				if play == "answers another question" || play == "speaks before it is asked" {
					big = []byte("say x")
				}
				r, err := p.Read(t.Context(), big, archive.Hints{})
				if err == nil {
					t.Fatalf("it was believed: %+v", r)
				}
				if play == "answers another question" || play == "speaks before it is asked" {
					want, _, _ = strings.Cut(want, ":") // the number is another one
				}
				if f := p.Failures(); f[worker.TooLarge] > 0 || f[worker.NoProcess] > 0 {
					t.Errorf("counted as %v", f)
				}
				if !strings.Contains(err.Error(), want) || len(err.Error()) > 1000 {
					t.Errorf("%.1500s, want %q", err, want)
				}
			}
		})
	}
}

// A second answer to one question is not taken for that to the next one.
func TestAnAnswerThatNobodyAskedForIsNotGivenToAnother(t *testing.T) {
	p := newPool(t, worker.Options{Command: playing(t, "answers twice")})
	for range 3 {
		if got := says(t, p, "say x"); got != "once" {
			t.Fatalf("got %q", got)
		}
	}
}

func TestOnlyAFreshProcessIsBelievedToFail(t *testing.T) {
	p := newPool(t, worker.Options{})
	says(t, p, "say spoiled")
	if got := says(t, p, "first"); got != "first" {
		t.Errorf("got %q", got)
	}
	for reason, n := range p.Failures() {
		if n > 0 {
			t.Errorf("counted as %s: nobody heard of it", reason)
		}
	}
}

func TestAProgramThatIsNotThereIsAnError(t *testing.T) {
	p := newPool(t, worker.Options{Command: []string{filepath.Join(t.TempDir(), "none")}})
	if _, err := p.Read(t.Context(), nil, archive.Hints{}); err == nil || !strings.Contains(err.Error(), "did not start") {
		t.Errorf("%v", err)
	}
}

func TestAnAnswerThatIsTooLongIsAnError(t *testing.T) {
	p := newPool(t, worker.Options{Answer: 1 << 16})
	if _, err := p.Read(t.Context(), []byte("flood"), archive.Hints{}); err == nil || !strings.Contains(err.Error(), "no answer: a frame of") {
		t.Errorf("%v", err)
	}
}

func TestWhoStopsWaitingEndsTheProcess(t *testing.T) {
	p := newPool(t, worker.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := p.Read(ctx, []byte("hang"), archive.Hints{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	says(t, p, "say on it goes")
}

func TestManyAtOnceGetTheirOwnAnswers(t *testing.T) {
	p := newPool(t, worker.Options{Processes: 2, Payloads: 7})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for k := range 10 {
				want := fmt.Sprintf("%d of %d", k, i)
				r, err := p.Read(t.Context(), []byte("say "+want), archive.Hints{})
				if err != nil || len(r.Paragraphs) != 1 || r.Paragraphs[0] != want {
					t.Errorf("%q: %+v, %v", want, r, err)
				}
			}
		})
	}
	group.Wait()
}

func TestAClosedPoolReadsNothing(t *testing.T) {
	p := newPool(t, worker.Options{})
	says(t, p, "say once")
	p.Close()
	p.Close()
	if _, err := p.Read(t.Context(), []byte("say more"), archive.Hints{}); !errors.Is(err, worker.ErrClosed) {
		t.Errorf("%v", err)
	}
}

func TestAProcessSeesNothingOfOurs(t *testing.T) {
	t.Setenv("GONGKAI_SECRET", "x")
	p := newPool(t, worker.Options{})
	r, err := p.Read(t.Context(), []byte("env"), archive.Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows adds SYSTEMROOT")
	}
	if diff := cmp.Diff([]string{"GOMAXPROCS=2"}, r.Paragraphs); diff != "" {
		t.Error(diff)
	}
}
