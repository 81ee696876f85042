package archive

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// TextDiff is a run of paragraphs that differs: those taken away, those put in
// their place. Positions count paragraphs from 1; where nothing was taken (or
// put) they name the paragraph behind the gap.
type TextDiff struct {
	FromAt int      `json:"from_at"`
	ToAt   int      `json:"to_at"`
	From   []string `json:"from,omitempty"`
	To     []string `json:"to,omitempty"`
	// Parts shows the difference within, where one paragraph became another.
	Parts []TextPart `json:"parts,omitempty"`
}

// TextPart is a piece of a paragraph: kept (0), taken away (-1), put in (1).
type TextPart struct {
	Op   int    `json:"op"`
	Text string `json:"text"`
}

const (
	// maxTable is how many pairs of paragraphs are compared with each other
	// where no unique one tells where to begin; more stand as one run.
	maxTable = 1 << 20
	// maxInner is how long two paragraphs may be, in characters, to be compared
	// letter by letter.
	maxInner = 4000
)

// diffText compares paragraphs, spelt the normal way. Paragraphs that stand
// once in both are matched first, in the longest order they share (patience
// diff), and what lies between them after that, so that work stays bounded.
func diffText(from, to []string) []TextDiff {
	d := textDiffer{from: normalTexts(from), to: normalTexts(to), match: make([]int, len(from))}
	for i := range d.match {
		d.match[i] = -1
	}
	d.compare(0, len(from), 0, len(to), 0)

	var out []TextDiff
	j := 0
	for i := 0; i <= len(from); {
		end := i
		for end < len(from) && d.match[end] < 0 {
			end++
		}
		until := len(to)
		if end < len(from) {
			until = d.match[end]
		}
		if end > i || until > j {
			out = append(out, newTextDiff(i, j, from[i:end], to[j:until]))
		}
		i, j = end+1, until+1
	}
	return out
}

func normalTexts(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = normalText(s)
	}
	return out
}

func newTextDiff(i, j int, from, to []string) TextDiff {
	d := TextDiff{FromAt: i + 1, ToAt: j + 1, From: from, To: to}
	if len(from) != 1 || len(to) != 1 ||
		utf8.RuneCountInString(from[0]) > maxInner || utf8.RuneCountInString(to[0]) > maxInner {
		return d
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // bounded by maxInner; a clock would make results differ
	for _, p := range dmp.DiffCleanupSemantic(dmp.DiffMain(from[0], to[0], false)) {
		d.Parts = append(d.Parts, TextPart{int(p.Type), p.Text})
	}
	return d
}

// textDiffer finds for each paragraph of from its partner in to, or -1.
type textDiffer struct {
	from, to []string
	match    []int
}

// maxDeep is how often a gap is divided by what stands once in it.
const maxDeep = 32

// compare matches from[a:b] with to[c:d].
func (t *textDiffer) compare(a, b, c, d, deep int) {
	for a < b && c < d && t.from[a] == t.to[c] {
		t.match[a] = c
		a, c = a+1, c+1
	}
	for a < b && c < d && t.from[b-1] == t.to[d-1] {
		b, d = b-1, d-1
		t.match[b] = d
	}
	if a == b || c == d {
		return
	}
	var anchors []match
	if deep < maxDeep {
		anchors = t.anchors(a, b, c, d)
	}
	if len(anchors) == 0 {
		if (b-a)*(d-c) <= maxTable {
			t.table(a, b, c, d)
		}
		return
	}
	for _, p := range anchors {
		t.match[p.i] = p.j
		t.compare(a, p.i, c, p.j, deep+1)
		a, c = p.i+1, p.j+1
	}
	t.compare(a, b, c, d, deep+1)
}

type match struct{ i, j int }

// anchors returns the paragraphs that stand once on each side, in the longest
// run that rises on both.
func (t *textDiffer) anchors(a, b, c, d int) []match {
	type places struct{ n, i, m, j int }
	at := map[string]*places{}
	for i := a; i < b; i++ {
		p := at[t.from[i]]
		if p == nil {
			p = &places{}
			at[t.from[i]] = p
		}
		p.n, p.i = p.n+1, i
	}
	for j := c; j < d; j++ {
		if p := at[t.to[j]]; p != nil {
			p.m, p.j = p.m+1, j
		}
	}
	var pairs []match
	for i := a; i < b; i++ {
		if p := at[t.from[i]]; p.n == 1 && p.m == 1 {
			pairs = append(pairs, match{i, p.j})
		}
	}
	return rising(pairs)
}

// rising returns the longest run of pairs whose j rise (patience sorting).
func rising(pairs []match) []match {
	var tops []int // for each length, the pair that ends the run with the least j
	before := make([]int, len(pairs))
	for k, p := range pairs {
		lo, hi := 0, len(tops)
		for lo < hi {
			mid := (lo + hi) / 2
			if pairs[tops[mid]].j < p.j {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[k] = -1
		if lo > 0 {
			before[k] = tops[lo-1]
		}
		if lo == len(tops) {
			tops = append(tops, k)
		} else {
			tops[lo] = k
		}
	}
	out := make([]match, len(tops))
	if len(tops) > 0 {
		for n, k := len(tops)-1, tops[len(tops)-1]; k >= 0; n, k = n-1, before[k] {
			out[n] = pairs[k]
		}
	}
	return out
}

// table matches by the longest common subsequence.
func (t *textDiffer) table(a, b, c, d int) {
	w := d - c + 1
	long := make([]int32, (b-a+1)*w)
	for i := b - 1; i >= a; i-- {
		for j := d - 1; j >= c; j-- {
			at := (i-a)*w + j - c
			if t.from[i] == t.to[j] {
				long[at] = long[at+w+1] + 1
			} else {
				long[at] = max(long[at+w], long[at+1])
			}
		}
	}
	for i, j := a, c; i < b && j < d; {
		at := (i-a)*w + j - c
		switch {
		case t.from[i] == t.to[j]:
			t.match[i] = j
			i, j = i+1, j+1
		case long[at+w] >= long[at+1]:
			i++
		default:
			j++
		}
	}
}
