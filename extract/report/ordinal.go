package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// The form numbers its rows. A label with the number of another row is that row's, or
// the number is wrong: （一）不予公开 is two letters from （一）予以公开. Organs that leave rows
// out number the rest anew, so the number counts only against a label that a slip
// makes of the other one, and only where neither that other row's own label nor the
// order of the rows tells which it is.

// levels are the rows and headings of section 三 that are numbered from one on,
// each list in its order.
var levels = func() [][]string {
	out := [][]string{
		{"new", "carried_in", groupResults, "carried_out"},
		{"granted", "partial", "denied", "unavailable", "not_processed", "otherwise", "total"},
	}
	for _, g := range applicationGroups[:3] {
		var rows []string
		for _, r := range applicationRows {
			if r.group == g.key {
				rows = append(rows, r.key)
			}
		}
		out = append(out, rows)
	}
	return out
}()

// slip is by how many letters two wordings may differ for one to be the other by
// a slip: 予以公开 and 不予公开, 本年新收… and 上年结转….
const slip = 3

// rowOfOrdinal is the row of section 三 that an ordinal names beside a label which
// names r, where the two are not the same and a slip apart.
func rowOfOrdinal(r rowForm, ordinal string) (other string, ok bool) {
	n, err := strconv.Atoi(ordinal)
	if err != nil {
		i := strings.Index("零一二三四五六七八九", ordinal)
		n = i / len("零") // 十 and more number no row that a slip makes of another
	}
	for _, rows := range levels {
		at := slices.Index(rows, r.key)
		if at < 0 || n < 1 || n > len(rows) || n == at+1 {
			continue
		}
		if distance([]rune(r.labels[0]), []rune(labelOf(rows[n-1])), slip) <= slip {
			return rows[n-1], true
		}
	}
	return "", false
}

// places are the places of the rows and headings of section 三 in the form.
var places = func() map[string]int {
	out := map[string]int{}
	for _, r := range applicationRows {
		for _, key := range []string{r.group, r.key} {
			if _, ok := out[key]; !ok && key != "" {
				out[key] = len(out)
			}
		}
	}
	return out
}()

// numbered is a row or heading that was met, and the other row that its ordinal
// names, "" for none.
type numbered struct{ key, other string }

// number notes a label of section 三 with its ordinal.
func (w *walker) number(r rowForm, ordinal string) {
	if _, ok := places[r.key]; !ok || r.section != secApplications {
		return
	}
	n := numbered{key: r.key}
	if ordinal != "" {
		n.other, _ = rowOfOrdinal(r, ordinal)
	}
	w.numbered = append(w.numbered, n)
	w.contested = w.contested || n.other != ""
}

// settleOrdinals takes back the rows whose ordinal names another row, where nothing
// says which of the two it is: that would be the other row, under its own label, or
// rows before and behind between which the form has only the one.
func (w *walker) settleOrdinals() {
	if !w.contested {
		return
	}
	own := map[string]bool{}
	behind := make([]int, len(w.numbered)) // the place of the next row that is sure
	next := len(places)
	for i := len(w.numbered) - 1; i >= 0; i-- {
		behind[i] = next
		if n := w.numbered[i]; n.other == "" {
			own[n.key], next = true, places[n.key]
		}
	}
	before := -1
	for i, n := range w.numbered {
		if n.other == "" {
			before = places[n.key]
			continue
		}
		between := func(key string) bool { return before <= places[key] && places[key] <= behind[i] }
		if own[n.other] || between(n.key) && !between(n.other) {
			continue
		}
		for _, key := range []string{n.key, n.key + ".subtotal"} {
			if w.sheet.drop(secApplications, key) {
				w.sheet.find("ordinal_contradicts", document.Publisher, secApplications+"."+key,
					"标签是“"+labelOf(n.key)+"”，序号却是“"+labelOf(n.other)+"”的，未读 / the label names one row, its number another: left out", document.Place{})
			}
		}
	}
}

// labelOf is the form's wording of a row or heading of section 三.
func labelOf(key string) string {
	i := slices.IndexFunc(allRows, func(r rowForm) bool { return r.section == secApplications && r.key == key })
	return allRows[i].labels[0]
}
