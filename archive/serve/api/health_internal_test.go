package api

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
)

func TestHealthIsThatOfTheNewestPass(t *testing.T) {
	for name, c := range map[string]struct {
		pass    *archive.Pass
		running bool
		want    health
	}{
		"no pass":               {nil, false, health{State: "never", Reasons: []string{}}},
		"walked to its end":     {&archive.Pass{State: archive.PassDone}, false, health{State: "ok", Reasons: []string{}}},
		"something looks wrong": {&archive.Pass{State: archive.PassDone, Suspect: []string{"x"}}, false, health{State: "suspect", Reasons: []string{"x"}}},
		"stopped":               {&archive.Pass{State: archive.PassPartial, StopReason: "y", Suspect: []string{"x"}, Left: []string{"a", "b"}}, false, health{State: "partial", Reasons: []string{"y", "x"}, Left: 2}},
		"nothing was walked":    {&archive.Pass{State: archive.PassFailed, StopReason: "y"}, false, health{State: "failed", Reasons: []string{"y"}}},
		"it runs":               {&archive.Pass{State: archive.PassRunning}, true, health{State: "running", Reasons: []string{}}},
		"its process is gone":   {&archive.Pass{State: archive.PassRunning}, false, health{State: "interrupted", Reasons: []string{}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, healthOf(c.pass, c.running)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
