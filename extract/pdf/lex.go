package pdf

import "strconv"

// kind is what a token of a content stream or CMap is.
type kind uint8

const (
	tokenEnd      kind = iota // nothing more
	tokenNumber               // num
	tokenString               // text, decoded
	tokenName                 // text, without the slash
	tokenOperator             // text
	tokenOpen                 // [ or <<
	tokenClose                // ] or >>
)

type token struct {
	kind kind
	num  float64
	text []byte
}

// lexer cuts a content stream into tokens (ISO 32000-1, 7.2 and 7.8.2). It
// accepts any bytes: what makes no sense is passed over.
type lexer struct {
	b []byte
	p int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) next() token {
	for l.p < len(l.b) {
		c := l.b[l.p]
		switch {
		case space(c), c == ')', c == '{', c == '}':
			l.p++
		case c == '%':
			for l.p < len(l.b) && l.b[l.p] != '\n' && l.b[l.p] != '\r' {
				l.p++
			}
		case c == '(':
			return token{kind: tokenString, text: l.literal()}
		case c == '<' && l.at(1) == '<':
			l.p += 2
			return token{kind: tokenOpen}
		case c == '<':
			return token{kind: tokenString, text: l.hex()}
		case c == '>':
			l.p++
			if l.at(0) == '>' {
				l.p++
				return token{kind: tokenClose}
			}
		case c == '[':
			l.p++
			return token{kind: tokenOpen}
		case c == ']':
			l.p++
			return token{kind: tokenClose}
		case c == '/':
			l.p++
			return token{kind: tokenName, text: l.name()}
		default:
			return l.word()
		}
	}
	return token{}
}

func (l *lexer) at(ahead int) byte {
	if l.p+ahead < len(l.b) {
		return l.b[l.p+ahead]
	}
	return 0
}

// word is a number or an operator.
func (l *lexer) word() token {
	from := l.p
	for l.p < len(l.b) && !space(l.b[l.p]) && !delimiter(l.b[l.p]) {
		l.p++
	}
	w := l.b[from:l.p]
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, ok := number(w); ok {
			return token{kind: tokenNumber, num: n}
		}
	}
	return token{kind: tokenOperator, text: w}
}

// number reads what producers write for numbers: also --5, 1.-3 and 4.5.6,
// which readers take for -5, 1 and 4.5.
func number(w []byte) (float64, bool) {
	i, negative := 0, false
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		negative = negative || w[i] == '-'
		i++
	}
	if i == len(w) || len(w) > 40 {
		return 0, false
	}
	n, scale, point := 0.0, 1.0, false
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9' && !point:
			n = n*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			scale /= 10
			n += float64(c-'0') * scale
		case c == '.' && !point:
			point = true
		case c == '.' || c == '-':
			i = len(w)
		case c == 'e' || c == 'E':
			v, err := strconv.ParseFloat(string(w), 64)
			return v, err == nil
		default:
			return 0, false
		}
	}
	if negative {
		n = -n
	}
	return n, true
}

func (l *lexer) name() []byte {
	from, escaped := l.p, false
	for l.p < len(l.b) && !space(l.b[l.p]) && !delimiter(l.b[l.p]) {
		escaped = escaped || l.b[l.p] == '#'
		l.p++
	}
	w := l.b[from:l.p]
	if !escaped {
		return w
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if h, k := hexDigit(w[i+1]), hexDigit(w[i+2]); h >= 0 && k >= 0 {
				out = append(out, byte(h<<4|k))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() []byte {
	l.p++
	var out []byte
	high := -1
	for l.p < len(l.b) {
		c := l.b[l.p]
		l.p++
		if c == '>' {
			break
		}
		h := hexDigit(c)
		switch {
		case h < 0:
		case high < 0:
			high = h
		default:
			out = append(out, byte(high<<4|h))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

// literal reads (a string), with its escapes.
func (l *lexer) literal() []byte {
	l.p++
	var out []byte
	depth := 1
	for l.p < len(l.b) {
		c := l.b[l.p]
		l.p++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\r':
			if l.at(0) == '\n' {
				l.p++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash; false where it stands for nothing.
func (l *lexer) escape() (byte, bool) {
	if l.p >= len(l.b) {
		return 0, false
	}
	c := l.b[l.p]
	l.p++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		if l.at(0) == '\n' {
			l.p++
		}
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for range 2 {
		if d := l.at(0); l.p < len(l.b) && d >= '0' && d <= '7' {
			v = v<<3 | int(d-'0')
			l.p++
		}
	}
	return byte(v), true
}
