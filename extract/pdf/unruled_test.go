package pdf_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Rows of a table without rules come label first, number by number, also where
// the label has more lines than one.
func TestRowsOfTablesWithoutRulesComeInOrder(t *testing.T) {
	s := newSheet()
	s.text(60, 60, 12, "三、收到和处理政府信息公开申请情况")
	for i, name := range []string{"自然人", "商业", "科研", "其他", "总计"} {
		s.text(300+50*float64(i), 100, 12, name)
	}
	s.text(350, 116, 12, "企业")
	s.text(60, 140, 12, "一、本年新收政府信息公开申请")
	s.text(60, 156, 12, "数量")
	s.text(60, 186, 12, "二、上年结转")
	for i := range 5 {
		s.text(300+50*float64(i), 148, 12, fmt.Sprint(10+i))
		s.text(300+50*float64(i), 186, 12, fmt.Sprint(i))
		s.text(300+50*float64(i), 230, 12, fmt.Sprint(70+i)) // no label
	}
	want := []string{"三、收到和处理政府信息公开申请情况", "自然人", "商业企业", "科研", "其他", "总计",
		"一、本年新收政府信息公开申请数量", "10", "11", "12", "13", "14",
		"二、上年结转", "0", "1", "2", "3", "4", "70 · 71 · 72 · 73 · 74"}
	if diff := cmp.Diff(want, texts(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

// Units, and the marks that the form allows instead of a number, are cells like
// numbers: names stand over them, and rows keep their order.
func TestRowsWithUnitsAndMarksComeInOrder(t *testing.T) {
	s := newSheet()
	s.text(60, 60, 12, "三、收到和处理政府信息公开申请情况")
	s.text(350, 84, 12, "法人或其他组织")
	want := []string{"三、收到和处理政府信息公开申请情况", "法人或其他组织"}
	for i, name := range []string{"自然人", "商业企业", "科研机构", "其他", "总计"} {
		y := 108.0
		if i == 0 || i == 4 {
			y = 100 // a name over two rows of the header
		}
		s.text(250+60*float64(i), y, 12, name)
		want = append(want, name)
	}
	for r, row := range [][]string{
		{"一、本年新收", "405", "11件", "15 件", "３", "573"},
		{"（二）部分公开", "/", "0", "—", "-", "无"},
		{"1.属于国家秘密", "0", "40", "/", "+3", "43"},
		{"2.其他法律", "-", "无", "——", "／", "0"},
	} {
		for i, cell := range row {
			x := 60.0
			if i > 0 {
				x = 250 + 60*float64(i-1)
			}
			s.text(x, 140+24*float64(r), 12, cell)
		}
		want = append(want, row...)
	}
	if diff := cmp.Diff(want, texts(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestSentencesWithNumbersStayWhole(t *testing.T) {
	s := newSheet()
	want := []string{"2023年共收到申请 12 件，其中网上 10 件。", "2024年共收到申请 34 件，其中网上 30 件。"}
	for i, line := range want {
		s.text(84, 100+40*float64(i), 12, line)
	}
	if diff := cmp.Diff(want, texts(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}
