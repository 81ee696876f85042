package archive

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestCountersAreWhatTheExpressionsSay holds the quick look before the
// expressions of withoutCounters to the expressions alone.
func TestCountersAreWhatTheExpressionsSay(t *testing.T) {
	slow := func(line string) string {
		rest := pageWords.ReplaceAllString(line, "")
		if strings.Trim(rest, noteMarks) == "" && rest != line {
			return ""
		}
		if aboutPage.MatchString(line) {
			return counter.ReplaceAllString(line, "")
		}
		return line
	}
	word := rapid.SampledFrom([]string{
		"浏览次数:123次", "浏览量", "点击数:5", "本文已被阅读9次", "打印本页", "关闭窗口", "分享到", "收藏", "返回顶部", "字体:", "大", "中", "小",
		"来源:", "发布日期:2024-01-02", "作者:", "网站", "访问量12345次", "。", "[", "]", "|", "-", "公开", "7", "信息", "查看率",
	})
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), "")
		if got, want := withoutCounters(line), slow(line); got != want {
			t.Fatalf("%q: %q, want %q", line, got, want)
		}
	})
}
