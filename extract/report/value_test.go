package report

import (
	"testing"

	"gongkai/extract/document"
)

func TestReadCell(t *testing.T) {
	for _, tt := range []struct {
		name, text, column string
		header             unit
		state              State
		value              string
	}{
		{"a number", "12", "total", 0, StateValue, "12"},
		{"full width", "１２　", "total", 0, StateValue, "12"},
		{"zero and an ideographic blank", "0\u3000", "total", 0, StateValue, "0"},
		{"no-break blanks and a bookmark", "\u00a0[bookmark: _GoBack]0", "total", 0, StateValue, "0"},
		{"a mark of width zero", "\u200b7\ufeff", "total", 0, StateValue, "7"},
		{"thousands", "1,234,567", "total", 0, StateValue, "1234567"},
		{"thousands, full width", "1，234", "total", 0, StateValue, "1234"},
		{"a measure", "1 件", "total", 0, StateValue, "1"},
		{"batches", "8批次", "items", 0, StateValue, "8"},
		{"a remark", "22（其中修订16件）", "issued", 0, StateValue, "22"},
		{"plus", "+5", "change", 0, StateValue, "5"},
		{"minus", "−30\u00a0", "change", 0, StateValue, "-30"},
		{"grown by words", "增加3", "change", 0, StateValue, "3"},
		{"shrunk by words", "减少 2", "change", 0, StateValue, "-2"},
		{"shrunk by words with blanks", "减 少 2 件", "change", 0, StateValue, "-2"},
		{"shrunk by two numbers", "减少69 71", "change", 0, StateUnreadable, ""},
		{"grown by torn digits", "增加2 0", "change", 0, StateUnreadable, ""},
		{"blank", "", "total", 0, StateBlank, ""},
		{"blanks", " \u00a0\u3000\n", "total", 0, StateBlank, ""},
		{"slash", "/", "total", 0, StateNotApplicable, ""},
		{"dash", "——", "total", 0, StateNotApplicable, ""},
		{"none", "无", "total", 0, StateNotApplicable, ""},
		{"does not apply", "不适用", "total", 0, StateNotApplicable, ""},
		{"does not apply, over two lines", "不适\n用", "total", 0, StateNotApplicable, ""},
		{"yuan", "251000元", "amount_yuan", 0, StateValue, "251000"},
		{"ten thousands of yuan", "11929.89万元", "amount_yuan", 0, StateValue, "119298900"},
		{"the header's unit", "1.5", "amount_yuan", unitWan, StateValue, "15000"},
		{"no unit", "8040", "amount_yuan", 0, StateUnitUnknown, ""},
		{"nothing needs no unit", "0", "amount_yuan", 0, StateValue, "0"},
		{"the form's unit", "3.25", "amount_wan_yuan", 0, StateValue, "3.25"},
		{"fees in yuan", "251000元", "amount_wan_yuan", 0, StateValue, "25.1"},
		{"a header that says yuan", "251000", "amount_wan_yuan", unitYuan, StateValue, "25.1"},
		{"torn digits", "2 0", "total", 0, StateUnreadable, ""},
		{"torn lines", "1\n2", "total", 0, StateUnreadable, ""},
		{"two zeros run together", "00", "total", 0, StateUnreadable, ""},
		{"wrong thousands", "1,23", "total", 0, StateUnreadable, ""},
		{"two numbers", "3（5）", "total", 0, StateUnreadable, ""},
		{"about", "约30", "total", 0, StateUnreadable, ""},
		{"more than", "260余", "total", 0, StateUnreadable, ""},
		{"letters", "O", "total", 0, StateUnreadable, ""},
		{"money where a count belongs", "30元", "total", 0, StateUnreadable, ""},
		{"a count where money belongs", "8件", "amount_yuan", 0, StateUnreadable, ""},
		{"grown, not in a column of changes", "增加3", "total", 0, StateUnreadable, ""},
		{"percent", "30%", "total", 0, StateUnreadable, ""},
		{"turned round", "\u202e12", "total", 0, StateUnreadable, ""},
		{"struck through", "9\u033612", "total", 0, StateUnreadable, ""},
		{"a field of a form", "\ufffc", "total", 0, StateUnreadable, ""},
		{"a note mark in a ring", "12①", "total", 0, StateUnreadable, ""},
		{"a power", "10²", "amount_wan_yuan", 0, StateUnreadable, ""},
		{"a lowered digit and a measure", "12₁件", "total", 0, StateUnreadable, ""},
		{"an ordinal in a remark", "22（①其中修订16件）", "issued", 0, StateValue, "22"},
		{"an ordinal", "1.", "total", 0, StateUnreadable, ""},
		{"a note in a ring, behind a point", "12.①", "total", 0, StateUnreadable, ""},
		{"a note in a ring before", "①2", "total", 0, StateUnreadable, ""},
		{"an index, behind a mark of width zero", "12\u200b₁", "total", 0, StateUnreadable, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := readCell(tt.text, tt.column, tt.header, document.Place{})
			if got.state != tt.state || got.state == StateValue && got.value.String() != tt.value {
				t.Errorf("%q is %s %s, want %s %s", tt.text, got.state, got.value, tt.state, tt.value)
			}
		})
	}
}

// A number with a mark beside it stands where a number stands: taken for a label
// it would cost its neighbours.
func TestValueLike(t *testing.T) {
	for text, want := range map[string]bool{
		"12^1": true, "1^12": true, "12_1": true, "12①": true, "①2": true, "12 ①": true, "2 0": true, "16\n5\n件": true, "16\n规章": false, "22（①其中修订16件）": true,
		"①规章": false, "规章①": false, "1.规章": false, "1.": false, "____": false, "①": true, "": false,
		"\ufffc": true, "3\ufffc5": true, "\ufffc规章": false, "=": true, "#REF!": true, "TRUE": true, "#1规章": false,
	} {
		if got := valueLike(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestReadDate(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"2021年1月26日", "2021-01-26"},
		{"发布时间:2022-01-17 09:00", "2022-01-17"},
		{"2022.01.14", "2022-01-14"},
		{"二〇二一年一月二十日", "2021-01-20"},
		{"二○二二年十一月三十一日", ""},
		{"二〇二一年十二月三十一日", "2021-12-31"},
		{"0二年一月二十日", ""},
		{"自202311日起", ""},
		{"2021年13月1日", ""},
		{"12021年1月1日", ""},
	} {
		if got, _ := readDate(tt.text); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestReadPeriod(t *testing.T) {
	for _, tt := range []struct {
		text string
		want *Period
	}{
		{"统计期限自2020年1月1日起至2020年12月31日止", &Period{"2020-01-01", "2020-12-31"}},
		{"统计期限为2020年1月1日至12月31日。", &Period{"2020-01-01", "2020-12-31"}},
		{"统计期限自202311日起,至20231231日止", nil},
		{"20221月1日起至202212月31日止", nil},
	} {
		got := readPeriod(fold(tt.text))
		if (got == nil) != (tt.want == nil) || got != nil && *got != *tt.want {
			t.Errorf("%s: got %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestFindRow(t *testing.T) {
	for _, tt := range []struct{ label, want string }{
		{"1.属于国家秘密", "denied.state_secret"},
		{"1属于国家秘密", "denied.state_secret"},
		{"２．其他法律行政止公开", "denied.prohibited_by_law"},
		{"3.危及“三安全一稳定”", "denied.security_stability"},
		{"二、上年结转政府信息公开 申请数量", "carried_in"},
		{"三、（一）予以公开", "granted"},
		{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"},
		{"一、本年新收政府信息公開申請數量", "new"},
		{"行政规范性文件", "normative_documents"},
		{"本年结转政府信息公开申请数量", ""}, // nearer to two than to one
		{"行政处理", ""},
		{"行政许", ""},
		{"合计", ""},
	} {
		r, _, ok := findRow(readLabel(tt.label))
		if ok != (tt.want != "") || r.key != tt.want {
			t.Errorf("%s names %q, want %q", tt.label, r.key, tt.want)
		}
	}
}
