package archive_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
)

// Documents of these tests: two reports that differ in one number, the first
// one in another page frame, and another organ's.
const (
	water5      = "report 云湖市青石区水务局 2023 applications.new.total=5 applications.granted.total=2 | 正文"
	water6      = "report 云湖市青石区水务局 2023 applications.new.total=6 applications.granted.total=2 | 正文"
	water5Frame = "# 浏览次数：17\n" + water5
	water5Text  = "report 云湖市青石区水务局 2023 applications.new.total=5 applications.granted.total=2 | 改过的正文"
	parks       = "report 云湖市青石区园林局 2023 applications.new.total=1 | 园林"
	guide1      = "guide 云湖市青石区水务局 phone=0571-1 | 指南"
	guide2      = "guide 云湖市青石区水务局 phone=0571-2 | 指南"
)

func TestChangesTellWhatHappened(t *testing.T) {
	type step struct{ page, body string }
	for _, tt := range []struct {
		name     string
		steps    []step
		changes  []string
		versions map[string]int
	}{
		{"new report", []step{{"a", water5}}, []string{"new a"}, map[string]int{"a": 1}},
		{"same bytes make no version", []step{{"a", water5}, {"a", water5}}, []string{"new a"}, map[string]int{"a": 1}},
		{"not modified makes no version", []step{{"a", water5}, {"a", "304"}}, []string{"new a"}, map[string]int{"a": 1}},
		{"corrected number", []step{{"a", water5}, {"a", water6}}, []string{"new a", "content a cells=1"}, map[string]int{"a": 2}},
		{"corrected text", []step{{"a", water5}, {"a", water5Text}}, []string{"new a", "content a"}, map[string]int{"a": 2}},
		{"new frame", []step{{"a", water5}, {"a", water5Frame}}, []string{"new a", "chrome a"}, map[string]int{"a": 2}},
		{"there and back: three versions", []step{{"a", water5}, {"a", water6}, {"a", water5}}, []string{"new a", "content a cells=1", "content a cells=1"}, map[string]int{"a": 3}},
		{"guide edited", []step{{"a", guide1}, {"a", guide2}}, []string{"new a", "content a"}, map[string]int{"a": 2}},
		{"errors do not break a version", []step{{"a", water5}, {"a", "403"}, {"a", water5}}, []string{"new a"}, map[string]int{"a": 1}},
		{"gone once", []step{{"a", water5}, {"a", "404"}, {"a", "410"}}, []string{"new a", "gone a"}, map[string]int{"a": 1}},
		{"returned", []step{{"a", water5}, {"a", "404"}, {"a", water5}}, []string{"new a", "gone a", "returned a"}, map[string]int{"a": 1}},
		{"returned as it was by 304", []step{{"a", water5}, {"a", "404"}, {"a", "304"}}, []string{"new a", "gone a", "returned a"}, map[string]int{"a": 1}},
		{"returned and corrected", []step{{"a", water5}, {"a", "404"}, {"a", water6}}, []string{"new a", "gone a", "returned a", "content a cells=1"}, map[string]int{"a": 2}},
		{"gone twice", []step{{"a", water5}, {"a", "404"}, {"a", water5}, {"a", "404"}}, []string{"new a", "gone a", "returned a", "gone a"}, map[string]int{"a": 1}},
		{"never there", []step{{"a", "404"}}, nil, map[string]int{"a": 0}},
		{"second address, same content", []step{{"a", water5}, {"b", water5Frame}}, []string{"new a"}, map[string]int{"a": 1, "b": 1}},
		{"second address, other numbers", []step{{"a", water5}, {"b", water6}}, []string{"new a", "new b"}, nil},
		{"moved: new address first", []step{{"a", water5}, {"b", water5}, {"a", "404"}}, []string{"new a", "moved a to b"}, nil},
		{"moved: old address first", []step{{"a", water5}, {"a", "404"}, {"b", water5}}, []string{"new a", "gone a", "moved a to b"}, nil},
		{"moved by redirect, new address first", []step{{"a", water5}, {"b", water5}, {"a", "->b"}, {"a", "->b"}}, []string{"new a", "moved a to b"}, map[string]int{"a": 1}},
		{"moved by redirect, old address first", []step{{"a", water5}, {"a", "->b"}, {"b", water5}}, []string{"new a", "moved a to b"}, map[string]int{"a": 1}},
		{"moved, then gone", []step{{"a", water5}, {"b", water5}, {"a", "->b"}, {"b", "404"}, {"a", "404"}}, []string{"new a", "moved a to b", "gone b"}, nil},
		{"moved by redirect, then gone", []step{{"a", water5}, {"a", "->b"}, {"b", water5}, {"b", "404"}, {"a", "404"}}, []string{"new a", "moved a to b", "gone b"}, nil},
		{"replaced by something else", []step{{"a", water5}, {"a", "welcome"}}, []string{"new a", "content a cells=2"}, map[string]int{"a": 2}},
		{"no document", []step{{"a", "welcome"}, {"a", "hello"}, {"a", "404"}}, nil, map[string]int{"a": 2}},
		{"a second document on the page", []step{{"a", water5}, {"a", water5 + "\n" + parks}}, []string{"new a", "content a cells=1"}, nil},
		{"documents in another order", []step{{"a", water5 + "\n" + parks}, {"a", parks + "\n" + water5}}, []string{"new a", "content a"}, nil},
		{"a version whose reader dies is skipped", []step{{"a", water5}, {"a", "panic"}, {"a", water6}}, []string{"new a", "content a cells=1"}, map[string]int{"a": 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, together := range []bool{false, true} {
				w := newWorld(t)
				w.begin()
				last := map[string]string{}
				for _, s := range tt.steps {
					f := w.fetch(site+s.page, s.body)
					if s.body == "->b" {
						f = w.redirected(site+s.page, site+"b", last[s.page])
					} else {
						last[s.page] = s.body
					}
					w.record(f)
					if !together {
						w.flush()
					}
				}
				w.flush()
				if diff := cmp.Diff(tt.changes, w.changes()); diff != "" {
					t.Errorf("together=%v: %s", together, diff)
				}
				for page, n := range tt.versions {
					if got := len(w.versions(site + page)); got != n {
						t.Errorf("together=%v: %s has %d versions, want %d", together, page, got, n)
					}
				}
				w.sound()
			}
		})
	}
}

func TestFilingPrefersTheFullestSource(t *testing.T) {
	w := newWorld(t)
	w.begin()
	short := w.fetch(site+"short", "report 云湖市青石区水务局 2023 applications.new.total=5 | 短")
	w.record(short)
	w.visit(site+"full", water5)
	f, err := w.a.Filing(w.ctx, "yunhu/青石区水务局/annual_report/2023")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Sources) != 2 || f.Sources[0].URL != site+"full" || f.Disagree {
		t.Errorf("filing %+v, want the full source first and no disagreement: the short one only lacks a cell", f)
	}
	w.visit(site+"wrong", water6)
	if f, err = w.a.Filing(w.ctx, f.ID); err != nil || !f.Disagree {
		t.Errorf("filing %+v, %v: want Disagree, one source says 6", f, err)
	}
	w.visit(site+"wrong", "404")
	if f, err = w.a.Filing(w.ctx, f.ID); err != nil || f.Disagree {
		t.Errorf("filing %+v, %v: the source that disagreed is gone", f, err)
	}
}

func TestUnreadAttachmentIsAttributedByItsLink(t *testing.T) {
	for _, tt := range []struct {
		name string
		link archive.Link
		want string
	}{
		{"by its own text", archive.Link{Text: "云湖市青石区水务局2022年政府信息公开工作年度报告.pdf"}, "yunhu/青石区水务局/annual_report/2022"},
		{"by its article", archive.Link{Text: "附件1.pdf", Of: "云湖市青石区水务局2022年政府信息公开工作年度报告"}, "yunhu/青石区水务局/annual_report/2022"},
		{"by the column's organ", archive.Link{Text: "2022年政府信息公开工作年度报告", Organ: "青石区水务局"}, "yunhu/青石区水务局/annual_report/2022"},
		{"by its date", archive.Link{Text: "政府信息公开工作年度报告", Organ: "青石区水务局", Date: "2023-01-20"}, "yunhu/青石区水务局/annual_report/2022"},
		{"a look-alike is nobody's", archive.Link{Text: "云湖市青石区水务局2022年政府网站工作年度报表"}, ""},
		{"nothing known", archive.Link{Text: "附件"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.begin()
			f := w.fetch(site+"P02022.pdf", "%PDF-1.4")
			f.Role, f.Link = archive.RoleAttachment, tt.link
			w.record(f)
			w.flush()
			var got string
			for _, f := range collect(t, w.a.Filings(w.ctx, archive.FilingQuery{})) {
				got += f.ID
			}
			if got != tt.want {
				t.Errorf("filings %q, want %q", got, tt.want)
			}
			if v := w.versions(site + "P02022.pdf")[0]; v.State != archive.FormatNotRead {
				t.Errorf("version is %s", v.State)
			}
		})
	}
}

func TestPagesOfTheWayAreKeptAndNotRead(t *testing.T) {
	w := newWorld(t)
	w.begin()
	f := w.fetch(site, water5)
	f.Role = archive.RoleHome
	w.record(f)
	w.flush()
	if v := w.versions(site)[0]; v.State != archive.NotWanted {
		t.Errorf("home is %s", v.State)
	}
	if w.reader.count() != 0 || len(w.changes()) != 0 {
		t.Errorf("home was read %d times, changes %v", w.reader.count(), w.changes())
	}
	// The same page turns out to be wanted: now it is read.
	f = w.fetch(site, water5)
	f.Role = archive.RoleGuide
	w.record(f)
	w.flush()
	if diff := cmp.Diff([]string{"new "}, w.changes()); diff != "" {
		t.Error(diff)
	}
	w.sound()
}

func TestOneOrganIsWrittenInSeveralWays(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"1", "report 青石区人民政府柳荫街道办事处 2022 | x")
	w.visit(site+"2", "report 云湖市青石区柳荫街道办事处 2023 | y")
	w.visit(site+"3", "guide 青石区柳荫街道办事处 phone=1 | z")
	organs := collect(t, w.a.Organs(w.ctx, "yunhu"))
	if len(organs) != 1 {
		t.Fatalf("organs %+v, want one", organs)
	}
	o := organs[0]
	if o.ID != "yunhu/青石区柳荫街道办事处" || o.Name != "云湖市青石区柳荫街道办事处" && o.Name != "青石区人民政府柳荫街道办事处" || len(o.Names) != 3 {
		t.Errorf("organ %+v", o)
	}
	if n := len(collect(t, w.a.Filings(w.ctx, archive.FilingQuery{Organ: o.ID}))); n != 3 {
		t.Errorf("%d filings, want 3", n)
	}
}

func TestAttributionGivesItsEvidence(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		link       archive.Link
		want       string // filing, then what was concluded from what
	}{
		{"all in the document", water5, archive.Link{Organ: "别的局", Date: "2024-01-05"}, "yunhu/青石区水务局/annual_report/2023 kind:text organ:text year:text published:list"},
		{"organ by its column", "report 2023 applications.new.total=1 | x", archive.Link{Organ: "青石区水务局"}, "yunhu/青石区水务局/annual_report/2023 kind:text organ:column year:text"},
		{"organ by nobody: its host", "report 2023 | x", archive.Link{}, "yunhu/www.yunhu.example/annual_report/2023 kind:text organ:address year:text"},
		{"year by the link", "report 青石区水务局 | x", archive.Link{Text: "青石区水务局2021年政府信息公开工作年度报告"}, "yunhu/青石区水务局/annual_report/2021 kind:text organ:text year:link"},
		{"year by the date", "report 青石区水务局 | x", archive.Link{Date: "2022-01-31"}, "yunhu/青石区水务局/annual_report/2021 kind:text organ:text year:published published:list"},
		{"a date in summer says no year", "report 青石区水务局 | x", archive.Link{Date: "2022-07-31"}, "yunhu/青石区水务局/annual_report kind:text organ:text published:list"},
		{"nothing wanted", "other | x", archive.Link{Text: "青石区水务局2021年政府信息公开工作年度报告"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.begin()
			f := w.fetch(site+"a", tt.body)
			f.Link = tt.link
			w.record(f)
			w.flush()
			got := ""
			at, err := w.a.Attributions(w.ctx, w.page(site+"a").ID, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range at {
				got += a.Filing
				for _, e := range a.Evidence {
					got += " " + e.Of + ":" + e.From
				}
			}
			if got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
		})
	}
}
