package report

import "strings"

// A label that is not the form's letter for letter may have a typo or may name
// something else: 属于工作秘密 is two letters from 属于国家秘密, 本机关掌握 one from
// 本机关不掌握. What follows tells the two apart.

const (
	// telling characters change what a label means: whose year, how many kinds, a
	// part or a share of the whole, what was only planned or was taken back. A label that has one which the wording does not have is
	// another one.
	telling = "本上下去前后今明往历累原旧新现已不未无非没有免勿禁止停否允增减总共小合中含除外另大少多国商一二三四五六七八九十两半全百千万亿比率月季周拟退失转撤" + string(struck) + string(doubted)
	// negating characters and numbers of kinds must not be lost either.
	negating = "不未无非没止另三四"
	// filling characters stand in a label or not, without changing it.
	filling = "的度数量件条项个类等信息情形申请政府机关公开所了及和或与之者"
)

// sameMeaning reports whether a text that is a few edits from a wording can be
// that wording with typos: nothing that tells another meaning came or went, and of
// its other letters one in eight at most is not the wording's, no two side by side
// (typos are letters, other meanings are words).
func sameMeaning(text, wording []rune) bool {
	count := map[rune]int{}
	for _, r := range text {
		count[r]++
	}
	for _, r := range wording {
		count[r]--
	}
	for r, n := range count {
		if n > 0 && strings.ContainsRune(telling, r) || n < 0 && strings.ContainsRune(negating, r) {
			return false
		}
	}
	foreign, last := 0, -2
	for _, i := range unmatched(text, wording) {
		if strings.ContainsRune(filling, text[i]) {
			continue
		}
		if i == last+1 {
			return false
		}
		foreign, last = foreign+1, i
	}
	return foreign <= max(1, len(text)/8)
}

// unmatched are the letters of a text, by their places, that are left when the
// longest common subsequence with a wording is taken away.
func unmatched(text, wording []rune) (left []int) {
	n, m := len(text), len(wording)
	common := make([][]int, n+1) // of text[i:] and wording[j:]
	for i := range common {
		common[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if text[i] == wording[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n; {
		switch {
		case j < m && text[i] == wording[j]:
			i, j = i+1, j+1
		case j < m && common[i][j+1] >= common[i+1][j]:
			j++
		default:
			left = append(left, i)
			i++
		}
	}
	return left
}

// meant reports whether a text can be one of an entry's wordings with typos.
func (v *vocabulary) meant(text []rune, entry int) bool {
	for _, w := range v.words {
		if len(w.runes) >= 6 && v.same(w.entry, entry) && sameMeaning(text, w.runes) {
			return true
		}
	}
	return false
}
