package pdf_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/layout"
)

// The text of a watermark is no text of the cells that it lies on; a faint digit
// may be one of them, and makes no number.
func TestWatermarksAreNoNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		before, text, after string
		want                string
		found               bool
	}{
		"words in silver":             {"0.753 g", "仅供参考", "", "", true},
		"a digit in silver":           {"0.753 g", "9", "", "9░", true},
		"light red":                   {"1 0.8 0.8 rg", "9", "", "9░", true},
		"light ink":                   {"0 0 0 0.2 k", "9", "", "9░", true},
		"a fifth of the weight":       {"/F gs", "9", "", "9░", true},
		"dark gray":                   {"0.5 g", "9", "", "9", false},
		"red":                         {"1 0 0 rg", "9", "", "9", false},
		"half of the weight":          {"/H gs", "9", "", "9", false},
		"silver on a coloured ground": {"0 0 0.6 rg 290 700 200 60 re f 0.753 g", "9", "", "9", false},
		"said to be one":              {"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC", "9", "EMC", "", true},
		"said by a name":              {"/Artifact /W BDC", "9", "EMC", "", true},
		"another artifact":            {"/Artifact<</Type/Pagination/Subtype/Footer>>BDC", "9", "EMC", "9", false},
		"after a watermark":           {"/Artifact /W BDC EMC", "9", "", "9", false},
	} {
		t.Run(name, func(t *testing.T) {
			want := append([]box(nil), numbers...)
			want[2].Text = c.want
			s := newSheet()
			fmt.Fprintf(&s.b, "q %s\n", c.before)
			s.text(310, 112, 9, c.text)
			fmt.Fprintf(&s.b, "%s Q\n", c.after)
			s.text(60, 300, 12, "本报告所列数据自发布之日起计算")
			s.table("stroke", 60, 100, 120, 20, numbers)
			doc := read(t, with("", "/ExtGState<</F<</ca .2>>/H<</ca .5>>>>/Properties<</W<</Subtype/Watermark>>>>", s))
			if diff := cmp.Diff([][]box{want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			var codesWanted []string
			if c.found {
				codesWanted = []string{layout.CodeWatermark}
			}
			if diff := cmp.Diff(codesWanted, codes(doc)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// A page that is printed in gray has no watermark.
func TestAGrayPageIsRead(t *testing.T) {
	s := newSheet()
	s.b.WriteString("0.753 g\n")
	s.table("stroke", 60, 100, 120, 20, numbers)
	doc := read(t, oneSheet(s))
	if diff := cmp.Diff([][]box{numbers}, tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}
