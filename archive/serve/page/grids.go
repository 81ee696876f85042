package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/report"
)

// sheets are the printed tables of a report. rest are the keys of cells that no
// table has a place for: they are listed, never left out.
type grids struct {
	proactive              []grid
	applications, disputes []grid // one or none
	rest                   []string
}

// gridsOf lays out the cells of a report by its forms. A table of which no
// cell was read is not there.
func gridsOf(r *report.Record) grids {
	var forms report.Forms
	if r.Forms != nil {
		forms = *r.Forms
	}
	var s grids
	if hasPrefix(r.Cells, "proactive.") {
		s.proactive = proactiveGrids(forms.Proactive, r.Cells)
	}
	if hasPrefix(r.Cells, "applications.") {
		s.applications = []grid{applicationsGrid(forms.Applications, r.Cells)}
	}
	if slices.ContainsFunc(disputes, func(d string) bool { return hasPrefix(r.Cells, d+".") }) {
		s.disputes = []grid{disputesGrid()}
	}
	placed := make(map[string]bool, len(keyRanks))
	for _, list := range [][]grid{s.proactive, s.applications, s.disputes} {
		place(placed, list)
	}
	for k := range r.Cells {
		if !placed[k] {
			s.rest = append(s.rest, k)
		}
	}
	slices.Sort(s.rest)
	return s
}

// place notes the keys that have a place in the tables.
func place(placed map[string]bool, list []grid) {
	for i := range list {
		for _, block := range list[i].blocks {
			for _, row := range block {
				for _, b := range row {
					if b.key != "" {
						placed[b.key] = true
					}
				}
			}
		}
	}
}

// keyLabel names a statutory cell in a few words: its row and its column. A key
// that the form does not know is named by itself.
func keyLabel(key string, l lang) string {
	section, rest, _ := strings.Cut(key, ".")
	if head, ok := reviewHeads[section]; ok {
		if c, ok := reviewWords[rest]; ok {
			return head.In(l) + " · " + c.In(l)
		}
		return key
	}
	cut := strings.LastIndexByte(rest, '.')
	if cut < 0 {
		return key
	}
	row, column := rowLabel(section, rest[:cut], l), columnWords[rest[cut+1:]]
	if row == "" || column.zh == "" {
		return key
	}
	if group, _, in := strings.Cut(rest[:cut], "."); in && rest[:cut] != "otherwise.other" && !strings.HasSuffix(row, subtotalWords.In(l)) {
		row = bare(groupWords[group].In(l)) + l.t("：", ": ") + row
	}
	return row + " · " + column.In(l)
}

// rowLabel names a row of section 二 or 三 without its number in the form, "" for
// one that the form does not know.
func rowLabel(section, row string, l lang) string {
	if group, is := strings.CutSuffix(row, ".subtotal"); is {
		if g, ok := groupWords[group]; ok {
			return bare(g.In(l)) + l.t("", " ") + subtotalWords.In(l)
		}
		return ""
	}
	w, ok := rowWords[section+"."+row]
	if !ok {
		return ""
	}
	switch row {
	case "otherwise.other": // 其他 alone says too little
		return bare(groupWords["otherwise"].In(l)) + l.t("：", ": ") + bare(w.In(l))
	case "total":
		return l.t("办理结果总计", "total of results")
	}
	return bare(w.In(l))
}

// bare takes the number before a label of the form away, and a remark in
// brackets behind it: （二）部分公开（区分处理的…） is 部分公开.
func bare(s string) string {
	for _, open := range []string{"（", "("} {
		if rest, is := strings.CutPrefix(s, open); is {
			if i := strings.IndexAny(rest, "）)"); i >= 0 {
				_, size := utf8.DecodeRuneInString(rest[i:])
				s = strings.TrimSpace(rest[i+size:])
			}
		}
	}
	for _, dot := range []string{"、", "."} {
		if head, rest, ok := strings.Cut(s, dot); ok && isOrdinal(head) {
			s = strings.TrimSpace(rest)
			break
		}
	}
	if i := strings.IndexAny(s, "（("); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	return s
}

func isOrdinal(s string) bool {
	return s != "" && strings.Trim(s, "0123456789一二三四五六七八九") == ""
}

// keyRanks is the order of the statutory cells in print, over both forms.
var keyRanks = func() map[string]int {
	ranks := map[string]int{}
	add := func(list []grid) {
		for i := range list {
			for _, block := range list[i].blocks {
				for _, row := range block {
					for _, b := range row {
						if b.key != "" {
							if _, ok := ranks[b.key]; !ok {
								ranks[b.key] = len(ranks)
							}
						}
					}
				}
			}
		}
	}
	add(proactiveGrids("2021", nil))
	add(proactiveGrids("2019", nil))
	all := map[string]report.Cell{"applications.otherwise.total": {}}
	for _, g := range []string{"denied", "unavailable", "not_processed", "otherwise"} {
		all["applications."+g+".subtotal.organisations"] = report.Cell{}
	}
	add([]grid{applicationsGrid("2021", all), disputesGrid()})
	return ranks
}()

// inPrintOrder sorts keys as they stand in the tables; unknown ones come last.
func inPrintOrder(keys []string) {
	rank := func(k string) int {
		if r, ok := keyRanks[k]; ok {
			return r
		}
		return len(keyRanks)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if ra, rb := rank(a), rank(b); ra != rb {
			return ra - rb
		}
		return strings.Compare(a, b)
	})
}
