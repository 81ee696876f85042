package portalsim

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"time"
)

// china is the time of the portals: UTC+8 the whole year, no database needed.
var china = time.FixedZone("CST", 8*3600)

// The formats in which a report or guide is published.
const (
	FormatHTML = "html" // the text of the page
	FormatText = "text" // a .txt attachment, a table cell a line after a tab
	FormatDoc  = "doc"  // a .doc attachment that is HTML inside
	FormatPDF  = "pdf"  // a .pdf attachment
)

// filing is one report or guide of an organ, with the state that mutations change.
type filing struct {
	organ     *organ
	year      int // 0 for a guide
	title     string
	published time.Time
	signed    time.Time // the date under a report, some days before it is published
	format    string
	// page is the address of the page that shows or links the text; uri is
	// where the text itself is: the page, or its attachment.
	page, uri string
	document  int // place in a page that holds several
	serial    int // part of made-up addresses; rises when the page moves
	gone      bool
	linked    bool // though gone, it stands in its lists
	fixed     bool // the page is a column page, or shared: it cannot move

	form        string
	cells       map[string]Cell
	text        [][]string // the paragraphs of the six sections
	style       int
	oneTable    bool
	nested      bool
	attachments []*attachment

	guide *guide
}

// attachment is a file beside an article.
type attachment struct {
	uri, name string
	format    string
	holds     bool // it is the only place of the report's text
}

func (f *filing) isGuide() bool { return f.guide != nil }

// published by law: departments by 31 January, governments by 31 March.
func publishedOn(r *rand.Rand, o *organ, year int) time.Time {
	month, from := time.January, 8
	if o.government && o.index == 0 {
		month = time.March
	}
	return time.Date(year+1, month, from+r.IntN(23), 8+r.IntN(9), r.IntN(60), 0, 0, china)
}

func newReport(r *rand.Rand, o *organ, year int, n *yearNumbers) *filing {
	f := &filing{
		organ: o, year: year, format: FormatHTML, form: formOf(year), cells: n.cells,
		published: publishedOn(r, o, year), serial: 10000 + r.IntN(80000),
		style: r.IntN(len(tableStyles)), oneTable: r.IntN(2) == 0, nested: r.IntN(4) == 0,
	}
	f.signed = f.published.AddDate(0, 0, -1-r.IntN(6))
	switch r.IntN(4) {
	case 0:
		f.title = fmt.Sprintf("%s%d年度政府信息公开工作年度报告", o.name, year)
	case 1:
		f.title = fmt.Sprintf("%s%s年政府信息公开工作年度报告", o.name, chineseDigits(year))
	case 2:
		f.title = fmt.Sprintf("%d年%s政府信息公开工作年度报告", year, o.name)
	default:
		f.title = fmt.Sprintf("%s%d年政府信息公开工作年度报告", o.name, year)
	}
	f.text = narrative(r, f, n)
	return f
}

// block is a piece of a document: a paragraph, a heading or a table.
type block struct {
	text    string
	heading bool
	table   grid
}

func paragraphs(texts ...string) []block {
	blocks := make([]block, len(texts))
	for i, text := range texts {
		blocks[i] = block{text: text}
	}
	return blocks
}

var sectionHeadings = []string{"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"}

// blocks returns the document as it is to be printed, title and signature included.
func (f *filing) blocks() []block {
	if f.isGuide() {
		return f.guide.blocks(f)
	}
	blocks := []block{{text: f.title, heading: true}}
	blocks = append(blocks, paragraphs(fmt.Sprintf(
		"本报告根据《中华人民共和国政府信息公开条例》要求编制。报告中所列数据的统计期限自%d年1月1日起至%d年12月31日止。", f.year, f.year))...)
	for i, heading := range sectionHeadings {
		blocks = append(blocks, block{text: heading, heading: true})
		blocks = append(blocks, paragraphs(f.text[i]...)...)
		switch i {
		case 1:
			parts := proactiveTables(f.cells, f.form)
			if f.oneTable {
				parts = []grid{joined(parts)}
			}
			for _, part := range parts {
				blocks = append(blocks, block{table: part})
			}
		case 2:
			blocks = append(blocks, block{table: applicationsTable(f.cells, f.form)})
		case 3:
			blocks = append(blocks, block{table: disputesTable(f.cells)})
		}
	}
	return append(blocks, paragraphs(f.organ.name, chineseDate(f.signed))...)
}

func chineseDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// html writes the blocks in the style of the filing's editor.
func (f *filing) html() string {
	var b strings.Builder
	style := tableStyles[f.style]
	for i, block := range f.blocks() {
		switch {
		case block.table != nil && f.nested:
			b.WriteString(`<table width="100%" border="0"><tr><td>`)
			style.write(&b, block.table)
			b.WriteString("</td></tr></table>\n")
		case block.table != nil:
			style.write(&b, block.table)
		case block.heading && i > 0 && f.style != 1:
			fmt.Fprintf(&b, "<p style=\"text-indent:2em\"><strong>%s</strong></p>\n", html.EscapeString(block.text))
		case i == 0:
			fmt.Fprintf(&b, "<p align=\"center\" style=\"font-size:22px\">%s</p>\n", html.EscapeString(block.text))
		default:
			fmt.Fprintf(&b, "<p style=\"text-indent:2em\">%s</p>\n", html.EscapeString(block.text))
		}
	}
	return b.String()
}

// tabs writes the blocks as plain text: a cell a line after a tab, a blank line
// behind each row, as text taken out of an office file has it.
func (f *filing) tabs() string {
	var b strings.Builder
	for _, block := range f.blocks() {
		if block.table == nil {
			b.WriteString(block.text)
			b.WriteString("\r\n")
			continue
		}
		for _, row := range block.table.merged() {
			for _, text := range row {
				b.WriteString("\t" + text + "\r\n")
			}
			b.WriteString("\r\n")
		}
	}
	return b.String()
}

// lines writes the blocks one cell a paragraph: the table is lost, as where a
// page was pasted through a text editor.
func (f *filing) lines() string {
	var b strings.Builder
	put := func(text string) { fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(text)) }
	for i, block := range f.blocks() {
		if block.table == nil {
			put(block.text)
			if i == 0 {
				put("时间：" + f.published.Format("2006-01-02"))
			}
			continue
		}
		for _, row := range block.table {
			for _, c := range row {
				put(c.text)
			}
		}
	}
	return b.String()
}

// ext is the ending of the attachment's name.
func (a *attachment) ext() string {
	if a.format == FormatText {
		return "txt"
	}
	return a.format
}
