package msdoc

import "unicode/utf16"

// lists are the lists that number paragraphs ([MS-DOC] 2.9.131 LSTF, 2.9.150
// LVLF, 2.9.130 LFO). A paragraph names a use of a list; uses of one list count on.
type lists struct {
	levels map[uint32][]level // of each list, by its identifier
	uses   []use
	counts map[uint32]*[listLevels]count
}

const (
	listLevels = 9
	maxUses    = 0x7FE // the most that a paragraph can name (2.6.2, sprmPIlfo)
)

// level is how one level of a list numbers.
type level struct {
	start  int
	format byte
	legal  bool   // numbers of all levels are Arabic
	keep   bool   // goes on counting after a paragraph of a higher level
	places []byte // where in text the numbers of levels stand, from 1
	text   []uint16
	follow byte
}

// use is what a paragraph names: a list, and what is other than there.
type use struct {
	list   uint32
	starts map[int]int
	levels map[int]level
	begun  map[int]bool
}

// count is where a level of a list is.
type count struct {
	number int
	begun  bool
}

// readLists reads the lists, their levels, which follow behind the counted
// part, and their uses. What makes no sense numbers nothing, and is said where
// a paragraph names it.
func (r *reader) readLists() {
	counted := r.fib.part(r.table, partLists)
	if len(counted) < 2 {
		return
	}
	r.lists = lists{levels: map[uint32][]level{}, counts: map[uint32]*[listLevels]count{}}
	n := min(int(u16(counted, 0)), (len(counted)-2)/28)
	rest := r.fib.behind(r.table, partLists)
	for i := range n {
		entry := counted[2+28*i : 2+28*i+28]
		count := listLevels
		if entry[26]&1 != 0 {
			count = 1
		}
		var levels []level
		for range count {
			l, size := readLevel(rest)
			if size == 0 {
				break
			}
			levels = append(levels, l)
			rest = rest[size:]
		}
		r.lists.levels[u32(entry, 0)] = levels
	}
	r.readUses(r.fib.part(r.table, partUses))
}

// readLevel reads an LVL (2.9.149) and returns its size, 0 if it has no end.
func readLevel(b []byte) (level, int) {
	if len(b) < 30 {
		return level{}, 0
	}
	l := level{start: int(int32(u32(b, 0))), format: b[4], legal: b[5]&4 != 0, keep: b[5]&8 != 0, places: b[6:15], follow: b[15]}
	at := 28 + int(b[24]) + int(b[25])
	n := int(u16(b, at))
	if at += 2; at+2*n > len(b) {
		return level{}, 0
	}
	for i := range n {
		l.text = append(l.text, u16(b, at+2*i))
	}
	return l, at + 2*n
}

// readUses reads the PlfLfo (2.9.186): the uses, then what each has of its own.
func (r *reader) readUses(b []byte) {
	if len(b) < 4 {
		return
	}
	n := min(int(u32(b, 0)), (len(b)-4)/16, maxUses)
	rest := b[4+16*n:]
	for i := range n {
		entry := b[4+16*i:]
		u := use{list: u32(entry, 0), starts: map[int]int{}, levels: map[int]level{}, begun: map[int]bool{}}
		rest = rest[min(4, len(rest)):]
		for range entry[12] {
			if len(rest) < 8 {
				break
			}
			start, flags := int(int32(u32(rest, 0))), u32(rest, 4)
			rest = rest[8:]
			at := int(flags & 15)
			if flags&0x20 != 0 {
				l, size := readLevel(rest)
				u.levels[at], start = l, l.start
				rest = rest[size:]
			}
			if flags&0x10 != 0 {
				u.starts[at] = start
			}
		}
		r.lists.uses = append(r.lists.uses, u)
	}
}

// behind returns what follows a part in the table stream.
func (f *fib) behind(table []byte, n int) []byte {
	if 8*n+8 > len(f.parts) {
		return nil
	}
	return table[min(int(u32(f.parts, 8*n))+int(u32(f.parts, 8*n+4)), len(table)):]
}

// numbered returns the number that Word prints before a paragraph, with what
// stands between, "" if there is none.
func (r *reader) numbered(p *paragraph) string {
	const old = 0x7FF // numbers as Word 6 made them: they are in the paragraph's formatting
	switch {
	case p.list <= 0 || p.rowEnd:
		return ""
	case p.list >= old || p.list > len(r.lists.uses) || p.level >= listLevels:
		return r.unnumbered()
	}
	u := &r.lists.uses[p.list-1]
	levels := r.lists.levels[u.list]
	if p.level >= len(levels) {
		return r.unnumbered()
	}
	counts := r.lists.counts[u.list]
	if counts == nil {
		counts = new([listLevels]count)
		r.lists.counts[u.list] = counts
	}
	at := func(n int) level {
		if l, ok := u.levels[n]; ok {
			return l
		}
		return levels[n]
	}
	for n := range p.level + 1 {
		c := &counts[n]
		start, own := u.starts[n]
		switch {
		case own && !u.begun[n]:
			u.begun[n], *c = true, count{start, true}
		case !c.begun:
			*c = count{at(n).start, true}
		case n == p.level:
			c.number++
		}
	}
	for n := p.level + 1; n < listLevels; n++ {
		if n >= len(levels) || !at(n).keep {
			counts[n].begun = false
		}
	}
	return r.print(at, counts, p.level)
}

// print writes the text of a level with the numbers in it.
func (r *reader) print(at func(int) level, counts *[listLevels]count, n int) string {
	l := at(n)
	if !r.spend(unitWork * len(l.text)) {
		return "" // a level may have 64 KB of text, and a paragraph is one character
	}
	var out []rune
	for i, u := range l.text {
		place := false
		for _, p := range l.places {
			place = place || int(p) == i+1
		}
		if !place || int(u) > n {
			out = append(out, utf16.Decode([]uint16{u})...)
			continue
		}
		format := at(int(u)).format
		if l.legal {
			format = arabic
		}
		number, ok := printed(counts[u].number, format)
		if !ok {
			return r.unnumbered()
		}
		out = append(out, []rune(number)...)
	}
	if len(out) == 0 {
		return ""
	}
	if l.format == bullet && out[0] >= 0xF000 && out[0] <= 0xF0FF {
		out = []rune{'•'} // a sign of a symbol font
	}
	switch l.follow {
	case 0:
		out = append(out, '\t')
	case 1:
		out = append(out, ' ')
	}
	return string(out)
}

func (r *reader) unnumbered() string {
	r.doubt(CodeNumbering, "自动编号未读：the number that Word prints before a paragraph is not known")
	return ""
}
