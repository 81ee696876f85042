package extracttest

import (
	"math/rand/v2"
	"strings"

	"gongkai/extract/report/reporttest"
)

// lines writes parts as text, its tables by write.
func lines(parts []reporttest.Part, write func(b *strings.Builder, t reporttest.Table)) []byte {
	var b strings.Builder
	for _, part := range parts {
		if part.Table != nil {
			write(&b, part.Table)
			continue
		}
		b.WriteString(part.Text + "\n\n")
	}
	return []byte(b.String())
}

// textRows writes a row a line and a tab between columns; where cells are
// merged, all but the first are blank.
func textRows(parts []reporttest.Part, _ *rand.Rand) []byte {
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for _, row := range pieces(t) {
			b.WriteString(strings.Join(padded(row), "\t") + "\n")
		}
		b.WriteString("\n")
	})
}

// textMergedRows writes a row a line and a tab between cells: cells merged
// sideways are one, of cells merged downwards a blank is left in each row.
func textMergedRows(parts []reporttest.Part, _ *rand.Rand) []byte {
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for _, row := range pieces(t) {
			var cells []string
			for _, c := range row {
				cells = append(cells, own(c))
			}
			b.WriteString(strings.Join(cells, "\t") + "\n")
		}
		b.WriteString("\n")
	})
}

// textCells writes a cell a line, a tab before each, and a blank line after each row.
func textCells(parts []reporttest.Part, _ *rand.Rand) []byte {
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for _, row := range pieces(t) {
			for _, c := range row {
				b.WriteString("\t" + own(c) + "\n")
			}
			b.WriteString("\n")
		}
		b.WriteString("\n\n\n")
	})
}

// textPipes writes a row a line between pipes; where cells are merged, all but
// the first are blank.
func textPipes(parts []reporttest.Part, noise *rand.Rand) []byte {
	rule := once(2, noise)
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for r, row := range pieces(t) {
			cells := padded(row)
			b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
			if r == 0 && rule {
				b.WriteString(strings.Repeat("|---", len(cells)) + "|\n")
			}
		}
		b.WriteString("\n")
	})
}

// textLonePipes writes a cell a line and a line with a pipe before each row.
func textLonePipes(parts []reporttest.Part, _ *rand.Rand) []byte {
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for _, row := range pieces(t) {
			b.WriteString("|\n")
			for _, c := range row {
				if c.own {
					b.WriteString(c.Text + " |\n")
				}
			}
		}
		b.WriteString("\n")
	})
}

// textLines writes a cell a line; blank cells leave nothing.
func textLines(parts []reporttest.Part, _ *rand.Rand) []byte {
	return lines(parts, func(b *strings.Builder, t reporttest.Table) {
		for _, row := range pieces(t) {
			for _, c := range row {
				if c.own && strings.TrimSpace(c.Text) != "" {
					b.WriteString(c.Text + "\n")
				}
			}
		}
	})
}

// own is the text of a cell in the row where it begins, nothing below.
func own(c piece) string {
	if !c.own {
		return ""
	}
	return c.Text
}

// padded are the texts of a row by column.
func padded(row []piece) (out []string) {
	for _, c := range row {
		out = append(out, own(c))
		for range c.ColSpan - 1 {
			out = append(out, "")
		}
	}
	return out
}
