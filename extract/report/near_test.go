package report

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestALabelWithTyposIsTheFormsOwn(t *testing.T) {
	for text, want := range map[string]string{
		"2.其他法律行政止公开":             "denied.prohibited_by_law",
		"1.属于国家密秘":                "denied.state_secret",
		"1.属于国家秘密的":               "denied.state_secret",
		"1.属于国家秘密信息":              "denied.state_secret",
		"6.属于四类过程姓信息":             "denied.process_information",
		"一、本年度新收政府信息公开申请数":        "new",
		"上年度结转政府信息公开申请数量":         "carried_in",
		"）一（、予以公开":                "granted",
		"（一）予以公开（件）":              "granted",
		"三、本（一）予以公开":              "granted",
		"理结果 （二）部分公开（区分处理的，只计这一情": "partial",
		"4.无正当理由大量反覆申请":           "not_processed.excessive",
		"四、结转下年度继续处理":             "carried_out",
	} {
		if r, _, ok := findRow(readLabel(text)); !ok || r.key != want {
			t.Errorf("%s names %q, want %q", text, r.key, want)
		}
	}
}

func TestALabelOfAnotherMeaningIsNotTheForms(t *testing.T) {
	for _, text := range []string{
		"1.属于商业秘密", "9.属于工作秘密", "4.保护申请人合法权益", "属于刑事执法案卷",
		"本年办结政府信息公开申请数量", "本年结转政府信息公开申请数量", "上年新收政府信息公开申请数量", "结转本年度继续办理",
		"2.没有现成信息无需另行制作", "本机关掌握相关政府信息", "补正后申请内容明确", "补正后申请内容仍明确",
		"有正当理由大量反复申请", "无正当理由少量反复申请", "要求提供非公开出版物", "非信访举报投诉类申请",
		"其他法律行政法规允许公开", "其他法律行政法规公开", "属于五类过程性信息", "其中：重复申请",
		"予以公开（含部分公开）", "其他对外管理服务收费", "行政处理", "理由（二）部分公开",
		"重复申请（%）", "属于国家秘密（万件）", "上年结转政府信息公开申请数量（单位：百件）", "上月结转政府信息公开申请数量",
	} {
		if r, _, ok := findRow(readLabel(text)); ok {
			t.Errorf("%s names %q", text, r.key)
		}
	}
	for family, texts := range map[string][]string{
		secProactive: {"上年处理决定数量", "下年处理决定数量", "本年未处理决定数量", "本年项目数量", "上年收费金额", "上年新公开数量", "累计制发件数",
			"本年拟制发件数", "本年转发件数", "本年撤废止件数", "现行失效件数", "本年退费金额", "本年制发件数（百件）", "现行有效件数（占比%）", "本年收费金额（其中罚没）"},
		secApplications: {"社会团体组织", "法律援助机构", "非社会公益组织",
			"总计（万件）", "自然人（单位：百人）", "自然人（网上）", "商业企业（其中国有）", "总计（不含其他）", "科研机构（%）"},
	} {
		for _, text := range texts {
			if c := readColumn(family, text); c.known() {
				t.Errorf("%s names the column %q", text, c.key)
			}
		}
	}
}

// A letter more, less or wrong never makes one row's wording another row's. Half the
// letters of another wording are no typos: 行政规范 begins 行政规范性文件, whatever two
// letters it shares with 行政许可.
func TestTyposNeverLeadToAnotherRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(rowWords.words).Draw(t, "wording")
		other := rapid.SampledFrom(rowWords.words).Draw(t, "letters of")
		rs := w.runes
		for range rapid.IntRange(0, min(3, maxDistance(len(rs)))).Draw(t, "typos") {
			i := rapid.IntRange(0, len(rs)-1).Draw(t, "at")
			r := rapid.SampledFrom(other.runes).Draw(t, "letter")
			switch rapid.IntRange(0, 2).Draw(t, "typo") {
			case 0:
				rs = append(rs[:i:i], append([]rune{r}, rs[i:]...)...)
			case 1:
				rs = append(append(rs[:i:i], r), rs[i+1:]...)
			case 2:
				if len(rs) > 1 {
					rs = append(rs[:i:i], rs[i+1:]...)
				}
			}
		}
		if r, exact, ok := findRow(label{text: string(rs)}); ok && !exact && r.section+"."+r.key != rowWords.keys[w.entry] {
			t.Errorf("%s for %s names %s", string(rs), w.text, r.key)
		}
	})
}

// A word of negation is never a typo: a label that got one or lost one, or has
// another, names no row.
func TestANegationMoreOrLessIsAnotherMeaning(t *testing.T) {
	for _, w := range rowWords.words {
		check := func(rs []rune) {
			if r, exact, ok := findRow(label{text: string(rs)}); ok && !exact && rowWords.keys[w.entry] == r.section+"."+r.key {
				t.Errorf("%s is read as %s", string(rs), w.text)
			}
		}
		for i := 0; i <= len(w.runes); i++ {
			for _, no := range "不未非无没勿免禁止" {
				check(slices.Insert(slices.Clone(w.runes), i, no))
				if i < len(w.runes) && w.runes[i] != no {
					changed := slices.Clone(w.runes)
					changed[i] = no
					check(changed)
				}
			}
			if i < len(w.runes) && strings.ContainsRune("不未非无没止", w.runes[i]) { // 禁 of 禁止: the other letter says it too
				check(slices.Delete(slices.Clone(w.runes), i, i+1))
			}
		}
	}
}
