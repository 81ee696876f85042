package sheet_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/sheet"
	"gongkai/extract/sheet/xlstest"
)

func cat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestReadXLS(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("规章")
	xf := func(format int) []byte { return xlstest.Record(0x00E0, 0, format, bytes.Repeat([]byte{0}, 16)) }
	sst := func(n int, body ...any) []byte {
		return xlstest.Record(0x00FC, append([]any{uint32(n), uint32(n)}, body...)...)
	}
	shared := func(row, col, i int) []byte { return xlstest.Record(0x00FD, row, col, 0, uint32(i)) }
	tests := []struct {
		name    string
		version int
		globals []byte
		sheets  [][]byte
		want    []string
		codes   string
	}{
		{"numbers in their formats", 0x0600, cat(xlstest.Record(0x041E, 164, xlstest.Wide(`0.0"件"`)), xf(0), xf(3), xf(164), xf(31)), [][]byte{cat(
			xlstest.Record(0x0203, 0, 0, 0, 0.5), xlstest.Record(0x0203, 0, 1, 1, 1234567.0), xlstest.Record(0x027E, 0, 2, 2, uint32(5<<2|2)), xlstest.Record(0x0203, 0, 3, 3, 44197.0),
			xlstest.Record(0x00BD, 1, 0, 0, uint32(7<<2|2), 1, uint32(123456<<2|3), 2, uint32(math.Float64bits(0.25)>>32), 2), xlstest.Record(0x0205, 1, 3, 0, uint8(7), uint8(1)),
			xlstest.Record(0x027E, 2, 0, 0, uint32(0xFFFFFFFE)), xlstest.Record(0x0205, 2, 1, 0, uint8(1), uint8(0)))},
			[]string{"[3x4: 0,0 0.5|0,1 1,234,567|0,2 5.0件|0,3 2021年1月1日|1,0 7|1,1 1,235|1,2 0.3件|1,3 #DIV/0!|2,0 -1|2,1 TRUE|2,2 |2,3 ]"}, ""},
		{"shared strings with runs and phonetics", 0x0600, sst(3, "\x02\x00\x00ab", "\x01\x00\x0D", 1, uint32(4), []byte{0x32, 0x75}, "runs", "phon", xlstest.Wide("丙")), [][]byte{cat(shared(0, 0, 0), shared(0, 1, 1), shared(0, 2, 2))},
			[]string{"[1x3: 0,0 ab|0,1 甲|0,2 丙]"}, ""},
		{"a string goes on in another width", 0x0600, cat(sst(2, "\x04\x00\x00ab"), xlstest.Record(0x003C, "\x01", []byte{0x32, 0x75, 0x19, 0x4E}), xlstest.Record(0x003C), xlstest.Record(0x003C, "\x01\x00"), xlstest.Record(0x003C, "\x00z")), [][]byte{cat(shared(0, 0, 0), shared(0, 1, 1))},
			[]string{"[1x2: 0,0 ab甲丙|0,1 z]"}, ""},
		{"formulas", 0x0600, nil, [][]byte{cat(xlstest.Record(0x0006, 0, 0, 0, 12.0, 0), xlstest.Record(0x0006, 0, 1, 0, "\x00\x00\x00\x00\x00\x00\xFF\xFF", 0), xlstest.Record(0x04BC), xlstest.Record(0x0207, xlstest.Wide("文")), xlstest.Record(0x0006, 0, 2, 0, "\x02\x00\x2A\x00\x00\x00\xFF\xFF", 0), xlstest.Record(0x0006, 0, 3, 0, "\x03\x00\x00\x00\x00\x00\xFF\xFF", 0))},
			[]string{"[1x4: 0,0 12|0,1 文|0,2 #N/A|0,3 =]"}, ""},
		{"a formula that Excel worked out to an empty text", 0x0600, xlstest.Record(0x01C1, 0, 0, 0, 0), [][]byte{cat(xlstest.Record(0x0006, 0, 0, 0, 12.0, 0), xlstest.Record(0x0006, 0, 1, 0, "\x03\x00\x00\x00\x00\x00\xFF\xFF", 0))}, []string{"12"}, ""},
		{"merged cells, hidden rows and columns", 0x0600, nil, [][]byte{cat(xlstest.Record(0x0208, 1, 0, 3, 0, 0, 0, uint32(0x20)), xlstest.Record(0x007D, 2, 2, 0, 0, 1), xlstest.Label(0, 0, "甲"), xlstest.Label(0, 1, "乙"), xlstest.Label(0, 2, "暗"), xlstest.Label(1, 1, "暗"), xlstest.Label(2, 1, "丙"), xlstest.Record(0x00E5, 1, 0, 2, 0, 0))},
			[]string{"[2x2: 0,0 2x1 甲|0,1 乙|1,1 丙]"}, "hidden_content cells"},
		{"sheets by name, a chart within one", 0x0600, nil, [][]byte{cat(xlstest.Label(0, 0, "a"), xlstest.Record(0x0809, 0x0600, 0x20), xlstest.Label(5, 5, "x"), xlstest.Record(0x000A), xlstest.Label(0, 1, "b")), xlstest.Label(0, 0, "c")},
			[]string{"# s1", "[1x2: 0,0 a|0,1 b]", "# s2", "c"}, ""},
		{"version 5, in GBK", 0x0500, cat(xlstest.Record(0x0042, 936), xlstest.Record(0x041E, 200, "\x030.0"), xf(200)), [][]byte{cat(xlstest.Record(0x0204, 0, 0, 0, len(gbk), gbk), xlstest.Record(0x0203, 0, 1, 0, 2.0))},
			[]string{"[1x2: 0,0 规章|0,1 2.0]"}, ""},
		{"a shared string that is not there", 0x0600, nil, [][]byte{cat(shared(0, 0, 9), xlstest.Label(0, 1, "a"))}, []string{"[1x2: 0,0 \ufffc|0,1 a]"}, "part_unreadable LABELSST"},
		{"a format that shows nothing", 0x0600, cat(xlstest.Record(0x041E, 164, xlstest.Wide(";;;")), xf(0), xf(164), sst(1, xlstest.Wide("暗"))), [][]byte{cat(
			xlstest.Record(0x00FD, 0, 0, 1, uint32(0)), xlstest.Record(0x0204, 0, 1, 1, xlstest.Wide("7")), xlstest.Record(0x0203, 0, 2, 1, 8.0), xlstest.Record(0x0006, 0, 3, 1, "\x00\x00\x00\x00\x00\x00\xFF\xFF", 0), xlstest.Record(0x0207, xlstest.Wide("9")), xlstest.Label(0, 4, "a"))}, []string{"a"}, "hidden_content format"},
		{"days since 1904", 0x0600, cat(xlstest.Record(0x0022, 1), xf(14)), [][]byte{xlstest.Record(0x0203, 0, 0, 0, 1.0)}, []string{"1904/1/2"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := "Workbook"
			if tt.version == 0x0500 {
				name = "Book"
			}
			doc, err := sheet.ReadXLS(xlstest.File(name, xlstest.Book(tt.version, tt.globals, tt.sheets...)))
			if err != nil {
				t.Fatal(err)
			}
			holds(t, doc, tt.want, tt.codes)
		})
	}
}

func TestUnreadableXLS(t *testing.T) {
	whole := xlstest.File("Workbook", xlstest.Book(0x0600, nil, cat(xlstest.Label(0, 0, strings.Repeat("甲", 3000)), xlstest.Label(0, 1, "乙"))))
	for name, tt := range map[string]struct {
		payload []byte
		code    string
	}{
		"with a password":    {xlstest.File("Workbook", xlstest.Book(0x0600, xlstest.Record(0x002F, 1))), document.CodeEncrypted},
		"no sheets":          {xlstest.File("Workbook", xlstest.Book(0x0600, nil)), document.CodeEmpty},
		"another stream":     {xlstest.File("Contents", nil), document.CodeBroken},
		"not a compound":     {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more"), document.CodeBroken},
		"cut short":          {whole[:len(whole)-2000], document.CodeTruncated},
		"no end":             {xlstest.File("Workbook", xlstest.Record(0x0809, 0x0600, 5)), document.CodeTruncated},
		"Excel 4":            {xlstest.File("Book", xlstest.Record(0x0409, 0, 5)), document.CodeBroken},
		"a sheet off course": {xlstest.File("Workbook", cat(xlstest.Record(0x0809, 0x0600, 5, 0, 0), xlstest.Bound(0x0600, 1<<30, 0), xlstest.Record(0x000A))), document.CodeBroken},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.ReadXLS(tt.payload)
			var e *document.Error
			if !errors.As(err, &e) || e.Code != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
}

// What a small file can make of many sheets is bounded.
func TestSheetsThatShareTheirRecords(t *testing.T) {
	begin, eof := xlstest.Record(0x0809, 0x0600, 5, 0, 0), xlstest.Record(0x000A)
	within := xlstest.Record(0x0809, 0x0600, 0x10, 0, 0)
	book := func(at []int, sheets ...[]byte) []byte {
		start := len(begin) + len(at)*len(xlstest.Bound(0x0600, 0, 0)) + len(eof)
		out := bytes.Clone(begin)
		for i, n := range at {
			out = append(out, xlstest.Bound(0x0600, start+n, i)...)
		}
		return xlstest.File("Workbook", cat(append([][]byte{out, eof}, sheets...)...))
	}
	t.Run("at one place they are read once", func(t *testing.T) {
		doc, err := sheet.ReadXLS(book([]int{0, 0, 0}, within, xlstest.Label(0, 0, "a"), xlstest.Label(0, 1, "b"), eof))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"[1x2: 0,0 a|0,1 b]"}, show(doc)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if got := codes(doc); got != "part_unreadable BOUNDSHEET" {
			t.Errorf("findings %q", got)
		}
	})
	t.Run("one within another is refused", func(t *testing.T) {
		n := len(within)
		inner := cat(bytes.Repeat(within, 3), bytes.Repeat(xlstest.Label(0, 0, "a"), 100), bytes.Repeat(eof, 3))
		_, err := sheet.ReadXLS(book([]int{0, n, 2 * n}, inner))
		var e *document.Error
		if !errors.As(err, &e) || e.Code != document.CodeBroken {
			t.Errorf("error %v, want %s", err, document.CodeBroken)
		}
	})
	t.Run("areas are counted over all of them", func(t *testing.T) {
		areas := cat(xlstest.Label(0, 0, "a"), bytes.Repeat(xlstest.Record(0x00E5, 1000, bytes.Repeat([]byte{1, 0, 1, 0, 1, 0, 1, 0}, 1000)), document.MaxCells/2000+1))
		one := cat(within, areas, eof)
		doc, err := sheet.ReadXLS(book([]int{0, len(one)}, one, one))
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(doc); got != "limit merges" {
			t.Errorf("findings %q", got)
		}
	})
}

// Wherever the table of shared strings is cut into records, and in whatever
// width its texts go on, they are the same.
func TestSharedStringsComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var texts []string
		var sheetRecords []byte
		w := &sstWriter{t: rt}
		n := rapid.IntRange(1, 8).Draw(rt, "n")
		w.bytes(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(n)), uint32(n)))
		for i := range n {
			s := rapid.StringOfN(rapid.SampledFrom([]rune("ab1甲乙😀")), 1, 12, -1).Draw(rt, "s")
			w.text(s)
			texts = append(texts, s)
			sheetRecords = append(sheetRecords, xlstest.Record(0x00FD, 0, i, 0, uint32(i))...)
		}
		w.flush()
		doc, err := sheet.ReadXLS(xlstest.File("Workbook", xlstest.Book(0x0600, w.out, sheetRecords)))
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for _, b := range doc.Blocks {
			if b.Table == nil {
				got = append(got, b.Text)
				continue
			}
			for _, c := range b.Table.Cells {
				got = append(got, c.Text)
			}
		}
		if diff := cmp.Diff(texts, got); diff != "" {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// sstWriter cuts a table of shared strings into records wherever it may.
type sstWriter struct {
	t    *rapid.T
	out  []byte
	body []byte
	more bool
}

func (w *sstWriter) flush() {
	kind := 0x00FC
	if w.more {
		kind = 0x003C
	}
	w.out, w.body, w.more = append(w.out, xlstest.Record(kind, w.body)...), nil, true
}

func (w *sstWriter) cut() bool { return rapid.IntRange(0, 6).Draw(w.t, "cut") == 0 }

func (w *sstWriter) bytes(b []byte) { w.body = append(w.body, b...) }

func (w *sstWriter) text(s string) {
	units := binaryUnits(s)
	if w.cut() {
		w.flush()
	}
	// A width fits if no character from here to the next cut needs more.
	fits := func(from int) bool {
		for _, u := range units[from:] {
			if u > 0xFF {
				return false
			}
		}
		return true
	}
	narrow := fits(0)
	runs := rapid.IntRange(0, 2).Draw(w.t, "runs")
	flags := byte(0)
	if !narrow {
		flags |= 1
	}
	if runs > 0 {
		flags |= 8
	}
	w.bytes(append(binary.LittleEndian.AppendUint16(nil, uint16(len(units))), flags))
	if runs > 0 {
		w.bytes(binary.LittleEndian.AppendUint16(nil, uint16(runs)))
	}
	for i, u := range units {
		if w.cut() {
			w.flush()
			narrow = fits(i)
			w.bytes([]byte{1})
			if narrow {
				w.body[len(w.body)-1] = 0
			}
		}
		if narrow {
			w.bytes([]byte{byte(u)})
		} else {
			w.bytes(binary.LittleEndian.AppendUint16(nil, u))
		}
	}
	w.bytes(bytes.Repeat([]byte{9}, 4*runs))
}

func binaryUnits(s string) []uint16 {
	b := xlstest.Wide(s)[3:]
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return units
}

func FuzzReadXLS(f *testing.F) {
	f.Add(xlstest.Book(0x0600, cat(xlstest.Record(0x00FC, uint32(1), uint32(1), xlstest.Wide("甲")), xlstest.Record(0x00E0, 0, 14)), cat(xlstest.Label(0, 0, "a"), xlstest.Record(0x00FD, 0, 1, 0, uint32(0)), xlstest.Record(0x00E5, 1, 0, 2, 0, 0), xlstest.Record(0x00BD, 1, 0, 0, uint32(7<<2|2), 0))), false)
	f.Add(xlstest.Book(0x0500, xlstest.Record(0x0042, 936), xlstest.Record(0x0204, 0, 0, 0, 2, "ab")), false)
	f.Add(xlstest.File("Workbook", xlstest.Book(0x0600, nil, xlstest.Label(0, 0, "a"))), true)
	f.Fuzz(func(t *testing.T, b []byte, whole bool) {
		payload := b
		if !whole {
			payload = xlstest.File("Workbook", b)
		}
		doc, err := sheet.ReadXLS(payload)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v, error %v", doc, err)
		}
		if err == nil {
			if err := documenttest.Check(doc); err != nil {
				t.Fatal(err)
			}
		}
	})
}
