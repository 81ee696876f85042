package report_test

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/go-faster/jx"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/report"
)

// decode reads one record and nothing behind it.
func decode(b []byte) (*report.Record, error) {
	j := jx.DecodeBytes(b)
	r, err := new(report.Decoder).Next(j)
	if err != nil {
		return nil, err
	}
	if err := j.Skip(); !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, errors.New("more than a record")
	}
	return r, nil
}

// fill sets every field that there is, also those that a later version adds:
// one that the Decoder does not know shows as a difference.
func fill(t *rapid.T, v reflect.Value) {
	if n, is := v.Addr().Interface().(*report.Number); is {
		s := rapid.OneOf(rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})`), rapid.StringMatching(`-?[1-9][0-9]{0,9}\.[0-9]{1,6}`),
			rapid.Just("1e3"), rapid.Just("999999999999999"), rapid.Just("9223372036854775808")).Draw(t, "number")
		if err := n.UnmarshalJSON([]byte(s)); err != nil {
			t.Fatal(err)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "政府", `"\` + "\u2028<&>\x00\n", "\xff", strings.Repeat("长", 50)})).Draw(t, "text"))
	case reflect.Int:
		v.SetInt(int64(rapid.Int32().Draw(t, "int")))
	case reflect.Float64:
		v.SetFloat(rapid.Float64Range(-1e9, 1e9).Draw(t, "float"))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Slice:
		if n := rapid.IntRange(-1, 3).Draw(t, "length"); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 3).Draw(t, "size") {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, k)
			fill(t, e)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" { // no part of a stored record
				fill(t, v.Field(i))
			}
		}
	default:
		t.Fatalf("no %s in a record so far", v.Kind())
	}
}

// numbers compares by what is inside: also the scale is the same.
var numbers = cmp.AllowUnexported(report.Number{})

func TestDecodeGivesWhatUnmarshalGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r report.Record
		fill(t, reflect.ValueOf(&r).Elem())
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var want report.Record
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(err)
		}
		got, err := decode(b)
		if err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		if diff := cmp.Diff(&want, got, numbers, cmp.Comparer(func(a, b report.Number) bool {
			return reflect.DeepEqual(a, b) || a.Equal(b) && a.String() == b.String()
		})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestDecodeOfWhatIsNoRecord(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":          ``,
		"a list":           `[]`,
		"cut":              `{"kind":"guide"`,
		"two":              `{}{}`,
		"rubbish behind":   `{}x`,
		"text for a year":  `{"year":"2020"}`,
		"text for a cell":  `{"cells":{"a":"b"}}`,
		"half an escape":   `{"title":"\u12"}`,
		"deep without end": strings.Repeat(`{"x":`, 20000),
	} {
		t.Run(name, func(t *testing.T) {
			if r, err := decode([]byte(in)); err == nil {
				t.Errorf("no error, got %+v", r)
			}
		})
	}
}

func TestBrokenTextBecomesWholeAsUnmarshalHasIt(t *testing.T) {
	for name, text := range map[string]string{"short": "a\xffb\xfe\xfe", "long": strings.Repeat("长", 40) + "\xe5\x85"} {
		t.Run(name, func(t *testing.T) {
			in := []byte(`{"title":"` + text + `","cells":{"` + text + `.x":{"section":"` + text + `","row":"x","column":"x","raw":"` + text + `"}}}`)
			var want report.Record
			if err := json.Unmarshal(in, &want); err != nil {
				t.Fatal(err)
			}
			got, err := decode(in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzDecode: nothing makes a Decoder panic, and what it accepts it gives again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"schema":"gongkai/1","kind":"annual_report","year":2023,"cells":{"a.b.c":{"section":"a","value":1.50,"raw":"1.50","state":"value","place":{"box":[1,2,3,4]}}},"source":{}}`))
	f.Add([]byte("{\"schema\":\"\xff\"}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := decode(b)
		if err != nil {
			return
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := decode(again)
		if err != nil {
			t.Fatalf("%v\n%s", err, again)
		}
		if b, _ := json.Marshal(twice); string(b) != string(again) {
			t.Fatalf("%s\n%s", again, b)
		}
	})
}
