package layout_test

import (
	"testing"

	"gongkai/extract/layout"
)

// row prints the cells of a row at the places of columns; "" prints nothing.
func row(base float64, at []float64, texts ...string) [][]layout.Glyph {
	var out [][]layout.Glyph
	for i, t := range texts {
		if t != "" {
			out = append(out, letters(at[i], base, t))
		}
	}
	return out
}

// In a table without rules what is missing is told by the names above.
func TestNumbersUnderNames(t *testing.T) {
	at := []float64{60, 150, 230, 310}
	names := row(100, at, "信息内容", "制发件数", "废止件数", "有效件数")
	for name, c := range map[string]struct {
		rows   [][][]layout.Glyph
		tables [][]box
		texts  []string
	}{
		"each under one name, one without a number": {
			[][][]layout.Glyph{row(130, at, "规章", "22", "", "235"), row(160, at, "规范性文件", "34", "5", "189")},
			[][]box{plain(4, "信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "", "235", "规范性文件", "34", "5", "189")}, nil,
		},
		"by their right sides": {
			[][][]layout.Glyph{row(130, []float64{60, 180, 0, 335}, "规章", "22", "", "235"), row(160, []float64{60, 185, 265, 335}, "规范性文件", "4", "5", "189")},
			[][]box{plain(4, "信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "", "235", "规范性文件", "4", "5", "189")}, nil,
		},
		"whole rows need no table": {
			[][][]layout.Glyph{row(130, at, "规章", "22", "0", "235"), row(160, at, "规范性文件", "34", "5", "189")},
			nil, []string{"信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "0", "235", "规范性文件", "34", "5", "189"},
		},
		"one stands between two names": {
			[][][]layout.Glyph{row(130, []float64{60, 150, 0, 270}, "规章", "22", "", "235"), row(160, at, "规范性文件", "34", "5", "189")},
			nil, []string{"信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "235", "规范性文件", "34", "5", "189"},
		},
		"one row by the left, the other by the right": {
			[][][]layout.Glyph{row(130, at, "规章", "22", "", "235"), row(160, []float64{60, 180, 0, 335}, "规范性文件", "34", "", "189")},
			nil, []string{"信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "235", "规范性文件", "34", "189"},
		},
		"a label of two lines": { // a number may stand beside the second
			[][][]layout.Glyph{row(130, at, "规章", "22", "", "235"), row(160, at, "规范性", "34", "5", "189"), row(174, at, "文件")},
			nil, []string{"信息内容", "制发件数", "废止件数", "有效件数", "规章", "22", "235", "34 · 5 · 189", "规范性文件"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			all := names
			for _, r := range c.rows {
				all = append(all[:len(all):len(all)], r...)
			}
			tables, texts, findings := read(sheet(nil, all...))
			expect(t, "tables", c.tables, tables)
			expect(t, "texts", c.texts, texts)
			if len(findings) > 0 {
				t.Errorf("findings %v", findings)
			}
		})
	}
}

// The longest of some short lines is no full line.
func TestHeadingsBeforeTablesAreNotJoined(t *testing.T) {
	_, texts, _ := read(sheet(nil, letters(60, 60, "一、总体情况"), letters(60, 84, "二、主动公开政府信息情况"), letters(60, 108, "第二十条第（一）项")))
	expect(t, "texts", []string{"一、总体情况", "二、主动公开政府信息情况", "第二十条第（一）项"}, texts)
}
