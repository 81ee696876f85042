package html_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/extract/document"
	"gongkai/extract/html"
)

// codes are the codes of the findings, and who is to blame.
func codes(doc *document.Document) string {
	var all []string
	for _, f := range doc.Findings {
		all = append(all, f.Code+" "+string(f.Responsibility))
	}
	return strings.Join(all, ", ")
}

const inDoubt = html.CodeStyled + " reader"

// What a sheet of the page may hide, add or move in a cell is in doubt.
func TestSheets(t *testing.T) {
	const doubted = "〓11"
	for css, want := range map[string]string{
		// what is said
		`.x{display:none}`: doubted, `.x{VISIBILITY: Hidden !important}`: doubted, `.x{color:red;font-size:0}`: doubted,
		`.x{opacity:0}`: doubted, `.x{opacity:.04}`: doubted, `.x{opacity:.5}`: "11", `.x{text-indent:-9999px}`: doubted,
		`.x{text-indent:-2em}`: "11", `.x{position:absolute;left:-999em}`: doubted, `.x{height:0;overflow:hidden}`: doubted,
		`.x{height:0}`: "11", `.x{clip:rect(0 0 0 0)}`: doubted, `.x{display:var(--d)}`: doubted, `.x{float:right}`: doubted,
		`.x{order:1}`: doubted, `.x{direction:rtl}`: doubted, `.x{display:none;display:inline}`: "11", `.x{color:blue}`: "11",
		`.x{text-decoration:underline line-through}`: "\u033611", `.x{vertical-align:super}`: "^11", `.x{position:relative;top:-4px}`: "^11",
		`.x{display:block}`: "\n11",
		// on paper, on itself, on another ground
		`.x{color:#fff}`: doubted, `.x{color:White}`: doubted, `.x{color:rgb(255 250 250)}`: doubted, `.x{color:rgba(0,0,0,.05)}`: doubted,
		`.x{color:#0000}`: doubted, `.x{color:#fff;background:#06c}`: "11", `.x{color:#06c;background-color:#06C}`: doubted,
		`.x{color:#fff} tr{background:url(a.png)}`: "11", `.x{color:#fff} body{background:#036} table{background:#fff}`: doubted,
		`.x{color:#fff;background:none}`: doubted, `.x{color:#fff;background:#fff no-repeat 0 0}`: doubted,
		// beside it
		`.x::before{content:"1"}`: "〓\x0011", `.x:after{content:attr(data-n)}`: "〓\x0011", `td:before{content:'\31'}`: "〓\x0011",
		`.x:before{content:"";display:block}`: "11", `.x:before{content:"\00a0"}`: "11", `.x:before{content:".";visibility:hidden}`: "11",
		`.x:before{content:";5"}`: "〓\x0011", `.x:before{content:none}`: "11", `.x::selection{color:#fff}`: "11",
		// who is meant
		`#i{opacity:0}`: doubted, `SPAN{opacity:0}`: doubted, `b,span.y.x{opacity:0}`: doubted, `span.x.z{opacity:0}`: "11",
		`i.x{opacity:0}`: "11", `table td>.x{opacity:0}`: doubted, `.menu .x{opacity:0}`: "11", `b + .x{opacity:0}`: doubted,
		`[data-n]{opacity:0}`: doubted, `[class~="x"]{opacity:0}`: doubted, `[class^=icon-]{opacity:0}`: "11", `[hidden]{display:none}`: "11",
		`.x:not(.z){opacity:0}`: doubted, `.x:nth-child(2n+1){opacity:0}`: doubted, `.x:hover{opacity:0}`: "11", `.x:empty{opacity:0}`: "11",
		`:is(.x){opacity:0}`: doubted, `span:where(.x,.z){opacity:0}`: doubted, `.m\:x{opacity:0}`: doubted, `.\78{opacity:0}`: doubted,
		`.x` + strings.Repeat(" ", 1000) + `{opacity:0}`: doubted, `.{opacity:0}`: "11", `123{opacity:0}`: "11",
		// how it is written
		`<!-- .x{opacity:0} -->`: doubted, `.x{op/**/acity:0}`: doubted, `/*}*/.x/**/{/*{*/opacity:0`: doubted, `.x{o\70 acity:0}`: doubted,
		`.z{background:url(data:a;b'{)} .x{opacity:0}`: doubted, `.z{content:"}"} .x{opacity:0}`: doubted, `}.x{opacity:0}`: doubted,
		`@import url(a.css); .x{opacity:0}`: doubted, `@media print{.x{opacity:0}}`: "11", `@media screen, print{.x{opacity:0}}`: doubted,
		`@media (max-width:600px){td:before{content:attr(x)}}`: "11", `@media (max-width:2000px){.x{opacity:0}}`: doubted,
		`@media not print{.x{opacity:0}}`: doubted, `@supports (a:b){@layer c{.x{opacity:0}}}`: doubted, `td{& .x{opacity:0}}`: doubted,
		`@keyframes a{from{opacity:0} .x{opacity:0}}`: "11", `@media print{.z{}} .x{opacity:0}`: doubted,
	} {
		t.Run(css, func(t *testing.T) {
			cell := `<span id=i class="y m:x x" data-n=5>%s</span>`
			page := "<style>" + css + "</style><table><tr><td>" + fmt.Sprintf(cell, "") + "11<td>甲<tr><td>乙<td>3</table>"
			// the digit is put in front, so that a mark behind it parts the two
			page = strings.Replace(page, "></span>11", ">9</span>11", 1)
			want := want
			finding := ""
			switch {
			case want == "11":
				want = "911"
			case want == doubted:
				want, finding = "9〓11", inDoubt
			case strings.HasPrefix(want, "〓\x00"):
				want, finding = "〓911", inDoubt
			default:
				want = "9" + want
			}
			doc := html.Read([]byte(page))
			if got := doc.Blocks[0].Table.Cells[0].Text; got != want || codes(doc) != finding {
				t.Errorf("%q, findings %q; want %q, %q", got, codes(doc), want, finding)
			}
		})
	}
}

// What holds for a row, a group, a table or what is around it holds for its cells.
func TestLooksOfRowsAndTables(t *testing.T) {
	const plain, all, off = "甲|1|2/乙|3|4", "甲\u0336|1\u0336|2\u0336/乙\u0336|3\u0336|4\u0336", "甲〓|1〓|2〓/乙〓|3〓|4〓"
	row := strings.Replace
	for name, tt := range map[string]struct{ in, want, finding string }{
		"a row that is struck":                  {row(grid, "<tr>", `<tr style="text-decoration: line-through">`, 1), row(all, "/乙\u0336|3\u0336|4\u0336", "/乙|3|4", 1), ""},
		"a group that is struck":                {row(grid, "<tbody>", `<tbody class=s>`, 1), all, ""},
		"a table that is struck":                {row(grid, "<table>", `<table class=s>`, 1), all, ""},
		"any element":                           {"<style>*{opacity:0}</style>" + grid, off, inDoubt + ", " + html.CodeStyled + " publisher"},
		"a part that is struck":                 {"<div class=s><div>" + grid + "</div></div>", all, ""},
		"a word that is struck around":          {"<s>" + grid + "</s>", all, ""},
		"a paragraph in a cell":                 {row(grid, "<td>1", "<td><p class=s>1</p>", 1), "甲|1\u0336|2/乙|3|4", ""},
		"a paragraph in a word":                 {row(grid, "<td>1", "<td><s><p>1</p></s>", 1), "甲|1\u0336|2/乙|3|4", ""},
		"an invisible cell keeps its place":     {row(grid, "<td>1", `<td style="visibility:hidden">1`, 1), "甲|1〓|2/乙|3|4", inDoubt},
		"a cell that is not there does not":     {row(grid, "<td>1", `<td style="display:none">1`, 1), "甲|2/乙|3|4", ""},
		"what a sheet removes may move the row": {row(grid, "<td>1", `<td class=h>1`, 1), "甲|1〓|2〓/乙|3|4", inDoubt},
		"and those that it reaches into":        {row(grid, "<td>1", `<td class=h rowspan=2>1`, 1), "甲|1〓|2〓/乙〓|3〓|4〓", inDoubt},
		"a row that may be removed":             {row(grid, "<tr>", "<tr class=h>", 1), "甲〓|1〓|2〓/乙|3|4", inDoubt},
		"a column":                              {row(grid, "<table>", `<table><col><col style="visibility:collapse">`, 1), off, inDoubt},
		"a group that is not shown":             {row(grid, "<tbody>", `<tbody hidden>`, 1), "", ""},
		"from right to left":                    {row(grid, "<table>", `<table dir=rtl>`, 1), off, inDoubt},
		"and left to right inside":              {`<div dir=rtl>` + row(grid, "<table>", `<table dir=ltr>`, 1) + "</div>", plain, ""},
		"cells in another order":                {row(grid, "<tr>", `<tr style="display:flex;flex-direction:row-reverse">`, 1), "甲〓|1〓|2〓/乙|3|4", inDoubt},
		"a page with its side on the right":     {`<div style="display:flex;flex-direction:row-reverse">` + grid + "</div>", plain, html.CodeStyled + " publisher"},
		"a table that stands elsewhere":         {row(grid, "<table>", `<table style="float:left;position:absolute">`, 1), plain, ""},
		"a table that may not be shown":         {row(grid, "<table>", `<table class=h>`, 1), plain, html.CodeStyled + " publisher"},
		"a part behind a tab":                   {`<div class="h on">` + grid + "</div>", plain, html.CodeStyled + " publisher"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := html.Read([]byte("<style>.s{text-decoration:line-through} .h{display:none} .h.on{display:block}</style>" + tt.in))
			var rows []string
			if len(doc.Blocks) > 0 {
				at := -1
				for _, c := range doc.Blocks[0].Table.Cells {
					if c.Row != at {
						at, rows = c.Row, append(rows, c.Text)
						continue
					}
					rows[len(rows)-1] += "|" + c.Text
				}
			}
			if got := strings.Join(rows, "/"); got != tt.want || codes(doc) != tt.finding {
				t.Errorf("%q, findings %q; want %q, %q", got, codes(doc), tt.want, tt.finding)
			}
		})
	}
}

const grid = "<table><tbody><tr><td>甲<td>1<td>2<tr><td>乙<td>3<td>4</table>"

// Outside of tables what may not be seen is read, unless it could join a number.
func TestLooksOfText(t *testing.T) {
	const part = html.CodeStyled + " publisher"
	for in, want := range map[string][2]string{
		`收到<b class=h>9</b>12件`:              {"收到9〓12件", part},
		`收到<b style="opacity:0">9</b>12件`:    {"收到9〓12件", part},
		`收到<font color=white>9</font>12件`:    {"收到9〓12件", ""},
		`<b class=h>2023年报告</b>`:             {"2023年报告", part},
		`<b class=h> </b>报告`:                 {"报告", ""},
		`<b class=p>12</b>件`:                 {"12件", ""},
		`1<img src=2.png>2件`:                 {"1\ufffc2件", ""},
		`图<img src=2.png>2件`:                 {"图2件", ""},
		`<s><p>9件</p></s>`:                   {"9件\u0336", ""},
		`<i class=s>9</i>12件`:                {"9\u033612件", ""},
		`<p class=s>9件<br><br>8件`:            {"9件\u0336", ""},
		`<title>9</title>12件`:                {"12件", ""},
		`<div style="font-size:0">9</div>12`: {"12", ""},
	} {
		t.Run(in, func(t *testing.T) {
			doc := html.Read([]byte("<style>.s{text-decoration:line-through} .h{display:none} .p:before{content:'1'}</style><body>" + in))
			if got := [2]string{doc.Blocks[0].Text, codes(doc)}; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// Whatever shows something in a cell is told; what shows nothing is not read.
func TestFigures(t *testing.T) {
	for in, want := range map[string]string{
		"<img alt=3>": "\ufffc", "<img src=a.png>5": "\ufffc5", "<img width=1 height=1>5": "5", "<p><img></p>": "\ufffc",
		"<canvas></canvas>": "\ufffc", "<svg><text>7</text></svg>": "\ufffc", "<object></object>": "\ufffc", "<iframe></iframe>": "\ufffc",
		"<meter value=5>9</meter>": "\ufffc", "<button>7</button>": "\ufffc", "<button>查</button>5": "5",
		"<input type=search value=7>": "\ufffc", "<input placeholder=7>": "\ufffc", "<input type=hidden value=7>5": "5",
		"<input type=button value=7>": "\ufffc", "<input type=checkbox value=7>5": "5",
		"<script>document.write(7)</script>": "\ufffc", "<script>n=7</script>5": "5", "<template shadowrootmode=open>9</template>": "\ufffc",
		"<datalist><option>9</datalist>5": "5", "<title>9</title>5": "5", "<dialog>9</dialog>5": "5", "<dialog open>5</dialog>": "5",
		"<ruby>5<rp>9</rp></ruby>": "5", `<img hidden>5`: "5", "1<wbr>2": "12", "1&shy;2": "1\u00ad2", "1<br>2": "1\n2",
	} {
		t.Run(in, func(t *testing.T) {
			doc := html.Read([]byte("<table><tr><td>" + in + "<td>甲<tr><td>乙<td>3</table>"))
			if got := doc.Blocks[0].Table.Cells[0].Text; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// What a hostile sheet costs grows with its size, and its limits are said.
func TestHostileSheets(t *testing.T) {
	const n = 100_000
	many := func(s string) string { return strings.Repeat(s, n) }
	table := "<table>" + strings.Repeat("<tr><td class='a b c'>1<td>2", 20_000) + "</table>"
	for name, css := range map[string]string{
		"comments": many("a/**/"), "blocks": many("a{"), "rules": many(".q{opacity:0}"), "brackets": ".x" + many(":is(") + "{opacity:0}",
		"attributes": many("[a") + "{opacity:0}", "strings": many(`"`), "addresses": many("url( "), "escapes": many(`\`) + "{opacity:0}",
		"parts": many(".a,") + "{opacity:0}", "ancestors": strings.Repeat(strings.Repeat(".q ", 300)+"td{opacity:0}", 1999),
		"any": strings.Repeat("[class='q']{opacity:0}", 1999), "colours": "a{" + many("color:red;background:red;") + "}", "closed": many("}"),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			doc := html.Read([]byte("<style>" + css + "</style>" + table))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
			if name == "rules" && !strings.Contains(codes(doc), document.CodeLimit) {
				t.Errorf("findings %q, want the limit", codes(doc))
			}
		})
	}
}
