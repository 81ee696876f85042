package archive

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/report"
)

// TestScanFindsWhatJSONDecodes holds the scan against encoding/json.
func TestScanFindsWhatJSONDecodes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{`\`, `"`, `\"`, `\\`, `]}`, `,`, `","records":[1]`, "公开\u2028", ""}))
		r := Reading{
			Revision: text.Draw(rt, "revision"), Format: text.Draw(rt, "format"),
			State:      rapid.SampledFrom([]ReadState{WasRead, Unreadable, FormatNotRead}).Draw(rt, "state"),
			Paragraphs: rapid.SliceOfN(text, 0, 3).Draw(rt, "paragraphs"),
		}
		for range rapid.IntRange(0, 4).Draw(rt, "records") {
			n := report.NewNumber(int64(rapid.Int().Draw(rt, "number")))
			r.Records = append(r.Records, report.Record{
				Title: text.Draw(rt, "title"),
				Cells: map[string]report.Cell{text.Draw(rt, "key"): {Raw: text.Draw(rt, "raw"), Value: &n}},
			})
		}
		j, err := json.Marshal(&r)
		if err != nil {
			rt.Fatal(err)
		}
		k, err := scanReading(j)
		if err != nil {
			rt.Fatalf("%s: %v", j, err)
		}
		var want struct {
			State   ReadState         `json:"state"`
			Records []json.RawMessage `json:"records"`
		}
		if err := json.Unmarshal(j, &want); err != nil {
			rt.Fatal(err)
		}
		if k.state != want.State || len(k.records) != len(want.Records) {
			rt.Fatalf("%s: state %s, %d records", j, k.state, len(k.records))
		}
		for i := range k.records {
			if diff := cmp.Diff(string(want.Records[i]), string(k.records[i])); diff != "" {
				rt.Fatalf("record %d: %s", i, diff)
			}
		}
	})
}

// FuzzScanReading: whatever the bytes are, the scan ends, without a panic, and
// gives nothing or ErrCorrupt; what it gives of real JSON is what is there.
func FuzzScanReading(f *testing.F) {
	for _, s := range []string{
		`{"revision":"1","state":"read","format":"","records":[{"a":"\\\""},{}],"content":""}`, `{"records":null}`, `{}`, ``,
		`{"records":[`, `{"records":[1`, `{"state":1}`, `{"a"`, `"`, `{"a":"\`, `{"records":[,]}`, `{"a":}`, `[`, `{"a":[}]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, j []byte) {
		k, err := scanReading(j)
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("%q: %v is not ErrCorrupt", j, err)
			}
			return
		}
		for i := range k.records {
			if len(k.records[i]) == 0 {
				t.Errorf("%q: record %d is empty", j, i)
			}
		}
	})
}
