package ofd

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

// Every font's letters are taken to reach so far above and below the baseline,
// in ems.
const (
	ascent  = 0.85
	descent = 0.15
)

// lettering is how the characters of a text object are printed.
type lettering struct {
	space
	size   float64 // ems in the units of the object
	wide   float64 // HScale
	turn   float64 // CharDirection, in radians clockwise
	read   float64 // ReadDirection
	hidden bool
	white  bool
}

// text prints a text object (CT_Text).
func (in *painter) text(n *node, at space, st style) {
	l := lettering{space: at}
	var ok [4]bool
	l.size, ok[0] = number(n.attr("Size"))
	l.wide, ok[1] = numberOr(n.attr("HScale"), 1)
	l.turn, ok[2] = numberOr(n.attr("CharDirection"), 0)
	l.read, ok[3] = numberOr(n.attr("ReadDirection"), 0)
	if ok != [4]bool{true, true, true, true} {
		in.bad = true
		return
	}
	l.turn, l.read = l.turn*math.Pi/180, l.read*math.Pi/180
	fill, stroke := truth(n.attr("Fill"), true), truth(n.attr("Stroke"), false)
	seen := func(wanted bool, c *colour) bool { return wanted && (c == nil || !c.none) }
	fill, stroke = seen(fill, st.fill), seen(stroke, st.stroke)
	l.hidden = st.hidden || !fill && !stroke || l.size <= 0 || l.wide <= 0
	l.white = (!fill || st.fill != nil && st.fill.white) && (!stroke || st.stroke != nil && st.stroke.white)

	var x, y float64
	var transforms []*node
	for _, c := range n.nodes {
		switch c.name {
		case "CGTransform":
			transforms = append(transforms, c)
		case "TextCode": // a place that is not given is that of the one before
			var okX, okY bool
			x, okX = numberOr(c.attr("X"), x)
			y, okY = numberOr(c.attr("Y"), y)
			if !okX || !okY || !in.run(l, c, transforms, x, y) {
				in.bad = true
				return
			}
			transforms = nil
		}
	}
}

// run prints a text (TextCode) from the place x, y. It reports false where the
// places of its characters are not known.
func (in *painter) run(l lettering, n *node, transforms []*node, x, y float64) bool {
	codes := codes(n.text)
	if len(codes) > maxPageGlyphs {
		in.r.budget.Reached("page glyphs", maxPageGlyphs)
		return false
	}
	if !in.r.work(len(codes)) {
		return false
	}
	dx, nx, okX := deltas(n.attr("DeltaX"), len(codes))
	dy, ny, okY := deltas(n.attr("DeltaY"), len(codes))
	if !okX || !okY {
		return false
	}
	steps := max(nx, ny)
	if t := trimmed(codes); len(transforms) == 0 && steps > 0 && len(codes)-1 > steps && len(t)-1 == steps {
		codes = t
	}
	units := in.units(codes, transforms, steps)
	for i, u := range units {
		var sx, sy float64
		if i+1 < len(units) {
			sx, sy = l.step(u, i, dx, dy)
		}
		if !in.glyph(l, u, x, y, sx, sy) {
			return false
		}
		x, y = x+sx, y+sy
	}
	return true
}

// step is the way from the character i to the next. Where fewer steps are given
// than there are characters, the last one goes on, as readers of the format do;
// of two lists the shorter one of DeltaY ends. Where none are given at all the
// characters follow each other by their usual widths.
func (l *lettering) step(text string, i int, dx, dy []float64) (x, y float64) {
	last := func(steps []float64) float64 { return steps[min(i, len(steps)-1)] }
	switch {
	case len(dx) == 0 && len(dy) == 0:
		w := width(text) * l.size * l.wide
		return w * math.Cos(l.read), w * math.Sin(l.read)
	case len(dx) == 0:
		return 0, last(dy)
	case i < len(dy):
		return last(dx), dy[i]
	}
	return last(dx), 0
}

// glyph prints one character; sx, sy is the way to the next one, 0 after the
// last. It reports false where there are too many.
func (in *painter) glyph(l lettering, text string, x, y, sx, sy float64) bool {
	if text == "" {
		return true
	}
	sin, cos := math.Sincos(l.turn)
	em := l.size * l.wide
	m := canvas.Matrix{em, 0, 0, l.size, 0, 0}.Then(canvas.Matrix{cos, sin, -sin, cos, x, y}).Then(l.to)
	w := width(text)
	if along := (sx*cos + sy*sin) / em; along > 0.05 { // also false for NaN
		w = math.Min(w, along)
	}
	box := m.Box(0, -ascent, w, descent)
	cx, cy := (box.Left+box.Right)/2, (box.Top+box.Bottom)/2
	page := in.canvas.Area
	if !canvas.Sound(box) || cx < page.Left-1 || cx > page.Right+1 || cy < page.Top-1 || cy > page.Bottom+1 {
		return true // off the page
	}
	r := in.r
	if mirrored := m[0]*m[3] < m[1]*m[2]; mirrored || m.Slanted() {
		in.canvas.Slanted(text)
		return true
	}
	switch {
	case r.glyphs >= maxGlyphs:
		r.budget.Reached("glyphs", maxGlyphs)
		r.full = true
		return false
	case len(in.canvas.Page.Glyphs) >= maxPageGlyphs:
		r.budget.Reached("page glyphs", maxPageGlyphs)
		return false
	}
	r.glyphs++
	g := layout.Glyph{Text: text, Box: box, Turn: m.Turn(), Size: math.Hypot(m[2], m[3])}
	bx, by := m.Point(0, 0)
	if g.Base = by; g.Turn&1 == 1 {
		g.Base = bx
	}
	reach := g.Size / 2
	g.Hidden = l.hidden || g.Size == 0 || m.Scale() == 0 || l.white && !in.canvas.ShowsWhite(cx, cy) ||
		cx < l.clip.Left-reach || cx > l.clip.Right+reach || cy < l.clip.Top-reach || cy > l.clip.Bottom+reach
	in.canvas.Page.Glyphs = append(in.canvas.Page.Glyphs, g)
	return true
}

// codes are the characters of a text. Line ends are of the file's make-up, with
// the blanks around them; what XML cannot hold, and blanks, may be written as a
// backslash and four digits (GB/T 33190-2016, 11.2).
func codes(text string) []rune {
	if strings.ContainsAny(text, "\n\r\t") {
		if t := strings.TrimLeft(text, " \r\n\t"); strings.ContainsAny(text[:len(text)-len(t)], "\r\n") {
			text = t
		}
		if t := strings.TrimRight(text, " \r\n\t"); strings.ContainsAny(text[len(t):], "\r\n") {
			text = t
		}
		text = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(text)
	}
	in := []rune(text)
	out := in[:0]
	for i := 0; i < len(in); i++ {
		c := in[i]
		if c == '\\' && i+5 <= len(in) {
			if v, err := strconv.ParseUint(string(in[i+1:i+5]), 16, 16); err == nil && (v <= ' ' || unicode.IsSpace(rune(v))) {
				c, i = rune(v), i+4
			}
		}
		out = append(out, c)
	}
	return out
}

func trimmed(codes []rune) []rune { return []rune(strings.TrimSpace(string(codes))) }

// maxCluster bounds the glyphs that characters make together.
const maxCluster = 16

// units are the texts that are printed one by one: the characters, or the glyphs
// that they make together where the steps are counted by these. A placeholder
// for what has no character (¤) is unknown.
func (in *painter) units(codes []rune, transforms []*node, steps int) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	var glyphs []string
	from := 0
	for _, t := range transforms {
		at, okAt := whole(t.attr("CodePosition"), 0)
		n, okN := whole(t.attr("CodeCount"), 1)
		g, okG := whole(t.attr("GlyphCount"), 1)
		if !okAt || !okN || !okG || n < 1 || g < 1 || g > maxCluster || at < from || at+n > len(codes) {
			return out
		}
		for i := at; i < at+n; i++ {
			if codes[i] == '¤' {
				out[i] = "\uFFFD"
				in.r.unknown++
			}
		}
		glyphs = append(glyphs, out[from:at]...)
		if from = at + n; n == g {
			glyphs = append(glyphs, out[at:from]...)
			continue
		}
		glyphs = append(glyphs, strings.Join(out[at:from], ""))
		for range g - 1 {
			glyphs = append(glyphs, "")
		}
	}
	if glyphs = append(glyphs, out[from:]...); len(glyphs)-1 == steps && len(codes)-1 != steps {
		return glyphs
	}
	return out
}

// whole is a number of characters or glyphs.
func whole(s string, missing int) (int, bool) {
	if s == "" {
		return missing, true
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0 && n < 1e6
}

// width is the usual width of a text in ems, where no step tells it less.
func width(text string) float64 {
	w := 0.0
	for _, r := range text {
		switch {
		case r >= 0x2000:
			w++
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			w += 0.3
		case r >= 'A' && r <= 'Z', r == 'm', r == 'w', r == '%':
			w += 0.75
		default:
			w += 0.5
		}
	}
	return w
}
