package crawler

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

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
