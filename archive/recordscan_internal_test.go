package archive

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/go-faster/jx"
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
		k, records, err := rawRecords(j)
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
		if k.state != want.State || k.records != len(want.Records) || len(records) != len(want.Records) {
			rt.Fatalf("%s: state %s, %d records, %d handed out", j, k.state, k.records, len(records))
		}
		for i := range records {
			if diff := cmp.Diff(string(want.Records[i]), string(records[i])); diff != "" {
				rt.Fatalf("record %d: %s", i, diff)
			}
		}
		holdsOneRecord(rt, &r, j)
	})
}

// rawRecords are the records in the JSON of a reading, as JSON.
func rawRecords(j []byte) (k keptReading, records [][]byte, err error) {
	k, err = scanReading(j, func(place int, d *jx.Decoder) error {
		if place != len(records) {
			return errors.New("not in their order")
		}
		raw, err := d.Raw()
		records = append(records, raw)
		return err
	})
	return k, records, err
}

// holdsOneRecord checks what is asked of each place, and of the two beside them.
func holdsOneRecord(t *rapid.T, r *Reading, j []byte) {
	c := &codec{}
	for place := -1; place <= len(r.Records); place++ {
		rec, k, err := c.record(j, place)
		if err != nil || k.state != r.State || k.records != len(r.Records) {
			t.Fatalf("record %d: %+v, %v", place, k, err)
		}
		text, err := appendRecord([]byte("before"), j, place)
		if err != nil {
			t.Fatalf("record %d: %v", place, err)
		}
		if place < 0 || place == len(r.Records) {
			if rec != nil || string(text) != "before" {
				t.Fatalf("record %d: %+v, %s", place, rec, text)
			}
			continue
		}
		want, err := json.Marshal(&r.Records[place])
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatalf("record %d: %s", place, diff)
		}
		if diff := cmp.Diff("before"+string(want), string(text)); diff != "" {
			t.Fatalf("record %d as JSON: %s", place, diff)
		}
	}
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
		_, records, err := rawRecords(j)
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("%q: %v is not ErrCorrupt", j, err)
			}
			return
		}
		for i := range records {
			if len(records[i]) == 0 {
				t.Errorf("%q: record %d is empty", j, i)
			}
		}
	})
}
