package crawler

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/archive"
	"gongkai/crawler/family"
)

// roleFor is the role that a job expects its page to have.
func roleFor(j *job) archive.Role {
	switch j.aim {
	case aimHome:
		return archive.RoleHome
	case aimPlatform, aimDirectory:
		return archive.RolePlatform
	case aimAnnual, aimGuide:
		if j.list != nil {
			return archive.RoleList
		}
		return archive.RoleColumn
	case aimGuideText:
		return archive.RoleGuide
	case aimFile:
		return archive.RoleAttachment
	}
	return archive.RoleArticle
}

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

// roleOf says what a page is, now that it is there. A column can be the guide
// itself or hold a guide and reports below each other; a link that read like a
// report can lead to a list of them.
func (w *walk) roleOf(j *job, a *answer, doc *goquery.Document, p archive.Page) archive.Role {
	expected := roleFor(j)
	if !success(a.outcome) {
		if p.Captures > 0 && j.aim != aimFile {
			return p.Role
		}
		return expected
	}
	if doc == nil {
		switch {
		case j.aim == aimReport || j.aim == aimGuideText || (j.aim == aimAnnual || j.aim == aimGuide) && a.text == nil:
			return archive.RoleAttachment // the link leads to the file itself
		}
		return expected
	}
	switch j.aim {
	case aimHome, aimFile:
		return expected
	}
	refine(j, doc)
	c := contentOf(doc)
	j.holds = c
	switch j.aim {
	case aimReport, aimGuideText:
		if c.report || c.guide || c.runes > 400 || !w.isHub(j, a, doc) {
			return roleFor(j)
		}
		return archive.RoleColumn
	case aimDirectory:
		return expected
	}
	switch {
	case c.guide && !(j.aim == aimAnnual && c.report):
		return archive.RoleGuide
	case c.report && j.aim != aimPlatform:
		return archive.RoleArticle
	}
	return roleFor(j)
}

// isHub reports whether what was linked like a document only leads on: a jump,
// or a list of at least three of what it was taken for.
func (w *walk) isHub(j *job, a *answer, doc *goquery.Document) bool {
	n := 0
	for _, l := range family.Links(pageOf(j, a, doc)) {
		switch {
		case l.Kind == family.Jump:
			return true
		case l.Kind == family.Viewer, isFile(l):
			return false
		case l.Region != family.Footer && w.words.read(l, aimHome).aim == j.aim:
			n++
		}
	}
	return n >= 3
}

// refine lets a page's own metas say what column it is (国办发〔2017〕47号:
// ColumnType 信息公开年报, 信息公开指南), where its link did not.
func refine(j *job, doc *goquery.Document) {
	if j.aim != aimPlatform && j.aim != aimDirectory {
		return
	}
	kind := metaValue(doc, "ColumnType")
	switch {
	case strings.Contains(kind, "信息公开年报"):
		j.aim = aimAnnual
	case strings.Contains(kind, "信息公开指南") && !strings.Contains(kind, "目录"):
		j.aim = aimGuide
	}
}

// metaValue returns the first value of a meta tag, its name compared without case.
func metaValue(doc *goquery.Document, name string) string {
	value := ""
	doc.Find("meta[name]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if strings.EqualFold(strings.TrimSpace(s.AttrOr("name", "")), name) {
			value = strings.TrimSpace(s.AttrOr("content", ""))
		}
		return value == ""
	})
	return value
}

// fileShapes are addresses of files that do not end in an extension.
var fileShapes = regexp.MustCompile(`(?i)(?:/downfile\.jsp|/download\.jsp|/downloadfile\.jsp|/document/download\b|/attachment/|/attach/|/filemanager/|/virtual_attach_file\.vsb|/P0\d{17,}\.)`)

// isFile reports whether a link on an article leads to a file of it.
func isFile(l family.Link) bool {
	if l.Kind == family.Viewer || family.IsFile(l.URL.Path) || family.IsFile(l.File) || family.IsFile(l.Title) || fileShapes.MatchString(l.URL.RequestURI()) {
		return true
	}
	return l.Region == family.Body && (strings.HasPrefix(l.Title, "附件") || strings.HasPrefix(l.Row, "附件")) && utf8.RuneCountInString(l.Title) < 80
}
