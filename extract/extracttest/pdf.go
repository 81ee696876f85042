package extracttest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf16"
)

// paper is a PDF under construction: its pages' contents, and the one font that
// numbers characters as they come and tells their meaning by a ToUnicode map.
type paper struct {
	w, h   float64
	pages  []*strings.Builder
	y      float64 // where the next thing goes, from the upper edge
	codes  map[rune]int
	runes  []rune
	noise  *rand.Rand
	stroke bool // rules are lines, else filled boxes
	glyphs bool // each glyph is placed by itself
}

const margin = 40

func newPaper(noise *rand.Rand) *paper {
	p := &paper{w: 842, h: 595, codes: map[rune]int{}, noise: noise, stroke: once(2, noise), glyphs: once(3, noise)}
	if once(2, noise) {
		p.h = 1191
	}
	p.turn()
	return p
}

// turn begins a page.
func (p *paper) turn() {
	p.pages = append(p.pages, &strings.Builder{})
	p.y = margin
}

func (p *paper) now() *strings.Builder { return p.pages[len(p.pages)-1] }

// advance is the width of a character in ems.
func advance(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

func measure(s string, size float64) (w float64) {
	for _, r := range s {
		w += advance(r) * size
	}
	return w
}

// text prints one line with its baseline at y.
func (p *paper) text(x, y, size float64, s string) {
	code := func(r rune) int {
		c, ok := p.codes[r]
		if !ok {
			c = len(p.runes) + 1
			p.codes[r] = c
			p.runes = append(p.runes, r)
		}
		return c
	}
	if p.glyphs {
		for _, r := range s {
			fmt.Fprintf(p.now(), "BT /F1 %g Tf %.2f %.2f Td <%04X> Tj ET\n", size, x, p.h-y, code(r))
			x += advance(r) * size
		}
		return
	}
	fmt.Fprintf(p.now(), "BT /F1 %g Tf %.2f %.2f Td [<", size, x, p.h-y)
	for _, r := range s {
		fmt.Fprintf(p.now(), "%04X", code(r))
		if once(9, p.noise) {
			p.now().WriteString("> 0 <")
		}
	}
	p.now().WriteString(">] TJ ET\n")
}

// rule prints a ruling line.
func (p *paper) rule(x0, y0, x1, y1 float64) {
	if p.stroke {
		fmt.Fprintf(p.now(), "0.5 w %.2f %.2f m %.2f %.2f l S\n", x0, p.h-y0, x1, p.h-y1)
		return
	}
	fmt.Fprintf(p.now(), "%.2f %.2f %.2f %.2f re f\n", x0-0.25, p.h-y1-0.25, x1-x0+0.5, y1-y0+0.5)
}

// bytes is the file.
func (p *paper) bytes() []byte {
	const font, kids = 3, 6 // objects 4 and 5 go with the font
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
		"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[" + p.widths() + "]>>",
		deflated("", p.meanings()),
	}
	var list []string
	for i, page := range p.pages {
		list = append(list, fmt.Sprintf("%d 0 R", kids+2*i))
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>", p.w, p.h, kids+2*i+1, font),
			deflated("", page.String()))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(list), strings.Join(list, " "))
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, table.String(), len(objects)+1, start)
	return b.Bytes()
}

func (p *paper) widths() string {
	var b strings.Builder
	for i, r := range p.runes {
		fmt.Fprintf(&b, "%d[%g]", i+1, 1000*advance(r))
	}
	return b.String()
}

// meanings is the ToUnicode map, at most 100 entries a block.
func (p *paper) meanings() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for at := 0; at < len(p.runes); at += 100 {
		block := p.runes[at:min(at+100, len(p.runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, r := range block {
			fmt.Fprintf(&b, "<%04X> <", at+i+1)
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	return b.String() + "endcmap end end"
}

func deflated(dict, content string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write([]byte(content)) // to memory: it cannot fail
	_ = w.Close()
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", dict, z.Len(), z.String())
}
