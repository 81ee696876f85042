package export

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// header names the columns of the CSV export, one line a statutory cell.
var header = []string{
	"portal", "organ", "kind", "year", "published", "form_proactive", "form_applications",
	"key", "section", "row", "column", "value", "state", "raw",
	"url", "version", "first_seen", "last_seen", "sha256", "document",
	"page", "table", "table_row", "table_column", "line", "gone",
}

// CSV writes one line for each statutory cell (RFC 4180, UTF-8, "\n" as the
// csv package writes it). value is empty unless state is "value". A filing
// that could not be read, and a guide, is one line without a key; its state
// says why.
//
// What a portal sent may begin like a formula; such text gets a leading "'"
// so that a spreadsheet does not run it. Plain signed numbers (+5, -30) are
// left as printed.
func CSV(w io.Writer, rows iter.Seq2[Row, error]) error {
	return CellsCSV(w, func(yield func(Cell, error) bool) {
		for row, err := range rows {
			if err != nil {
				yield(Cell{}, err)
				return
			}
			for c := range Cells(&row) {
				if !yield(c, nil) {
					return
				}
			}
		}
	})
}

// CellsCSV writes the header and a line for each cell, as CSV does.
func CellsCSV(w io.Writer, cells iter.Seq2[Cell, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	for c, err := range cells {
		if err != nil {
			return err
		}
		if err := out.Write(line(c)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func line(c Cell) []string {
	r := c.Row
	fields := []string{
		r.Filing.Portal, r.Filing.OrganName, r.Filing.Kind, number(r.Filing.Year), r.Filing.Published, "", "",
		c.Key, c.Cell.Section, c.Cell.Row, c.Cell.Column, "", string(c.Cell.State), c.Cell.Raw,
		r.URL, r.Version, stamp(r.FirstSeen), stamp(r.LastSeen), r.Payload.String(), "",
		number(c.Place.Page), number(c.Place.Table), number(c.Place.Row), number(c.Place.Column), number(c.Place.Line), yes(r.Gone),
	}
	if c.Key == "" {
		fields[12] = string(r.State)
	}
	if r.Record != nil {
		fields[19] = strconv.Itoa(r.Record.Source.Document)
		if f := r.Record.Forms; f != nil {
			fields[5], fields[6] = f.Proactive, f.Applications
		}
	}
	for i := range fields {
		fields[i] = Harmless(fields[i])
	}
	if c.Cell.Value != nil {
		fields[11] = c.Cell.Value.String()
	}
	return fields
}

// Harmless puts a "'" before text that a spreadsheet could take for a formula:
// what begins with one of the marks that OWASP's page on CSV injection lists,
// those of full width among them. Plain signed numbers stay as they are.
func Harmless(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return s
	}
	if _, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil && (s[0] == '+' || s[0] == '-') {
		return s
	}
	return "'" + s
}

// yes writes "yes" or nothing.
func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// number writes n, nothing for 0: places count from 1 and a guide has no year.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
