package extracttest

import (
	"math/rand/v2"
	"unicode/utf8"

	"gongkai/extract/report/reporttest"
)

func pdfRuled(parts []reporttest.Part, noise *rand.Rand) []byte   { return pdf(parts, true, noise) }
func pdfUnruled(parts []reporttest.Part, noise *rand.Rand) []byte { return pdf(parts, false, noise) }

// pdf prints a report: texts as lines, tables with or without rules, cut where
// the page is full.
func pdf(parts []reporttest.Part, ruled bool, noise *rand.Rand) []byte {
	p := newPaper(noise)
	for _, part := range parts {
		if part.Table != nil {
			p.table(part.Table, ruled)
			continue
		}
		for _, line := range wrapped("　　"+part.Text, p.w-2*margin, 12) {
			if p.y+20 > p.h-margin {
				p.turn()
			}
			p.text(margin, p.y+14, 12, line)
			p.y += 20
		}
		p.y += 4
	}
	return p.bytes()
}

// wrapped breaks a text into lines of a width; numbers stay whole.
func wrapped(s string, width, size float64) (lines []string) {
	line, word := "", ""
	flush := func() {
		if line != "" && measure(line+word, size) > width {
			lines = append(lines, line)
			line = ""
		}
		line += word
		word = ""
	}
	for _, r := range s {
		if r >= utf8.RuneSelf {
			flush()
		}
		if word += string(r); r >= utf8.RuneSelf {
			flush()
		}
	}
	flush()
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

const (
	tableSize = 7.0
	leading   = 9.0
)

// table prints a table from p.y on.
func (p *paper) table(t reporttest.Table, ruled bool) {
	doc := t.Document()
	edges := p.columns(t)
	type lines []string
	texts := make([]lines, len(doc.Cells))
	heights := make([]float64, doc.Rows)
	for i, c := range doc.Cells {
		texts[i] = wrapped(c.Text, edges[c.Col+c.ColSpan]-edges[c.Col]-6, tableSize)
		last := c.Row + c.RowSpan - 1
		have := 0.0
		for r := c.Row; r < last; r++ {
			have += max(heights[r], leading+6)
		}
		heights[last] = max(heights[last], leading+6, float64(len(texts[i]))*leading+6-have)
	}
	p.y += 6
	for from := 0; from < doc.Rows; {
		to, bottom := from, p.y
		tops := []float64{p.y}
		for to < doc.Rows && (bottom+heights[to] <= p.h-margin || to == from && p.y <= margin) {
			bottom += heights[to]
			tops = append(tops, bottom)
			to++
		}
		if to == from {
			p.turn()
			continue
		}
		for i, c := range doc.Cells {
			top, end := max(c.Row, from), min(c.Row+c.RowSpan, to)
			if top >= end {
				continue
			}
			y0, y1 := tops[top-from], tops[end-from]
			x0, x1 := edges[c.Col], edges[c.Col+c.ColSpan]
			if ruled {
				p.rule(x0, y0, x1, y0)
				p.rule(x0, y1, x1, y1)
				p.rule(x0, y0, x0, y1)
				p.rule(x1, y0, x1, y1)
			}
			n := min(len(texts[i]), int((y1-y0-4)/leading))
			y := y0 + 2
			if n == len(texts[i]) && c.Row >= from {
				y = (y0+y1)/2 - float64(n)*leading/2
			}
			for _, line := range texts[i][:n] {
				x := x0 + 3
				if c.ColSpan > 1 || c.Col > 2 {
					x = (x0 + x1 - measure(line, tableSize)) / 2
				}
				p.text(x, y+7, tableSize, line)
				y += leading
			}
			texts[i] = texts[i][n:]
		}
		p.y = bottom
		if from = to; from < doc.Rows {
			p.turn()
		}
	}
	p.y += 8
}

// columns are the edges of the columns, wide enough for the longest number.
func (p *paper) columns(t reporttest.Table) []float64 {
	doc := t.Document()
	weights := make([]float64, doc.Cols)
	for i := range weights {
		weights[i] = 4
	}
	for _, c := range doc.Cells {
		if c.ColSpan == 1 {
			weights[c.Col] = max(weights[c.Col], min(12, measure(c.Text, 1)+1))
		}
	}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	edges := []float64{margin}
	for _, w := range weights {
		edges = append(edges, edges[len(edges)-1]+w/sum*(p.w-2*margin))
	}
	return edges
}
