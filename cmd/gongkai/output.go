package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/archive"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
)

// when writes a time for a person, "—" for none.
func when(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(archive.China()).Format("2006-01-02 15:04:05")
}

// printJSON writes one JSON value on a line of its own. What could steer a
// terminal (controls, writing direction) is escaped: the value stays the same.
func (a *app) printJSON(v any) error {
	var b bytes.Buffer
	if err := jsonLine(&b, v); err != nil {
		return err
	}
	_, err := a.out.Write(b.Bytes())
	return err
}

// jsonLine writes the line of printJSON.
func jsonLine(to *bytes.Buffer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	to.Write(escapeControls(b.Bytes()))
	return nil
}

// escapeControls replaces the controls that JSON lets stand in a string by
// their escapes (RFC 8259, 7). Outside of strings JSON has none of them.
func escapeControls(line []byte) []byte {
	if !maySteer(line) {
		return line
	}
	var out bytes.Buffer
	for _, r := range string(line) {
		if steers(r) {
			fmt.Fprintf(&out, "\\u%04x", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.Bytes()
}

// maySteer reports whether a line, valid UTF-8, holds a rune that steers. It looks
// only where one can begin, at the first of its bytes: a report's line of some
// sixty thousand bytes has a few of them.
func maySteer(line []byte) bool {
	for _, first := range []byte{0x7f, 0xc2, 0xe2} {
		for rest := line; ; rest = rest[1:] {
			i := bytes.IndexByte(rest, first)
			if i < 0 {
				break
			}
			rest = rest[i:]
			if r, _ := utf8.DecodeRune(rest); steers(r) {
				return true
			}
		}
	}
	return false
}

// steers reports whether r does something to a terminal in place of standing
// there: DEL, the C1 controls, and the marks of writing direction.
func steers(r rune) bool {
	return r >= 0x7f && r < 0xa0 || r >= 0x200e && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// grid prints rows under a header, columns lined up by their width on a
// terminal (a Chinese character takes two places).
func (a *app) grid(header []string, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	for _, r := range rows {
		for i := range r {
			r[i] = printable(r[i])
		}
	}
	t := table.New().Border(lipgloss.NormalBorder()).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		BorderColumn(false).BorderHeader(true).
		Headers(header...).Rows(rows...).
		StyleFunc(func(row, col int) lipgloss.Style {
			return lipgloss.NewStyle().PaddingRight(2)
		})
	for line := range strings.Lines(t.String() + "\n") {
		if _, err := fmt.Fprintln(a.out, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

// printable makes text of an archive safe for a terminal: what a portal sent
// may hold escape sequences or line breaks.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < 0x20 || steers(r):
			return -1
		}
		return r
	}, s)
}

// printableLines is printable for text of several lines.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

// joinSome joins at most n of list and says how many more there are.
func joinSome(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s…（共 %d）", strings.Join(list[:n], "、"), len(list))
}
