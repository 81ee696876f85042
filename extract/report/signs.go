package report

import "strings"

// signs are those characters of a text on which the questions of the parser turn,
// each by one bit. Nearly every line has none that a question asks for, and need not
// be searched for its words. They are signs of the folded text: a character that
// folding may change into any other gives all of them.
type signs uint64

// signChars are the characters that are told apart, oddChars those of mojibake.
const (
	signChars = "公开报年指南治算绩政页元申请结转办答复议诉讼主动处理知印遵制校称免条学况收如项现减决预统鉴效务流须说目需二告本定"
	oddChars  = "锟鐨锛銆鍏紑鏀簻鎶鍙浠鏈"
)

// The bits that are no character's of signChars.
const (
	signStop  signs = 1 << (63 - iota) // the end of a sentence, as printed
	signQuote                          // a mark around a name
	signDots                           // what may be cut off
	signDigit
	signOdd  // what may not be what is printed
	allSigns = ^signs(0)

	oddPlace  = 60   // of signOdd
	foldsInto = 0x80 // in signOf: the ideograph is folded into another
	signByte  = 56   // from where on the bits are no character's
)

// signOf holds, at a character's distance from U+4E00, the place of its bit from 1
// on, 0 where it has none, and whether it foldsInto another.
var signOf = func() (table [0xa000 - 0x4e00]uint8) {
	place := uint8(0)
	for _, r := range signChars {
		place++
		table[r-0x4e00] = place
	}
	for _, r := range oddChars {
		table[r-0x4e00] = oddPlace
	}
	for i, s := range toSimplified {
		if s != 0 {
			table[i] = table[s-0x4e00] | foldsInto
		}
	}
	return table
}()

// mojibake reports whether an ideograph is what comes out when bytes are decoded in a
// wrong way: those that stand in no Chinese text, those that UTF-8 read as GBK gives for
// the commonest words (的 ， 。 公开 政府 信息 报告 年), and those for what was lost already.
func mojibake(r rune) bool { return signOf[r-0x4e00]&^foldsInto == oddPlace }

// sign is the bits of some characters of signChars.
func sign(characters string) (s signs) {
	for _, r := range characters {
		s |= 1 << (signOf[r-0x4e00]&^foldsInto - 1)
	}
	return s
}

// has reports whether all of some signs are there, any whether one is.
func (s signs) has(all signs) bool { return s&all == all }
func (s signs) any(of signs) bool  { return s&of != 0 }

// wordList are words of which one is looked for in a text, each with its signs.
type wordList []struct {
	word  string
	signs signs
}

func listOf(words ...string) wordList {
	list := make(wordList, len(words))
	for i, w := range words {
		list[i].word, list[i].signs = w, glanceAt(w).signs
	}
	return list
}

// may reports whether a text with these signs can have one of the words.
func (l wordList) may(has signs) bool {
	for i := range l {
		if has.has(l[i].signs) {
			return true
		}
	}
	return false
}

// in reports whether one of the words stands in a text that has these signs.
func (l wordList) in(text string, has signs) bool {
	for i := range l {
		if has.has(l[i].signs) && strings.Contains(text, l[i].word) {
			return true
		}
	}
	return false
}
