package page

import (
	"slices"
	"strings"

	"gongkai/extract/report"
)

// The statutory tables as the law prints them, as data: 国办公开办函〔2019〕60号 and
// 〔2021〕30号. The keys are those of extract/report.

// box is one cell of a printed table: a label, or the place of a statutory cell.
type box struct {
	label      phrase
	key        string // of the statutory cell, "" for a label
	rows, cols int
	scope      string // of a label: col, colgroup, row, rowgroup
}

// grid is one printed table. Body rows come in blocks, each a tbody.
type grid struct {
	id      string
	caption phrase
	width   int // columns of labels before the first column of cells
	head    [][]box
	blocks  [][][]box
	// written is the table by language but for its cells, nil: not yet.
	written map[lang][]piece
}

// article is a part of section 二: the paragraph of the law with its rows.
type article struct {
	id      string
	caption phrase
	rows    []string
	cols    map[string][]string // by form; nil: the form does not have the part
}

var articles = []article{
	{"article-1", phrase{"第二十条第（一）项", "Article 20 (1)"}, []string{"regulations", "normative_documents"}, map[string][]string{
		"2019": {"made", "published", "total_public"}, "2021": {"issued", "repealed", "in_force"}}},
	{"article-5", phrase{"第二十条第（五）项", "Article 20 (5)"}, []string{"licensing", "other_services"}, map[string][]string{
		"2019": {"previous_items", "change", "decisions"}, "2021": {"decisions"}}},
	{"article-6", phrase{"第二十条第（六）项", "Article 20 (6)"}, []string{"penalties", "coercive_measures"}, map[string][]string{
		"2019": {"previous_items", "change", "decisions"}, "2021": {"decisions"}}},
	{"article-8", phrase{"第二十条第（八）项", "Article 20 (8)"}, []string{"fees"}, map[string][]string{
		"2019": {"previous_items", "change"}, "2021": {"amount_wan_yuan"}}},
	{"article-9", phrase{"第二十条第（九）项", "Article 20 (9)"}, []string{"procurement"}, map[string][]string{
		"2019": {"items", "amount_yuan"}}},
}

// proactiveColumns are all columns of section 二 in the order they are printed.
var proactiveColumns = []string{"issued", "repealed", "in_force", "made", "obtained", "published", "total_public",
	"previous_items", "change", "decisions", "amount_wan_yuan", "items", "amount_yuan"}

// proactiveGrids are the tables of section 二, four columns each at most.
// Columns that a report has beside those of its form stand behind them.
func proactiveGrids(form string, cells map[string]report.Cell) []grid {
	var out []grid
	for _, a := range articles {
		cols := slices.Clone(a.cols[form])
		for _, c := range proactiveColumns {
			if !slices.Contains(cols, c) && slices.ContainsFunc(a.rows, func(r string) bool { return has(cells, "proactive."+r+"."+c) }) {
				cols = append(cols, c)
			}
		}
		if len(cols) == 0 {
			continue
		}
		s := grid{id: a.id, caption: a.caption, width: 1}
		head := []box{{label: contentWords, rows: 1, cols: 1, scope: "col"}}
		for _, c := range cols {
			label := columnWords[c]
			if c == "decisions" && form == "2021" {
				label.zh = "本年处理决定数量"
			}
			head = append(head, box{label: label, rows: 1, cols: 1, scope: "col"})
		}
		s.head = [][]box{head}
		var block [][]box
		for _, r := range a.rows {
			key := "proactive." + r
			if r == "other_services" && form != "2019" && !hasPrefix(cells, key+".") {
				continue
			}
			label := rowWords[key]
			if r == "normative_documents" && form == "2019" {
				label.zh = "规范性文件"
			}
			row := []box{{label: label, rows: 1, cols: 1, scope: "row"}}
			for _, c := range cols {
				row = append(row, box{key: key + "." + c, rows: 1, cols: 1})
			}
			block = append(block, row)
		}
		s.blocks = [][][]box{block}
		out = append(out, s)
	}
	return out
}

// applicantColumns are the columns of section 三 in the order of the form.
var applicantColumns = []string{"natural_person", "business", "research", "public_interest", "legal_service", "other", "total"}

// resultGroups are the rows of 三、本年度办理结果 in their order. A group without a
// heading is a row of its own.
var resultGroups = []struct {
	group string
	rows  []string
	form  string // "" both
}{
	{"", []string{"granted"}, ""},
	{"", []string{"partial"}, ""},
	{"denied", []string{"state_secret", "prohibited_by_law", "security_stability", "third_party", "internal_affairs",
		"process_information", "enforcement_file", "administrative_inquiry"}, ""},
	{"unavailable", []string{"not_held", "must_create", "unclear"}, ""},
	{"not_processed", []string{"petition", "repeated", "publication", "excessive", "reconfirm"}, ""},
	{"", []string{"otherwise"}, "2019"},
	{"otherwise", []string{"overdue_correction", "unpaid_fee", "other"}, "2021"},
	{"", []string{"total"}, ""},
}

// applicationsGrid is the table of section 三: three columns of labels, seven of
// cells, eight where the organ adds one.
func applicationsGrid(form string, cells map[string]report.Cell) grid {
	cols := applicantColumns
	for k := range cells {
		if strings.HasPrefix(k, "applications.") && strings.HasSuffix(k, ".organisations") {
			cols = slices.Insert(slices.Clone(cols), 6, "organisations")
			break
		}
	}
	s := grid{id: "applications", width: 3}
	s.caption = phrase{"收到和处理政府信息公开申请情况", "Applications received and processed"}
	second := []box{{label: columnWords["natural_person"], rows: 2, cols: 1, scope: "col"},
		{label: organisationsWords, rows: 1, cols: len(cols) - 2, scope: "colgroup"},
		{label: columnWords["total"], rows: 2, cols: 1, scope: "col"}}
	var third []box
	for _, c := range cols[1 : len(cols)-1] {
		third = append(third, box{label: columnWords[c], rows: 1, cols: 1, scope: "col"})
	}
	s.head = [][]box{{{label: balanceNote, rows: 3, cols: 3, scope: "note"}, {label: applicantsWords, rows: 1, cols: len(cols), scope: "colgroup"}}, second, third}

	line := func(head []box, row string) []box {
		for _, c := range cols {
			head = append(head, box{key: "applications." + row + "." + c, rows: 1, cols: 1})
		}
		return head
	}
	single := func(row string) [][]box {
		return [][]box{line([]box{{label: rowWords["applications."+row], rows: 1, cols: 3, scope: "row"}}, row)}
	}
	s.blocks = [][][]box{append(single("new"), single("carried_in")...), resultRows(form, cells, line), single("carried_out")}
	return s
}

// resultRows are the rows of 三、本年度办理结果 under its heading.
func resultRows(form string, cells map[string]report.Cell, line func([]box, string) []box) [][]box {
	var rows [][]box
	for _, g := range resultGroups {
		prefix := ""
		if g.group != "" {
			prefix = g.group + "."
		}
		there := slices.ContainsFunc(g.rows, func(r string) bool { return hasRow(cells, prefix+r) })
		if g.form != "" && g.form != form && !there {
			continue
		}
		keys := g.rows
		if g.group != "" && hasRow(cells, prefix+"subtotal") {
			keys = append(slices.Clone(keys), "subtotal")
		}
		for i, r := range keys {
			key := prefix + r
			label := rowWords["applications."+key]
			if r == "subtotal" {
				label = subtotalWords
			}
			switch {
			case g.group == "":
				rows = append(rows, line([]box{{label: label, rows: 1, cols: 2, scope: "row"}}, key))
			case i == 0:
				rows = append(rows, line([]box{{label: groupWords[g.group], rows: len(keys), cols: 1, scope: "rowgroup"}, {label: label, rows: 1, cols: 1, scope: "row"}}, key))
			default:
				rows = append(rows, line([]box{{label: label, rows: 1, cols: 1, scope: "row"}}, key))
			}
		}
	}
	rows[0] = slices.Insert(rows[0], 0, box{label: groupWords["results"], rows: len(rows), cols: 1, scope: "rowgroup"})
	return rows
}

// disputes are the groups of columns of section 四 in the order of the form.
var disputes = []string{"review", "litigation_direct", "litigation_after_review"}

// disputeColumns are the columns of each.
var disputeColumns = []string{"upheld", "corrected", "other", "pending", "total"}

// disputesGrid is the table of section 四: one row of fifteen cells.
func disputesGrid() grid {
	s := grid{id: "disputes", caption: phrase{"政府信息公开行政复议、行政诉讼情况", "Reviews and litigation"}}
	first := []box{{label: reviewHeads["review"], rows: 1, cols: 5, scope: "colgroup"}, {label: litigationWords, rows: 1, cols: 10, scope: "colgroup"}}
	var second, third, row []box
	for i, d := range disputes {
		if i > 0 {
			second = append(second, box{label: reviewHeads[d], rows: 1, cols: 5, scope: "colgroup"})
		}
		for _, c := range disputeColumns {
			label := box{label: reviewWords[c], rows: 1, cols: 1, scope: "col"}
			if i == 0 {
				label.rows = 2
				second = append(second, label)
			} else {
				third = append(third, label)
			}
			row = append(row, box{key: d + "." + c, rows: 1, cols: 1})
		}
	}
	s.head, s.blocks = [][]box{first, second, third}, [][][]box{{row}}
	return s
}

func has(cells map[string]report.Cell, key string) bool { _, ok := cells[key]; return ok }

func hasPrefix(cells map[string]report.Cell, prefix string) bool {
	for k := range cells {
		if strings.HasPrefix(k, prefix) {
			return true
		}
	}
	return false
}

// hasRow reports whether a cell of the row of section 三 is there.
func hasRow(cells map[string]report.Cell, row string) bool {
	if has(cells, "applications."+row+".organisations") {
		return true
	}
	return slices.ContainsFunc(applicantColumns, func(c string) bool { return has(cells, "applications."+row+"."+c) })
}

func keysOf(cells map[string]report.Cell) []string {
	keys := make([]string, 0, len(cells))
	for k := range cells {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
