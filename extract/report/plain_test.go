package report

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// What is cut by hand, for speed, is compared here with the rule that it stands
// for, written as it is thought: as an expression, or letter by letter.

// hostileText draws texts of the characters that the rules speak of, with others
// that NFKC changes, joins or drops.
func hostileText() *rapid.Generator[string] {
	pieces := []string{
		"0", "1", "7", "000", "345", ",", ".", "+", "-", " ", "  ", "\t", "(", ")", "（", "）", "、", "．", "。", ":", "：", "；",
		"一", "二", "十", "三、", "年", "月", "日", "公开", "开", "開", "總", "计", "其他", "政府", "信息", "办公室", "局", "人民政府", "气象台",
		"2019", "20", "19", "二〇", "二O一九", "二0", "o", "九", "第", "第三条", "附件", "上一", "a", "Z", "(gōng)", "(gong)", "é", "e\u0301", "\u0301", "１", "Ａ", "～", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u00ad",
		"网站", "年报", "年度报告", "年度报表", "依法行政", "报告", "申请", "指南", "目录", "制度", "统计", "企业", "财政", "表", "流程", "通知", "如下", "制定本", "办法", "页",
		"信息公开", "政务公开", "工作", "要点", "计划", "公开申请", "行政执法", "受理机构", "工作机构", "办理的机构", "部门", "名称", "为", "是", "2022年1月20日", "二〇二二年一月二十日", "2022-1-20",
		"…", "㎡", "①", "⽉", "\u2028", "\x7f", "\x00", "\xff", "\u00b7", "—", "–", "“", "〇", "○", "豈", "𠀀", "况", "況", "中心", "街道", "機關", "部门", "省", "減免情况", "二十條", "學校", "学年", "《", "＜", "?", "？？", "..", "复", "議", "处理费", "元", "锟", "鐨", "[bookmark: _GoBack]", "[bookmark:",
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 9).Draw(t, "pieces"), "")
	})
}

func TestFoldIsNFKCSimplifiedWithoutWhiteSpace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostileText().Draw(t, "text")
		var want strings.Builder
		for _, r := range norm.NFKC.String(reBookmark.ReplaceAllString(s, "")) {
			if r > ' ' && r != 0x7f && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
				want.WriteRune(simplified(r))
			}
		}
		if got, want := fold(s), reRomanised.ReplaceAllString(want.String(), ""); got != want {
			t.Fatalf("fold(%q) = %q, want %q", s, got, want)
		}
	})
}

func TestTidyIsNFKCInOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostileText().Draw(t, "text")
		var want strings.Builder
		gap := false
		for _, r := range norm.NFKC.String(reBookmark.ReplaceAllString(s, "")) {
			switch {
			case r <= ' ' || unicode.IsSpace(r):
				gap = want.Len() > 0
				continue
			case unicode.Is(unicode.Cf, r):
				continue
			}
			if gap {
				want.WriteByte(' ')
				gap = false
			}
			want.WriteRune(r)
		}
		if got := tidy(s); got != want.String() {
			t.Fatalf("tidy(%q) = %q, want %q", s, got, want.String())
		}
		if got := blank(s); got != (want.Len() == 0) {
			t.Fatalf("blank(%q) = %t, tidied it is %q", s, got, want.String())
		}
	})
}

func TestAPlainCharacterIsNormalBesideAnyOther(t *testing.T) {
	for r := rune(0); r < 0x11000; r++ {
		n, ok := plainForm(r)
		if !ok {
			continue
		}
		for _, beside := range []string{"", "a", "开", "１", "(", "\u3000"} {
			want := norm.NFKC.String(beside) + string(n)
			if got := norm.NFKC.String(beside + string(r)); strings.ReplaceAll(got, "\u00a0", " ") != want {
				t.Fatalf("%U beside %q: NFKC gives %q, the plain form is %q", r, beside, got, want)
			}
		}
	}
}

func TestWhatIsCutByHandIsWhatTheExpressionCuts(t *testing.T) {
	ordinal := regexp.MustCompile(`^(?:[(（]?([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、.．,，:：]+|[(（]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）])`)
	number := regexp.MustCompile(`^([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(.*)$`)
	heading := regexp.MustCompile(reNoTitle.String() + `|^[(（]?[一二三四五六七八九十0-9]+[)）、.．]|[。；;!？?]|[:：]$`)
	like := regexp.MustCompile(`网站.*(?:年度报表|年报|年度报告)|年度报表|法治政府|依法行政.*报告|决算|预算|统计年报|统计年鉴|企业年报|企业年度报告|财政年报|年鉴|绩效|依申请公开|申请公开(?:指南|流程|须知|说明)|办事指南|服务指南|公开申请(?:指南|表|流程|须知|说明)|信息公开(?:目录|制度)|(?:信息|政务)公开(?:工作)?(?:考核|计划|要点|方案|安排|培训|会议)|行政执法.*年度报告|统计年度报告`)
	notice := regexp.MustCompile(`通知如下|有关事项通知|现印发|请遵照执行|制定本(?:制度|办法|规定)|高等学校信息公开办法|本办法所称`)
	rapid.Check(t, func(t *rapid.T) {
		s := hostileText().Draw(t, "text")
		num, rest, ok := cutOrdinal(s)
		if m := ordinal.FindStringSubmatch(s); ok != (m != nil) || ok && (num != m[1]+m[2] || rest != s[len(m[0]):]) {
			t.Fatalf("cutOrdinal(%q) = %q, %q, %t, want %q", s, num, rest, ok, m)
		}
		line := tidy(s)
		sign, digits, decimals, rest, ok := cutNumber(line)
		if m := number.FindStringSubmatch(line); ok != (m != nil) || ok && (sign != m[1] || digits != m[2] || decimals != m[3] || rest != m[4]) {
			t.Fatalf("cutNumber(%q) = %q %q %q %q %t, want %q", line, sign, digits, decimals, rest, ok, m)
		}
		if got, want := noTitle(s, glanceAt(s).signs), heading.MatchString(s); got != want {
			t.Fatalf("noTitle(%q) = %t, want %t", s, got, want)
		}
		f := fold(s)
		if got, want := endsAsOrgan(f), reOrganEnd.MatchString(f); got != want {
			t.Fatalf("endsAsOrgan(%q) = %t, want %t", f, got, want)
		}
		var years []string
		for at, end := nextYear(f, 0); at >= 0; at, end = nextYear(f, end) {
			years = append(years, f[at:end])
		}
		var want []string
		for _, m := range reYear.FindAllStringSubmatch(f, -1) {
			want = append(want, m[1])
		}
		if !slices.Equal(years, want) {
			t.Fatalf("the years in %q are %q, want %q", f, years, want)
		}
		if got, want := likeReport(f, glanceAt(f).signs), like.MatchString(f); got != want {
			t.Fatalf("likeReport(%q) = %t, want %t", f, got, want)
		}
		if reOffice.MatchString(line) && !strings.ContainsAny(line, ":：∶") && !mayNameOffice(line) {
			t.Fatalf("%q names an office", line)
		}
		if got, want := loneDate(f), reLoneDate.MatchString(f); got != want {
			t.Fatalf("loneDate(%q) = %t, want %t", f, got, want)
		}
		if got, want := noticeWords.in(f, glanceAt(f).signs), notice.MatchString(f); got != want {
			t.Fatalf("the words of a notice in %q: %t, want %t", f, got, want)
		}
		l := newLine(line, 0, nil)
		if got, want := l.isPageNumber(), rePageNumber.MatchString(line); got != want {
			t.Fatalf("isPageNumber(%q) = %t, want %t", line, got, want)
		}
	})
}

// nearestOf is nearest without its short cuts.
func nearestOf(v *vocabulary, text string) int {
	if i, ok := v.exact[text]; ok {
		return i
	}
	rs := []rune(text)
	if len(rs) < 3 || len(rs) > maxLabel {
		return -1
	}
	best, second, found := 1<<30, 1<<30, -1
	for _, w := range v.words {
		if len(w.runes) < 6 {
			continue
		}
		d := distance(rs, w.runes, len(w.runes)/3+3)
		switch {
		case found >= 0 && v.same(w.entry, found):
			best = min(best, d)
		case d < best:
			best, second, found = d, best, w.entry
		case d < second:
			second = d
		}
	}
	if found >= 0 && best <= maxDistance(len(rs)) && second >= best+2 && v.meant(rs, found) {
		return found
	}
	only := -1
	for _, w := range v.words {
		if len(rs) >= 4 && len(rs)*2 >= len(w.runes) && strings.HasPrefix(w.text, text) {
			if only >= 0 && !v.same(only, w.entry) {
				return -1
			}
			only = w.entry
		}
	}
	return only
}

func TestNearestIsNotChangedByItsShortCuts(t *testing.T) {
	vocabularies := []*vocabulary{rowWords}
	for _, f := range familyOrder {
		vocabularies = append(vocabularies, &families[f].vocabulary)
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(vocabularies).Draw(t, "vocabulary")
		rs := []rune(rapid.SampledFrom(v.words).Draw(t, "word").text)
		other := []rune(rapid.SampledFrom(rowWords.words).Draw(t, "other").text)
		for range rapid.IntRange(0, 6).Draw(t, "edits") {
			i := rapid.IntRange(0, len(rs)).Draw(t, "at")
			r := rapid.SampledFrom(other).Draw(t, "letter")
			switch rapid.IntRange(0, 2).Draw(t, "edit") {
			case 0:
				rs = append(rs[:i:i], append([]rune{r}, rs[i:]...)...)
			case 1:
				rs = rs[:i]
			case 2:
				if i < len(rs) {
					rs = append(rs[:i:i], rs[i+1:]...)
				}
			}
		}
		if got, _ := v.nearest(string(rs)); got != nearestOf(v, string(rs)) {
			t.Fatalf("nearest(%q) = %d, want %d", string(rs), got, nearestOf(v, string(rs)))
		}
	})
}

func TestSpokenYearsAreThoseOfTheExpression(t *testing.T) {
	spoken := regexp.MustCompile(`^(?:年度|年(?:[^0-9]|$)|,|$)`)
	year := regexp.MustCompile(`^(?:19|20)[0-9]{2}`)
	pieces := []string{"2021", "2019", "1998", "20", "19", "3021", "20211", "年", "年度", "，", ",", "(", "〔", "[", "〕", ")", "收到", "5", "月", "件", "第"}
	rapid.Check(t, func(t *rapid.T) {
		f := fold(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 9).Draw(t, "pieces"), ""))
		var want []string
		for i := range f {
			y := year.FindString(f[i:])
			if y != "" && spoken.MatchString(f[i+4:]) && !regexp.MustCompile(`[〔\[(（0-9]$`).MatchString(f[:i]) {
				want = append(want, y)
			}
		}
		if got := spokenYears(f, 99); !slices.Equal(got, want) {
			t.Fatalf("years of %q are %q, want %q", f, got, want)
		}
	})
}

func TestNoWordsAreAValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostileText().Draw(t, "text")
		if !onlyWords(s) {
			return
		}
		tidied := tidy(s)
		if want := isNone(tidied) || isUnread(tidied) || tidied == "零" || tidied == "〇"; valueLike(s) != want && len(s) <= 60 {
			t.Fatalf("valueLike(%q) = %v, want %v", s, !want, want)
		}
		if strings.ContainsAny(tidied, "0123456789") || marked(s) {
			t.Fatalf("%q has a digit", s)
		}
	})
}

func TestNoLatinWordIsAValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zA-Z][ -~]{0,12}`).Draw(t, "text")
		hidden := "\u200b" + s // dropped where texts are compared, and no Latin word
		if got, want := valueLike(s), valueLike(hidden); got != want || want && latinWord(s) {
			t.Fatalf("valueLike(%q) = %v, want %v", s, got, want)
		}
	})
	for _, s := range []string{"N/A", "n/a", "TRUE", "FALSE"} {
		if latinWord(s) || !valueLike(s) {
			t.Errorf("%s stands for a number that is none", s)
		}
	}
}

func TestEveryWordThatIsLikeAReportsIsLookedFor(t *testing.T) {
	for _, w := range likeWords {
		if word := w.word; !likeReport(word, w.signs) {
			t.Errorf("%s is overlooked", word)
		}
	}
	for _, h := range sectionHeads {
		for _, words := range h.words {
			if n, ok := sectionNumber("一、" + words); !ok || n != h.number {
				t.Errorf("%s is the heading of %d %v, want %d", words, n, ok, h.number)
			}
		}
	}
}
