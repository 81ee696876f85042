package archive

import (
	"crypto/sha256"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/extract/document"
)

// ContentOf returns what a document says: its main content as paragraphs, a
// table row each with tabs between the cells, furniture left out; and the
// content digest over them, which tells a change of what is said from a change
// of the page around it. What the digest passes over: white space, the width
// and variants of characters and punctuation (Unicode NFKC), and lines that
// are only about the page (how often it was viewed, buttons to print and
// close). A number in a line that says anything else counts.
func ContentOf(doc *document.Document) (paragraphs []string, d Digest) {
	if doc == nil {
		return nil, Digest{}
	}
	for _, b := range doc.Blocks {
		switch {
		case b.Furniture:
		case b.Kind == document.TableKind && b.Table != nil:
			paragraphs = appendRows(paragraphs, b.Table)
		case strings.TrimSpace(b.Text) != "":
			paragraphs = append(paragraphs, b.Text)
		}
	}
	return paragraphs, contentDigest(paragraphs)
}

func appendRows(out []string, t *document.Table) []string {
	rows := make([][]string, max(t.Rows, 0))
	var nested []*document.Table
	for _, c := range t.Cells {
		if c.Row >= 0 && c.Row < len(rows) {
			rows[c.Row] = append(rows[c.Row], strings.Join(strings.Fields(c.Text), " "))
		}
		nested = append(nested, c.Nested...)
	}
	for _, r := range rows {
		if row := strings.Join(r, "\t"); row != "" {
			out = append(out, row)
		}
	}
	for _, n := range nested {
		out = appendRows(out, n)
	}
	return out
}

// contentDigest returns the digest over paragraphs as ContentOf makes them, the
// zero Digest where they say nothing.
func contentDigest(paragraphs []string) Digest {
	h := sha256.New()
	said := false
	for _, p := range paragraphs {
		cells := strings.Split(p, "\t")
		for i, c := range cells {
			cells[i] = normalText(c)
		}
		line := strings.Join(cells, "\t")
		if len(cells) == 1 {
			line = withoutCounters(line)
		}
		if line == "" {
			continue
		}
		said = true
		h.Write([]byte(line))
		h.Write([]byte{'\n'})
	}
	if !said {
		return Digest{}
	}
	return Digest(h.Sum(nil))
}

// normalText returns s as it is compared: NFKC, punctuation in one variant, no
// white space or invisible marks.
func normalText(s string) string {
	if isPlain(s) {
		return s
	}
	if !isCommon(s) {
		s = norm.NFKC.String(s)
	}
	return strings.Map(normalRune, s)
}

// normalRune maps what NFKC leaves, and the full width forms of ASCII, which
// NFKC maps so too.
func normalRune(r rune) rune {
	switch {
	case r > ' ' && r < 0x7f, r >= 0x4e00 && r <= 0x9fff:
		return r
	case r >= 0xff01 && r <= 0xff5e:
		return normalRune(r - 0xff01 + '!')
	}
	switch r {
	case '“', '”', '„', '‟', '「', '」', '『', '』':
		return '"'
	case '‘', '’', '‚', '‛':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '•', '・', '‧':
		return '·'
	case '。':
		return '.'
	case '、':
		return ','
	case '〔', '【':
		return '['
	case '〕', '】':
		return ']'
	}
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
		return -1
	}
	return r
}

// isCommon reports whether s is made of what almost all of these documents are
// made of, for which normalRune alone does what NFKC does.
func isCommon(s string) bool {
	for _, r := range s {
		switch {
		case r < 0x7f, r >= 0x4e00 && r <= 0x9fff, r >= 0xff01 && r <= 0xff5e:
		case r == '。', r == '、', r == '“', r == '”', r == '‘', r == '’', r == '—', r == '《', r == '》', r == '\u3000', r == '\u00a0':
		default:
			return false
		}
	}
	return true
}

// isPlain reports whether s has only ASCII without white space: most cells.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// pageWords are the words of a line about the page, after normalText. A line
// is passed over only where nothing else stands in it.
var pageWords = regexp.MustCompile(`(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?:?\d*次?|` +
	`(?:本文|本页|该信息|信息)(?:已被|被)?(?:浏览|点击|阅读|访问)(?:次数|量|数)?:?\d*次?|` +
	`打印(?:本页|本文)?|关闭(?:本页|窗口)?|分享到?|收藏|返回顶部|扫一扫在手机打开当前页|` +
	`字体:?|字号:?|默认|超大|[大中小]`)

// counter is how often a page was viewed.
var counter = regexp.MustCompile(`(?:浏览|点击|阅读|访问)(?:次数|量|数):?\d*次?`)

// aboutPage begins what stands in the line with date and source above an article.
var aboutPage = regexp.MustCompile(`(?:发布|发文|更新|成文|公开)(?:日期|时间):|(?:信息)?来源:|字[体号]:|作者:`)

const (
	// noteMarks are what may stand between words about the page.
	noteMarks = "[]()|:,.-"
	// beginsPageWord is every letter that an alternative of pageWords begins with.
	beginsPageWord = "浏点阅访查本该信打关分收返扫字默超大中小"
)

// longestNote is how long, in bytes, a line about the page may be.
const longestNote = 300

// withoutCounters takes off a normalised line what counts views: the whole line
// where it has nothing but words about the page; the counter where the line is
// one with date and source. "网站访问量 12345 次" in a report's text stays.
func withoutCounters(line string) string {
	if len(line) > longestNote {
		return line
	}
	// The first letter of a line of nothing but page words begins one of them.
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, noteMarks))
	if strings.ContainsRune(beginsPageWord, first) {
		rest := pageWords.ReplaceAllString(line, "")
		if strings.Trim(rest, noteMarks) == "" && rest != line {
			return ""
		}
	}
	if hasCounter(line) && aboutPage.MatchString(line) {
		return counter.ReplaceAllString(line, "")
	}
	return line
}

// hasCounter reports whether the line has a word that counter begins with.
func hasCounter(line string) bool {
	for _, w := range []string{"浏览", "点击", "阅读", "访问"} {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}
