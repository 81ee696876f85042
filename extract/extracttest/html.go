package extracttest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/extract/report/reporttest"
)

// page is a web page under construction: how words, cells and tables are marked.
type page struct {
	b     strings.Builder
	noise *rand.Rand
	// words marks up the text of a cell or paragraph.
	words func(s string, noise *rand.Rand) string
	// para wraps marked words as a paragraph of a cell.
	para func(words string) string
	// spans gives the attributes of a cell, by its place in a table of so many rows.
	spans func(p piece, row, rows int, last bool, noise *rand.Rand) string
	// open leaves out the end tags that may be left out.
	open bool
	// tail is put at the end of each table, by its number of columns.
	tail func(cols int) string
}

func newPage(noise *rand.Rand) *page {
	return &page{
		noise: noise,
		words: func(s string, _ *rand.Rand) string { return html.EscapeString(s) },
		para:  func(words string) string { return words },
		spans: func(p piece, _, _ int, _ bool, _ *rand.Rand) string { return spans(p.RowSpan, p.ColSpan) },
		tail:  func(int) string { return "" },
	}
}

func spans(rows, cols int) string {
	s := ""
	if rows > 1 {
		s += fmt.Sprintf(` rowspan="%d"`, rows)
	}
	if cols > 1 {
		s += fmt.Sprintf(` colspan="%d"`, cols)
	}
	return s
}

func (p *page) end(tag string) string {
	if p.open {
		return ""
	}
	return "</" + tag + ">"
}

func (p *page) table(t reporttest.Table) {
	rows := pieces(t)
	p.b.WriteString(`<table border="1">`)
	if once(2, p.noise) {
		p.b.WriteString("\n<tbody>\n")
	}
	cols := 0
	for r, row := range rows {
		p.b.WriteString("<tr>")
		cols = 0
		for i, c := range row {
			if cols += c.ColSpan; !c.own {
				continue
			}
			tag := "td"
			if r < 2 && once(3, p.noise) {
				tag = "th"
			}
			p.b.WriteString("<" + tag + p.spans(c, r, len(rows), i == len(row)-1, p.noise) + ">")
			p.b.WriteString(p.para(p.words(c.Text, p.noise)) + p.end(tag))
			if once(4, p.noise) {
				p.b.WriteString("\n")
			}
		}
		p.b.WriteString(p.end("tr") + "\n")
	}
	p.b.WriteString(p.tail(cols) + "</table>\n")
}

func (p *page) parts(parts []reporttest.Part) {
	for _, part := range parts {
		switch {
		case part.Table != nil:
			p.table(part.Table)
		case part.Heading > 0 && once(2, p.noise):
			fmt.Fprintf(&p.b, "<h%d>%s</h%d>\n", part.Heading, p.words(part.Text, p.noise), part.Heading)
		default:
			p.b.WriteString("<p>" + p.words(part.Text, p.noise) + p.end("p") + "\n")
		}
	}
}

func (p *page) bytes() []byte {
	return []byte("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>页面</title></head><body>\n" + p.b.String() + "</body></html>\n")
}

func htmlPlain(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.parts(parts)
	return p.bytes()
}

// htmlPieces tears words and numbers into spans, as editors do that were asked
// for another font.
func htmlPieces(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.words = inPieces
	p.para = func(words string) string { return oneOf(noise, "<p>"+words+"</p>", "<div>\n"+words+"\n</div>", words) }
	p.parts(parts)
	return p.bytes()
}

func inPieces(s string, noise *rand.Rand) string {
	var b strings.Builder
	for _, r := range s {
		c := html.EscapeString(string(r))
		switch noise.IntN(8) {
		case 0:
			c = `<span style="font-family:宋体">` + c + `</span>`
		case 1:
			c = "<font><b>" + c + "</b></font>"
		case 2:
			c = fmt.Sprintf("&#%d;", r)
		case 3:
			c += "<!-- 1 -->"
		}
		b.WriteString(c)
	}
	return `<span lang="ZH-CN">` + b.String() + "</span>"
}

// htmlOpen leaves out what HTML lets one leave out.
func htmlOpen(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.open = true
	p.parts(parts)
	return p.bytes()
}
