package html

import (
	"strconv"
	"strings"
)

// isPaper reports whether a colour is that of the paper: white or nearly so, or none.
func isPaper(colour string) bool {
	colour = lower(strings.TrimSpace(colour))
	switch colour {
	case "white", "transparent", "none", "inherit", "initial", "unset", "snow", "ivory", "ghostwhite", "floralwhite",
		"whitesmoke", "mintcream", "azure", "seashell":
		return true
	}
	if hex, ok := strings.CutPrefix(colour, "#"); ok {
		return isPaperHex(hex)
	}
	if args, ok := strings.CutPrefix(colour, "rgb"); ok {
		return isPaperRGB(args)
	}
	return false
}

const (
	light = 240 // the least that each part of a light colour has, of 255
	clear = 0.1 // how much of what is below a colour covers that is as good as none
)

// isPaperHex reads fff, ffff, ffffff and ffffffff.
func isPaperHex(hex string) bool {
	width := 1
	if len(hex) >= 6 {
		width = 2
	}
	paper := len(hex) >= 3
	for i := 0; (i+1)*width <= len(hex) && i < 4; i++ {
		n, err := strconv.ParseUint(hex[i*width:(i+1)*width], 16, 8)
		switch {
		case err != nil:
			return false
		case width == 1:
			n *= 17
		}
		if i == 3 {
			return paper || float64(n) < clear*255
		}
		paper = paper && n >= light
	}
	return paper
}

// isPaperRGB reads the arguments of rgb and rgba, with commas or without.
func isPaperRGB(args string) bool {
	paper := true
	part := 0
	for field := range strings.FieldsFuncSeq(args, func(c rune) bool { return strings.ContainsRune("a(), /", c) }) {
		n, unit, ok := number(field)
		switch {
		case !ok:
			return false
		case unit == "%":
			n /= 100
		case part < 3:
			n /= 255
		}
		if part == 3 {
			return paper || n < clear
		}
		paper = paper && n*255 >= light
		part++
	}
	return paper && part == 3
}

// groundOf tells a background of the colour of paper from another one, which a
// picture has or may have; 0 where what is below shows through.
func groundOf(background string) look {
	switch background {
	case "", "none", "transparent", "inherit", "initial", "unset", "0", "0 0":
		return 0
	}
	if isPaperGround(background) {
		return papered
	}
	return backed
}

func isPaperGround(background string) bool {
	if isPaper(background) {
		return true
	}
	if strings.Contains(background, "(") {
		return false
	}
	for word := range strings.FieldsSeq(background) {
		switch word {
		case "repeat", "no-repeat", "repeat-x", "repeat-y", "scroll", "fixed", "local", "center", "left", "right", "top",
			"bottom", "auto", "/":
			continue
		}
		if _, _, ok := number(word); !ok && !isPaper(word) {
			return false
		}
	}
	return true
}

// sameColour reports whether a text has the colour of what is behind it.
func sameColour(text, ground string) bool {
	text, ground = strings.TrimSpace(text), strings.TrimSpace(ground)
	return text != "" && strings.EqualFold(text, ground)
}

// property returns a property of a style, the last where it is said again, "" if it
// is not there.
func property(style, name string) (value string) {
	for declaration := range strings.SplitSeq(style, ";") {
		key, v, ok := strings.Cut(declaration, ":")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			v, _, _ = strings.Cut(v, "!")
			value = strings.TrimSpace(v)
		}
	}
	return value
}
