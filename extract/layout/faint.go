package layout

import "slices"

// faintSign follows a digit that is as light as a watermark: it may be one, and it
// may be a number of the table that was printed so.
const faintSign = "░"

// faintShare is the share of a page's letters up to which faint ones are those of
// a watermark: a page that is printed in gray has more.
const faintShare = 0.3

// fade takes the letters away that are as light as a watermark, where most of the
// page is dark, and marks its digits, so that no number is read of them nor a
// cell said to be blank. It returns how many letters that were.
func (p *Page) fade() int {
	faint, all := 0, 0
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !g.Hidden && !g.Covered && !blank(g.Text) {
			all++
			if g.Faint {
				faint++
			}
		}
	}
	if faint == 0 || float64(faint) > faintShare*float64(all) {
		return 0
	}
	p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g Glyph) bool { return g.Faint && !digit(g.Text) })
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Faint {
			g.Text += faintSign
		}
	}
	return faint
}
