package crawler

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"gongkai/archive"
)

func TestReportThatCannotBeHadIsLeftAndSaid(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		state  archive.PassState
	}{
		{"a server error leaves it", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, archive.PassPartial},
		{"a refusal leaves it", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, archive.PassPartial},
		{"a dead link is an answer", http.NotFound, archive.PassDone},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := plainPortal()
			site["/1.html"] = c.answer
			sum, _, _ := walkOf(t, site, nil)
			if sum.Pass.State != c.state {
				t.Errorf("pass is %s, want %s", sum.Pass.State, c.state)
			}
			left := slices.ContainsFunc(sum.Pass.Left, func(u string) bool { return strings.HasSuffix(u, "/1.html") })
			said := slices.ContainsFunc(sum.Pass.Suspect, func(s string) bool { return strings.Contains(s, "/1.html") })
			if want := c.state == archive.PassPartial; left != want || said != want {
				t.Errorf("left %q, suspect %q", sum.Pass.Left, sum.Pass.Suspect)
			}
		})
	}
}
