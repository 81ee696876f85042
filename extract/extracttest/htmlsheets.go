package extracttest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"gongkai/extract/report/reporttest"
)

// unseen are styles by which nothing is seen of a text.
var unseen = []string{
	"display:none", "Display: None !important", "visibility:hidden", "font-size:0", "opacity:0", "text-indent:-9999px",
	"position:absolute; left:-999em", "height:0;overflow:hidden", "clip: rect(0 0 0 0)", "color:#fff", "color: WHITE ;",
	"color:rgba(0,0,0,0)", "d\\69splay:none", "dis/**/play:none;display:none", "color:#36c;background:#36c",
}

// elsewhere are styles by which a text is seen that is none of the table: struck
// through, raised.
var elsewhere = []string{"text-decoration:line-through", "vertical-align:super", "float:right", "position:relative;top:-5px"}

// htmlSheets puts digits into the page that nobody sees where they stand, by style
// sheets, by styles of elements, and by elements that are not shown; and has sheets
// print digits that the page does not have.
func htmlSheets(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.b.WriteString("<style><!--\n@charset \"utf-8\"; a:hover{display:none}\n")
	for i, s := range slices.Concat(unseen, elsewhere) {
		selector := oneOf(noise, ".u%d", "span.u%d", "body .u%d", "p, [class=u%d]", "tr span.u%d", "td>span.u%[1]d,th>span.u%[1]d", "table .u%d:not(.v)", "@media screen{.u%d")
		if strings.HasPrefix(selector, "@") {
			s += "}"
		}
		fmt.Fprintf(&p.b, selector+"{%s}\n", i, s)
	}
	p.b.WriteString(`.b::before{content:"1"} .a:after { content : '\31' }` + "\n--></style>\n")
	p.words = func(s string, noise *rand.Rand) string {
		text := html.EscapeString(s)
		digit, looks := oneOf(noise, "1", "2", "30", "4"), slices.Concat(unseen, elsewhere)
		if !strings.ContainsFunc(s, unicode.IsGraphic) || strings.TrimSpace(s) == "" {
			looks = unseen // a raised digit in an empty cell is a digit
		}
		switch at := noise.IntN(len(looks)); noise.IntN(30) {
		case 0, 1, 2:
			digit = fmt.Sprintf(`<span class="u%d">%s</span>`, at, digit)
		case 3:
			digit = fmt.Sprintf(`<span style="%s">%s</span>`, looks[at], digit)
		case 4:
			digit = oneOf(noise, "<s>3</s>", "<img src=1.png alt=1>", "<datalist><option>9</datalist>", "<button>7</button>", "<input value=5>", "<svg><text>7</text></svg>")
		case 5:
			return oneOf(noise, `<span class="a">`, `<b class="x b">`, `<i class=b>`) + text + "</span></b></i>"
		default:
			return text
		}
		if once(2, noise) {
			return text + digit
		}
		return digit + text
	}
	p.parts(parts)
	return p.bytes()
}
