package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A title often shortens the organ's name: the place alone for its government,
// a name without the city above it. The text may print the whole name; what it
// does not print is not made up.

var (
	// a place and nothing behind it
	reBarePlace = regexp.MustCompile(`^\p{Han}{1,12}(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道)$`)
	// places, each within the one before
	rePlaces = regexp.MustCompile(`^(?:\p{Han}{2,4}(?:省|自治区))?(?:\p{Han}{2,6}(?:市|自治州|盟|地区))?(?:\p{Han}{2,8}(?:县|区|旗|市))?(?:\p{Han}{2,5}(?:镇|乡))?$`)
	// a place within a name, its own place is above it
	rePlaceIn = regexp.MustCompile(`^\p{Han}{2,8}?(?:县|区|旗|镇|乡|街道|市)`)
)

// beforeName are characters that stand before a name and in no place's.
const beforeName = "由为是到对将送向至在请"

// governed returns the name of the organ whose report a bare place's is: with
// 人民政府 or 办事处 behind it where the text prints that. Any other name comes back
// as it is.
func (p *parser) governed(name string) string {
	if !reBarePlace.MatchString(name) {
		return name
	}
	for _, end := range []string{"人民政府", "办事处"} {
		if p.prints(name + end) {
			return name + end
		}
	}
	return name
}

// fuller returns a name that a sentence gives in the longest form that the text
// prints: with the places above it in front. A name that the text nowhere has
// longer comes back as it is. It is not for names of a title: those are the
// organ's own choice.
func (p *parser) fuller(name string) string {
	name = p.governed(name)
	if !rePlaceIn.MatchString(name) || rePlaces.MatchString(name) {
		return name // no place that could lie within another one, or no organ
	}
	best := name
	for i := 0; i < len(p.lines) && i < maxNameLines; i++ {
		f := p.lines[i].fold()
		for at := 0; ; {
			n := strings.Index(f[at:], name)
			if n < 0 {
				break
			}
			at += n
			if above := placesBefore(f[:at]); above != "" && len(above)+len(name) > len(best) {
				best = above + name
			}
			at += len(name)
		}
	}
	return best
}

// maxNameLines are the lines of a document in which a name is looked for.
const maxNameLines = 400

// prints reports whether the text has a name as that of an organ of its own: not
// as the beginning of its office's.
func (p *parser) prints(name string) bool {
	for i := 0; i < len(p.lines) && i < maxNameLines; i++ {
		f := p.lines[i].fold()
		for n := strings.Index(f, name); n >= 0; n = strings.Index(f, name) {
			if f = f[n+len(name):]; !strings.HasPrefix(f, "办公") {
				return true
			}
		}
	}
	return false
}

// placesBefore is the places that a folded text ends in, "" where what stands
// there is anything else.
func placesBefore(f string) string {
	from := len(f)
	for n := 0; from > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f[:from])
		if !han(r) || strings.ContainsRune(beforeName, r) {
			break
		}
		if n == 20 {
			return ""
		}
		from -= size
	}
	if above := f[from:]; above != "" && rePlaces.MatchString(above) {
		return above
	}
	return ""
}
