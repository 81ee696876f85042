package page

import (
	"html/template"
	"math"
	"strconv"
	"strings"
)

// chart draws one series as columns in SVG, without script or style of its own:
// the classes take their colours from the style grid, in the light, in the dark
// and on paper. Every column carries its number; a year without a value has a
// hatched place and the word for it, never a column of no height.
type chart struct {
	ID     string
	Series series
	Lang   lang
}

// Sizes in units of the drawing.
const (
	chartSlot   = 44.0 // a year
	chartLeft   = 6.0
	chartHeight = 132.0
	chartTop    = 22.0 // room for the number on the tallest column
	chartBase   = 108.0
)

// SVG returns the drawing.
func (c *chart) SVG() template.HTML {
	var m markup
	n := len(c.Series.Points)
	width := 2*chartLeft + float64(max(n, 4))*chartSlot
	m.tag(`<svg class="chart" role="img" viewBox="0 0 ` + coord(width) + " " + coord(chartHeight) + `" aria-labelledby="` + c.ID + `-t ` + c.ID + `-d">`)
	m.tag(`<title id="` + c.ID + `-t">`)
	m.text(c.Series.Name.In(c.Lang))
	m.tag(`</title><desc id="` + c.ID + `-d">`)
	m.text(c.describe())
	m.tag("</desc>")
	low, high := c.bounds()
	scale := (chartBase - chartTop) / (high - low)
	zero := chartBase + low*scale
	line(&m, "axis", chartLeft, zero, width-chartLeft, zero)
	for i, p := range c.Series.Points {
		middle := chartLeft + (float64(i)+0.5)*chartSlot
		label(&m, "year", middle, chartHeight-8, itoa(p.Year))
		if p.Value == nil {
			m.tag(`<rect class="gap" x="` + coord(middle-11) + `" y="` + coord(chartBase-30) + `" width="22" height="30"/>`)
			label(&m, "why", middle, chartBase-36, c.Lang.t("无", "n/a"))
			continue
		}
		v := float(p)
		top, bottom := zero-v*scale, zero
		if v < 0 {
			top, bottom = zero, zero-v*scale
		}
		if v == 0 {
			line(&m, "nought", middle-11, zero, middle+11, zero)
		} else {
			m.tag(`<rect class="bar" x="` + coord(middle-11) + `" y="` + coord(top) + `" width="22" height="` + coord(max(bottom-top, 1)) + `"/>`)
		}
		label(&m, "number", middle, top-5, p.Value.String())
	}
	m.tag("</svg>")
	return m.html()
}

// describe tells the numbers to who does not see the drawing.
func (c *chart) describe() string {
	parts := make([]string, len(c.Series.Points))
	for i, p := range c.Series.Points {
		if p.Value != nil {
			parts[i] = itoa(p.Year) + c.Lang.t(" 年 ", ": ") + p.Value.String()
		} else {
			parts[i] = itoa(p.Year) + c.Lang.t(" 年没有数：", " has no value: ") + p.Why.In(c.Lang)
		}
	}
	return strings.Join(parts, c.Lang.t("；", "; "))
}

// bounds are the least and greatest value that is drawn; zero is always in it.
func (c *chart) bounds() (low, high float64) {
	for _, p := range c.Series.Points {
		if p.Value != nil {
			v := float(p)
			low, high = min(low, v), max(high, v)
		}
	}
	if high-low < 1 {
		high = low + 1
	}
	return low, high
}

// float is a value for drawing only; what is written beside it is exact.
func float(p point) float64 {
	v, err := strconv.ParseFloat(p.Value.String(), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return math.MaxFloat32
	}
	return min(max(v, -math.MaxFloat32), math.MaxFloat32)
}

func coord(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func line(m *markup, class string, x1, y1, x2, y2 float64) {
	m.tag(`<line class="` + class + `" x1="` + coord(x1) + `" y1="` + coord(y1) + `" x2="` + coord(x2) + `" y2="` + coord(y2) + `"/>`)
}

func label(m *markup, class string, x, y float64, s string) {
	m.tag(`<text class="` + class + `" x="` + coord(x) + `" y="` + coord(y) + `">`)
	m.text(s)
	m.tag("</text>")
}
