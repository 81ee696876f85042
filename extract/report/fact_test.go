package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/document"
)

func factsOf(text string) []string {
	var out []string
	found, _ := facts(linesOf(lines(text).Blocks, false), nil, 2022)
	for _, f := range found {
		s := f.Key + " " + string(f.State)
		if f.Value != nil {
			s = f.Key + " " + f.Value.String()
		}
		out = append(out, s)
	}
	return out
}

func TestFacts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"what was received", "2022年，本局共收到政府信息公开申请12件。", []string{"applications.received 12"}},
		{"the number before the name", "全年共收到3件依申请公开件。", []string{"applications.received 3"}},
		{"by whom", "全年收到公民、法人或其他组织政府信息公开申请１５件。", []string{"applications.received 15"}},
		{"thousands", "共受理政府信息公开申请1,204件。", []string{"applications.received 1204"}},
		{"a label and its number", "（一）受理的申请数量：7件", []string{"applications.received 7"}},
		{"answered, carried in and out", "上年结转1件，收到申请9件，按期答复8件，结转下年度继续办理2件。", []string{"applications.carried_in 1", "applications.received 9", "applications.answered 8", "applications.carried_out 2"}},
		{"cases", "2022年，因政府信息公开引起的行政复议4件，行政诉讼3起。", []string{"review.cases 4", "litigation.cases 3"}},
		{"none", "全年未收到政府信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼案件。", []string{"applications.received none", "review.cases none", "litigation.cases none"}},
		{"what was published", "全年主动公开政府信息465条。", []string{"proactive.items 465"}},
		{"about as many", "全年主动公开各类政府信息1867余条，收到申请约30件。", []string{"proactive.items approximate", "applications.received approximate"}},
		{"a processing fee", "本年度收取信息处理费120.5元。", []string{"processing_fee.yuan 120.5"}},
		{"traditional characters", "全年共收到政府信息公開申請12件。", []string{"applications.received 12"}},

		{"a part of them", "其中网上申请5件，当面收到申请2件，自然人申请3件。", nil},
		{"another year", "2021年，本局共收到政府信息公开申请12件。", nil},
		{"last year", "去年收到申请12件，同比收到申请增加3件。", nil},
		{"more than the year before", "收到申请数量较上年增加3件。", nil},
		{"several years", "近三年共收到政府信息公开申请30件。", nil},
		{"digits torn apart", "共收到政府信息公开申请1 2件。", nil},
		{"a note mark", "共收到政府信息公开申请12①件。", nil},
		{"a raised digit", "共收到政府信息公开申请12^1件。", nil},
		{"a digit struck through", "共收到政府信息公开申请1\u03362件。", nil},
		{"a line struck through", "共收到政府信息公开申请12件。\u0336", nil},
		{"what follows words struck through", "收到申请9件。\u0336共收到申请12件。", []string{"applications.received 12"}},
		{"a digit in doubt", "共收到政府信息公开申请1〓2件。", nil},
		{"a picture of a digit", "共收到政府信息公开申请12\ufffc件。", nil},
		{"a leading zero", "共收到政府信息公开申请012件。", nil},
		{"a group of no number", "共收到政府信息公开申请1,2件。", nil},
		{"a decimal", "共收到政府信息公开申请1.5件。", nil},
		{"a range", "共收到政府信息公开申请1-2件。", nil},
		{"a digit is lost", "共收到政府信息公开申请件。", nil},
		{"an organ's own cases", "全年办理行政复议230件，行政诉讼12件。", nil},
		{"both kinds together", "因政府信息公开引起的行政复议、行政诉讼5件。", nil},
		{"the row of a table", "一、本年新收政府信息公开申请数量\t1 件\t0\t1 件", nil},
		{"a rate", "收到申请的答复率为100%。", nil},
		{"of something else", "全年收到群众来信12件，答复网民留言30条。", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := factsOf(tt.text + "\n"); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAFactKeepsItsPlace(t *testing.T) {
	doc := lines("云湖市水利局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，本局认真做好政府信息公开工作。共收到政府信息公开申请12件，均已答复。\n二、主动公开政府信息情况\n")
	r := Parse(doc)[0]
	if len(r.Facts) != 1 || r.Facts[0].Section != 1 || r.Facts[0].Raw != "共收到政府信息公开申请12件" || r.Facts[0].Place != (document.Place{Line: 3}) {
		t.Errorf("%+v", r.Facts)
	}
	if len(r.Cells) > 0 {
		t.Errorf("a sentence made cells: %v", r.Cells)
	}
}

// told is a report whose section 一 says what is given, over the two rows of
// section 三 that count what came in and what was done.
func told(words string) Record {
	row := func(label string, n string) string {
		return label + "\t" + n + "\t0\t0\t0\t0\t0\t" + n + "\n"
	}
	return Parse(lines("云湖市水利局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，" + words + "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n" +
		row("一、本年新收政府信息公开申请数量", "12") + row("二、上年结转政府信息公开申请数量", "3") + row("（七）总计", "14") + row("四、结转下年度继续办理", "1") + "五、存在的主要问题及改进情况\n公开的深度还不够，下一步将加强学习培训。\n六、其他需要报告的事项\n无\n"))[0]
}

func TestTextAgainstTables(t *testing.T) {
	for _, tt := range []struct {
		name, words string
		where       []string
	}{
		{"what is new", "收到政府信息公开申请12件。", nil},
		{"what is new with what was carried in", "受理政府信息公开申请15件。", nil},
		{"neither", "收到政府信息公开申请13件。", []string{"applications.new.total"}},
		{"answered", "答复申请14件，结转下年度1件。", nil},
		{"answered others", "答复申请12件，结转下年度2件。", []string{"applications.total.total", "applications.carried_out.total"}},
		{"none is told", "未收到政府信息公开申请。", []string{"applications.new.total"}},
		{"about as many", "收到申请约20件。", nil},
		{"no cell to compare with", "因政府信息公开引起的行政复议2件。", nil},
		{"a fee is not that of section 二", "收取信息处理费120元。", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := told(tt.words)
			var where []string
			for _, f := range r.Findings {
				if f.Code == "narrative_differs" {
					where = append(where, f.Where)
					if f.Responsibility != document.Publisher || f.Place == nil || f.Place.Line == 0 {
						t.Errorf("%+v", f)
					}
				}
			}
			if !slices.Equal(where, tt.where) {
				t.Errorf("differs at %q, want %q", where, tt.where)
			}
			if c := r.Cells["applications.new.total"]; c.Value == nil || c.Value.String() != "12" {
				t.Errorf("the text changed a cell: %+v", c)
			}
			for _, k := range r.Checks {
				if k.Verdict == Fails && strings.HasPrefix(k.ID, "applications.balance") {
					t.Errorf("the text changed a check: %+v", k)
				}
			}
		})
	}
}

// Whatever a sentence is made of, the number of a fact stood in it in one piece.
func TestANumberOfAFactStoodInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"收到", "政府信息公开", "申请", "件", "共", "，", ",", "。", "答复", "结转", "上年", "下年度", "行政复议", "、", "行政诉讼", "未", "主动公开", "条", "余", " ", "①", "²", "^", ".", "０", "1", "2", "30", "1,000", "2022年", "信息处理费", "元", "其中", "\u00a0", "\u200b"})
		s := strings.Join(rapid.SliceOfN(piece, 1, 30).Draw(t, "text"), "")
		found, _ := facts([]line{newLine(s, 0, &document.Place{})}, nil, 2022)
		for _, f := range found {
			if (f.Value != nil) != (f.State == FactValue) {
				t.Fatalf("%+v", f)
			}
			if !strings.Contains(s, f.Raw) {
				t.Fatalf("%q is not in %q", f.Raw, s)
			}
			if f.Value == nil {
				continue
			}
			plain := strings.ReplaceAll(tidy(f.Raw), ",", "")
			if !slices.Contains(strings.FieldsFunc(plain, func(r rune) bool { return (r < '0' || r > '9') && r != '.' }), f.Value.String()) {
				t.Fatalf("%s is not in %q", fmt.Sprint(f.Value), f.Raw)
			}
		}
	})
}

// A text made to cost time: the facts are cut, aloud.
func TestFactsHaveALimit(t *testing.T) {
	clause := "全年未收到" + strings.Repeat("公开", 18) + "申请1"
	for name, text := range map[string]string{
		"clauses without end": strings.Repeat(clause+"，", 10_000),
		"sentences":           strings.Repeat(clause+"。", 10_000),
		"facts":               manyFacts(200),
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(lines(strings.Replace(wholeReport, "2022年，", "2022年，"+text+"\n", 1)))[0]
			if len(r.Facts) > maxFacts+10 {
				t.Errorf("%d facts", len(r.Facts))
			}
			if said := slices.Contains(advice(r), "limit facts (reader)"); !said {
				t.Error("the limit is not told")
			}
		})
	}
}

func manyFacts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "收到申请%d件。", i+3)
	}
	return b.String()
}
