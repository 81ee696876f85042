package script

import (
	"strings"
	"unicode"
)

// CodeField is the code of the finding that a field shows what is not in the file:
// a program works it out when the file is opened or printed.
const CodeField = "field_unread"

// MessageField is what the finding says of a field with this code.
func MessageField(code string) string {
	return "域的结果不在文件中，未读：" + strings.ToValidUTF8(strings.TrimSpace(code), "") + " (what a field shows is not in the file)"
}

// FieldShows reports whether a field that left no text shows something all the
// same (ECMA-376 Part 1, 17.16.5). Word draws some fields of their code, whatever
// their result (EQ, a list to choose from); others show what is worked out later,
// unless a result is there and empty. Entries of an index show nothing.
func FieldShows(code string, result bool) bool {
	name := strings.TrimSpace(code)
	if strings.HasPrefix(name, "=") { // a sum
		return !result
	}
	if end := strings.IndexFunc(name, func(c rune) bool { return !unicode.IsLetter(c) }); end >= 0 {
		name = name[:end]
	}
	switch strings.ToUpper(name) {
	case "EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "MACROBUTTON", "GOTOBUTTON", "FORMDROPDOWN", "FORMCHECKBOX":
		return true
	case "", "XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK", "ADVANCE", "HYPERLINK", "NEXT", "NEXTIF", "SKIPIF", "PRINT":
		return false
	}
	return !result
}

// Beside returns the text of a cell in which a picture, an object or a box stands
// too: what it shows, or lays over the text, nobody can tell. Words stay as they are.
func Beside(text string) string {
	if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
		return text
	}
	return text + Object
}

// Digits are the digits that a number may have.
const Digits = "0123456789０１２３４５６７８９"
