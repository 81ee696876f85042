package report

import "strings"

// signs are those characters of a text on which the questions of the parser turn,
// each by one bit. Nearly every line has none that a question asks for, and need not
// be searched for its words. They are signs of the folded text: a character that
// folding may change into any other gives all of them.
type signs uint64

// signChars are the characters that are told apart, oddChars those of mojibake.
const (
	signChars = "公开报年指南治算绩政页元申请结转办答复议诉讼主动处理知印遵制校称免条学况收如项现减决预统鉴效务流须说目需二告"
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

	oddPlace = 60 // of signOdd
)

// signOf holds, at a character's distance from U+4E00, the place of its bit from 1
// on, 0 where it has none.
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
			table[i] = table[s-0x4e00]
		}
	}
	return table
}()

// mojibake reports whether an ideograph is what comes out when bytes are decoded in a
// wrong way: those that stand in no Chinese text, those that UTF-8 read as GBK gives for
// the commonest words (的 ， 。 公开 政府 信息 报告 年), and those for what was lost already.
func mojibake(r rune) bool { return signOf[r-0x4e00] == oddPlace }

// sign is the bits of some characters of signChars.
func sign(characters string) (s signs) {
	for _, r := range characters {
		s |= 1 << (signOf[r-0x4e00] - 1)
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

// glance is what one look at a text tells of it.
type glance struct {
	signs
	chars int32 // its length in characters
	han   int32 // the unified ideographs among them
	gaps  int32 // the white space
	clean bool  // folding changes nothing
}

func glanceAt(s string) (g glance) {
	g.clean = true
	for _, r := range s {
		g.chars++
		if han(r) {
			g.han++
			g.signs |= 1 << signOf[r-0x4e00] >> 1
			g.clean = g.clean && toSimplified[r-0x4e00] == 0
			continue
		}
		n, plain := plainForm(r)
		if !plain {
			g.signs, g.clean = allSigns, false
			if isSpace(r) {
				g.gaps++
			}
			continue
		}
		g.clean = g.clean && n == r && n > ' '
		if endsProse(r) {
			g.signs |= signStop
		}
		switch n {
		case ' ', '\t', '\n', '\v', '\f', '\r':
			g.gaps++
		case '(', '[', 0x7f: // a romanisation, a bookmark
			g.clean = false
		case '?':
			g.signs |= signOdd
		case '.':
			g.signs |= signDots
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			g.signs |= signDigit
		default:
			if isQuote(n) {
				g.signs |= signQuote
			}
		}
	}
	return g
}
