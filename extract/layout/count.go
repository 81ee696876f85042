package layout

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/document"
)

// The codes of the findings about what the pages are made of.
const (
	CodeScanned = "scanned"  // pictures of pages: there is no text to read
	CodeOCR     = "ocr_text" // text that a text recognition laid over a scan
	// CodeSlanted is of text across the page, as of a watermark, or mirrored.
	CodeSlanted = "slanted_text"
	// CodeWatermark is of text that is as light as a watermark or said to be one.
	CodeWatermark = "watermark"
)

// count is what the quality of a document is told by.
type count struct {
	glyphs, hidden, unknown, strange, han int // hidden: left out
	slanted, watermark                    int
	scans, ocr, covert, across, marked    []int // page numbers; covert: with hidden text, across: with slanted
}

// page counts what a page is made of and drops what is not painted, except for
// the layer of a text recognition, which is all that a scan has to read.
func (c *count) page(number int, p *Page) {
	printed, hidden, covered := 0, 0, 0
	for _, g := range p.Glyphs {
		if blank(g.Text) {
			continue
		}
		if g.Covered {
			covered++
			continue
		}
		printed++
		if g.Hidden {
			hidden++
		}
		r, _ := utf8.DecodeRuneInString(g.Text)
		switch {
		case r == utf8.RuneError:
			c.unknown++
		case unicode.Is(unicode.Han, r):
			c.han++
		case r < ' ' || r >= 0x7f && r < 0x250 && r != '·' && r != '×' && r != '°' && r != '§' && r != '±' && r != '÷',
			r >= 0xE000 && r <= 0xF8FF:
			c.strange++
		}
	}
	c.glyphs += printed
	if n := p.Marked + p.fade(); n > 0 {
		c.watermark += n
		c.marked = append(c.marked, number)
	}
	if p.Slanted > 0 {
		c.slanted += p.Slanted
		c.across = append(c.across, number)
	}
	full := p.Images > 0.5*p.Width*p.Height
	recognised, left := hidden*2 > printed, covered
	if recognised {
		c.ocr = append(c.ocr, number)
	} else {
		left += hidden
	}
	if left > 0 {
		c.hidden += left
		c.covert = append(c.covert, number)
		p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g Glyph) bool { return g.Covered || g.Hidden && !recognised })
	}
	if full && printed-hidden < 20 {
		c.scans = append(c.scans, number)
	}
}

// Findings are what the document's pages tell about its quality.
func (f *Flow) Findings() []document.Finding {
	c := &f.count
	var out []document.Finding
	add := func(code string, pages []int, message string) {
		fd := document.Finding{Code: code, Responsibility: document.Publisher, Message: message}
		if len(pages) > 0 {
			fd.Place = &document.Place{Page: pages[0]}
		}
		out = append(out, fd)
	}
	if n := len(c.scans); n > 0 {
		add(CodeScanned, c.scans, fmt.Sprintf("共 %d 页，其中 %d 页为扫描图像，无文字可读：pages are pictures without text", len(f.sheets), n))
	}
	if n := len(c.ocr); n > 0 {
		add(CodeOCR, c.ocr, fmt.Sprintf("%d 页的文字为扫描识别所得，可能有误：text of pages comes from a text recognition", n))
	}
	if c.hidden > 0 {
		add(document.CodeHidden, c.covert, fmt.Sprintf("%d 个字符不显示，未读：characters that are not painted were left out", c.hidden))
	}
	if c.slanted > 0 {
		add(CodeSlanted, c.across, fmt.Sprintf("%d 个字符斜排或反转（如水印），未读：characters across the page or mirrored, as of a watermark, were left out", c.slanted))
	}
	if c.watermark > 0 {
		add(CodeWatermark, c.marked, fmt.Sprintf("%d 个字符为水印或与水印一样浅，未读：characters of a watermark, or as light as one, were left out", c.watermark))
	}
	if bad := c.unknown + c.strange; bad > 0 && bad*garbledShare > c.unknown+c.strange+c.han {
		fd := document.Finding{Code: document.CodeGarbled, Responsibility: document.Publisher,
			Message: fmt.Sprintf("字体编码有误，%d 个字符中有 %d 个（%.1f%%）不可信：characters that are not what is printed", c.glyphs, bad, 100*float64(bad)/float64(c.glyphs))}
		out = append(out, fd)
	}
	return out
}

// garbledShare: a document in which for so many Han characters there is one or
// more that cannot be what is printed is garbled. Digits are not counted: they
// are right in most of such documents.
const garbledShare = 50
