package report

import "strings"

const (
	hanDigits = "零一二三四五六七八九"
	// hanNumerals are all signs of numbers in words, those of money and of old custom too.
	hanNumerals = hanDigits + "〇○十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
)

// countInWords reads a number in words as laws write it: 十二, 二十, 一百零五, up to
// 九千九百九十九. One sign alone can be a mark (一 a dash, 十 a cross) and is none; nor
// are 一二, 一十二, 廿, 两百, of which the law's way to write the number is another.
func countInWords(s string) (n int64, ok bool) {
	digit := int64(1)
	count := 0
	for _, r := range s {
		if count++; count > len("九千九百九十九")/len("九") {
			return 0, false
		}
		if i := strings.IndexRune(hanDigits, r); i >= 0 {
			digit = int64(i / len("零"))
			if i > 0 {
				n += digit
			}
			continue
		}
		unit, known := map[rune]int64{'十': 10, '百': 100, '千': 1000}[r]
		if !known {
			return 0, false
		}
		if count > 1 {
			n -= digit
		}
		n += digit * unit
		digit = 0
	}
	return n, count > 1 && hanText(n) == s
}

// hanText writes a number below ten thousand in words.
func hanText(n int64) string {
	digits := []rune(hanDigits)
	out, gap := "", false
	for _, u := range []struct {
		unit int64
		sign string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.unit % 10
		if d == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out += "零"
		}
		if gap = false; d > 1 || u.unit != 10 || out != "" {
			out += string(digits[d])
		}
		out += u.sign
	}
	return out
}

// inWords reports whether a text is nothing but signs of numbers in words: in a cell
// behind a row's label no other label.
func inWords(s string) bool {
	return s != "" && len(s) <= 8*len("零") && strings.Trim(s, hanNumerals) == ""
}
