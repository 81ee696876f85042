package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// Two cells with numbers: what is printed over them must not change them.
var numbers = []box{{0, 0, 1, 1, "规章"}, {0, 1, 1, 1, "3"}, {0, 2, 1, 1, ""}, {1, 0, 1, 1, "规范性文件"}, {1, 1, 1, 1, "1"}, {1, 2, 1, 1, ""}}

func TestTextThatIsNotSeenIsInNoCell(t *testing.T) {
	for name, c := range map[string]struct{ before, resources string }{
		"white in gray":                       {"1 g", ""},
		"white in RGB":                        {"1 1 1 rg", ""},
		"white in CMYK":                       {"0 0 0 0 k", ""},
		"white in a named space":              {"/DeviceRGB cs 1 1 1 sc", ""},
		"white in the space of a profile":     {"/P cs 1 1 1 scn", "/ColorSpace<</P[/ICCBased 3 0 R]>>"},
		"not painted":                         {"3 Tr", ""},
		"tiny":                                {"0.05 0 0 0.05 200 700 cm", ""},
		"only a clip":                         {"7 Tr", ""},
		"white outlines":                      {"1 G 1 Tr", ""},
		"white outlines of white letters":     {"1 g 1 G 2 Tr", ""},
		"white on a white ground on colour":   {"0.5 g 170 600 400 200 re f 1 g 170 600 400 200 re f", ""},
		"white beside a coloured ground":      {"0.5 g 10 10 40 40 re f 1 g", ""},
		"a colour that is given up for white": {"/DeviceN cs 1 1 1 scn 1 g", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSheet()
			fmt.Fprintf(&s.b, "q %s\n", c.before)
			s.text(190, 112, 9, "9")
			s.text(305, 132, 9, "88")
			s.b.WriteString("Q\n")
			s.table("stroke", 60, 100, 120, 20, numbers)
			doc := read(t, (&file{sheets: []*sheet{s}, fonts: ">>" + c.resources + "/X<<"}).bytes())
			if diff := cmp.Diff([][]box{numbers}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeHidden || !strings.Contains(doc.Findings[0].Message, "3 ") {
				t.Errorf("findings %v, want one %s of 3 characters", doc.Findings, document.CodeHidden)
			}
		})
	}
}

// A watermark across the page is no number of the cells that it lies on; italics
// and the tilt of a scan are no such thing.
func TestTextAcrossThePageIsNoText(t *testing.T) {
	over := append([]box(nil), numbers...)
	over[2].Text, over[5].Text = "8", "8"
	for name, c := range map[string]struct {
		matrix string
		want   []box
		codes  []string
	}{
		"at 45 degrees":  {"0.707 0.707 -0.707 0.707", numbers, []string{layout.CodeSlanted}},
		"at 30 degrees":  {"0.866 0.5 -0.5 0.866", numbers, []string{layout.CodeSlanted}},
		"at -60 degrees": {"0.5 -0.866 0.866 0.5", numbers, []string{layout.CodeSlanted}},
		"italics":        {"1 0 0.3 1", over, nil},
		"a tilted scan":  {"0.9986 0.0523 -0.0523 0.9986", over, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSheet()
			for i := range 2 {
				fmt.Fprintf(&s.b, "BT /F1 9 Tf %s 310 %d Tm (8) Tj ET\n", c.matrix, 842-112-20*i)
			}
			s.table("stroke", 60, 100, 120, 20, numbers)
			doc := read(t, oneSheet(s))
			if diff := cmp.Diff([][]box{c.want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.codes, codes(doc)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// What is seen is read, also where it is white or looks as if it were.
func TestWhiteTextOnAGroundIsRead(t *testing.T) {
	const ground = "290 700 200 60 re f" // behind the third column
	want := append([]box(nil), numbers...)
	want[5].Text = "88"
	for name, c := range map[string]struct{ before, resources string }{
		"a coloured ground":          {"0 0 1 rg " + ground + " 1 g", ""},
		"a ground with round edges":  {"0 0 1 rg 290 700 m 490 700 l 490 760 l 390 800 300 770 290 760 c f 1 g", ""},
		"a broad stroke":             {"0.5 G 60 w 290 720 m 490 720 l S 1 g", ""},
		"an image":                   {"q 200 0 0 100 290 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q 1 g", ""},
		"a shading":                  {"/S sh 1 g", ""},
		"a colour over white":        {"1 g " + ground + " 0.2 g " + ground + " 1 g", ""},
		"a white corner over it":     {"0 0 1 rg " + ground + " 1 g 290 700 m 490 760 l 290 760 l h f", ""},
		"many grounds after its own": {"0.5 g " + ground + strings.Repeat(" 10 10 20 20 re f", 500) + " 1 g", ""},
		"full ink, not white":        {"/S cs 1 scn", "/ColorSpace<</S[/Separation/Black/DeviceGray 3 0 R]>>"},
		"the colour 1 of a palette":  {"/I cs 1 sc", "/ColorSpace<</I[/Indexed/DeviceRGB 1<ffffff000000>]>>"},
		"black outlines":             {"1 g 0 G 2 Tr", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSheet()
			fmt.Fprintf(&s.b, "q %s\n", c.before)
			s.text(305, 132, 9, "88")
			s.b.WriteString("Q 0 G\n")
			s.table("stroke", 60, 100, 120, 20, numbers)
			doc := read(t, (&file{sheets: []*sheet{s}, fonts: ">>" + c.resources + "/X<<"}).bytes())
			if diff := cmp.Diff([][]box{want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if len(doc.Findings) > 0 {
				t.Errorf("findings %v, want none", doc.Findings)
			}
		})
	}
}

// Rules in full ink of a colour of its own are no white rules.
func TestRulesInFullInkAreSeen(t *testing.T) {
	s := newSheet()
	s.b.WriteString("/S CS 1 SCN\n")
	s.table("stroke", 60, 100, 120, 20, numbers)
	doc := read(t, (&file{sheets: []*sheet{s}, fonts: ">>/ColorSpace<</S[/Separation/Black/DeviceGray 3 0 R]>>/X<<"}).bytes())
	if diff := cmp.Diff([][]box{numbers}, tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}
