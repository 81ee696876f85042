package html_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	nethtml "golang.org/x/net/html"

	"gongkai/extract/document"
	"gongkai/extract/html"
)

// sketch writes a document down as a person would: "~" is furniture, "#" a
// heading, a table has a line for each row, "2×1 text" is a cell that spans.
func sketch(doc *document.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		if bl.Furniture {
			b.WriteString("~")
		}
		if bl.Table == nil {
			b.WriteString(strings.Repeat("#", bl.Level) + strings.ReplaceAll(bl.Text, "\n", "¶") + "\n")
			continue
		}
		sketchTable(&b, bl.Table, "")
	}
	return b.String()
}

func sketchTable(b *strings.Builder, t *document.Table, indent string) {
	fmt.Fprintf(b, "%sT%d %d×%d\n", indent, t.Cells[0].Place.Table, t.Rows, t.Cols)
	row := -1
	for _, c := range t.Cells {
		if c.Row != row {
			if row >= 0 {
				b.WriteString("\n")
			}
			row = c.Row
			fmt.Fprintf(b, "%s %d", indent, c.Row)
		}
		fmt.Fprintf(b, "|%d:", c.Col)
		if c.RowSpan != 1 || c.ColSpan != 1 {
			fmt.Fprintf(b, "%d×%d ", c.RowSpan, c.ColSpan)
		}
		b.WriteString(strings.ReplaceAll(c.Text, "\n", "¶"))
		for _, n := range c.Nested {
			b.WriteString("\n")
			sketchTable(b, n, indent+"  ")
		}
	}
	b.WriteString("\n")
}

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"blanks collapse, nbsp and full-width blanks stay", "<p> 规  章\n 3&nbsp;件　整 </p>", "规 章 3\u00a0件　整\n"},
		{"zero-width marks stay as printed", "<p>1\u200b2</p>", "1\u200b2\n"},
		{"a break is a line, two are a paragraph", "<div>甲<br>乙<br><br>丙</div>", "甲¶乙\n丙\n"},
		{"inline elements do not part a word", "<p><b>一、</b><span>总体</span>情况</p>", "一、总体情况\n"},
		{"headings have their level", "<h2>二、情况</h2><p>文</p>", "##二、情况\n文\n"},
		{"scripts, styles, comments, templates and form fields are not text",
			"<p>甲<!-- 乙 --><script>丙</script><style>丁</style><template><p>戊</p></template><select><option>己</select><textarea>庚</textarea></p>", "甲\n"},
		{"hidden parts are not text", `<div style="color:red; DISPLAY : none">隐</div><p hidden>藏</p><p style="display:block">见</p>`, "见\n"},
		{"preformatted lines stay lines, empty ones fall out", "<pre>甲\n乙\n\n丙</pre>", "甲¶乙¶丙\n"},
		{"a fragment without html and body is a page", "文字", "文字\n"},
		{"nothing gives no block", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sketch(html.Read([]byte(tt.in)))); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestTables(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{
			"spans are laid out, cells go to the first free position",
			`<table><tr><td rowspan=2>申请人<td colspan=2>情况<tr><td>自然人<td>总计<tr><td>新收<td>1<td>1</table>`,
			"T1 3×3\n 0|0:2×1 申请人|1:1×2 情况\n 1|1:自然人|2:总计\n 2|0:新收|1:1|2:1\n",
		},
		{
			"a colspan that would run over a cell from above is clipped",
			`<table><tr><td>甲<td>乙<td rowspan=2>丙<tr><td colspan=3>丁<td>戊</table>`,
			"T1 2×4\n 0|0:甲|1:乙|2:2×1 丙\n 1|0:1×2 丁|3:戊\n",
		},
		{
			"a rowspan ends with its row group, 0 means up to there",
			`<table><tbody><tr><td rowspan=9>甲<td>1<tr><td rowspan=0>2<tr></tr></tbody><tbody><tr><td>乙<td>3</tbody></table>`,
			"T1 4×2\n 0|0:3×1 甲|1:1\n 1|1:2×1 2\n 3|0:乙|1:3\n",
		},
		{
			"ragged rows stay ragged",
			`<table><tr><td>甲<td>乙<td>丙<tr><td>丁<tr><td>戊<td>己</table>`,
			"T1 3×3\n 0|0:甲|1:乙|2:丙\n 1|0:丁\n 2|0:戊|1:己\n",
		},
		{
			"spans that are no numbers are 1",
			`<table><tr><td colspan="x">甲<td colspan="-2" rowspan="">乙<tr><td colspan=0>丙<td colspan="2px">丁</table>`,
			"T1 2×3\n 0|0:甲|1:乙\n 1|0:丙|1:1×2 丁\n",
		},
		{
			"paragraphs and breaks in a cell are lines, blanks stay as printed",
			`<table><tr><td><p>社会</p><p>公益&nbsp;</p>组织<td>尚未<br>审结<tr><td>&nbsp;<td> 0　</table>`,
			"T1 2×2\n 0|0:社会¶公益\u00a0¶组织|1:尚未¶审结\n 1|0:\u00a0|1:0　\n",
		},
		{
			"hidden rows and cells are not there",
			`<table><tr><td>甲<td style="display:none">隐<td>乙<tr hidden><td>x<td>y<tr><td>1<td>2</table>`,
			"T1 2×2\n 0|0:甲|1:乙\n 1|0:1|1:2\n",
		},
		{
			"a data table in a cell of a data table is nested",
			`<table><tr><td>单位<td>电话<tr><td>办公室<td>123<tr><td>信息科<td>456<tr><td>附表<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>`,
			"T1 4×2\n 0|0:单位|1:电话\n 1|0:办公室|1:123\n 2|0:信息科|1:456\n 3|0:附表|1:\n  T2 2×2\n   0|0:a|1:b\n   1|0:c|1:d\n\n",
		},
		{
			"layout tables dissolve, the data table inside is a block",
			`<table><tr><td>菜单</td><td><h1>标题</h1><table><tr><td>规章<td>1<tr><td>许可<td>2</table></td></tr></table>`,
			"菜单\n#标题\nT1 2×2\n 0|0:规章|1:1\n 1|0:许可|1:2\n",
		},
		{
			"a statutory table inside a grid of short texts is a block of its own",
			`<table><tr><td>首页<td>公开<tr><td>年报<td>指南<tr><td>左<td><table><tr><td>第二十条第（一）项<td>本年制发件数<tr><td>规章<td>0</table></table>`,
			"首页\n公开\n年报\n指南\n左\nT1 2×2\n 0|0:第二十条第（一）项|1:本年制发件数\n 1|0:规章|1:0\n",
		},
		{
			"a statutory table with a list in a cell is data all the same",
			`<table><tr><td>（一）予以公开<td>1<tr><td><ul><li>（二）部分公开</ul><td>2</table>`,
			"T1 2×2\n 0|0:（一）予以公开|1:1\n 1|0:（二）部分公开|1:2\n",
		},
		{
			"a caption stands before its table, tables are numbered",
			`<table><caption>表一</caption><tr><td>a<td>b</table><p>中</p><table><tr><td>c<td>d</table>`,
			"表一\nT1 1×2\n 0|0:a|1:b\n中\nT2 1×2\n 0|0:c|1:d\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sketch(html.Read([]byte(tt.in)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

const (
	sentence = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开各类政府信息，保障公众知情权。"
	formPart = `<table><tr><td>信息内容<td>本年制发件数<tr><td>规章<td>3</table>`
)

func TestMainContent(t *testing.T) {
	long := strings.Repeat("<p>"+sentence+"</p>", 12)
	tests := []struct {
		name, in  string
		main, off []string // texts that are content, texts that are furniture
	}{
		{
			"a known container is the content, date and counter above it are furniture",
			`<ul><li>首页</ul><div class="info">发布时间：2025-01-20 浏览：17 次</div><div class="TRS_Editor">` + long + `</div><div>版权所有</div>`,
			[]string{sentence}, []string{"首页", "发布时间：2025-01-20 浏览：17 次", "版权所有"},
		},
		{
			"ids and classes are compared without case, among others",
			`<div>前</div><div class="box Pages_Content clear">` + long + `</div>`, []string{sentence}, []string{"前"},
		},
		{
			"without a known container the text decides",
			`<div><div>面包屑</div><div id=x>` + long + `</div><div class="foot">主办单位：云湖市青石区人民政府办公室，地址：青石区湖滨路一号</div></div>`,
			[]string{sentence}, []string{"面包屑", "主办单位：云湖市青石区人民政府办公室，地址：青石区湖滨路一号"},
		},
		{
			"a statutory table outside the container widens it",
			`<p>页眉</p><div><div id="zoom">` + long + `</div><div>` + formPart + `</div></div>`,
			[]string{sentence, "规章"}, []string{"页眉"},
		},
		{
			"a report heading outside the container widens it",
			`<p>页眉</p><div><p>六、其他需要报告的事项</p><div id="zoom">` + long + `</div></div>`,
			[]string{sentence, "六、其他需要报告的事项"}, []string{"页眉"},
		},
		{
			"two articles in two containers are both content",
			`<p>页眉</p><div><div class="TRS_Editor">` + long + `</div><div class="TRS_Editor"><p>另一篇。</p>` + long + `</div></div>`,
			[]string{sentence, "另一篇。"}, []string{"页眉"},
		},
		{
			"the same article again, for another screen, is furniture",
			`<div class="pc"><div class="TRS_Editor">` + long + formPart + `<p>尾</p></div></div><div class="m"><p>手机版</p><div class="TRS_Editor">` + long + formPart + `<p>尾</p></div></div>`,
			[]string{sentence, "尾"}, []string{"手机版", sentence, "尾"},
		},
		{
			"an empty known container does not win over the text",
			`<div id="zoom"></div><p>眉</p><div>` + long + `</div>`, []string{sentence}, []string{"眉"},
		},
		{
			"a page with one big table: what stands beside the table is content too",
			`<div><p>一、总体情况</p><table>` + strings.Repeat(`<tr><td>（一）予以公开<td>1</tr>`, 60) + `</table><p>签章</p></div>`,
			[]string{"（一）予以公开", "签章"}, nil,
		},
		{
			"an article in a layout table is content",
			`<table><tr><td>栏目</td><td class="bt_content">` + long + formPart + `</td></tr></table>`,
			[]string{sentence, "规章"}, []string{"栏目"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := html.Read([]byte(tt.in))
			for _, w := range tt.main {
				if !has(doc, w, false) {
					t.Errorf("%q is not content in\n%s", w, sketch(doc))
				}
			}
			for _, w := range tt.off {
				if !has(doc, w, true) {
					t.Errorf("%q is not furniture in\n%s", w, sketch(doc))
				}
			}
		})
	}
}

func has(doc *document.Document, text string, furniture bool) bool {
	for _, b := range doc.Blocks {
		if b.Furniture != furniture {
			continue
		}
		if b.Text == text {
			return true
		}
		if b.Table != nil {
			for _, c := range b.Table.Cells {
				if c.Text == text {
					return true
				}
			}
		}
	}
	return false
}

func TestHead(t *testing.T) {
	doc := html.Read([]byte(`<html><head><title> 青石区
		年报 </title><META NAME="ArticleTitle" CONTENT="年报"><meta name=PubDate content=""><meta charset=utf-8></head>
		<body><meta name="ColumnType" content="信息公开年报"><svg><title>图</title></svg></body>`))
	want := []document.Meta{{Name: "ArticleTitle", Value: "年报"}, {Name: "PubDate"}, {Name: "ColumnType", Value: "信息公开年报"}}
	if diff := cmp.Diff(want, doc.Meta); diff != "" {
		t.Errorf("meta (-want +got):\n%s", diff)
	}
	if doc.Title != "青石区 年报" {
		t.Errorf("title = %q", doc.Title)
	}
}

func TestHiddenStatutoryTableIsReported(t *testing.T) {
	doc := html.Read([]byte(`<p>正文</p><div style="display:none">` + formPart + `</div>`))
	if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeHidden {
		t.Errorf("findings = %+v, want one %s", doc.Findings, document.CodeHidden)
	}
}

func TestLimitsAreLoud(t *testing.T) {
	tests := []struct{ name, in, limit string }{
		{"a page nested too deep is read flat", strings.Repeat("<div>", 600) + "文字", "depth"},
		{"too many columns", "<table><tr>" + strings.Repeat("<td>1", document.MaxColumns+1) + "</table>", "columns"},
		{"too large a grid", "<table>" + strings.Repeat("<tr><td colspan=1000>1<td>2", 2100) + "</table>", "grid"},
		{"too many cells", "<table>" + strings.Repeat("<tr><td>1<td>2", document.MaxCells/2+1) + "</table>", "cells"},
		{"too many blocks", strings.Repeat("<p>1", document.MaxBlocks+1), "blocks"},
		{"tables nested too deep", strings.Repeat("<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f<tr><td>g<td>", 18) + "<table><tr><td>1<td>2<tr><td>3<td>4", "nesting"},
		{"too many metas", strings.Repeat("<meta name=a content=b>", 501), "meta"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := html.Read([]byte(tt.in))
			if len(doc.Blocks) == 0 && tt.limit != "meta" {
				t.Error("no blocks: a limit must not lose what came before it")
			}
			for _, f := range doc.Findings {
				if f.Code == document.CodeLimit && f.Where == tt.limit {
					return
				}
			}
			t.Errorf("findings = %+v, want limit %s", doc.Findings, tt.limit)
		})
	}
}

func TestReadNodeOnlyReadsTheNode(t *testing.T) {
	page := bigPage()
	node, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	before := render(t, node)
	first := html.ReadNode(node)
	if render(t, node) != before {
		t.Error("ReadNode changed the node")
	}
	if diff := cmp.Diff(html.Read([]byte(page)), first); diff != "" {
		t.Errorf("Read and ReadNode differ (-Read +ReadNode):\n%s", diff)
	}
}

func render(t *testing.T, n *nethtml.Node) string {
	t.Helper()
	var b strings.Builder
	if err := nethtml.Render(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// bigPage is a page of some 100 KB with menus, an article and its tables.
func bigPage() string {
	var b strings.Builder
	b.WriteString("<html><head><title>年报</title></head><body><ul>")
	for i := range 300 {
		fmt.Fprintf(&b, `<li class="nav-item"><a href="/col/col%d/index.html" title="栏目">栏目%d</a></li>`, i, i)
	}
	b.WriteString(`</ul><div class="main"><div class="article"><div class="info">发布时间：2025-01-20</div><div class="TRS_Editor">`)
	for range 60 {
		b.WriteString(`<p style="text-indent: 2em;"><span style="font-family: 仿宋;">` + sentence + `</span></p>`)
	}
	b.WriteString("<table>")
	for i := range 40 {
		b.WriteString("<tr>")
		for k := range 10 {
			fmt.Fprintf(&b, `<td style="padding:0 4px" valign="center"><p style="text-align:center">%d</p></td>`, i*k)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table></div></div></div><div class=footer>主办单位</div></body></html>")
	return b.String()
}

func BenchmarkReadNode(b *testing.B) {
	page := bigPage()
	node, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		html.ReadNode(node)
	}
}
