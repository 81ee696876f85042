package reporttest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gongkai/extract/document"
)

// Wrong lists the cells of a reading that say something else than the truth: a
// number that is another one or that the report does not have. It is what must
// never happen. A cell that is absent, or that says that it is no number, is not
// wrong (see Lost).
func Wrong(got, truth map[string]Truth) (out []string) {
	for k, g := range got {
		if want := truth[k]; g.State == StateValue && g != want {
			out = append(out, fmt.Sprintf("%s: %s for %s %q", k, g.Value, want.State, want.Value))
		}
	}
	slices.Sort(out)
	return out
}

// Lost lists the cells of the truth that a reading does not give as they are.
func Lost(got, truth map[string]Truth) (out []string) {
	for k, want := range truth {
		if g, ok := got[k]; !ok || g != want {
			out = append(out, fmt.Sprintf("%s: %s %q for %s %q", k, g.State, g.Value, want.State, want.Value))
		}
	}
	slices.Sort(out)
	return out
}

// Unheld lists the cells of a reading whose number the document does not hold:
// whose digits stand in none of its texts, nor, for amounts, an amount that
// converts to it.
func Unheld(got map[string]Truth, doc *document.Document) (out []string) {
	held := map[string]bool{}
	note := func(s string) {
		for _, n := range numbers(s) {
			held[n] = true
		}
	}
	var table func(t *document.Table)
	table = func(t *document.Table) {
		for _, c := range t.Cells {
			note(c.Text)
			if c.Wrapped { // its lines are one number
				note(strings.ReplaceAll(c.Text, "\n", ""))
			}
			for _, n := range c.Nested {
				table(n)
			}
		}
	}
	for _, b := range doc.Blocks {
		note(b.Text)
		if b.Table != nil {
			table(b.Table)
		}
	}
	for k, g := range got {
		s := strings.TrimPrefix(g.Value, "-")
		if g.State != StateValue || held[s] || strings.Contains(k, ".amount_") && held["significant "+significant(s)] {
			continue
		}
		out = append(out, k+": "+g.Value)
	}
	slices.Sort(out)
	return out
}

// numbers are the runs of digits of a text, with their decimals, thousands
// separators and characters that print nothing (the zero-width space) gone: as they
// are, without needless zeros, and their significant digits alone, for amounts that
// are given in another unit.
func numbers(s string) (out []string) {
	s = strings.Map(func(r rune) rune {
		if r == ',' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
		f = strings.Trim(f, ".")
		if f == "" {
			continue
		}
		if out = append(out, f); strings.Contains(f, ".") {
			out = append(out, strings.TrimSuffix(strings.TrimRight(f, "0"), "."))
		}
		out = append(out, "significant "+significant(f))
	}
	return out
}

// significant are the digits of a number without its point and outer zeros.
func significant(s string) string {
	return strings.Trim(strings.Replace(s, ".", "", 1), "0")
}
