package sheet

import (
	"math"

	"gongkai/extract/document"
)

// sheet reads the records of one sheet.
func (x *xls) sheet(s boundSheet) (*page, error) {
	r := &records{data: x.stream, pos: s.at}
	kind, _, ok := r.next()
	if !ok || kind != recBOF {
		return nil, failed(document.CodeBroken, "工作表损坏：a sheet does not begin where the workbook says")
	}
	last := s.at
	formula, xf := value{row: -1}, 0 // the cell whose text comes in a record of its own, its format
	for depth := 1; depth > 0; {
		kind, body, ok := r.next()
		if !ok {
			return nil, failed(document.CodeTruncated, "文件不完整：the records of a sheet have no end")
		}
		// Sheets stand one behind the other. If they overlapped, a thousand of
		// them could each be read from nearly the whole file.
		if x.read, last = x.read+r.pos-last, r.pos; x.read > len(x.stream) {
			return nil, failed(document.CodeBroken, "工作表重叠：sheets overlap")
		}
		switch {
		case kind == recBOF: // a chart within the sheet
			depth++
		case kind == recEOF:
			depth--
		case depth > 1:
		case kind == recString && formula.row >= 0:
			c := &cursor{chunks: r.prolonged(body)}
			x.keep(s.page, x.word(formula, x.textOf(c, false), x.look(xf)))
			formula.row = -1
		case kind == recFormula:
			formula, xf = x.formula(s.page, &cursor{chunks: [][]byte{body}})
		case kind == recLabel, kind == recRString:
			c := &cursor{chunks: r.prolonged(body)}
			v := value{row: c.u16(), col: c.u16()}
			l := x.look(c.u16())
			text := x.textOf(c, false)
			if kind == recRString && x.version == 5 {
				text = x.inRuns(text, shortRuns(c))
			}
			x.take(s.page, v.row, v.col, v.col)
			x.keep(s.page, x.word(v, text, l))
		default:
			x.record(s.page, kind, &cursor{chunks: [][]byte{body}})
		}
	}
	return s.page, nil
}

// record reads one of the records that stand alone.
func (x *xls) record(p *page, kind int, c *cursor) {
	switch kind {
	case recLabelSST:
		v := value{row: c.u16(), col: c.u16()}
		l := x.look(c.u16())
		x.take(p, v.row, v.col, v.col)
		if i := c.u32(); c.err == nil && i < len(x.shared) {
			x.keep(p, x.word(v, x.shared[i], l))
		} else {
			x.uncertain(&v, CodePart, "LABELSST", "共享字符串缺失：a shared string is missing")
			x.keep(p, v)
		}
	case recBlank, recMulBlank:
		row, col := c.u16(), c.u16()
		if c.err != nil {
			break
		}
		last := col
		if kind == recMulBlank { // formats of two bytes each, then the last column
			last = max(col, col+(len(c.chunks[0])-c.off)/2-2)
		}
		x.take(p, row, col, min(last, maxCol-1))
		p.blank(row)
	case recNumber:
		row, col, xf := c.u16(), c.u16(), c.u16()
		x.numeral(p, c, value{row: row, col: col}, xf, math.Float64frombits(c.u64()))
	case recRK:
		row, col, xf := c.u16(), c.u16(), c.u16()
		x.numeral(p, c, value{row: row, col: col}, xf, rk(c.u32()))
	case recMulRK:
		row, col := c.u16(), c.u16()
		for len(c.chunks) > 0 && len(c.chunks[0])-c.off >= 8 { // the last column stands behind
			xf := c.u16()
			x.numeral(p, c, value{row: row, col: col}, xf, rk(c.u32()))
			col++
		}
	case recBoolErr:
		v := value{row: c.u16(), col: c.u16()}
		l := x.look(c.u16())
		b := c.u8()
		x.take(p, v.row, v.col, v.col)
		x.keep(p, x.word(v, boolOrError(b, c.u8() != 0), l))
	case recMergeCells:
		for range c.u16() {
			a := area{top: c.u16(), bottom: c.u16(), left: c.u16(), right: c.u16()}
			if c.err != nil {
				break
			}
			if !x.merge(p, a) {
				break
			}
		}
	case recRow:
		row := c.u16()
		c.skip(10)
		if flags := c.u16(); c.err == nil && flags&0x20 != 0 {
			p.hides.row(row)
		}
	case recColInfo:
		left, right := c.u16(), c.u16()
		width := c.u16()
		c.u16()
		if flags := c.u16(); c.err == nil && (flags&1 != 0 || float64(width) < leastWidth*256) {
			p.hides.columns(left, right)
		}
	case recWindow2:
		flags := c.u16()
		p.formulas = p.formulas || c.err == nil && flags&1 != 0
		p.noZeros = p.noZeros || c.err == nil && flags&0x10 == 0
	}
}

func (x *xls) numeral(p *page, c *cursor, v value, xf int, n float64) {
	if c.err != nil {
		x.doubt(CodePart, "number", "数字记录损坏：the record of a number is too short")
		return
	}
	x.take(p, v.row, v.col, v.col)
	x.keep(p, x.number(v, n, x.look(xf), x.from1904))
}

// formula reads the value that a formula had last. A text comes in the next
// record, for which the cell and its format are
// returned.
func (x *xls) formula(p *page, c *cursor) (value, int) {
	none := value{row: -1}
	v := value{row: c.u16(), col: c.u16(), formula: true}
	xf, bits := c.u16(), c.u64()
	switch {
	case c.err != nil:
		x.doubt(CodePart, "formula", "公式记录损坏：the record of a formula is too short")
		return none, 0
	case bits>>48 != 0xFFFF:
		x.numeral(p, c, v, xf, math.Float64frombits(bits))
		return none, 0
	}
	x.take(p, v.row, v.col, v.col)
	switch bits & 0xFF {
	case 0:
		return v, xf
	case 1, 2:
		x.keep(p, x.word(v, boolOrError(int(bits>>16&0xFF), bits&0xFF == 2), x.look(xf)))
	case 3:
		if !x.worked { // other programs leave it so where they work nothing out
			v.text = "="
			x.keep(p, v)
		}
	}
	return none, 0
}

// rk decodes a number in 30 bits: the upper half of a float or an integer,
// perhaps a hundredfold ([MS-XLS] 2.5.217).
func rk(n int) float64 {
	v := math.Float64frombits(uint64(uint32(n)&^3) << 32)
	if n&2 != 0 {
		v = float64(int32(uint32(n)) >> 2)
	}
	if n&1 != 0 {
		v /= 100
	}
	return v
}

func boolOrError(n int, isError bool) string {
	switch {
	case !isError && n == 0:
		return "FALSE"
	case !isError:
		return "TRUE"
	}
	switch n { // [MS-XLS] 2.5.10
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	}
	return "#ERROR!"
}
