package report

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"gongkai/extract/document"
)

// A page break through a row leaves two rows, of which one has numbers and the other
// blanks. The blanks are none of the document's.
func TestRowsCutByAPageBreak(t *testing.T) {
	const (
		whole = "7.属于行政执法案卷|0|0|0|79|0|0|79"
		none  = "|||||||"
	)
	head := headOfThree
	for name, tt := range map[string]struct {
		rows []string
		want string // the row that is cut, cell by cell; "" where it is left out
		code string
	}{
		"not cut":                          {[]string{whole}, "0 0 0 79 0 0 79", ""},
		"the numbers above":                {[]string{"7.属于行政|0|0|0|79|0|0|79", "执法案卷" + none}, "0 0 0 79 0 0 79", "row_torn"},
		"of the label a word":              {[]string{"7.属于|0|0|0|79|0|0|79", "行政执法案卷" + none}, "0 0 0 79 0 0 79", ""},
		"the numbers below":                {[]string{"7.属于|||||||", "行政执法案卷|0|0|0|79|0|0|79"}, "0 0 0 79 0 0 79", ""},
		"numbers in both":                  {[]string{"7.属于|0|0|0|7|0|0|7", "行政执法案卷||||9|||9"}, "", "row_unproved"},
		"a part of the label is lost":      {[]string{"7.属|0|0|0|79|0|0|79", "行政执法案卷" + none}, "", "row_unproved"},
		"numbers above, the label below":   {[]string{"|0|0|0|79|0|0|79", "7.属于行政执法案卷" + none}, "", "row_unproved"},
		"some numbers above the label":     {[]string{"|0|0|0|||0|79", "7.属于行政执法案卷||||79|0||"}, "", "row_unproved"},
		"the label above, numbers below":   {[]string{"7.属于行政执法案卷" + none, "|0|0|0|79|0|0|79"}, "", "stream_unproved"},
		"some numbers below the label":     {[]string{"7.属于行政执法案卷|0|0|0||0|0|", "||||79|||79"}, "", "stream_unproved"},
		"a header between":                 {[]string{"7.属于行政执法案卷|0|0|0||0|0|", head, "||||79|||79"}, "", "stream_unproved"},
		"a row of the organ's own above":   {[]string{"7a.自设情形|1|1|1|1|1|1|6", "7.属于行政执法案卷" + none}, "_ _ _ _ _ _ _", ""},
		"a blank row and a full one below": {[]string{"7.属于行政执法案卷" + none, "8.属于行政查询事项|0|0|0|1|0|0|1"}, "_ _ _ _ _ _ _", ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows := append([]string{head, "（一）予以公开|1|1|1|1|1|1|6"}, tt.rows...)
			r := Parse(reportWith(three, plainTableOf(append(rows, "（七）总计|1|1|1|1|1|1|6")...)))[0]
			if row := rowOf(r, "denied.enforcement_file"); row != tt.want {
				t.Errorf("the row is %q, want %q; cells %v", row, tt.want, slices.Sorted(maps.Keys(r.Cells)))
			}
			if said := func(f document.Finding) bool { return f.Code == tt.code }; tt.code != "" && !slices.ContainsFunc(r.Findings, said) {
				t.Errorf("findings %v, want %s", r.Findings, tt.code)
			}
		})
	}
}

// A page break may go through the cells of a row as well: the last digits of its
// numbers stand on the next page.
func TestNumbersCutByAPageBreakAreLeftOut(t *testing.T) {
	for name, tt := range map[string]struct {
		below string
		page  int
		want  string
	}{
		"digits on the next page":                      {"||||0|||0", 2, "()"},
		"beside the rest of the label":                 {"卷||||0|||0", 2, "()"},
		"a nameless row on the same page":              {"||||0|||0", 1, "199"},
		"a row of the organ's own":                     {"9.自设情形|0|0|0|0|0|0|0", 2, "199"},
		"the next row of the form":                     {"8.属于行政查询事项|0|0|0|1|0|0|1", 2, "199"},
		"the rest of a group's name, and blanks alone": {"|||||||", 2, "199"},
	} {
		t.Run(name, func(t *testing.T) {
			table := plainTableOf(headOfThree, "（一）予以公开|1|1|1|1|1|1|6", "7.属于行政执法案卷|0|0|0|199|0|0|199", tt.below, "（七）总计|1|1|1|1|1|1|6")
			onPages(table, 1, tt.page)
			r := Parse(reportWith(three, table))[0]
			expectCells(t, r, "applications.", map[string]string{"denied.enforcement_file.public_interest": tt.want, "granted.total": "6", "total.total": "6"})
			if tt.want == "()" && !strings.Contains(strings.Join(codes(r), " "), "stream_unproved applications.denied.enforcement_file") {
				t.Errorf("nothing is said of it: %v", r.Findings)
			}
		})
	}
}

// Where the labels reach over several columns, what stands beside a group's name is no
// label of its numbers; and equal digits on both sides of the break are not one reading.
func TestDigitsOnBothPagesAreNoNumber(t *testing.T) {
	for name, tt := range map[string]struct {
		above, below string
		want         string
	}{
		"beside the name of the group":   {"|7.属于行政执法案卷|0|0|0|79|0|0|79", "（三）不予公开||1|1|1|3|1|1|8", ""},
		"beside the rest of it":          {"|7.属于行政执法案卷|0|0|0|79|0|0|79", "公开||1|1|1|3|1|1|8", ""},
		"the label beside the second":    {"||0|0|0|79|0|0|79", "|7.属于行政执法案卷|0|0|0|3|0|0|3", ""},
		"the same digit on both":         {"|7.属于行政执法|0|0|0|1|0|0|1", "|案卷||||1|||1", "conflict conflict conflict conflict conflict conflict conflict"},
		"the next row of the form":       {"|7.属于行政执法案卷|0|0|0|79|0|0|79", "|8.属于行政查询事项|0|0|0|3|0|0|3", "0 0 0 79 0 0 79"},
		"a row of the organ's own":       {"|7.属于行政执法案卷|0|0|0|79|0|0|79", "|9.其他情形|0|0|0|3|0|0|3", "0 0 0 79 0 0 79"},
		"a row of the organ's own above": {"|6a.其他情形|0|0|0|79|0|0|79", "|7.属于行政执法案卷|0|0|0|3|0|0|3", "0 0 0 3 0 0 3"},
	} {
		t.Run(name, func(t *testing.T) {
			table := plainTableOf("|"+headOfThree, "（一）予以公开||1|1|1|1|1|1|6", tt.above, tt.below, "（七）总计||1|1|1|1|1|1|6")
			onPages(table, 1, 2)
			r := Parse(reportWith(three, table))[0]
			if got := rowOf(r, "denied.enforcement_file"); got != tt.want || rowOf(r, "denied.subtotal") != "" {
				t.Errorf("the row is %q, want %q; the group's sums are %q", got, tt.want, rowOf(r, "denied.subtotal"))
			}
		})
	}
}

// Numbers under the heading of another section are none of the row's above it.
func TestNumbersOfTheNextSectionTakeNothingBack(t *testing.T) {
	three, four := plainTableOf(headOfThree, "（一）予以公开|1|1|1|1|1|1|6", "四、结转下年度继续办理|0|0|0|79|0|0|79"), plainTableOf("0|0|0|3|0|0|3")
	onPages(three, 1, 1)
	onPages(four, 2, 2)
	r := Parse(reportWith("三、收到和处理政府信息公开申请情况", three, "四、政府信息公开行政复议、行政诉讼情况", four))[0]
	if got := rowOf(r, "carried_out"); got != "0 0 0 79 0 0 79" {
		t.Errorf("the row is %q", got)
	}
}

// onPages puts the first three rows of a table on one page and the others on another.
func onPages(t *document.Table, first, rest int) {
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Place.Page = first; c.Row > 2 {
			c.Place.Page = rest
		}
	}
}

// rowOf are the cells of a row of section 三, a blank one as _.
func rowOf(r Record, row string) string {
	var got []string
	for _, c := range applicationColumns {
		switch cell, ok := r.Cells[cellKey(secApplications, row, c.key)]; {
		case !ok:
		case cell.State == StateValue:
			got = append(got, cell.Value.String())
		case cell.State == StateBlank:
			got = append(got, "_")
		default:
			got = append(got, string(cell.State))
		}
	}
	return strings.Join(got, " ")
}

// What was cut off before is told of, whatever is cut behind it.
func TestARowCutBeforeAnotherIsNotForgotten(t *testing.T) {
	r := Parse(reportWith(three, plainTableOf(headOfThree, "（一）予以公开|1|1|1|1|1|1|6",
		"5.要求行政机关|9|0|0|0|0|0|9", "7.属于|0|0|0|79|0|0|79", "行政执法案卷|||||||", "（七）总计|1|1|1|1|1|1|6")))[0]
	if c := r.Cells["applications.denied.enforcement_file.total"]; c.State != StateValue {
		t.Errorf("the second cut row is not read: %+v", c)
	}
	if said := func(f document.Finding) bool {
		return f.Code == "row_unknown" && strings.Contains(f.Message, "要求行政机关")
	}; !slices.ContainsFunc(r.Findings, said) {
		t.Errorf("nothing is said of the first: %v", r.Findings)
	}
}

// A sheet wider than its page is printed in parts: what is blank beside the labels
// may stand on another page.
func TestBlanksOfASheetPrintedInPartsAreLeftOut(t *testing.T) {
	labels := plainTableOf("信息内容|本年制发件数", "规章|", "行政规范性文件|3")
	for name, tt := range map[string]struct {
		parts []any
		want  []string
	}{
		"the numbers stand elsewhere": {[]any{two, labels, plainTableOf("|本年废止件数", "71|2", "90|")}, []string{"proactive.normative_documents.issued"}},
		"no numbers elsewhere":        {[]any{two, labels}, []string{"proactive.normative_documents.issued", "proactive.regulations.issued"}},
		"all columns are there":       {[]any{two, plainTableOf("信息内容|本年处理决定数量", "行政许可|", "行政处罚|1"), plainTableOf("71|2", "90|3")}, []string{"proactive.licensing.decisions", "proactive.penalties.decisions"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := slices.Sorted(maps.Keys(Parse(reportWith(tt.parts...))[0].Cells)); !slices.Equal(got, tt.want) {
				t.Errorf("read %q, want %q", got, tt.want)
			}
		})
	}
}
