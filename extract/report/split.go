package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// line is one line of a document's text with the block that it stands in.
type line struct {
	text  string
	block int
	place document.Place

	folded  string // text as it is compared, "" until it was asked for
	section int8   // of which it is the heading, 0 until it was asked for, noSection

	asked bool       // titleAt was asked for the title that begins here
	title *lineTitle // nil where there is none
}

// fold is the text in the form in which texts are compared.
func (l *line) fold() string {
	if l.folded == "" {
		l.folded = fold(l.text)
	}
	return l.folded
}

const noSection = -1

// heading is sectionNumber of the line.
func (l *line) heading() (int, bool) {
	if l.section == 0 {
		n, ok := sectionNumber(l.text)
		if l.section = int8(n); !ok {
			l.section = noSection
		}
	}
	return max(0, int(l.section)), l.section != noSection
}

// lineTitle is a title with the lines that it takes.
type lineTitle struct {
	Title
	text  string
	lines int
}

// linesOf are the lines of the paragraphs and headings of some blocks, blank
// ones left out.
func linesOf(blocks []document.Block, furniture bool) []line {
	n := 0
	for i := range blocks {
		if blocks[i].Kind != document.TableKind && blocks[i].Furniture == furniture {
			n++
		}
	}
	out := make([]line, 0, n) // nearly all blocks are one line
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == document.TableKind || b.Furniture != furniture {
			continue
		}
		for l := range strings.Lines(b.Text) {
			if l = strings.TrimSpace(l); l != "" {
				out = append(out, line{text: l, block: i, place: b.Place})
			}
		}
	}
	return out
}

const (
	maxTitle = 70 // characters of a title in a document, all its lines
	// maxTitles are the titles at which a payload is tried to be cut: more of them
	// stand only on an index page, which is one document.
	maxTitles = 200
)

var (
	reNoTitle  = regexp.MustCompile(`^(?:上一|下一|附件|相关|链接|点击|返回|当前位置|您(?:当前|现在)?(?:所在)?的?位置|首页|第[一二三四五六七八九十]+条|[(（]?[一二三四五六七八九十0-9]+[)）、.．])`)
	reOrganEnd = regexp.MustCompile(`(?:局|委|委员会|办公室|人民政府|政府|厅|办|中心|街道|办事处|镇|乡|部|署|院|分局|支队|大队|总队|管委会|公司|会|处|站|所|队|社|区|县|市|省|机关|部门|馆|行|场|集团|银行|法庭|气象台)(?:\([^)]*\))?$`)
)

// titleAt reads the title that begins in line i, over at most three lines, and
// how many lines it takes; 0 where there is none.
func titleAt(lines []line, i int) (Title, string, int) {
	if i >= len(lines) {
		return Title{}, "", 0
	}
	l := &lines[i]
	if !l.asked {
		l.asked = true
		if t, text, n := findTitle(lines, i); n > 0 {
			l.title = &lineTitle{t, text, n}
		}
	}
	if l.title == nil {
		return Title{}, "", 0
	}
	return l.title.Title, l.title.text, l.title.lines
}

func findTitle(lines []line, i int) (Title, string, int) {
	first := lines[i].text
	if len(first) < 9 && !strings.Contains(first, "年") && !strings.Contains(first, "公") || plainNumber(first) {
		return Title{}, "", 0 // most lines of a table that came as lines
	}
	if len(first) > 6*maxTitle || noTitle(strings.TrimSpace(first)) {
		return Title{}, "", 0
	}
	folded := lines[i].fold()
	if len(first) < 60 && loneDate(folded) {
		return Title{}, "", 0 // the date under the document before
	}
	joined := ""
	for n := 1; n <= 3 && i+n <= len(lines); n++ {
		l := lines[i+n-1].text
		if n > 1 && joined != "" && wordy(joined) && wordy(l) {
			joined += " "
		}
		joined += l
		if n > 1 {
			if len(joined) > 6*maxTitle || noTitle(strings.TrimSpace(joined)) {
				return Title{}, "", 0
			}
			folded = fold(joined)
		}
		if utf8.RuneCountInString(joined) > maxTitle && utf8.RuneCountInString(folded) > maxTitle {
			return Title{}, "", 0
		}
		t := foldedTitle(folded)
		if t.Kind == Other && !t.LookAlike {
			if n == 1 && !leads(folded) {
				return Title{}, "", 0
			}
			continue
		}
		if n > 1 && t.Kind != Other { // does the last line hold it all by itself?
			if own := ReadTitle(l); own.Kind == t.Kind && own.Agency != "" && (own.Year > 0 || t.Kind == Guide) {
				return Title{}, "", 0
			}
		}
		return t, joined, n
	}
	return Title{}, "", 0
}

// noTitle reports whether a text is prose, a link or a numbered heading.
func noTitle(s string) bool {
	prose := func(r rune) bool { // as ContainsAny, which takes four times as long for signs beyond ASCII
		return r == '。' || r == '；' || r == ';' || r == '!' || r == '？' || r == '?'
	}
	if strings.ContainsFunc(s, prose) || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("上下附相链点返当您首第(（一二三四五六七八九十0123456789", first) && reNoTitle.MatchString(s)
}

// organEnds are the ends of organs' names in more than one character.
var organEnds = []string{"办公室", "政府", "中心", "街道", "公司", "机关", "部门", "集团", "银行", "法庭", "气象台"}

// endsAsOrgan reports whether a folded text ends as the name of an organ does; a
// remark in brackets may stand behind it.
func endsAsOrgan(f string) bool {
	if strings.HasSuffix(f, ")") {
		return reOrganEnd.MatchString(f)
	}
	last, _ := utf8.DecodeLastRuneInString(f)
	if strings.ContainsRune("局委会厅办处镇乡部署院队站所社区县市省馆行场", last) {
		return true
	}
	for _, end := range organEnds {
		if strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// leads reports whether a folded line can be the first part of a title: an organ's
// name, a year, or the beginning of the document's name.
func leads(f string) bool {
	return endsAsOrgan(f) || mayHaveYear(f) && reYear.MatchString(f) || strings.HasSuffix(f, "政府信息") || strings.HasSuffix(f, "工作") || strings.HasSuffix(f, "公开") || strings.HasSuffix(f, "年度")
}

// wordy reports whether a text has Latin letters at its end or beginning, which
// a blank must part.
func wordy(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r < 0x80 && r != ' '
}

// parts cuts a payload's blocks into documents: a new one begins at a title with
// a name of its own, when what came before has a body and what follows has one.
// lines are those of all blocks.
func parts(blocks []document.Block, lines []line) [][]document.Block {
	var starts []int
	start := 0 // line
	tries := 0
	cur, _, taken := titleAt(lines, 0)
	for i := taken; i < len(lines); i++ {
		t, _, n := titleAt(lines, i)
		if n == 0 || t.Kind == Other {
			continue
		}
		if t.Kind == AnnualReport && t.Year == 0 || t.Kind == Guide && t.Agency == "" {
			if cur.Kind == "" || cur.Kind == Other {
				cur = t
			}
			i += n - 1
			continue
		}
		if tries++; tries > maxTitles {
			break
		}
		same := t.Kind == cur.Kind && (t.Year == cur.Year || cur.Year == 0) && (t.Agency == cur.Agency || t.Agency == "" || cur.Agency == "" || strings.HasSuffix(t.Agency, cur.Agency) || strings.HasSuffix(cur.Agency, t.Agency))
		if !same && body(blocks, lines[start:i]) && followed(blocks, lines, i+n) {
			from := i
			if t.Agency == "" && i > start && isOrganLine(lines[i-1].text) {
				from--
			}
			starts = append(starts, lines[from].block)
			start, cur = i, t
		} else if !body(blocks, lines[start:i]) {
			if cur.Kind == "" || cur.Kind == Other || cur.Year == 0 {
				cur = t
			}
		}
		i += n - 1
	}
	var out [][]document.Block
	from := 0
	for _, s := range starts {
		if s > from {
			out = append(out, blocks[from:s])
			from = s
		}
	}
	return append(out, blocks[from:])
}

// isOrganLine reports whether a line is nothing but an organ's name.
func isOrganLine(s string) bool {
	n := utf8.RuneCountInString(s)
	f := fold(s)
	return n >= 3 && n <= 40 && endsAsOrgan(f) && !strings.ContainsAny(f, ":,。;、_|") && !strings.Contains(f, "公开")
}

// body reports whether lines hold the body of a document: headings, prose, a table.
func body(blocks []document.Block, lines []line) bool {
	heads, prose := 0, 0
	for i := range lines {
		l := &lines[i]
		if utf8.RuneCountInString(l.text) >= 60 {
			prose++
		} else if _, ok := l.heading(); ok || strings.HasPrefix(l.text, "一、") {
			heads++
		}
		if heads > 0 && prose > 0 || prose > 2 || heads > 2 {
			return true
		}
		if i > 0 {
			for b := lines[i-1].block + 1; b < l.block; b++ {
				if blocks[b].Kind == document.TableKind {
					return true
				}
			}
		}
	}
	return false
}

// followed reports whether a body follows before another title does.
func followed(blocks []document.Block, lines []line, i int) bool {
	end := i
	for end < len(lines) && end < i+60 {
		end++
		if body(blocks, lines[i:end]) {
			return true
		}
	}
	return false
}
