package archive_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/extract/report"
)

// fixedReader gives every payload the same reading but for the organ, so that the archive itself
// is measured.
type fixedReader struct{ reading archive.Reading }

func (r fixedReader) Revision() string { return "1" }

func (r fixedReader) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	out := r.reading
	rec := out.Records[0]
	rec.Agency += string(payload[:6]) // every page another organ's
	out.Records = []report.Record{rec}
	return out, nil
}

// fullReading is a reading with as many cells as a report of the form of 2021.
func fullReading() archive.Reading {
	rec := report.Record{Kind: report.AnnualReport, Agency: "青石区水务局", Year: 2023, Cells: map[string]report.Cell{}}
	for i := range 200 {
		n := report.NewNumber(int64(i))
		rec.Cells[fmt.Sprintf("applications.row%d.total", i)] = report.Cell{Section: "applications", Row: fmt.Sprint("row", i), Column: "total", Value: &n, Raw: n.String(), State: report.StateValue}
	}
	var text []string
	for i := range 40 {
		text = append(text, fmt.Sprintf("第%d段：%s", i, strings.Repeat("本机关依法公开政府信息。", 10)))
	}
	rec.Sections = []report.Section{{Number: 1, Heading: "总体情况", Text: strings.Join(text, "\n")}}
	return archive.Reading{State: archive.WasRead, Format: "html", Records: []report.Record{rec}, Paragraphs: text, Content: archive.DigestOf([]byte("x"))}
}

// BenchmarkRecord records and flushes 1,000 pages of 60 KB.
func BenchmarkRecord(b *testing.B) {
	const pages, size = 1000, 60 << 10
	filler := strings.Repeat("<li><a href=\"/col/art_1.html\">政府信息公开</a></li>\n", size/50)[:size]
	for _, reader := range []struct {
		name string
		is   archive.Reader
	}{{"unread", nil}, {"read", fixedReader{fullReading()}}} {
		b.Run(reader.name, func(b *testing.B) {
			ctx := b.Context()
			b.ReportAllocs()
			for b.Loop() {
				a, err := archive.New(ctx, memstore.New(), archive.Options{Reader: reader.is})
				if err != nil {
					b.Fatal(err)
				}
				p, _, err := a.BeginPass(ctx, "yunhu")
				if err != nil {
					b.Fatal(err)
				}
				for i := range pages {
					body := []byte(fmt.Sprintf("%06d", i) + filler)
					url := fmt.Sprintf("%sart_%d.html", site, i)
					f := archive.Fetch{
						Portal: "yunhu", Pass: p.ID, URL: url, Role: archive.RoleArticle, Time: start, Outcome: archive.OK, Payload: body,
						Hops: []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: url, Status: 200}, Wire: body}},
					}
					if err := a.Record(ctx, f); err != nil {
						b.Fatal(err)
					}
				}
				if err := a.Flush(ctx); err != nil {
					b.Fatal(err)
				}
				if err := a.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
