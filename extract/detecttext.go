package extract

import (
	"bytes"
	"mime"
	"path"
	"slices"
	"strings"

	"gongkai/extract/charset"
	"gongkai/extract/sheet"
)

// textual returns the format of text that is already decoded: by its first
// mark-up, then by the name, then by the declared type.
func textual(text []byte, h Hints) string {
	start := bytes.TrimLeft(text[:min(len(text), 64<<10)], " \t\r\n\f\v\x00")
	if first := charset.Lower(start[:min(len(start), 32)]); beginsHTML(first) && !beginsXML(first) {
		return FormatHTML // nearly all: the rest need not be looked at
	}
	lower := charset.Lower(start[:min(len(start), 4096)])
	switch {
	case bytes.HasPrefix(lower, []byte("mime-version:")),
		!bytes.HasPrefix(lower, []byte("<")) && bytes.Contains(lower, []byte("content-type: multipart/related")):
		return FormatMHTML
	case beginsMail(lower):
		return "eml"
	case bytes.HasPrefix(lower, []byte("id;p")): // of spreadsheets, a record a line
		return "sylk"
	case bytes.HasPrefix(lower, []byte("table\r\n0,1\r\n")), bytes.HasPrefix(lower, []byte("table\n0,1\n")):
		return "dif"
	case beginsXML(lower) && !bytes.Contains(lower, []byte("<html")) && !bytes.Contains(lower, []byte("<!doctype html")):
		return xmlFormat(lower)
	case beginsHTML(lower):
		return FormatHTML
	case promises(h, pageNames, pageTypes) && bytes.IndexByte(start, '<') >= 0 && bytes.IndexByte(start, '>') >= 0:
		return FormatHTML
	case bytes.Contains(lower, []byte("<html")) && bytes.Contains(lower, []byte("<body")):
		return FormatHTML // junk before the page
	}
	if promises(h, tableNames, tableTypes) && sheet.Separator(string(text)) != 0 {
		return FormatCSV
	}
	return FormatText
}

// beginsMail reports whether text, in lower case, begins with the header of a message
// (RFC 5322) that says what its body is (RFC 2045). What is sent with it may be
// anything, so that it is not read.
func beginsMail(lower []byte) bool {
	typed, fields := false, 0
	for line := range bytes.Lines(lower) {
		name, _, ok := bytes.Cut(line, []byte(":"))
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			return typed && fields > 2
		case line[0] == ' ' || line[0] == '\t': // the last field goes on
		case !ok || bytes.ContainsAny(name, " \t<>"):
			return false
		default:
			fields++
			typed = typed || string(name) == "content-type"
		}
	}
	return typed && fields > 2
}

func beginsXML(lower []byte) bool {
	for _, s := range []string{"<?xml", "<?mso-application", "<workbook", "<w:worddocument", "<pkg:package"} {
		if bytes.HasPrefix(lower, []byte(s)) {
			return true
		}
	}
	return false
}

// xmlFormat tells the formats of Office apart that are one XML file, by the
// namespace of their first element.
func xmlFormat(lower []byte) string {
	for _, s := range []struct{ space, format string }{
		{"urn:schemas-microsoft-com:office:spreadsheet", FormatXML},
		{"http://schemas.microsoft.com/office/word/2003/wordml", "wordml"}, // Word 2003 XML
		{"http://schemas.microsoft.com/office/2006/xmlpackage", "flatopc"}, // Office Open XML in one file
	} {
		if bytes.Contains(lower, []byte(s.space)) {
			return s.format
		}
	}
	return "xml"
}

// beginsHTML reports whether text, in lower case, begins with an element or a
// comment of HTML. A line in angle brackets, 〈…〉 or <…>, is no element.
func beginsHTML(lower []byte) bool {
	if bytes.HasPrefix(lower, []byte("<!--")) || bytes.HasPrefix(lower, []byte("<!doctype")) {
		return true
	}
	if len(lower) < 2 || lower[0] != '<' {
		return false
	}
	end := 1
	for end < len(lower) && (lower[end] >= 'a' && lower[end] <= 'z' || lower[end] >= '1' && lower[end] <= '6') {
		end++
	}
	if end == len(lower) || !bytes.ContainsAny(lower[end:end+1], " \t\r\n/>") {
		return false
	}
	switch string(lower[1:end]) {
	case "html", "head", "body", "title", "meta", "link", "script", "style", "base", "div", "p", "table", "span",
		"a", "img", "br", "center", "font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "iframe", "frameset",
		"section", "article", "header", "main", "nav", "noscript", "input", "b", "strong", "tbody", "tr", "td":
		return true
	}
	return false
}

// promises reports whether the name, or the declared type where the name says
// nothing, is one of these.
func promises(h Hints, names, types []string) bool {
	name := h.Name
	if cut := strings.IndexAny(name, "?#"); cut >= 0 {
		name = name[:cut]
	}
	ext := strings.ToLower(path.Ext(name))
	if slices.Contains(names, ext) {
		return true
	}
	if slices.Contains(textNames, ext) {
		return false
	}
	media, _, _ := mime.ParseMediaType(h.ContentType)
	return slices.Contains(types, media)
}
