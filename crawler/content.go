package crawler

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The phrases that a report and a guide have in their own text, by
// 国办公开办函〔2021〕30号 and by what 条例 第十二条 asks of a guide.
var (
	reportSigns = []string{"总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请", "行政复议", "主要问题", "其他需要报告", "主动公开情况", "依申请公开情况"}
	guideSigns  = []string{"公开范围", "公开形式", "获取方式", "受理机构", "公开机构", "办公地址", "通信地址", "办公时间", "联系电话", "监督", "救济", "申请公开", "主动公开", "收费", "答复"}
)

// signed reports whether text has at least n of the phrases.
func signed(text []byte, of []string, n int) bool {
	for i, s := range of {
		if n <= 0 || n > len(of)-i {
			break
		}
		if bytes.Contains(text, []byte(s)) {
			n--
		}
	}
	return n <= 0
}

// content is what a page says in its own words, links and menus left out.
type content struct {
	runes         int
	report, guide bool
}

func contentOf(doc *goquery.Document) content {
	var own ownText
	for _, n := range doc.Nodes {
		own.read(n)
	}
	text := own.text
	c := content{runes: utf8.RuneCount(text)}
	c.report = c.runes >= 200 && signed(text, reportSigns, 3)
	c.guide = c.runes >= 150 && bytes.Contains(text, []byte("公开")) && signed(text, guideSigns, 4)
	return c
}

// ownText gathers text outside links and scripts, without white space, from up
// to 200 KB.
type ownText struct {
	text []byte
	size int
}

func (t *ownText) read(n *html.Node) {
	if t.size > 200<<10 {
		return
	}
	if n.Type == html.TextNode {
		t.size += len(n.Data)
		for s := range strings.FieldsSeq(n.Data) {
			t.text = append(t.text, s...)
		}
		return
	}
	switch n.DataAtom {
	case atom.A, atom.Script, atom.Style, atom.Head, atom.Select, atom.Template, atom.Nav, atom.Footer:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.read(c)
	}
}
