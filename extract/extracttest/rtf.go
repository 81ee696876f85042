package extracttest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/report/reporttest"
)

// rtf writes as Word does: Chinese as bytes of its code page or by number, cells
// merged sideways by their right edge or by a mark on each.
func rtf(parts []reporttest.Part, noise *rand.Rand) []byte {
	var b strings.Builder
	b.WriteString("{\\rtf1\\ansi\\ansicpg936\\uc1\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\n")
	for _, part := range parts {
		if part.Table != nil {
			rtfTable(&b, part.Table, noise)
			continue
		}
		b.WriteString("\\pard\\plain\\f0 " + rtfText(part.Text, noise) + "\\par\n")
	}
	b.WriteString("}")
	return []byte(b.String())
}

func rtfTable(b *strings.Builder, t reporttest.Table, noise *rand.Rand) {
	marks := once(2, noise)
	for _, row := range pieces(t) {
		b.WriteString("\\trowd\\trgaph108\\trleft-108")
		var cells []string
		edge := 0
		for _, c := range row {
			merge := ""
			if c.RowSpan > 1 {
				merge = "\\clvmgf"
				if !c.own {
					merge = "\\clvmrg"
				}
			}
			text := ""
			if c.own {
				text = rtfText(c.Text, noise)
			}
			if !marks {
				edge += 600 * c.ColSpan
				fmt.Fprintf(b, "%s\\clvertalc\\clbrdrt\\brdrs\\cellx%d", merge, edge)
				cells = append(cells, text)
				continue
			}
			for i := range c.ColSpan {
				side := ""
				switch {
				case c.ColSpan > 1 && i == 0:
					side = "\\clmgf"
				case i > 0:
					side, text = "\\clmrg", ""
				}
				edge += 600
				fmt.Fprintf(b, "%s%s\\cellx%d", merge, side, edge)
				cells = append(cells, text)
			}
		}
		b.WriteString("\n\\pard\\intbl\\plain\\f0 " + strings.Join(cells, "\\cell\n") + "\\cell\\row\n")
	}
	b.WriteString("\\pard\n")
}

func rtfText(s string, noise *rand.Rand) string {
	var b strings.Builder
	for _, r := range s {
		code, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
		switch {
		case r < 0x80 && strings.ContainsRune(`\{}`, r):
			b.WriteString("\\" + string(r))
		case r < 0x80:
			b.WriteRune(r)
		case err == nil && once(2, noise):
			for _, c := range code {
				fmt.Fprintf(&b, "\\'%02x", c)
			}
		default:
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, "\\u%d?", int16(u))
			}
		}
		if once(9, noise) {
			b.WriteString(oneOf(noise, "{\\b}", "\\b0 ", "{\\*\\bkmkstart a}", "\n"))
		}
	}
	return b.String()
}
