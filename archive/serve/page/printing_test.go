package page

import (
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/crawler/portalsim"
	"gongkai/extract"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// printed prints the tables of a record as the filing page has them.
func printed(r *report.Record, l lang) string { return printedGrids(gridsOf(r), r, l) }

func printedGrids(g grids, r *report.Record, l lang) string {
	p := newPrinting(r, l)
	p.grids(g.proactive)
	p.grids(g.applications)
	p.grids(g.disputes)
	return string(p.html())
}

// readBack reads printed tables with the reader of reports, which knows nothing
// of how they were printed; what is said beside the numbers is taken out.
func readBack(t *testing.T, tables string) map[string]report.Cell {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(
		"<html><body><h1>某某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>无。</p><p>二、主动公开政府信息情况</p>" + tables + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	doc.Find(".tip, .quiet, .mark, .as, caption").Remove()
	html, err := doc.Html()
	if err != nil {
		t.Fatal(err)
	}
	res := extract.Read([]byte(html), extract.Hints{ContentType: "text/html; charset=utf-8"})
	if len(res.Records) != 1 {
		t.Fatalf("%d records", len(res.Records))
	}
	return res.Records[0].Cells
}

// fetched asks a portal for a page.
func fetched(t *testing.T, w *portalsim.World, url string) []byte {
	t.Helper()
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, url, nil))
	body := rec.Body.Bytes()
	if rec.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(rec.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return body
}

// said is what a cell says.
func said(cells map[string]report.Cell) map[string]string {
	out := map[string]string{}
	for k, c := range cells {
		out[k] = string(c.State)
		if c.Value != nil {
			out[k] = c.Value.String()
		}
	}
	return out
}

// Every cell of every report of the sample portals stands in its place: read
// back from our page, the tables give the ledger's numbers.
func TestTablesReadBackAreTheLedger(t *testing.T) {
	w := portalsim.New(portalsim.Options{Seed: 3, Organs: 4, Years: 7})
	forms := map[string]int{}
	for _, l := range w.Ledger().Reports {
		if l.Format != portalsim.FormatHTML {
			continue
		}
		res := extract.Read(fetched(t, w, l.URL), extract.Hints{})
		if l.Document >= len(res.Records) {
			t.Fatalf("%s: %d records", l.URL, len(res.Records))
		}
		want := map[string]string{}
		for k, c := range l.Cells {
			want[k] = c.State
			if c.State == "value" {
				want[k] = c.Value
			}
		}
		r := &res.Records[l.Document]
		if r.Forms == nil {
			t.Fatalf("%s #%d of %d: %s %q", l.URL, l.Document, len(res.Records), r.Kind, r.Title)
		}
		if rest := gridsOf(r).rest; len(rest) > 0 {
			t.Errorf("%s: cells without a place: %v", l.URL, rest)
		}
		if diff := cmp.Diff(want, said(readBack(t, printed(r, chinese)))); diff != "" {
			t.Errorf("%s %s %d\n%s", l.URL, l.Organ, l.Year, diff)
		}
		forms[r.Forms.Proactive+"/"+r.Forms.Applications]++
	}
	if forms["2019/2019"] < 10 || forms["2021/2021"] < 20 {
		t.Errorf("too few reports of a form: %v", forms)
	}
}

// Whatever cells a report has, each is printed once: in a table or in the list
// of those that have no place.
func TestEveryCellIsPrintedOnce(t *testing.T) {
	known := slices.Sorted(maps.Keys(keyRanks))
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.OneOf(rapid.SampledFrom(known), rapid.StringMatching(`(applications|proactive|review|x)\.[a-z]{1,4}(\.[a-z]{1,4})?`)), 1, 60, rapid.ID[string]).Draw(t, "keys")
		r := &report.Record{Kind: report.AnnualReport, Cells: map[string]report.Cell{}, Forms: &report.Forms{
			Proactive:    rapid.SampledFrom([]string{"2019", "2021", "local", "none"}).Draw(t, "proactive"),
			Applications: rapid.SampledFrom([]string{"2019", "2021", "none"}).Draw(t, "applications"),
		}}
		for i, k := range keys {
			r.Cells[k] = report.Cell{Raw: fmt.Sprint(1000 + i), State: report.StateUnreadable}
		}
		html, rest := printed(r, english), gridsOf(r).rest
		for _, k := range keys {
			n := strings.Count(html, `id="c-`+k+`"`)
			if slices.Contains(rest, k) {
				n++
			}
			if n != 1 {
				t.Fatalf("%s is printed %d times", k, n)
			}
		}
	})
}

// TestStandardFormsAreThoseThatAreLaidOut: a table that was written beforehand is
// the one that is laid out for its report, whatever cells that has.
func TestStandardFormsAreThoseThatAreLaidOut(t *testing.T) {
	known, forms := slices.Sorted(maps.Keys(keyRanks)), newStandard()
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom([]string{"2019", "2021", "local", "none", "", "2031"})
		r := &report.Record{Kind: report.AnnualReport, Cells: map[string]report.Cell{}}
		if rapid.Bool().Draw(t, "has forms") {
			r.Forms = &report.Forms{Proactive: form.Draw(t, "proactive"), Applications: form.Draw(t, "applications")}
		}
		keys := rapid.SliceOfNDistinct(rapid.SampledFrom(known), 0, len(known), rapid.ID[string]).Draw(t, "keys")
		if rapid.Bool().Draw(t, "of the form alone") && r.Forms != nil {
			keys = slices.DeleteFunc(keys, func(k string) bool {
				return !forms.proactive[r.Forms.Proactive].keys[k] && !forms.applications[r.Forms.Applications].keys[k] && !forms.disputes.keys[k]
			})
		} else if rapid.Bool().Draw(t, "others too") {
			keys = append(keys, rapid.SliceOfN(rapid.StringMatching(`(applications|proactive|review|x|)\.?[a-z]{0,4}(\.[a-z]{1,4})?`), 0, 3).Draw(t, "others")...)
		}
		for i, k := range keys {
			r.Cells[k] = report.Cell{Raw: fmt.Sprint(1000 + i), State: report.StateUnreadable}
		}
		for _, l := range []lang{chinese, english} {
			want, got := gridsOf(r), forms.of(r)
			if diff := cmp.Diff(want.rest, got.rest); diff != "" {
				t.Fatal(diff)
			}
			if diff := cmp.Diff(printedGrids(want, r, l), printedGrids(got, r, l)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func numbered(n int64, raw string) report.Cell {
	v := report.NewNumber(n)
	return report.Cell{Value: &v, Raw: raw, State: report.StateValue}
}

// failing is a report whose balance does not add up.
func failing() *report.Record {
	l, r := report.NewNumber(12), report.NewNumber(13)
	return &report.Record{Kind: report.AnnualReport, Forms: &report.Forms{Proactive: "none", Applications: "2021"},
		Cells: map[string]report.Cell{
			"applications.new.total": numbered(12, "12件"), "applications.carried_in.total": numbered(0, "0"),
			"applications.total.total": numbered(13, "１３"), "applications.carried_out.total": numbered(0, "0"),
			"applications.granted.total":      {State: report.StateBlank},
			"applications.granted.business":   {State: report.StateNotApplicable, Raw: "/"},
			"applications.partial.total":      {State: report.StateUnreadable, Raw: `<b onclick="x">3?</b>`, Place: document.Place{Page: 2, Table: 1, Row: 4, Column: 9}},
			"applications.denied.other.total": {State: report.StateConflict, Raw: "1"},
		},
		Checks: []report.Check{
			{ID: "applications.balance.total", Verdict: report.Fails, Left: &l, Right: &r, Cells: []string{
				"applications.new.total", "applications.carried_in.total", "applications.total.total", "applications.carried_out.total"}},
			{ID: "counts", Verdict: report.Holds},
		}}
}

func TestCellsSayWhatTheyAre(t *testing.T) {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(printed(failing(), chinese)))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]struct{ class, text string }{
		"applications.granted.total":    {"blank", "空"},
		"applications.granted.business": {"na", "/（不适用）"},
		"applications.partial.total":    {"bad", `<b onclick="x">3?</b>读不出`},
	} {
		td := doc.Find(`[id="c-` + key + `"]`)
		if !td.HasClass(want.class) || td.Text() != want.text {
			t.Errorf("%s: class %q, text %q", key, td.AttrOr("class", ""), td.Text())
		}
	}
	if title := doc.Find(`[id="c-applications.partial.total"]`).AttrOr("title", ""); title != "applications.partial.total · 原件第 2 页第 1 表第 4 行第 9 列" {
		t.Errorf("place: %s", title)
	}
	if n := doc.Find("td.absent").Length(); n < 150 {
		t.Errorf("%d cells said to be absent", n)
	}
	if doc.Find("b[onclick]").Length() > 0 {
		t.Error("the text of a cell became markup")
	}
	why := doc.Find(`[id="c-applications.new.total"]`)
	if !why.HasClass("fails") || why.Find("a").AttrOr("href", "") != "#check-applications.balance.total" {
		t.Errorf("the failing cell does not lead to its check: %s", why.Text())
	}
	if got := why.Find(".tip span").Text(); got != "本年新收政府信息公开申请数量 12 + 上年结转政府信息公开申请数量 0 = 12 ≠ 13 = 办理结果总计 13 + 结转下年度继续办理 0" {
		t.Errorf("both sides: %s", got)
	}
	if got := why.Find(".tip i").Text(); got != "原件所印如此" {
		t.Errorf("whose fault: %s", got)
	}
	if why.Find(".as").Text() != "= 12" || doc.Find(`[id="c-applications.total.total"] .as`).Length() != 0 {
		t.Error("the number is to stand beside 12件, and not beside １３")
	}
	if rest := gridsOf(failing()).rest; !cmp.Equal(rest, []string{"applications.denied.other.total"}) {
		t.Errorf("cells without a place: %v", rest)
	}
}

func TestAFindingOfTheReaderSharesTheBlame(t *testing.T) {
	for name, c := range map[string]struct {
		where string
		who   document.Responsibility
		want  bool
	}{
		"reader, the row":               {"applications.carried_in", document.Reader, true},
		"reader, the document":          {"", document.Reader, true},
		"reader, another row":           {"applications.granted", document.Reader, false},
		"reader, a name that begins so": {"applications.ne", document.Reader, false},
		"publisher, the row":            {"applications.new", document.Publisher, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := failing()
			r.Findings = []document.Finding{{Responsibility: c.who, Where: c.where}}
			if s := sumOf(&r.Checks[0], r, english); s.Reader != c.want {
				t.Errorf("reader %v", s.Reader)
			}
		})
	}
}

func TestLongSumsNameWhatIsNotZero(t *testing.T) {
	terms := make([]term, 20)
	for i := range terms {
		terms[i] = term{Label: fmt.Sprint("r", i), Value: "0", zero: true}
	}
	terms[3] = term{Label: "granted", Value: "7"}
	if got := side(terms, english); got != "granted 7 + 19 more, each 0" {
		t.Errorf("%q", got)
	}
}

func FuzzMarkupStaysText(f *testing.F) {
	for _, s := range []string{`<script>`, "\"'`&", "\xff\xfe", "\u202e", "\x00", "a\u0085b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var m markup
		m.tag(`<p`)
		m.attr("title", s)
		m.tag(">")
		m.text(s)
		m.tag("</p>")
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(m.html())))
		if err != nil {
			t.Fatal(err)
		}
		p := doc.Find("body > *")
		if p.Length() != 1 || p.Children().Length() != 0 || len(p.Nodes[0].Attr) != 1 || p.AttrOr("title", "") != p.Text() {
			t.Errorf("%q became %s", s, m.html())
		}
	})
}
