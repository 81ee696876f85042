package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// sectionHeads are the six headings of the form with the wordings that organs
// use; the first words decide, for much stands behind them.
var sectionHeads = []struct {
	number int
	words  []string
}{
	{2, []string{"主动公开政府信息情况", "主动公开政府信息公开情况", "政府信息主动公开情况"}},
	{3, []string{"收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请"}},
	{4, []string{"政府信息公开行政复议行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", "因政府信息公开工作被申请行政复议提起行政诉讼情况", "政府信息公开行政复议及行政诉讼情况"}},
	{5, []string{"存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在的主要问题和改进情况"}},
	{6, []string{"其他需要报告的事项", "其他需要报告的事", "其他需要报告事项"}},
	{1, []string{"总体情况"}},
}

var rePrinted = regexp.MustCompile(`^\s*([(（]?[一二三四五六七八九十—]{1,2}[)）、.．,，:：\s]*|\d{1,2}\s*[、.．,，]\s*|[(（]\d{1,2}[)）])`)

// headingWords are those of all sections.
var headingWords = func() (all wordList) {
	for _, h := range sectionHeads {
		all = append(all, listOf(h.words...)...)
	}
	return all
}()

// maxHeading is how much of a line is looked at for a heading, in bytes.
const maxHeading = 240

// sectionNumber reports whether a line is the heading of a section of the form,
// by its words; the printed number may be wrong. A line that goes on behind the
// heading counts where the heading has its number: （宋体加粗）, "一、总体情况 2022年，…".
func sectionNumber(line string) (int, bool) {
	head := line
	if len(head) < len("总体情况") {
		return 0, false // most cells
	}
	if len(head) > maxHeading {
		end := maxHeading
		for end > 0 && !utf8.RuneStart(head[end]) {
			end--
		}
		head = head[:end]
	}
	if !headingWords.may(glanceAt(head).signs) { // nearly every line
		return 0, false
	}
	f := fold(head)
	numbered := false
	if _, rest, ok := cutOrdinal(f); ok {
		// (一)-numbers head the parts of a section: statutory words as subheads of
		// section 一 are no sections. （4） stands for a wrong 一、 only before words
		// that no subhead has.
		if f[0] == '(' || f[0] == 0xef {
			return 0, false
		}
		numbered = true
		f = rest
	} else if t := strings.TrimLeft(f, "一二三四五六—"); t != f && len(f)-len(t) <= 3 {
		f, numbered = t, true
	}
	s := letters(f)
	for _, h := range sectionHeads {
		for _, w := range h.words {
			rest, ok := strings.CutPrefix(s, w)
			if !ok {
				continue
			}
			if rest == "" && (numbered || h.number != 1) {
				return h.number, true
			}
			if numbered && (utf8.RuneCountInString(line) > maxCellLine || strings.HasPrefix(f[min(len(w), len(f)):], "(") || h.number == 1 || utf8.RuneCountInString(rest) <= 2) {
				return h.number, true
			}
		}
	}
	return 0, false
}

// sectionsUnder counts the sections that headings begin: a heading that comes again is
// a subhead.
func sectionsUnder(heads []printedHeading) (n int) {
	last := 0
	for _, h := range heads {
		if h.number > last {
			n, last = n+1, h.number
		}
	}
	return n
}

// readSections cuts a report into its sections, at its headings.
func readSections(lines []line, heads []printedHeading) []Section {
	var out []Section
	cur := Section{}
	var text []string
	close := func() {
		cur.Text = strings.Join(text, "\n")
		if cur.Number > 0 || cur.Text != "" {
			out = append(out, cur)
		}
		text = nil
	}
	for i := range lines {
		line := lines[i].text
		if len(heads) == 0 || heads[0].line != i {
			text = append(text, line)
			continue
		}
		n := heads[0].number
		heads = heads[1:]
		if n <= cur.Number {
			text = append(text, line)
			continue
		}
		close()
		printed := rePrinted.FindString(line)
		heading := strings.TrimSpace(line[len(printed):])
		cur = Section{Number: n, Printed: strings.TrimSpace(printed), Heading: heading}
		if utf8.RuneCountInString(heading) > maxCellLine {
			cur.Heading, heading, _ = strings.Cut(heading, " ")
			text = append(text, strings.TrimSpace(heading))
		}
	}
	close()
	return out
}
