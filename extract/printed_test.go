package extract_test

import (
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract"
	"gongkai/extract/extracttest"
	"gongkai/extract/ofd/ofdtest"
	"gongkai/extract/report/reporttest"
)

// A report that is printed as OFD comes back with exactly its cells; where pages
// cut its tables, a cell may be lost, and none may be wrong.
func TestReportsPrintedAsOFDComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
		r := reporttest.Draw(t, reporttest.Options{Plain: true, Distinct: true})
		height := rapid.SampledFrom([]float64{150, 297, 2000}).Draw(t, "height")
		payload := extracttest.OFD(r.Parts(), ofdtest.Style{
			NoPrefix: flag("no prefix"), Absolute: flag("absolute"), OneGlyph: flag("one glyph"), Runs: flag("runs"),
			Points: flag("points"), Filled: flag("filled"), Template: flag("template"), Height: height,
		})
		res := extract.Read(payload, extract.Hints{})
		if res.State != extract.StateRead || len(res.Records) != 1 {
			t.Fatalf("%s: %d records, findings %v", res.State, len(res.Records), res.Records[0].Findings)
		}
		got := readings(res.Records)
		for _, s := range reporttest.Wrong(got, r.Truth()) {
			t.Errorf("wrong: %s", s)
		}
		if lost := reporttest.Lost(got, r.Truth()); len(lost) > 0 && height == 2000 {
			t.Errorf("lost %d of %d: %v", len(lost), len(r.Truth()), lost[:min(5, len(lost))])
		}
	})
}
