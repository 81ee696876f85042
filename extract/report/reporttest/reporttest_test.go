package reporttest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document/documenttest"
	"gongkai/extract/report"
	"gongkai/extract/report/reporttest"
)

func readings(r report.Record) map[string]reporttest.Truth {
	out := map[string]reporttest.Truth{}
	for k, c := range r.Cells {
		t := reporttest.Truth{State: string(c.State)}
		if c.Value != nil {
			t.Value = c.Value.String()
		}
		out[k] = t
	}
	return out
}

func TestAReportComesBackWithExactlyItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reporttest.Draw(t, reporttest.Options{})
		doc := r.Document()
		if err := documenttest.Check(doc); err != nil {
			t.Fatal(err)
		}
		records := report.Parse(doc)
		if len(records) != 1 || records[0].Kind != report.AnnualReport {
			t.Fatalf("read as %+v", records)
		}
		got := readings(records[0])
		if bad := reporttest.Unheld(got, doc); bad != nil {
			t.Errorf("the document does not hold %v", bad)
		}
		if diff := cmp.Diff(r.Truth(), got); diff != "" {
			t.Fatalf("%+v\n%s", records[0].Findings, diff)
		}
		if f := records[0].Forms; f.Proactive != r.Proactive || f.Applications != r.Applications {
			t.Errorf("forms %+v, want %s and %s", f, r.Proactive, r.Applications)
		}
	})
}
