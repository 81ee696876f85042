package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gongkai/archive"
	"gongkai/crawler"
)

// portalSummary is what one pass over one portal came to.
type portalSummary struct {
	Portal  string                     `json:"portal"`
	Name    string                     `json:"name,omitempty"`
	Pass    archive.Pass               `json:"pass"`
	Resumed bool                       `json:"resumed,omitempty"`
	Joined  bool                       `json:"joined,omitempty"` // another command was walking it already
	Changes map[archive.ChangeKind]int `json:"changes"`
	Failure *failureSummary            `json:"failure,omitempty"`
	Error   string                     `json:"error,omitempty"`
	Seconds float64                    `json:"seconds"`

	paused bool // quiet hours began: the next run goes on, nothing failed
}

// failureSummary is the first thing that went wrong on a portal, and what to do.
type failureSummary struct {
	Outcome archive.Outcome `json:"outcome"`
	URL     string          `json:"url"`
	Advice  string          `json:"advice,omitempty"`
}

// take takes over how the walk of a portal ended.
func (s *portalSummary) take(w crawler.Summary, err error) {
	switch {
	case errors.Is(err, context.Canceled) && w.Pass.ID == "":
		// We left a walk that others had asked for too.
		s.Pass.Portal, s.Pass.State = s.Portal, archive.PassRunning
		s.Error = "别的命令还在走它 · another command goes on with it"
	case errors.Is(err, crawler.ErrQuiet) && w.Pass.ID == "": // the same, or it had not begun
		s.Pass.Portal, s.Pass.State = s.Portal, archive.PassRunning
	case w.Pass.State == archive.PassRunning: // cut off: the archive counts it when it ends
		s.Pass.Requests, s.Pass.Left, s.Pass.Suspect = w.Requests, w.Left, w.Suspect
	}
	s.paused = errors.Is(err, crawler.ErrQuiet)
	if err != nil && !errors.Is(err, context.Canceled) {
		s.Error = err.Error()
	}
}

// left reports whether we left the walk to others, or before it had begun: its
// pass is not known here, nor what it changed. A walk that failed without a pass
// is another matter: what it changed before that is in the log.
func (s *portalSummary) left() bool {
	return s.Pass.State == archive.PassRunning && s.Pass.ID == ""
}

// countChanges fills each summary's changes from the log: those after number
// since, and for a walk that somebody else had begun all of its pass. Of one
// that we left nothing is counted.
func countChanges(ctx context.Context, arc *archive.Archive, since uint64, done []portalSummary) error {
	at := map[string]*portalSummary{}
	from := since
	for i := range done {
		done[i].Changes = map[archive.ChangeKind]int{}
		at[done[i].Portal] = &done[i]
		if done[i].Joined && !done[i].left() {
			from = 0
		}
	}
	for ch, err := range arc.Changes(ctx, from) {
		if err != nil {
			return err
		}
		s := at[ch.Portal]
		if s == nil || s.left() || !s.Joined && ch.Number <= since || s.Joined && ch.Time.Before(s.Pass.Start) {
			continue
		}
		s.Changes[ch.Kind]++
	}
	return nil
}

// ending turns what came of the portals into the exit code.
func ending(done []portalSummary) error {
	bad := 0
	for _, s := range done {
		if s.Error != "" || s.Pass.State != archive.PassDone {
			bad++
		}
	}
	switch {
	case bad == 0:
		return nil
	case bad == len(done):
		allFailed := true
		for _, s := range done {
			allFailed = allFailed && !s.paused && (s.Error != "" || s.Pass.State == archive.PassFailed)
		}
		if allFailed {
			return &exit{code: exitFailed}
		}
	}
	return partly()
}

// tell prints what came of one portal: a line, and under it what went wrong.
func (a *app) tell(s portalSummary) error {
	if a.json {
		return a.printJSON(s)
	}
	var parts []string
	for _, w := range changeWords {
		if n := s.Changes[w.kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", w.words, n))
		}
	}
	switch {
	case s.left():
		parts = []string{"变化不知 changes not known"}
	case len(parts) == 0:
		parts = []string{"没有变化 nothing changed"}
	}
	fmt.Fprintf(a.out, "%s  %s: %d 次请求 requests, %s\n", s.Portal, passWords[s.Pass.State], s.Pass.Requests, strings.Join(parts, ", "))
	if s.Error != "" {
		fmt.Fprintf(a.out, "  ! %s\n", printable(s.Error))
	}
	if s.Pass.StopReason != "" {
		fmt.Fprintf(a.out, "  ! %s\n", printable(s.Pass.StopReason))
	}
	if f := s.Failure; f != nil {
		fmt.Fprintf(a.out, "  ! %s: %s\n", outcomeWords[f.Outcome], printable(f.URL))
		if s.Pass.State != archive.PassDone && f.Advice != "" {
			fmt.Fprintf(a.out, "    → %s\n", f.Advice)
		}
	}
	for _, x := range s.Pass.Suspect {
		fmt.Fprintf(a.out, "  ? %s\n", printable(x))
	}
	if n := len(s.Pass.Left); n > 0 {
		fmt.Fprintf(a.out, "  … 还有 %d 个地址没取 · addresses left\n", n)
		for _, u := range s.Pass.Left[:min(n, 5)] {
			fmt.Fprintf(a.out, "    %s\n", printable(u))
		}
	}
	return nil
}
