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

func TestManyOrgansHaveAddressesAndNamesOfTheirOwn(t *testing.T) {
	const organs, years = 130, 2
	w := New(Options{Seed: 1, Organs: organs, Years: years, HomeBytes: 1}) // panics where an address is taken twice
	l := w.Ledger()
	if len(l.Reports) != 4*organs*years || len(l.Guides) != 4*organs {
		t.Errorf("%d reports, %d guides", len(l.Reports), len(l.Guides))
	}
	names := make(map[string]int)
	for _, g := range l.Guides {
		names[g.Organ]++
	}
	for name, n := range names {
		if n > 1 {
			t.Errorf("%d organs are called %s", n, name)
		}
	}
}
