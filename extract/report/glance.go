package report

import (
	"unicode"
	"unicode/utf8"
)

// glance is what one look at a text tells of it.
type glance struct {
	signs
	chars int32 // its length in characters
	han   int32 // the unified ideographs among them
	gaps  int32 // the white space
	clean bool  // folding changes nothing
}

// glanceAt looks at each character of a text once. Ideographs and ASCII, which nearly
// all are, tell by tables; the rest by their NFKC form.
func glanceAt(s string) (g glance) {
	var said, folds uint8
	var places uint64
	for i := 0; i < len(s); g.chars++ {
		if s[i] < utf8.RuneSelf {
			says := asciiSays[s[i]]
			said |= says
			g.gaps += int32(says & saysGap)
			i++
			continue
		}
		if r, is := hanAt(s, i); is {
			sign := signOf[r-0x4e00]
			places |= 1 << (sign & 63)
			folds |= sign
			g.han++
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		n, plain := plainForm(r)
		switch {
		case plain:
			says := saysOf(r, n)
			said |= says
			g.gaps += int32(says & saysGap)
		case unicode.IsSpace(r):
			g.gaps++
			fallthrough
		default:
			g.signs, said = allSigns, said|saysChanged
		}
	}
	g.signs |= signs(places>>1) | signs(said>>saysBits)<<(signByte+saysBits)
	g.clean = (said&saysChanged | folds&foldsInto) == 0
	return g
}

// What a character that is no ideograph tells of a text: its bit among those of
// the signs that are no character's, one byte of them, and the two below.
const (
	saysGap     = 1 << iota // it is white space
	saysChanged             // folding may change it
	saysBits    = 3         // the bits of the byte that are no sign's
)

// saysOf is what a character whose NFKC form is n tells.
func saysOf(r, n rune) (says uint8) {
	if n != r || n <= ' ' {
		says = saysChanged
	}
	if endsProse(r) {
		says |= uint8(signStop >> signByte)
	}
	switch n {
	case ' ', '\t', '\n', '\v', '\f', '\r':
		return says | saysGap
	case '(', '[', 0x7f: // a romanisation, a bookmark
		return says | saysChanged
	case '?':
		return says | uint8(signOdd>>signByte)
	case '.':
		return says | uint8(signDots>>signByte)
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return says | uint8(signDigit>>signByte)
	}
	if isQuote(n) {
		says |= uint8(signQuote >> signByte)
	}
	return says
}

// asciiSays is saysOf for the characters of ASCII.
var asciiSays = func() (table [utf8.RuneSelf]uint8) {
	for c := range table {
		table[c] = saysOf(rune(c), rune(c))
	}
	return table
}()
