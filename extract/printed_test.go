package extract_test

import (
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract"
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
		f := ofdtest.New(ofdtest.Style{
			NoPrefix: flag("no prefix"), Absolute: flag("absolute"), OneGlyph: flag("one glyph"), Runs: flag("runs"),
			Points: flag("points"), Filled: flag("filled"), Template: flag("template"), Height: height,
		})
		for _, p := range r.Parts() {
			if p.Table == nil {
				f.Paragraph(p.Text)
				continue
			}
			var cells []ofdtest.Cell
			for _, c := range p.Table.Document().Cells {
				cells = append(cells, ofdtest.Cell{Row: c.Row, Col: c.Col, Rows: c.RowSpan, Cols: c.ColSpan, Text: c.Text})
			}
			f.Table(cells)
		}
		res := extract.Read(f.Bytes(), extract.Hints{})
		if res.State != extract.StateRead || len(res.Records) != 1 {
			t.Fatalf("%s: %d records, findings %v", res.State, len(res.Records), res.Records[0].Findings)
		}
		got := map[string]reporttest.Truth{}
		for key, c := range res.Records[0].Cells {
			v := reporttest.Truth{State: string(c.State)}
			if c.Value != nil {
				v.Value = c.Value.String()
			}
			got[key] = v
		}
		for _, s := range reporttest.Wrong(got, r.Truth()) {
			t.Errorf("wrong: %s", s)
		}
		if lost := reporttest.Lost(got, r.Truth()); len(lost) > 0 && height == 2000 {
			t.Errorf("lost %d of %d: %v", len(lost), len(r.Truth()), lost[:min(5, len(lost))])
		}
	})
}
