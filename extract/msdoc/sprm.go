package msdoc

import "iter"

// The changes that matter here ([MS-DOC] 2.6). Bits 13–15 of each say how long
// its operand is.
const (
	sprmCDeleted      = 0x0800 // sprmCFRMarkDel
	sprmCHidden       = 0x083C // sprmCFVanish
	sprmCStruck       = 0x0837 // sprmCFStrike
	sprmCStruckTwice  = 0x2A53 // sprmCFDStrike
	sprmCReversed     = 0x085A // sprmCFBiDi
	sprmCColour       = 0x6870 // sprmCCv
	sprmCIco          = 0x2A42
	sprmCSize         = 0x4A43 // sprmCHps
	sprmCHighlight    = 0x2A0C
	sprmCShade        = 0xCA71 // sprmCShd
	sprmCShadeOld     = 0x4866 // sprmCShd80
	sprmPShade        = 0xC64D // sprmPShd
	sprmPShadeOld     = 0x442D // sprmPShd80
	sprmTMirrored     = 0x560B // sprmTFBiDi
	sprmTHeight       = 0x9407 // sprmTDyaRowHeight
	sprmCSpecial      = 0x0855 // sprmCFSpec
	sprmCSymbol       = 0x6A09
	sprmCScript       = 0x2A48 // sprmCIss
	sprmCMoved        = 0x4845 // sprmCHpsPos
	sprmCStyle        = 0x4A30 // sprmCIstd
	sprmPInTable      = 0x2416 // sprmPFInTable
	sprmPRowEnd       = 0x2417 // sprmPFTtp
	sprmPDepth        = 0x6649 // sprmPItap
	sprmPDeeper       = 0x664A // sprmPDtap
	sprmPInnerCell    = 0x244B // sprmPFInnerTableCell
	sprmPInnerRowEnd  = 0x244C // sprmPFInnerTtp
	sprmPOutline      = 0x2640 // sprmPOutLvl
	sprmPListLevel    = 0x260A // sprmPIlvl
	sprmPList         = 0x460B // sprmPIlfo
	sprmPHuge         = 0x6646 // sprmPHugePapx
	sprmPHugeOld      = 0x6645
	sprmPTabs         = 0xC615 // sprmPChgTabs
	sprmTDefine       = 0xD608 // sprmTDefTable
	sprmTDefineOld    = 0xD606 // sprmTDefTable10
	sprmTMerge        = 0x5624
	sprmTSplit        = 0x5625
	sprmTInsert       = 0x7621
	sprmTDelete       = 0x5622
	sprmTWidth        = 0x7623 // sprmTDxaCol
	sprmTLeft         = 0x9601 // sprmTDxaLeft
	sprmTGap          = 0x9602 // sprmTDxaGapHalf
	sprmTVerticalJoin = 0xD62B // sprmTVertMerge
)

// ofTables is what bits 10–12 of a change are that is about tables.
const ofTables = 5

// sprms yields the changes of a list with their operands, which for those of
// variable length have no length any more. A list that ends within a change
// ends before it.
func sprms(list []byte) iter.Seq2[uint16, []byte] {
	return func(yield func(uint16, []byte) bool) {
		for len(list) >= 3 {
			op := u16(list, 0)
			list = list[2:]
			skip, size := operand(op, list)
			if size < 0 || skip+size > len(list) {
				return
			}
			if !yield(op, list[skip:skip+size]) {
				return
			}
			list = list[skip+size:]
		}
	}
}

// operand returns how many bytes of length an operand begins with, and how many
// follow ([MS-DOC] 2.6.1).
func operand(op uint16, list []byte) (skip, size int) {
	switch op >> 13 {
	case 0, 1:
		return 0, 1
	case 2, 4, 5:
		return 0, 2
	case 3:
		return 0, 4
	case 7:
		return 0, 3
	}
	switch n := int(list[0]); {
	case op == sprmTDefine || op == sprmTDefineOld:
		return 2, int(u16(list, 0)) - 1 // 2.9.315: one more than what follows
	case op == sprmPTabs && n == 255:
		deleted := 4 * int(byteAt(list, 1))
		return 1, 2 + deleted + 3*int(byteAt(list, 2+deleted))
	default:
		return 1, n
	}
}

func byteAt(b []byte, at int) byte {
	if at < 0 || at >= len(b) {
		return 0
	}
	return b[at]
}

// short returns the changes that a piece has without a list, by their number
// there (Prm0, [MS-DOC] 2.9.214); those that do not matter here are not told.
func short(prm uint16) (op uint16, value byte) {
	switch prm >> 1 & 0x7F {
	case 0x18:
		op = sprmPInTable
	case 0x19:
		op = sprmPRowEnd
	case 0x41:
		op = sprmCDeleted
	case 0x57:
		op = sprmCStruck
	case 0x5C:
		op = sprmCHidden
	case 0x62:
		op = sprmCIco
	case 0x68:
		op = sprmCScript
	case 0x73:
		op = sprmCStruckTwice
	}
	return op, byte(prm >> 8)
}

// ofPiece returns the changes that a piece brings to all that lies in it.
func (r *reader) ofPiece(prm uint16) []byte {
	if prm&1 != 0 {
		if i := int(prm >> 1); i < len(r.changes) {
			return r.changes[i]
		}
		return nil
	}
	if op, value := short(prm); op != 0 {
		return []byte{byte(op), byte(op >> 8), value}
	}
	return nil
}
