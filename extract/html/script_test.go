package html_test

import (
	"strings"
	"testing"

	"gongkai/extract/html"
	"gongkai/extract/script"
)

// Digits that do not stand on one line never make one number.
func TestRaisedAndLoweredDigits(t *testing.T) {
	for name, tt := range map[string]struct{ in, want, finding string }{
		"a raised digit may be a note or a power": {"12<sup>1</sup>", "12^1", ""},
		"a power":                         {"10<sup>2</sup>", "10^2", ""},
		"a lowered digit":                 {"12<sub>1</sub>", "12_1", ""},
		"raised by a style":               {`12<span style="color:red; VERTICAL-ALIGN : Super">1</span>`, "12^1", ""},
		"lowered by a style":              {`12<font style="vertical-align:sub!important">1</font>`, "12_1", ""},
		"elements within":                 {"12<sup><a href=#n><span>1</span></a></sup>", "12^1", ""},
		"a raised digit before":           {"<sup>1</sup>22", "1^22", ""},
		"a style that raises nothing":     {`1<span style="vertical-align:middle">2</span>`, "12", ""},
		"a note that can be nothing else": {"22<sup>[<a href=#n>1</a>]</sup>", "22", script.CodeNote},
		"digits do not close over a note": {"2<sup>①</sup>2", "2^2", script.CodeNote},
		"a note after a word stays":       {"许可<sup>[1]</sup>", "许可[1]", ""},
		"a blank between":                 {"12 <sup>1</sup>", "12 1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for where, page := range map[string]string{
				"paragraph": "<p>" + tt.in + "</p>",
				"cell":      "<table><tr><td>甲<td>" + tt.in + "<tr><td>乙<td>3</table>",
				"flat":      "<p>" + tt.in + "</p>" + strings.Repeat("<div>", 600),
			} {
				doc := html.Read([]byte(page))
				got, finding := doc.Blocks[0].Text, ""
				if where == "cell" {
					got = doc.Blocks[0].Table.Cells[1].Text
				}
				for _, f := range doc.Findings {
					if f.Code != "limit" {
						finding += f.Code
					}
				}
				if got != tt.want || finding != tt.finding {
					t.Errorf("%s: %q, %q; want %q, %q", where, got, finding, tt.want, tt.finding)
				}
			}
		})
	}
}
