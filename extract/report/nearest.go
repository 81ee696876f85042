package report

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// distance is the edit distance of two texts in characters, or limit+1 when it
// is more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var space [maxLabel + 1]int
	row := space[:]
	if len(b) >= len(row) {
		row = make([]int, len(b)+1)
	}
	row = row[:len(b)+1]
	for j := range row {
		row[j] = j
	}
	for i, ra := range a {
		last := row[0]
		row[0] = i + 1
		best := row[0]
		for j, rb := range b {
			cost := last
			if ra != rb {
				cost = min(last, row[j], row[j+1]) + 1
			}
			last, row[j+1] = row[j+1], cost
			best = min(best, cost)
		}
		if best > limit {
			return limit + 1
		}
	}
	return min(row[len(b)], limit+1)
}

// maxLabel bounds what is compared letter by letter: no wording is longer than
// 36 characters, and a long paragraph must not cost.
const maxLabel = 60

// nearest looks a text up among wordings: the exact one, else the nearest with
// a clear margin over the runner-up (another key) where the difference can be typos
// (see sameMeaning), else the only one that it is the beginning of. It returns -1
// where none is clear. Short wordings have no near ones: 行政处理 is not 行政处罚.
func (v *vocabulary) nearest(text string) (int, bool) {
	if i, ok := v.exact[text]; ok {
		return i, true
	}
	n := utf8.RuneCountInString(text)
	if n < 3 || n > maxLabel {
		return -1, false
	}
	var space [maxLabel]rune
	rs := space[:0]
	for _, r := range text {
		rs = append(rs, r)
	}
	most := maxDistance(n)
	// beyond a runner-up's margin one distance is as good as another: that finds
	// the key, and nearly always that there is none; which of its wordings, only
	// all the distances tell
	if _, clear := v.clearest(rs, most, most+1); clear {
		if found, _ := v.clearest(rs, most, maxLabel); v.meant(rs, found) {
			return found, false
		}
	}
	only := -1
	for _, w := range v.words {
		if n >= 4 && n*2 >= len(w.runes) && strings.HasPrefix(w.text, text) {
			if only >= 0 && !v.same(only, w.entry) {
				return -1, false
			}
			only = w.entry
		}
	}
	return only, false
}

// clearest is the wording nearest to a text, and whether it is at most so many
// edits away and all other keys two more. Distances over limit count as limit+1.
func (v *vocabulary) clearest(text []rune, most, limit int) (entry int, clear bool) {
	set := setOf(text)
	best, second, found := 1<<30, 1<<30, -1
	for _, w := range v.words {
		if len(w.runes) < 6 {
			continue
		}
		limit := min(len(w.runes)/3+3, limit)
		d := limit + 1
		if set.without(w.set) <= limit && w.set.without(set) <= limit {
			d = distance(text, w.runes, limit)
		}
		switch {
		case found >= 0 && v.same(w.entry, found):
			best = min(best, d)
		case d < best:
			best, second, found = d, best, w.entry
		case d < second:
			second = d
		}
	}
	return found, found >= 0 && best <= most && second >= best+2
}

// maxDistance is how many letters may be wrong in a label of n: 其他法律行政止公开
// lacks three of twelve.
func maxDistance(n int) int { return max(1, n/3) }

// vocabulary is a set of wordings, each of an entry (an index into the table it
// was made from).
type vocabulary struct {
	exact map[string]int
	words []word
	keys  []string
}

type word struct {
	text  string
	runes []rune
	set   runeSet
	entry int
}

// runeSet tells of some characters, each by one of 64 bits, which are there: as
// many as one set has and another lacks, so many edits at least part their texts.
type runeSet uint64

func setOf(rs []rune) (s runeSet) {
	for _, r := range rs {
		s |= 1 << (uint32(r) * 0x9e3779b1 >> 26)
	}
	return s
}

func (s runeSet) without(other runeSet) int { return bits.OnesCount64(uint64(s &^ other)) }

func (v *vocabulary) add(entry int, text string) {
	if v.exact == nil {
		v.exact = map[string]int{}
	}
	v.exact[text] = entry
	runes := []rune(text)
	v.words = append(v.words, word{text, runes, setOf(runes), entry})
}

func (v *vocabulary) same(a, b int) bool { return v.keys[a] == v.keys[b] }
