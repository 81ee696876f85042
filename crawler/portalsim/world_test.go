package portalsim

import (
	"net/http/httptest"
	"testing"
)

func TestEveryNeedOfTheLedgerIsServed(t *testing.T) {
	w := New(Options{Seed: 1})
	for portal, needs := range w.Ledger().Needs {
		for _, need := range needs {
			if need.Method != "GET" {
				continue
			}
			rec := httptest.NewRecorder()
			w.ServeHTTP(rec, httptest.NewRequest("GET", need.URL, nil))
			want := 200
			if need.Role == RoleRobots && portal == "jpage" {
				want = 404
			}
			if rec.Code != want {
				t.Errorf("%s %s: status %d, want %d", need.Role, need.URL, rec.Code, want)
			}
		}
	}
}
