package script

import "strconv"

// Colour is a colour as far as it is known: letters in the colour of what they
// stand on are not seen. The zero Colour is one that is not known.
type Colour uint32

const known = 1 << 24

// The colours that stand for others: of paper, and of letters where nothing is said.
const (
	White Colour = known | 0xFFFFFF
	Black Colour = known
)

// RGB is a colour of three parts of eight bits.
func RGB(red, green, blue byte) Colour {
	return known | Colour(red)<<16 | Colour(green)<<8 | Colour(blue)
}

// Hex reads RRGGBB, with # or the two digits of opacity before it or without. Any
// other text, auto among them, is a colour that is not known.
func Hex(s string) Colour {
	if s != "" && s[0] == '#' {
		s = s[1:]
	}
	if len(s) == 8 {
		s = s[2:]
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return 0
	}
	return known | Colour(n)
}

// Or returns the colour, other where it is not known.
func (c Colour) Or(other Colour) Colour {
	if c == 0 {
		return other
	}
	return c
}

// near is how far apart two colours are in each of their parts that the eye takes
// for one: F0F0F0 on white has a contrast of 1.14 to 1, where reading needs 4.5.
const near = 0x0F

// Seen reports whether letters of this colour are seen on a ground: unless both
// are known and nearly the same.
func (c Colour) Seen(ground Colour) bool {
	if c == 0 || ground == 0 {
		return true
	}
	for shift := 0; shift < 24; shift += 8 {
		a, b := int(c>>shift&0xFF), int(ground>>shift&0xFF)
		if a-b > near || b-a > near {
			return true
		}
	}
	return false
}

// leastSize is the size of letters, in points, that are a line at best.
const leastSize = 1

// Tiny reports whether letters of this size, in points, are not seen for it. 0 is
// a size that is not said.
func Tiny(points float64) bool { return points > 0 && points <= leastSize }
