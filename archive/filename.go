package archive

import (
	"mime"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fileName returns the name that was sent with a file (RFC 6266), else the one that
// its address asks a program for (downfile.jsp?filename=…), else the last part of the
// address, "" where there is none. A name in raw GBK stays in the
// headers of the capture; here it would only be noise.
func fileName(disposition, address string) string {
	if disposition != "" {
		if _, params, err := mime.ParseMediaType(disposition); err == nil {
			if name := cleanName(params["filename"]); name != "" {
				return name
			}
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if name := askedName(u); name != "" {
		return name
	}
	return cleanName(path.Base(u.Path))
}

var (
	// rePrograms are the ends of addresses that answer with a file named in the query.
	rePrograms = regexp.MustCompile(`(?i)\.(?:jsp|jspx|do|action|aspx|ashx|asp|php)$`)
	reFileName = regexp.MustCompile(`(?i)\.(?:pdf|docx?|wps|rtf|xlsx?|et|ofd|txt|csv|zip|rar|html?)$`)
)

// askedName is the name of the one file that the query of a program's address names:
// of two the one in Chinese, since the other is only what the file is stored under.
// "" where it names none, or where more than one can be meant.
func askedName(u *url.URL) string {
	if !rePrograms.MatchString(u.Path) {
		return ""
	}
	var spoken, stored []string
	for _, values := range u.Query() {
		for _, v := range values {
			if v = cleanName(v); !reFileName.MatchString(v) {
				continue
			}
			if strings.ContainsFunc(v, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				spoken = append(spoken, v)
			} else {
				stored = append(stored, v)
			}
		}
	}
	switch {
	case len(spoken) == 1:
		return spoken[0]
	case len(spoken) == 0 && len(stored) == 1:
		return stored[0]
	}
	return ""
}

func cleanName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	name = strings.TrimSpace(path.Base(name))
	if name == "." || name == "/" || len(name) > 255 || !utf8.ValidString(name) {
		return ""
	}
	return name
}
