package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"gongkai/extract/document"
)

// FormatCSV is the name of the format in a Document: values with a comma, a tab
// or a semicolon between them (RFC 4180), which many name .xls.
const FormatCSV = "csv"

// separators are what may stand between values.
const separators = "\t,;"

// Separator returns what stands between the values of a text, 0 if nothing does
// in at least two of its first lines.
func Separator(text string) rune {
	best, most := rune(0), 1
	text = text[:min(len(text), 1<<20)]
	for _, sep := range separators {
		lines := 0
		for i, line := 0, 0; line < 200 && i < len(text); line++ {
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				end = len(text) - i
			}
			if strings.ContainsRune(text[i:i+end], sep) {
				lines++
			}
			i += end + 1
		}
		if lines > most {
			best, most = sep, lines
		}
	}
	return best
}

// ReadCSV reads a text of values with that separator, decoded already. The error
// is a *document.Error.
func ReadCSV(text string, separator rune) (*document.Document, error) {
	b := newBuilder(FormatCSV)
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator, -1, true, true
	p := &page{}
	width, fields := 0, 0 // of the widest record since the last one that is a heading, without and with blanks at its end
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.doubt(CodePart, "csv", "此行以下未读："+err.Error()+" (the rest of the text was left out)")
			break
		}
		line, _ := r.FieldPos(0)
		if line > maxRow {
			b.budget.Reached("rows", maxRow)
			break
		}
		n := filled(record)
		wider := width > 1 && n > width || fields > 1 && len(record) > fields
		if separator == ',' && wider && torn(record) {
			b.doubt(CodePart, "csv", "数字中的逗号未加引号，此行未读：a number with a comma, without quotes, is in two values; the line is left out: "+strings.Join(record, ","))
			continue
		}
		if width, fields = max(n, width), max(len(record), fields); n < 2 {
			width, fields = 0, len(record)
		}
		for k, text := range record {
			b.keep(p, value{row: line - 1, col: k, text: text})
		}
	}
	b.pages([]*page{p})
	return b.finish()
}

// filled is the number of values of a record without the blank ones at its end.
func filled(record []string) int {
	n := len(record)
	for n > 0 && strings.TrimSpace(record[n-1]) == "" {
		n--
	}
	return n
}

// torn reports whether two values may be one number: 1,234.
func torn(record []string) bool {
	for i := 1; i < len(record); i++ {
		a, b := strings.TrimSpace(record[i-1]), strings.TrimSpace(record[i])
		whole, _, _ := strings.Cut(b, ".")
		if len(a) > 0 && len(a) <= 3 && a[0] != '0' && len(whole) == 3 && digits(a) && digits(whole) {
			return true
		}
	}
	return false
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
