package portalsim

import (
	"fmt"
	"hash/fnv"
	"html"
	"strings"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheet is a page before its furniture is put around it.
type sheet struct {
	title              string
	column, columnType string // 国办发〔2017〕47号: ColumnName, ColumnType
	published          time.Time
	source             string // ContentSource; a sheet with it is an article
	head, body         string
	home               bool
}

// page puts the furniture around a sheet: metas with the defects that real
// portals have, header, menu, breadcrumb, footer.
func (s *site) page(p sheet) *payload {
	var b strings.Builder
	charset := "utf-8"
	if s.gbk {
		charset = "gb2312"
	}
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\" />\n<title>%s</title>\n",
		charset, html.EscapeString(p.title))
	s.metas(&b, p)
	fmt.Fprintf(&b, "<link rel=\"stylesheet\" href=\"/images/style.css?v=%d\" />\n<script src=\"/images/jquery.min.js\"></script>\n%s</head>\n<body>\n", s.frame, p.head)
	b.WriteString(s.headers[p.home])
	b.WriteString(p.body)
	b.WriteString(s.footer(p.home))
	b.WriteString("</body>\n</html>\n")
	return s.markup(b.String(), s.ctype)
}

// markup encodes a text as the site does.
func (s *site) markup(text, ctype string) *payload {
	if s.gbk {
		// What GBK does not have (©) is written as a character reference, so
		// that the encoder cannot fail.
		encoded, err := encoding.HTMLEscapeUnsupported(simplifiedchinese.GBK.NewEncoder()).String(text)
		if err != nil {
			panic("portalsim: GBK: " + err.Error())
		}
		text = encoded
	}
	return &payload{body: []byte(text), ctype: ctype}
}

// metas writes the tags of 国办发〔2017〕47号 附件, with one defect a page.
func (s *site) metas(b *strings.Builder, p sheet) {
	h := fnv.New32a()
	h.Write([]byte(s.host + p.title + p.column))
	defect := h.Sum32() % 8
	put := func(name, content string) {
		if defect == 1 {
			name = strings.ToLower(name)
		}
		fmt.Fprintf(b, "<meta name=\"%s\" content=\"%s\" />\n", name, html.EscapeString(content))
	}
	put("SiteName", s.name)
	put("SiteDomain", s.host)
	put("SiteIDCode", s.sitecode)
	if p.column != "" {
		put("ColumnName", p.column)
		if p.columnType != "" && defect != 0 {
			put("ColumnType", p.columnType)
		}
	}
	if p.source == "" {
		if p.column != "" {
			put("ColumnDescription", map[bool]string{true: "", false: p.column + "栏目"}[defect == 2])
			put("ColumnKeywords", p.column)
		}
		return
	}
	title := p.title
	if defect == 5 {
		title = s.name + "-" + p.column + "-" + title
	}
	put("ArticleTitle", title)
	layout := "2006-01-02 15:04"
	switch defect {
	case 3:
		layout = "2006-01-02 15:04:05"
	case 4:
		layout = "2006年01月02日"
	}
	put("PubDate", p.published.Format(layout))
	put("ContentSource", p.source)
	put("Keywords", "")
	put("Description", map[bool]string{true: "", false: p.title}[defect%2 == 0])
}

// menuItem is an entry of the menu with what hangs under it.
type menuItem struct {
	text, href string
	under      []menuItem
}

var menuWords = []string{"概况", "动态", "公告", "规划", "统计", "人事", "财政", "民生", "服务", "互动"}

// menu is the tree of the menu: on the home page five levels deep, elsewhere
// (small) the upper three.
func (s *site) menu(small bool) []menuItem {
	n := 0
	next := func(text string) menuItem {
		n++
		return menuItem{text: text, href: s.filler(n % fillers)}
	}
	branch := func(text string, width, depth int) menuItem {
		var grow func(text string, depth int) menuItem
		grow = func(text string, depth int) menuItem {
			item := next(text)
			for i := 0; depth > 0 && i < width; i++ {
				below := depth - 1
				if i > 0 {
					below = min(below, 1)
				}
				item.under = append(item.under, grow(text+menuWords[(n+i)%len(menuWords)], below))
			}
			return item
		}
		return grow(text, depth)
	}
	depth := 4
	if small {
		depth = 2
	}
	open := menuItem{text: "政务公开", href: s.platform, under: []menuItem{
		{text: "政府信息公开", href: s.platform},
		{text: "政策文件", href: s.filler(3)}, {text: "政策解读", href: s.filler(4)},
		{text: "重点领域信息公开", href: s.filler(5)},
	}}
	items := []menuItem{{text: "首页", href: "/"}, branch("走进"+s.reg.level+"情", 4, depth), branch("新闻中心", 4, depth), open,
		branch("办事大厅", 4, depth), branch("互动交流", 4, depth), branch("数据发布", 4, depth)}
	if s.frame > 0 {
		items = append(items, menuItem{text: fmt.Sprintf("专题专栏（第%d期）", s.frame), href: s.filler(7)})
	}
	return items
}

func writeMenu(b *strings.Builder, items []menuItem, level int) {
	fmt.Fprintf(b, "<ul class=\"nav-level%d\">", level)
	for _, item := range items {
		fmt.Fprintf(b, "<li><a href=\"%s\">%s</a>", item.href, item.text)
		if item.under != nil {
			writeMenu(b, item.under, level+1)
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>")
}

// dress makes the headers anew: when the site is built and when its frame changes.
func (s *site) dress() {
	s.headers = map[bool]string{true: s.header(true), false: s.header(false)}
}

func (s *site) header(home bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<div class=\"header theme%d\"><div class=\"logo\"><a href=\"/\"><img src=\"/images/logo%d.png\" alt=\"%s\" /></a></div>\n", s.frame, s.frame, s.name)
	b.WriteString("<div class=\"tools\"><a href=\"javascript:void(0)\" onclick=\"setHome()\">设为首页</a> <a href=\"javascript:StranBody()\">繁體</a> <a href=\"/wza/\">无障碍</a></div>\n")
	fmt.Fprintf(&b, "<form action=\"/search/\" method=\"get\"><input name=\"q\" /><input type=\"submit\" value=\"搜索\" /></form></div>\n<div class=\"nav\">")
	writeMenu(&b, s.menu(!home), 1)
	b.WriteString("</div>\n")
	return b.String()
}

// footer says who runs the site; the home page also links others.
func (s *site) footer(home bool) string {
	var b strings.Builder
	if home {
		b.WriteString("<div class=\"links\"><a href=\"http://province.example/\">云海省人民政府</a> <a href=\"http://news.example/\">云湖新闻网</a></div>\n")
	}
	fmt.Fprintf(&b, "<div class=\"footer\"><p>主办单位：%s办公室　<a href=\"%s\">网站地图</a>　<a href=\"%s\">联系我们</a></p>\n", s.name, s.filler(1), s.filler(2))
	fmt.Fprintf(&b, "<p>网站标识码：%s　云ICP备%s号　云公网安备%s02000%03d号</p>\n", s.sitecode, s.sitecode[2:], s.reg.code, len(s.organs))
	fmt.Fprintf(&b, "<p>版权所有 © %d　您是第<span id=\"hits\">%d</span>位访问者</p></div>\n", epoch.Year()+s.frame, 102400+s.frame*377)
	b.WriteString("<script>var _hmt=_hmt||[];(function(){var h=document.createElement('script');h.src='/images/count.js';document.body.appendChild(h);})();</script>\n")
	return b.String()
}

// crumbs is the line above an article.
func crumbs(names ...string) string {
	return "<div class=\"crumbs\">当前位置：<a href=\"/\">首页</a> &gt; " + strings.Join(names, " &gt; ") + "</div>\n"
}
