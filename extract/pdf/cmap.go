package pdf

import (
	"slices"
	"unicode/utf16"
)

// cmap maps character codes to text or to CIDs (ISO 32000-1, 9.7.5 and 9.10.3).
type cmap struct {
	spaces []codeSpace
	text   map[uint32]string
	cids   []cidRange // ascending
	use    string     // the predefined CMap that it builds on
}

// codeSpace says how long the codes of a range are.
type codeSpace struct {
	bytes    int
	low, top uint32
}

type cidRange struct {
	low, top, cid uint32
}

// maxMappings bounds what one CMap may map; all characters there are fit in.
const maxMappings = 1 << 18

func code(b []byte) (v uint32) {
	for _, c := range b {
		v = v<<8 | uint32(c)
	}
	return v
}

// utf16BE decodes the target of a mapping. One byte stands for itself.
func utf16BE(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

func parseCMap(b []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	l := lexer{b: b}
	var args []token
	for {
		t := l.next()
		if t.kind == tokenEnd {
			break
		}
		if t.kind != tokenOperator {
			args = append(args, t)
			continue
		}
		m.operator(string(t.text), args)
		args = args[:0]
	}
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return int(int64(a.low) - int64(b.low)) })
	return m
}

func (m *cmap) operator(op string, args []token) {
	str := func(i int) bool { return i < len(args) && args[i].kind == tokenString && len(args[i].text) <= 4 }
	switch op {
	case "endcodespacerange":
		for i := 0; str(i) && str(i+1); i += 2 {
			m.spaces = append(m.spaces, codeSpace{len(args[i].text), code(args[i].text), code(args[i+1].text)})
			if len(m.spaces) > 256 {
				return
			}
		}
	case "endbfchar":
		for i := 0; str(i) && i+1 < len(args); i += 2 {
			m.set(code(args[i].text), args[i+1])
		}
	case "endbfrange":
		m.ranges(args)
	case "endcidrange":
		for i := 0; str(i) && str(i+1) && i+2 < len(args); i += 3 {
			m.cid(code(args[i].text), code(args[i+1].text), args[i+2].num)
		}
	case "endcidchar":
		for i := 0; str(i) && i+1 < len(args); i += 2 {
			c := code(args[i].text)
			m.cid(c, c, args[i+1].num)
		}
	case "usecmap":
		if n := len(args); n > 0 && args[n-1].kind == tokenName {
			m.use = string(args[n-1].text)
		}
	}
}

func (m *cmap) cid(low, top uint32, cid float64) {
	if len(m.cids) < maxMappings && low <= top && cid >= 0 && cid < 1<<17 {
		m.cids = append(m.cids, cidRange{low, top, uint32(cid)})
	}
}

func (m *cmap) set(c uint32, to token) {
	if len(m.text) < maxMappings && to.kind == tokenString && len(to.text) <= 64 {
		m.text[c] = utf16BE(to.text)
	}
}

// ranges reads <low> <top> <first> and <low> <top> [<each> …].
func (m *cmap) ranges(args []token) {
	for i := 0; i+2 < len(args); {
		if args[i].kind != tokenString || args[i+1].kind != tokenString {
			i++
			continue
		}
		low, top := code(args[i].text), code(args[i+1].text)
		i += 2
		if args[i].kind == tokenOpen {
			for i++; i < len(args) && args[i].kind != tokenClose; i++ {
				if low <= top {
					m.set(low, args[i])
				}
				low++
			}
			i++
			continue
		}
		to := token{kind: tokenString, text: slices.Clone(args[i].text)}
		i++
		if top < low || top-low > 0xffff {
			continue
		}
		for c := uint64(low); c <= uint64(top) && len(m.text) < maxMappings; c++ {
			m.set(uint32(c), to)
			for k := len(to.text) - 1; k >= 0; k-- {
				if to.text[k]++; to.text[k] != 0 {
					break
				}
			}
		}
	}
}

// cidOf is the CID of a code; false where the CMap has none.
func (m *cmap) cidOf(c uint32) (uint32, bool) {
	i, _ := slices.BinarySearchFunc(m.cids, c, func(r cidRange, c uint32) int {
		if r.top < c {
			return -1
		}
		return 1
	})
	if i < len(m.cids) && m.cids[i].low <= c && c <= m.cids[i].top {
		return m.cids[i].cid + c - m.cids[i].low, true
	}
	return 0, false
}

// length is the number of bytes of the code that s begins with.
func (m *cmap) length(s []byte) int {
	for n := 1; n <= 4 && n <= len(s); n++ {
		for _, r := range m.spaces {
			if r.bytes == n && r.holds(s[:n]) {
				return n
			}
		}
	}
	return 0
}

// holds reports whether each byte of a code lies within the range's own.
func (r codeSpace) holds(s []byte) bool {
	for i, c := range s {
		shift := 8 * (len(s) - 1 - i)
		if c < byte(r.low>>shift) || c > byte(r.top>>shift) {
			return false
		}
	}
	return true
}
