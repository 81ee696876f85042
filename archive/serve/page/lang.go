package page

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"gongkai/archive"
	"gongkai/extract/report"
)

// lang is a language of the pages, as HTML names it.
type lang string

const (
	chinese lang = "zh-CN"
	english lang = "en"
)

// prefix is what every address of the language begins with.
func (l lang) prefix() string {
	if l == english {
		return "/en"
	}
	return ""
}

// t chooses the words of the language.
func (l lang) t(zh, en string) string {
	if l == english {
		return en
	}
	return zh
}

// half takes the reader's half of a sentence in both languages, "中文 · English";
// what is none stays whole.
func (l lang) half(s string) string {
	zh, en, both := strings.Cut(s, " · ")
	if !both || strings.Contains(en, " · ") {
		return s
	}
	return l.t(zh, en)
}

// one chooses the English word for one of something or for several.
func (l lang) one(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// funcs are the functions that the templates of a language have.
func (l lang) funcs() template.FuncMap {
	return template.FuncMap{
		"t":           l.t,
		"en":          func() bool { return l == english },
		"url":         func(path string) string { return l.prefix() + path },
		"when":        when,
		"day":         day,
		"num":         num[int],
		"size":        size,
		"say":         l.say,
		"half":        l.half,
		"heat":        l.heat,
		"versionList": l.versionList,
		"one":         l.one,

		"portalPath": portalPath,
		"portalURL":  func(id string) string { return l.prefix() + portalPath(id) },
		"organURL":   func(id string) string { return l.prefix() + organPath(id) },
		"filingURL":  func(id string) string { return l.prefix() + filingPath(id) },
		"pageURL":    func(id archive.PageID) string { return l.prefix() + pagePath(id) },
		"versionURL": func(id archive.PageID, n int) string { return l.prefix() + versionPath(id, n) },
		"diffURL": func(id archive.PageID, from, to int) string {
			return l.prefix() + diffPath(fmt.Sprintf("%s.%d", id, from), fmt.Sprintf("%s.%d", id, to))
		},
		"state":       func(s report.State) string { return stateWords(s).In(l) },
		"compareURL":  func(from, to string) string { return l.prefix() + comparePath(from, to) },
		"originalURL": originalPath,
		"web":         webAddress,
	}
}

// when writes a time to the minute, "—" for none.
func when(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(archive.China()).Format("2006-01-02 15:04")
}

// day writes the day of a time, "—" for none.
func day(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(archive.China()).Format(time.DateOnly)
}

// num writes a whole number in groups of three: 12,345.
func num[N int | int64 | uint64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// size writes a number of bytes.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
}
