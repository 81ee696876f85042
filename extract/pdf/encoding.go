package pdf

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding/charmap"
)

// glyphNames are names of the Adobe Glyph List that the Latin encodings use,
// each with its character.
const glyphNames = `
space 0020 exclam 0021 quotedbl 0022 numbersign 0023 dollar 0024 percent 0025 ampersand 0026 quotesingle 0027
parenleft 0028 parenright 0029 asterisk 002a plus 002b comma 002c hyphen 002d period 002e slash 002f
zero 0030 one 0031 two 0032 three 0033 four 0034 five 0035 six 0036 seven 0037 eight 0038 nine 0039
colon 003a semicolon 003b less 003c equal 003d greater 003e question 003f at 0040 bracketleft 005b
backslash 005c bracketright 005d asciicircum 005e underscore 005f grave 0060 braceleft 007b bar 007c
braceright 007d asciitilde 007e exclamdown 00a1 cent 00a2 sterling 00a3 currency 00a4 yen 00a5 brokenbar 00a6
section 00a7 dieresis 00a8 copyright 00a9 ordfeminine 00aa guillemotleft 00ab logicalnot 00ac registered 00ae
macron 00af degree 00b0 plusminus 00b1 twosuperior 00b2 threesuperior 00b3 acute 00b4 mu 00b5 paragraph 00b6
periodcentered 00b7 cedilla 00b8 onesuperior 00b9 ordmasculine 00ba guillemotright 00bb onequarter 00bc
onehalf 00bd threequarters 00be questiondown 00bf Agrave 00c0 Aacute 00c1 Acircumflex 00c2 Atilde 00c3
Adieresis 00c4 Aring 00c5 AE 00c6 Ccedilla 00c7 Egrave 00c8 Eacute 00c9 Ecircumflex 00ca Edieresis 00cb
Igrave 00cc Iacute 00cd Icircumflex 00ce Idieresis 00cf Eth 00d0 Ntilde 00d1 Ograve 00d2 Oacute 00d3
Ocircumflex 00d4 Otilde 00d5 Odieresis 00d6 multiply 00d7 Oslash 00d8 Ugrave 00d9 Uacute 00da
Ucircumflex 00db Udieresis 00dc Yacute 00dd Thorn 00de germandbls 00df agrave 00e0 aacute 00e1
acircumflex 00e2 atilde 00e3 adieresis 00e4 aring 00e5 ae 00e6 ccedilla 00e7 egrave 00e8 eacute 00e9
ecircumflex 00ea edieresis 00eb igrave 00ec iacute 00ed icircumflex 00ee idieresis 00ef eth 00f0 ntilde 00f1
ograve 00f2 oacute 00f3 ocircumflex 00f4 otilde 00f5 odieresis 00f6 divide 00f7 oslash 00f8 ugrave 00f9
uacute 00fa ucircumflex 00fb udieresis 00fc yacute 00fd thorn 00fe ydieresis 00ff quoteleft 2018
quoteright 2019 quotedblleft 201c quotedblright 201d quotesinglbase 201a quotedblbase 201e endash 2013
emdash 2014 bullet 2022 ellipsis 2026 dagger 2020 daggerdbl 2021 perthousand 2030 guilsinglleft 2039
guilsinglright 203a fraction 2044 Euro 20ac trademark 2122 minus 2212 florin 0192 OE 0152 oe 0153 Scaron 0160
scaron 0161 Zcaron 017d zcaron 017e Ydieresis 0178 dotlessi 0131 Lslash 0141 lslash 0142 circumflex 02c6
tilde 02dc caron 02c7 breve 02d8 dotaccent 02d9 ring 02da ogonek 02db hungarumlaut 02dd fi fb01 fl fb02
nbspace 00a0 nonbreakingspace 00a0 sfthyphen 00ad softhyphen 00ad hyphenminus 002d middot 00b7 lessequal 2264
greaterequal 2265 notequal 2260 infinity 221e checkmark 2713 H18533 25a0 filledbox 25a0 blacksquare 25a0
`

// standardHigh is the upper half of StandardEncoding (ISO 32000-1, annex D.2).
const standardHigh = `
a1 exclamdown a2 cent a3 sterling a4 fraction a5 yen a6 florin a7 section a8 currency a9 quotesingle
aa quotedblleft ab guillemotleft ac guilsinglleft ad guilsinglright ae fi af fl b1 endash b2 dagger
b3 daggerdbl b4 periodcentered b6 paragraph b7 bullet b8 quotesinglbase b9 quotedblbase
ba quotedblright bb guillemotright bc ellipsis bd perthousand bf questiondown c1 grave c2 acute
c3 circumflex c4 tilde c5 macron c6 breve c7 dotaccent c8 dieresis ca ring cb cedilla
cd hungarumlaut ce ogonek cf caron d0 emdash e1 AE e3 ordfeminine e8 Lslash e9 Oslash ea OE
eb ordmasculine f1 ae f5 dotlessi f8 lslash f9 oslash fa oe fb germandbls
`

var namedGlyphs = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	words := strings.Fields(glyphNames)
	for i := 0; i+1 < len(words); i += 2 {
		v, _ := strconv.ParseUint(words[i+1], 16, 32)
		out[words[i]] = string(rune(v))
	}
	return out
})

var standard = sync.OnceValue(func() *[256]string {
	var t [256]string
	for c := 0x20; c < 0x7f; c++ {
		t[c] = string(rune(c))
	}
	t['\''], t['`'] = "’", "‘"
	words := strings.Fields(standardHigh)
	for i := 0; i+1 < len(words); i += 2 {
		c, _ := strconv.ParseUint(words[i], 16, 8)
		t[c] = namedGlyphs()[words[i+1]]
	}
	return &t
})

// encoding is the text of each code of a simple font (9.6.6): a base encoding
// and the differences from it by glyph names. A code that neither knows is
// unknown; so is every code of an embedded font with an encoding of its own,
// since only the shapes tell what it prints.
func (f *file) encoding(d, descriptor types.Dict) *[256]string {
	t := &[256]string{}
	flags, _ := f.number(descriptor["Flags"])
	symbolic := int64(flags)&4 != 0
	own := f.name(d["Subtype"]) == "Type3" || symbolic && (descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil)
	name := f.name(d["Encoding"])
	differences := types.Array(nil)
	if e := f.dict(d["Encoding"]); e != nil {
		name, differences = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	switch {
	case name == "WinAnsiEncoding":
		table(t, charmap.Windows1252)
	case name == "MacRomanEncoding":
		table(t, charmap.Macintosh)
	case own || symbol(f.name(d["BaseFont"])):
		for i := range t {
			t[i] = unknown
		}
	default:
		*t = *standard()
	}
	c := 0
	for _, o := range differences {
		switch v := f.get(o).(type) {
		case types.Integer:
			c = int(v)
		case types.Name:
			if c >= 0 && c < 256 {
				t[c] = glyphText(string(v))
			}
			c++
		}
	}
	return t
}

func symbol(name string) bool {
	return strings.Contains(name, "Symbol") || strings.Contains(name, "Dingbats") || strings.Contains(name, "Wingdings")
}

func table(t *[256]string, m *charmap.Charmap) {
	for i := range t {
		if r := m.DecodeByte(byte(i)); i >= 0x20 && r != utf8.RuneError {
			t[i] = string(r)
		}
	}
}

// glyphText is the character that a glyph's name names: one of the list, uniXXXX
// or uXXXXX, or a variant of one (a.alt). Names that only count (g12) tell nothing.
func glyphText(name string) string {
	if name == ".notdef" {
		return ""
	}
	name, _, _ = strings.Cut(name, ".")
	if s, ok := namedGlyphs()[name]; ok {
		return s
	}
	if len(name) == 1 && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
		return name
	}
	hex := ""
	switch {
	case strings.HasPrefix(name, "uni") && len(name) >= 7:
		hex = name[3:7]
	case strings.HasPrefix(name, "u") && len(name) >= 5 && len(name) <= 7:
		hex = name[1:]
	}
	if v, err := strconv.ParseUint(hex, 16, 21); err == nil && v >= 0x20 && utf8.ValidRune(rune(v)) && hex == strings.ToUpper(hex) {
		return string(rune(v))
	}
	return unknown
}
