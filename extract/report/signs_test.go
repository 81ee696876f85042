package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// What a look at a line tells spares searches; a search that it spares would have
// found nothing.
func TestAGlanceMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostileText().Draw(t, "text")
		g, f := glanceAt(s), fold(s)
		han, gaps := int32(0), int32(0)
		for _, r := range s {
			if unicode.IsSpace(r) {
				gaps++
			}
			if r >= 0x4e00 && r < 0xa000 {
				han++
			}
		}
		if int(g.chars) != utf8.RuneCountInString(s) || g.gaps != gaps || g.han != han {
			t.Fatalf("%q: %+v, want %d gaps and %d ideographs", s, g, gaps, han)
		}
		if g.clean && f != s {
			t.Fatalf("%q is clean and folds to %q", s, f)
		}
		for _, r := range signChars {
			if strings.ContainsRune(f, r) && !g.has(sign(string(r))) {
				t.Fatalf("%q folds to %q and lacks the sign of %c", s, f, r)
			}
		}
		var q, slow quality
		q.glance(s, g)
		if slow.text(s); q != slow {
			t.Fatalf("%q: %+v, want %+v", s, q, slow)
		}
		for name, spared := range map[string]bool{
			"title":   !mayBeTitle(f, g.signs) && mayBeTitle(f, allSigns),
			"heading": !headingWords.may(g.signs) && isHeading(s),
			"leads":   !(&line{text: s, glance: g, folded: f}).mayLead() && leads(f),
			"report":  !reportNames.may(g.signs) && prefaceOfReport(f),
			"guide":   !g.has(guideSigns) && prefaceOfGuide(f),
			"school":  !schoolYears.may(g.signs) && reSchoolYear.MatchString(f),
			"old":     !(&parser{lines: []line{{glance: g}}}).mayBeOld() && oldReport(f),
			"yuan":    !g.has(yuanSign) && strings.Contains(s, "元"),
			"table":   g.gaps < denseFields-1 && denseTable(s),
			"notice":  !noticeWords.in(f, g.signs) && noticeWords.in(f, allSigns),
			"facts":   !factWords.in(s, g.signs) && factWords.in(s, allSigns),
		} {
			if spared {
				t.Fatalf("%q: %s was not looked for", s, name)
			}
		}
	})
}

func isHeading(s string) bool {
	for _, h := range sectionHeads {
		for _, w := range h.words {
			if strings.Contains(letters(fold(s)), w) {
				return true
			}
		}
	}
	return false
}

func TestTheWordsOfEachQuestionHaveItsSigns(t *testing.T) {
	var headings []string
	for _, h := range sectionHeads {
		headings = append(headings, h.words...)
	}
	for _, q := range []struct {
		words []string
		asked func(g glance) bool
	}{
		{[]string{"指南", "公开年报", "公开工作报告", "公开总结", "《", "＞", "…", "..", "网站年报", "依法行政报告", "信息公开考核", "统计年度报告"}, func(g glance) bool { return mayBeTitled(g.signs) }},
		{headings, func(g glance) bool { return headingWords.may(g.signs) }},
		{[]string{"减免情况", "減免情況", "第二十条(一)项"}, func(g glance) bool { return (&parser{lines: []line{{glance: g}}}).mayBeOld() }},
		{[]string{"高等学校信息公开"}, func(g glance) bool { return schoolWords.may(g.signs) }},
		{[]string{"锟", "鐨", "\ufffd", "??", "㐀"}, func(g glance) bool { return g.any(signOdd) }},
	} {
		for _, w := range q.words {
			if !q.asked(glanceAt("一" + w)) {
				t.Errorf("%q would not be looked for", w)
			}
		}
	}
}
