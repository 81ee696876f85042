package report

import (
	"strings"
	"testing"

	"gongkai/extract/document"
)

// Text rows in which every merged cell leaves its blanks: the grid is whole and
// its positions are true.
func TestRowsPaddedForMergedCells(t *testing.T) {
	const (
		noted = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t\n" +
			"\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n" +
			"\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
		bare = "\t\t\t申请人情况\t\t\t\t\t\t\n" +
			"\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n" +
			"\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
	)
	for _, tt := range []struct {
		name, rows string
		want       map[string]string
		codes      string
	}{
		{"the note above the labels hides no column", noted + "一、本年新收政府信息公开申请数量\t\t\t11\t12\t13\t14\t15\t16\t81\n",
			map[string]string{"new.natural_person": "11", "new.business": "12", "new.other": "16", "new.total": "81"}, ""},
		{"nor does its absence", bare + "一、本年新收政府信息公开申请数量\t\t\t11\t12\t13\t14\t15\t16\t81\n",
			map[string]string{"new.natural_person": "11", "new.total": "81"}, ""},
		{"blank cells are blank where they stand", noted + "一、本年新收政府信息公开申请数量\t\t\t\t\t13\t\t\t\t\n四、结转下年度继续办理\t\t\t\t\t\t\t\t\t\n",
			map[string]string{"new.natural_person": "(blank)", "new.business": "(blank)", "new.research": "13", "new.total": "(blank)", "carried_out.total": "(blank)"}, ""},
		{"a group's sums before its rows", noted + "三、本年度办理结果\t（三）不予公开\t小计\t1\t2\t3\t4\t5\t6\t21\n\t\t1.属于国家秘密\t1\t2\t3\t4\t5\t6\t21\n",
			map[string]string{"denied.subtotal.natural_person": "1", "denied.subtotal.total": "21", "denied.state_secret.other": "6"}, ""},
		{"a group's sums after its rows, blank", noted + "三、本年度办理结果\t（四）无法提供\t1.本机关不掌握相关政府信息\t1\t2\t3\t4\t5\t6\t21\n\t\t小计\t\t\t\t\t\t\t\n\t（五）不予处理\t2.重复申请\t7\t0\t0\t0\t0\t0\t7\n",
			map[string]string{"unavailable.not_held.total": "21", "unavailable.subtotal.total": "(blank)", "not_processed.repeated.total": "7"}, ""},
		{"a number beside 其他处理 may be that of a row whose label is lost", noted + "一、本年新收政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t6\t21\n\t（六）其他处理\t\t1\t0\t0\t0\t0\t0\t1\n" +
			"\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t2\t0\t0\t0\t0\t0\t2\n\t\t3.其他\t3\t0\t0\t0\t0\t0\t3\n",
			map[string]string{"otherwise.subtotal.total": "()", "otherwise.total": "()", "otherwise.unpaid_fee.total": "2", "otherwise.other.total": "3"}, "row_unproved applications.otherwise.subtotal"},
		{"sums of no group are no row", noted + "小计\t\t\t1\t2\t3\t4\t5\t6\t21\n一、本年新收政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t6\t21\n",
			map[string]string{"new.total": "21"}, "row_unknown applications"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n\n" + tt.rows + "\n五、存在的主要问题及改进情况\n无\n"))
			expectCells(t, got[0], "applications.", tt.want)
			if c := strings.Join(codes(got[0]), " "); c != tt.codes {
				t.Errorf("findings %q, want %q", c, tt.codes)
			}
			for key := range got[0].Cells {
				if strings.HasPrefix(key, "applications..") || strings.HasPrefix(key, "applications.subtotal") {
					t.Errorf("a row of no group: %s", key)
				}
			}
		})
	}
}

// The last row of section 四 may hold nothing: its cells are blank, not absent.
func TestABlankLastRowIsThere(t *testing.T) {
	const head = "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n" +
		"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n" +
		"\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
	r := Parse(lines(frame + "四、政府信息公开行政复议、行政诉讼情况\n\n" + head + strings.Repeat("\t", 14) + "\n\n五、存在的主要问题及改进情况\n无\n"))[0]
	expectCells(t, r, "", map[string]string{"review.upheld": "(blank)", "litigation_direct.pending": "(blank)", "litigation_after_review.total": "(blank)"})
}

// expectCells compares cells with what is written down: a number, or a state in
// brackets.
func expectCells(t *testing.T, r Record, prefix string, want map[string]string) {
	t.Helper()
	for key, v := range want {
		c := r.Cells[prefix+key]
		have := "(" + string(c.State) + ")"
		if c.State == StateValue {
			have = c.Value.String()
		}
		if have != v {
			t.Errorf("%s%s is %s, want %s", prefix, key, have, v)
		}
	}
}

// vals are cells with these texts.
func vals(texts ...string) (out []cellSpec) {
	for _, x := range texts {
		out = append(out, cell(x))
	}
	return out
}

// A group's cell that spans a row too many pushes the next rows' numbers aside.
func TestALabelAmongTheNumbersLeavesTheRowOut(t *testing.T) {
	table := tableSpec{
		append(row(wide("", 2)), vals("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")...),
		append(row(tall("（四）无法提供", 3), cell("1.本机关不掌握相关政府信息")), vals("1", "0", "0", "0", "0", "0", "1")...),
		append(row(cell("2.没有现成信息需要另行制作")), vals("2", "0", "0", "0", "0", "0", "2")...),
		append(row(tall("（五）不予处理", 2), cell("1.信访举报投诉类申请")), vals("3", "0", "0", "0", "0", "0", "3")...),
		append(row(cell("2.重复申请")), vals("", "", "", "853", "", "", "")...),
	}.laidOut()
	blocks := append(lines(frame+"三、收到和处理政府信息公开申请情况\n").Blocks, document.Block{Kind: document.TableKind, Table: table})
	r := Parse(&document.Document{Blocks: blocks})[0]
	expectCells(t, r, "applications.", map[string]string{"unavailable.not_held.total": "1", "unavailable.must_create.total": "2"})
	if c := r.Cells["applications.not_processed.repeated.legal_service"]; c.State == StateValue {
		t.Errorf("853 of the column before came out: %+v", c)
	}
}

// A program that writes empty cells with spans for merged ones leaves blanks of the
// rows above among the values: which blank is one too many, nobody can tell.
func TestABlankOfAnotherRowIsNotToldFromOneAtTheEnd(t *testing.T) {
	head := row(cell(""), cell("自然人"), cell("商业企业"), cell("科研机构"), cell("社会公益组织"), cell("法律服务机构"), cell("其他"), cell("总计"))
	for name, tt := range map[string]struct {
		above cellSpec
		want  string
	}{
		"a blank that reaches down": {tall("", 2), "()"},
		"a blank at the end alone":  {cell(""), "36"},
	} {
		t.Run(name, func(t *testing.T) {
			below := row(cell("1.属于国家秘密"), cell(""), cell("5"), cell("36"), cell("7"))
			if tt.above.rowSpan == 1 {
				below = append(below, cell("8"))
			}
			table := tableSpec{
				head,
				row(cell("（三）不予公开"), cell(""), cell(""), cell(""), cell(""), tt.above, cell(""), cell(""), cell("")),
				append(below, cell("9"), cell("10"), cell("11")),
			}.laidOut()
			r := Parse(reportWith(three, table))[0]
			expectCells(t, r, "applications.denied.state_secret.", map[string]string{"business": tt.want})
		})
	}
}

// Each column of section 四 over two columns of the sheet: a heading goes on over
// the blanks that its merged cells have left.
func TestHeadingsOverTheBlanksOfMergedCells(t *testing.T) {
	labels := "结果维持\t\t结果纠正\t\t其他结果\t\t尚未审结\t\t总计\t\t"
	pad := func(s string, columns int) string { return s + strings.Repeat("\t", columns) }
	values := "1\t\t2\t\t3\t\t4\t\t10\t\t0\t\t5\t\t0\t\t\t\t5\t\t6\t\t0\t\t7\t\t0\t\t13\t\n"
	for name, tt := range map[string]struct {
		direct string
		want   map[string]string
		codes  string
	}{
		"as they stand": {"未经复议直接起诉", map[string]string{"review.upheld": "1", "review.total": "10", "litigation_direct.corrected": "5",
			"litigation_direct.pending": "(blank)", "litigation_after_review.upheld": "6", "litigation_after_review.total": "13"}, ""},
		"one lost": {"", map[string]string{"review.upheld": "()", "litigation_direct.corrected": "()"}, "header_contradicts review"},
	} {
		t.Run(name, func(t *testing.T) {
			head := pad("行政复议", 10) + pad("行政诉讼", 19) + "\n" +
				labels + pad(tt.direct, 10) + pad("复议后起诉", 9) + "\n" +
				pad("", 10) + labels + strings.TrimSuffix(labels, "\t") + "\n"
			r := Parse(lines(frame + "四、政府信息公开行政复议、行政诉讼情况\n\n" + head + values + "\n五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "", tt.want)
			if c := strings.Join(codes(r), " "); c != tt.codes {
				t.Errorf("findings %q, want %q", c, tt.codes)
			}
		})
	}
}

// A number in the label's cell and a blank at the end: which of them is one too
// many nothing tells. Where a cell lacks, the number is the first one's.
func TestANumberInTheLabelsCell(t *testing.T) {
	for name, c := range map[string]struct {
		row  []string
		want map[string]string
	}{
		"beside a blank":          {[]string{"行政强制 3", "60229", "-1", ""}, map[string]string{"previous_items": "()", "change": "()", "decisions": "()"}},
		"for the cell that lacks": {[]string{"行政强制 3", "-1", "7"}, map[string]string{"previous_items": "3", "change": "-1", "decisions": "7"}},
	} {
		t.Run(name, func(t *testing.T) {
			table := &document.Table{Rows: 2, Cols: 4}
			for r, row := range [][]string{{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量"}, c.row} {
				for k, text := range row {
					table.Cells = append(table.Cells, document.Cell{Row: r, Col: k, RowSpan: 1, ColSpan: 1, Text: text})
				}
			}
			doc := lines(frame + "二、主动公开政府信息情况\n")
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TableKind, Table: table})
			expectCells(t, Parse(doc)[0], "proactive.coercive_measures.", c.want)
		})
	}
}
