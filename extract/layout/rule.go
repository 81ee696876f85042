package layout

import (
	"cmp"
	"math"
	"slices"
)

// How near is the same. Printed rules meet with errors of about a point; the
// rows of a table are never lower than the letters in it.
const (
	near      = 2.5  // rules that come so near touch
	together  = 0.8  // coordinates of one rule, from piece to piece
	thin      = 3.0  // a shape no thicker than this is a rule
	shortest  = 4.0  // a rule shorter than this is a dot
	dashGap   = 6.0  // the widest gap between the dashes of one rule
	slit      = 3.5  // two rules no farther apart are one, printed double
	openReach = 6.0  // verticals that run on so far past a table's last rule leave a row open
	maxRules  = 6000 // rules of one page after joining; a full page of cells has some 500
)

// span is a piece of a rule: at is where it lies, from–to how far it goes.
type span struct{ at, from, to float64 }

// cluster joins coordinates that follow each other within gap and returns the
// middle of each cluster, ascending. It goes by the gap and not by a window, so
// that it cannot cut one rule in two.
func cluster(values []float64, gap float64) []float64 {
	slices.Sort(values)
	var out []float64
	for i := 0; i < len(values); {
		k, sum := i, 0.0
		for k < len(values) && (k == i || values[k]-values[k-1] <= gap) {
			sum += values[k]
			k++
		}
		out = append(out, sum/float64(k-i))
		i = k
	}
	return out
}

// nearest is the index of the value in an ascending list that is nearest to v.
func nearest(values []float64, v float64) int {
	i, found := slices.BinarySearch(values, v)
	if found || i == 0 {
		return i
	}
	if i == len(values) || v-values[i-1] <= values[i]-v {
		return i - 1
	}
	return i
}

// join makes whole rules of pieces that lie in one line: cell borders printed
// one by one, dashes, dots. What stays shorter than a dot is dropped.
func join(pieces []span) []span {
	at := make([]float64, len(pieces))
	for i, p := range pieces {
		at[i] = p.at
	}
	lines := cluster(at, together)
	for i := range pieces {
		pieces[i].at = lines[nearest(lines, pieces[i].at)]
	}
	slices.SortFunc(pieces, func(a, b span) int { // dots come in any order
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var out []span
	last := 0.0 // length of the piece added last
	for _, p := range pieces {
		length := p.to - p.from
		if n := len(out); n > 0 && out[n-1].at == p.at {
			o := &out[n-1]
			gap := p.from - o.to
			// dashes: pieces that are short themselves, in gaps of their own length
			dashed := gap <= dashGap && length <= 4*dashGap && last <= 4*dashGap && gap <= 2.5*math.Max(math.Max(length, last), 1)
			if gap <= near || dashed {
				o.to = math.Max(o.to, p.to)
				last = length
				continue
			}
		}
		out = append(out, p)
		last = length
	}
	return slices.DeleteFunc(out, func(s span) bool { return s.to-s.from < shortest })
}

// rules parts a page's rules into whole horizontal and vertical ones. The second
// result is false where there are too many to be a table.
func (p *Page) rules() (horizontal, vertical []span, ok bool) {
	dots := dots{}
	for _, r := range p.Rules {
		b := Box(r)
		w, h := b.width(), b.height()
		x, y := b.centre()
		if w <= thin && h <= thin {
			dots.add(b)
			continue
		}
		if w >= h {
			horizontal = append(horizontal, span{y, b.Left, b.Right})
		} else {
			vertical = append(vertical, span{x, b.Top, b.Bottom})
		}
	}
	across, down := dots.lines()
	horizontal, vertical = join(append(horizontal, across...)), join(append(vertical, down...))
	return horizontal, vertical, len(horizontal)+len(vertical) <= maxRules
}

// dots are the dots of dotted rules, by place. Each belongs to a rule in the
// direction in which others follow it in line; those at corners to both.
type dots map[[2]int][]Box

// maxDots is the number of dots in dashGap square: more are a pattern.
const maxDots = 32

func (d dots) add(b Box) {
	x, y := b.centre()
	k := [2]int{int(math.Floor(x / dashGap)), int(math.Floor(y / dashGap))}
	if len(d[k]) < maxDots {
		d[k] = append(d[k], b)
	}
}

func (d dots) lines() (across, down []span) {
	const straight = 0.4
	for k, in := range d {
		for _, b := range in {
			x, y := b.centre()
			row, column := false, false
			for i := -1; i <= 1; i++ {
				for j := -1; j <= 1; j++ {
					for _, o := range d[[2]int{k[0] + i, k[1] + j}] {
						ox, oy := o.centre()
						dx, dy := math.Abs(x-ox), math.Abs(y-oy)
						row = row || dy < straight && dx > straight && dx <= dashGap
						column = column || dx < straight && dy > straight && dy <= dashGap
					}
				}
			}
			if row {
				across = append(across, span{y, b.Left, b.Right})
			}
			if column {
				down = append(down, span{x, b.Top, b.Bottom})
			}
		}
	}
	return across, down
}

// union is a forest of disjoint sets.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join makes the smaller root the root of both, so that roots come in order.
func (u union) join(i, k int) {
	i, k = u.find(i), u.find(k)
	if i < k {
		u[k] = i
	} else {
		u[i] = k
	}
}

// frame is the rules that hang together: the rules of one table.
type frame struct{ horizontal, vertical []span }

// frames parts rules into those that cross or touch each other.
func frames(horizontal, vertical []span) []frame {
	slices.SortFunc(vertical, func(a, b span) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	n := len(horizontal)
	u := newUnion(n + len(vertical))
	for i, h := range horizontal {
		first, _ := slices.BinarySearchFunc(vertical, h.from-near, func(v span, x float64) int {
			if v.at < x {
				return -1
			}
			return 1
		})
		for k := first; k < len(vertical) && vertical[k].at <= h.to+near; k++ {
			if v := vertical[k]; h.at >= v.from-near && h.at <= v.to+near {
				u.join(i, n+k)
			}
		}
	}
	index := map[int]int{}
	var out []frame
	of := func(i int) *frame {
		root := u.find(i)
		k, ok := index[root]
		if !ok {
			k = len(out)
			index[root] = k
			out = append(out, frame{})
		}
		return &out[k]
	}
	for i, h := range horizontal {
		f := of(i)
		f.horizontal = append(f.horizontal, h)
	}
	for i, v := range vertical {
		f := of(n + i)
		f.vertical = append(f.vertical, v)
	}
	return out
}
