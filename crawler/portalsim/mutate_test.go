package portalsim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

var portalIDs = []string{"generic", "trs", "jpage", "channel"}

// snapshot is how every needed address answers.
func snapshot(w *World) map[string]string {
	all := make(map[string]string)
	for _, s := range w.sites {
		for uri, n := range s.nodes {
			if n.role != RoleOther {
				rec := ask(w, s.url(uri))
				all[s.url(uri)] = fmt.Sprint(rec.Code, rec.Header().Get("Location"), rec.Body.String())
			}
		}
	}
	return all
}

// changed lists the addresses that answer otherwise, sorted.
func changed(before, after map[string]string) []string {
	var urls []string
	for url, answer := range after {
		if before[url] != answer {
			urls = append(urls, url)
		}
	}
	slices.Sort(urls)
	return urls
}

func TestMutationsTouchWhatTheySay(t *testing.T) {
	for _, portal := range portalIDs {
		w := New(Options{Seed: 4, Families: []string{portal}, Organs: 3, Years: 3, HomeBytes: 1})
		step := func(name string, mutate func() ([]string, error), check func(touched []string) string) {
			t.Run(portal+": "+name, func(t *testing.T) {
				before := snapshot(w)
				touched, err := mutate()
				if err != nil {
					t.Fatal(err)
				}
				if real := changed(before, snapshot(w)); !slices.Equal(touched, real) {
					t.Errorf("says %v\ntouched %v", touched, real)
				}
				if complaint := check(touched); complaint != "" {
					t.Errorf("%s: %v", complaint, touched)
				}
			})
		}
		report, guide := w.ReportURL(portal, 0, 2024), w.GuideURL(portal, 0)
		old := w.cell(portal, 0, 2024, "applications.granted.total")
		only := func(url string) func([]string) string {
			return func(touched []string) string {
				if !slices.Equal(touched, []string{url}) {
					return "not this page alone"
				}
				return ""
			}
		}
		step("a cell corrected", func() ([]string, error) { return w.CorrectCell(report, "applications.granted.total", "77777") }, only(report))
		if got := w.cell(portal, 0, 2024, "applications.granted.total"); got != "77777" {
			t.Errorf("%s: the ledger has %s", portal, got)
		}
		step("and corrected back", func() ([]string, error) { return w.CorrectCell(report, "applications.granted.total", old) }, only(report))
		step("a guide edited", func() ([]string, error) { return w.EditGuide(guide) }, only(guide))
		var moved string
		step("a report moved", func() (touched []string, err error) {
			moved, touched, err = w.Move(report)
			return touched, err
		}, func(touched []string) string {
			if !slices.Contains(touched, report) || !slices.Contains(touched, moved) || ask(w, report).Code != 404 || ask(w, moved).Code != 200 {
				return "not the old 404 and the new there"
			}
			return ""
		})
		var again string
		step("and moved with a redirect", func() (touched []string, err error) {
			again, touched, err = w.Move(moved, Redirect)
			return touched, err
		}, func([]string) string {
			if rec := ask(w, moved); rec.Code != 301 || rec.Header().Get("Location") != again {
				return "no 301 to the new address"
			}
			return ""
		})
		listed := func() bool { // in any page that a crawler asks for
			for url, answer := range snapshot(w) {
				if url != again && url != moved && strings.Contains(answer, again[strings.LastIndex(again, "/")+1:]) {
					return true
				}
			}
			return false
		}
		count := len(w.Ledger().Reports)
		step("a report deleted", func() ([]string, error) { return w.Delete(again) }, func([]string) string {
			if ask(w, again).Code != 404 || len(w.Ledger().Reports) != count-1 || portal == "trs" && listed() {
				return "still there"
			}
			return ""
		})
		step("and restored", func() ([]string, error) { return w.Restore(again) }, func([]string) string {
			if ask(w, again).Code != 200 || len(w.Ledger().Reports) != count {
				return "not there again"
			}
			return ""
		})
		step("deleted, its link kept", func() ([]string, error) { return w.Delete(again, KeepLink) }, only(again))
		if !slices.Contains(w.Ledger().Dead, again) {
			t.Errorf("%s: %s is not among the dead", portal, again)
		}
		step("the frame changed", func() ([]string, error) { return w.ChangeFrame(portal) }, func(touched []string) string {
			for _, url := range touched {
				if strings.Contains(url, "robots") || strings.HasSuffix(url, ".pdf") {
					return "a file has no frame"
				}
			}
			if len(touched) < 12 {
				return "few pages"
			}
			return ""
		})
		step("one page forbidden", func() ([]string, error) { return w.ForbidWith200(guide) }, only(guide))
		if rec := ask(w, guide, "If-None-Match", "*"); rec.Code != 200 || !strings.Contains(decode(t, rec), "403 Forbidden") {
			t.Errorf("%s: the guide answers %d", portal, rec.Code)
		}
		step("and allowed", func() ([]string, error) { return w.Unforbid(guide) }, only(guide))
		step("a portal forbidden", func() ([]string, error) { return w.ForbidWith200(portal) }, func(touched []string) string {
			if len(touched) < 12 || slices.Contains(touched, "http://"+portal+".example/robots.txt") {
				return "not all but robots.txt"
			}
			return ""
		})
		step("and allowed again", func() ([]string, error) { return w.Unforbid(portal) }, func(touched []string) string {
			if len(touched) < 12 {
				return "few pages"
			}
			return ""
		})
	}
}

// cell is the ledger's raw text of a cell.
func (w *World) cell(portal string, organ, year int, key string) string {
	for _, r := range w.Ledger().Reports {
		if r.Portal == portal && r.OrganIndex == organ && r.Year == year {
			return r.Cells[key].Raw
		}
	}
	return ""
}

func TestADocumentAmongSeveralIsCorrectedByItsPlace(t *testing.T) {
	w := New(Options{Seed: 4, Families: []string{"channel"}, HomeBytes: 1})
	ref := w.ReportURL("channel", 2, 2023)
	page, _, shared := strings.Cut(ref, "#")
	if !shared {
		t.Fatalf("%s does not name a place", ref)
	}
	touched, err := w.CorrectCell(ref, "review.total", "55")
	if err != nil || !slices.Equal(touched, []string{page}) {
		t.Fatalf("touched %v, %v", touched, err)
	}
	for _, r := range w.Ledger().Reports {
		if r.URL == page && (r.Cells["review.total"].Raw == "55") != (r.Year == 2023) {
			t.Errorf("%d: review.total %v", r.Year, r.Cells["review.total"])
		}
	}
	if _, _, err := w.Move(ref); !errors.Is(err, ErrFixed) {
		t.Errorf("moved a shared page: %v", err)
	}
}

func TestMutationsOfWhatIsNotThere(t *testing.T) {
	w := New(Options{Seed: 4, Families: []string{"trs"}, HomeBytes: 1})
	report := w.ReportURL("trs", 0, 2025)
	for name, mutate := range map[string]func() error{
		"cell of no page":  func() error { _, err := w.CorrectCell("http://trs.example/x", "review.total", "1"); return err },
		"no such cell":     func() error { _, err := w.CorrectCell(report, "review.sum", "1"); return err },
		"guide of report":  func() error { _, err := w.EditGuide(report); return err },
		"move of no page":  func() error { _, _, err := w.Move("http://nobody.example/"); return err },
		"delete":           func() error { _, err := w.Delete(""); return err },
		"frame":            func() error { _, err := w.ChangeFrame("ucap"); return err },
		"firewall nowhere": func() error { _, err := w.ForbidWith200("http://trs.example/x"); return err },
	} {
		before := snapshot(w)
		if err := mutate(); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
		if touched := changed(before, snapshot(w)); len(touched) > 0 {
			t.Errorf("%s: touched %v", name, touched)
		}
	}
}
