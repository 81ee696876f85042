package msdoc

import "sort"

// pages finds the formatting of what lies at an offset of WordDocument: a list
// of offsets leads to pages of 512 bytes, each with offsets of its own
// ([MS-DOC] 2.8.5, 2.8.6, 2.9.32, 2.9.180).
type pages struct {
	stream []byte
	plc    []byte
	entry  int // bytes of an entry in a page: 13 for paragraphs, 1 for characters

	from, to int // the run found last
	props    []byte
	found    bool
	lost     bool // a page cannot be read
}

const pageSize = 512

// find returns the formatting at an offset, and the end of the run that has it.
// What nothing is said about has none, up to the next offset.
func (p *pages) find(fc int) (props []byte, to int) {
	if p.found && fc >= p.from && fc < p.to {
		return p.props, p.to
	}
	p.found, p.from, p.to, p.props = true, fc, fc+1, nil
	n := (len(p.plc) - 4) / 8
	if n <= 0 {
		p.to = len(p.stream) + 1
		return nil, p.to
	}
	i := sort.Search(n, func(i int) bool { return int(u32(p.plc, 4*i+4)) > fc })
	if i == n {
		return nil, p.to
	}
	at := int(u32(p.plc, 4*(n+1)+4*i)&0x3FFFFF) * pageSize
	if at+pageSize > len(p.stream) {
		p.lost = true
		return nil, p.to
	}
	page := p.stream[at : at+pageSize]
	runs := int(page[pageSize-1])
	if 4*(runs+1)+p.entry*runs > pageSize-1 {
		p.lost = true
		return nil, p.to
	}
	k := sort.Search(runs, func(k int) bool { return int(u32(page, 4*k+4)) > fc })
	if k == runs || int(u32(page, 4*k)) > fc {
		return nil, p.to
	}
	p.from, p.to = int(u32(page, 4*k)), int(u32(page, 4*k+4))
	p.props = p.list(page, 2*int(page[4*(runs+1)+p.entry*k]))
	return p.props, p.to
}

// list returns what stands at an offset of a page: for characters a list of
// changes (2.9.31), for paragraphs the style before it (2.9.175).
func (p *pages) list(page []byte, at int) []byte {
	if at == 0 || at+1 >= pageSize-1 {
		return nil
	}
	size, at := int(page[at]), at+1
	if p.entry > 1 {
		if size == 0 {
			size, at = 2*int(page[at]), at+1
		} else {
			size = 2*size - 1
		}
	}
	return page[at:min(at+size, pageSize-1)]
}
