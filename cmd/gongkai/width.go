package main

import (
	"os"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/vbauerster/mpb/v8/cwriter"
)

// columns is how wide the terminal is that standard output is; 0 where it is
// none: then lines are as long as they are, for grep and for files.
func (a *app) columns() int {
	if f, ok := a.out.(*os.File); ok && terminal(f) {
		if columns, _, err := cwriter.New(f).GetTermSize(); err == nil {
			return columns
		}
	}
	return 0
}

// padded fills a text with blanks up to a width; a Chinese character takes two
// places.
func padded(s string, width int, right bool) string {
	fill := strings.Repeat(" ", max(0, width-lipgloss.Width(s)))
	if right {
		return fill + s
	}
	return s + fill
}

// shortened cuts a text to a width; one that is cut ends in "…".
func shortened(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	var b strings.Builder
	at := 1 // the "…"
	for _, r := range s {
		if at += lipgloss.Width(string(r)); at > width {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}

// wrapped breaks a text into lines of a width, 0 for one line. The lines behind
// the first begin with so many blanks.
func wrapped(s string, columns, indent int) string {
	if columns <= indent+10 {
		return s
	}
	lines := strings.Split(lipgloss.Wrap(s, columns-indent, " "), "\n")
	return strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}
