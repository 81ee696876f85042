package family

import (
	"regexp"
	"strconv"
	"strings"
)

// script reads the links that a script holds, and returns how many entries it
// says its list has.
func (w *walker) script(s script) (declared int) {
	if len(s.text) > 4<<20 {
		return 0
	}
	if strings.Contains(s.kind, "xml") || strings.Contains(s.text, "<datastore") {
		ds := parseDatastore(s.text)
		w.fragment(strings.Join(ds.records, "\n"))
		return ds.total
	}
	if w.shown < 200 {
		w.jump(s.text)
	}
	if f := written(s.text); f != "" {
		w.fragment(f)
	}
	w.objects(s.text)
	w.shownFiles(s.text)
	return 0
}

// jumps finds location.href = '…', location.replace('…') and their kin.
var jumps = regexp.MustCompile(`location(?:\.href)?\s*(?:=|\.replace\s*\(|\.assign\s*\()\s*['"]([^'"]+)['"]`)

// jump reads where the script of a page with next to no text sends its reader.
func (w *walker) jump(s string) {
	for _, m := range jumps.FindAllStringSubmatch(s, 3) {
		if u, address, ok := w.base.resolve(m[1]); ok && address != w.page.String() {
			w.add(Link{URL: u, address: address, Kind: Jump})
			return
		}
	}
}

var (
	writesDouble = regexp.MustCompile(`document\.write(?:ln)?\s*\(\s*"((?:[^"\\]|\\.)*)"\s*\)`)
	writesSingle = regexp.MustCompile(`document\.write(?:ln)?\s*\(\s*'((?:[^'\\]|\\.)*)'\s*\)`)
)

// written returns the HTML that a script writes with literal strings.
func written(s string) string {
	if !strings.Contains(s, "document.write") {
		return ""
	}
	var b strings.Builder
	for _, re := range []*regexp.Regexp{writesDouble, writesSingle} {
		for _, m := range re.FindAllStringSubmatch(s, maxLinks) {
			b.WriteString(unescape(m[1]))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

var shown = regexp.MustCompile(`(?i)(?:showVsbpdfIframe|showpdf|pdfUrl|fileUrl)\s*[(=:]\s*["']([^"']+)["']`)

// shownFiles reads files that a script shows within the page.
func (w *walker) shownFiles(s string) {
	if !hasFold(s, "pdf") && !hasFold(s, "fileurl") {
		return // one of them is in each of the names
	}
	for _, m := range shown.FindAllStringSubmatch(s, 20) {
		if u, address, ok := w.base.resolve(unescape(m[1])); ok && IsFile(u.Path) {
			w.add(Link{URL: u, address: address, Kind: Viewer})
		}
	}
}

// unescape undoes the escapes of a string literal of JavaScript.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\/`, "/"), `\'`, "'")
	if u, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(s, "\n", `\n`), "\r", "") + `"`); err == nil {
		return u
	}
	return strings.NewReplacer(`\"`, `"`, `\n`, "\n", `\t`, "\t", `\r`, "").Replace(s)
}

// hasFold reports whether s holds an ASCII word, given in small letters, in
// letters of any size.
func hasFold(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
