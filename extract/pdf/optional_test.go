package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// with is a file of one page whose catalog has more entries.
func with(catalog, resources string, s *sheet, objects ...string) []byte {
	f := &file{sheets: []*sheet{s}, fonts: ">>" + resources + "/X<<", catalog: catalog}
	for _, o := range objects {
		f.add(o)
	}
	return f.bytes()
}

// Optional content is read where it is shown, as the file is opened.
func TestOptionalContentIsReadWhereItIsShown(t *testing.T) {
	const group = "<</Type/OCG/Name(x)>>" // objects 4 and 5
	over := append([]box(nil), numbers...)
	over[2].Text = "9"
	for name, c := range map[string]struct {
		config, properties string
		want               []box
	}{
		"on":                            {"", "4 0 R", over},
		"off":                           {"/OFF[4 0 R]", "4 0 R", numbers},
		"another one off":               {"/OFF[5 0 R]", "4 0 R", over},
		"all off":                       {"/BaseState/OFF", "4 0 R", numbers},
		"all off but this":              {"/BaseState/OFF/ON[4 0 R]", "4 0 R", over},
		"no group":                      {"/OFF[4 0 R]", "null", over},
		"any of one on and one off":     {"/OFF[4 0 R]", "<</Type/OCMD/OCGs[4 0 R 5 0 R]>>", over},
		"all of one on and one off":     {"/OFF[4 0 R]", "<</Type/OCMD/P/AllOn/OCGs[4 0 R 5 0 R]>>", numbers},
		"all off of one on and one off": {"/OFF[4 0 R]", "<</Type/OCMD/P/AllOff/OCGs[4 0 R 5 0 R]>>", numbers},
		"any off of two on":             {"", "<</Type/OCMD/P/AnyOff/OCGs[4 0 R 5 0 R]>>", numbers},
		"any off of two, one off":       {"/OFF[5 0 R]", "<</Type/OCMD/P/AnyOff/OCGs[4 0 R 5 0 R]>>", over},
		"a membership in one off":       {"/OFF[4 0 R]", "<</Type/OCMD/OCGs 4 0 R>>", numbers},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSheet()
			s.b.WriteString("/OC /O BDC /Span BMC\n")
			s.text(310, 112, 9, "9")
			s.b.WriteString("EMC EMC\n")
			s.table("stroke", 60, 100, 120, 20, numbers)
			doc := read(t, with("/OCProperties<</OCGs[4 0 R 5 0 R]/D<<"+c.config+">>>>", "/Properties<</O "+c.properties+">>", s, group, group))
			if diff := cmp.Diff([][]box{c.want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
		})
	}
}

// A number that something is painted over is corrected or blackened; what is
// painted under it, or lets it be seen, takes nothing away.
func TestCoveredTextIsNotRead(t *testing.T) {
	const ground = "300 725 100 16 re f" // over the third cell
	over := append([]box(nil), numbers...)
	over[2].Text = "9"
	black := append([]box(nil), numbers...)
	black[2].Text = layout.Blackened
	image := func(more string) string {
		return "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8" + more + "/Length 1>>stream\nx\nendstream"
	}
	const place = "q 100 0 0 16 300 725 cm /I Do Q"
	for name, c := range map[string]struct {
		before, after, image string
		want                 []box
	}{
		"a white box":                   {"", "1 g " + ground, "", numbers},
		"a black box":                   {"", "0 g " + ground, "", black},
		"a box that was there":          {"1 g " + ground + " 0 g", "", "", over},
		"a box beside":                  {"", "1 g 400 725 100 16 re f", "", over},
		"a box over its edge":           {"", "1 g 300 725 12 16 re f", "", over},
		"a transparent box":             {"", "/T gs 1 g " + ground, "", over},
		"a box that is blended":         {"", "/M gs 1 1 0 rg " + ground, "", over},
		"a pattern":                     {"", "/Pattern cs /P scn " + ground, "", over},
		"a frame":                       {"", "1 g 290 715 120 40 re 300 725 100 16 re f*", "", over},
		"a triangle":                    {"", "1 g 300 725 m 400 725 l 300 741 l f", "", over},
		"a box within letters":          {"", "BT 7 Tr /F1 9 Tf 10 10 Td ( ) Tj ET 1 g " + ground, "", over},
		"a box within a round clip":     {"", "300 725 m 400 725 l 350 800 l W n 1 g " + ground, "", over},
		"an image":                      {"", place, image(""), numbers},
		"an image with a mask":          {"", place, image("/SMask 4 0 R"), over},
		"a stencil":                     {"", place, image("/ImageMask true"), over},
		"letters of no weight":          {"/N gs", "", "", numbers},
		"letters of half the weight":    {"/T gs", "", "", over},
		"a correction of the own cell":  {"", "1 g " + ground + " 0 g BT /F1 9 Tf 310 730 Td (9) Tj ET", "", over},
		"a table that was painted over": {"", "1 g 0 0 595 842 re f", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSheet()
			s.b.WriteString("q " + c.before + "\n")
			s.text(310, 112, 9, "9")
			fmt.Fprintf(&s.b, "Q q %s Q\n", c.after)
			if c.image == "" {
				c.image = image("")
			}
			want := [][]box{c.want}
			if c.want == nil {
				s = newSheet()
				s.table("stroke", 60, 100, 120, 20, over)
				s.b.WriteString(c.after + " 0 g\n")
				want = [][]box{numbers}
			}
			s.table("stroke", 60, 100, 120, 20, numbers)
			resources := "/ExtGState<</N<</ca 0>>/T<</ca .5>>/M<</BM/Multiply>>>>/XObject<</I 4 0 R>>"
			doc := read(t, with("", resources, s, c.image))
			if diff := cmp.Diff(want, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			lost := cmp.Equal(c.want, numbers) || c.want == nil || strings.HasPrefix(name, "a correction")
			if got := strings.Contains(strings.Join(codes(doc), " "), document.CodeHidden); got != lost {
				t.Errorf("findings %v, want %s: %v", codes(doc), document.CodeHidden, lost)
			}
		})
	}
}
