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
		"the small text over a word":      {"<ruby>12<rt>3</rt></ruby>", "12^3", ""},
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

// What is struck through, reversed or no text at all is printed and is no number
// with the digits beside it; what has no size or is invisible is not printed.
func TestTextThatIsNotPrintedAsItStands(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"deleted":                    {"<del>9</del>12", "9\u033612"},
		"struck through by a style":  {`<span style="text-decoration:line-through">9</span>12`, "9\u033612"},
		"all of it":                  {"<s>12</s>", "12\u0336"},
		"nothing is struck":          {"<s></s>12", "12"},
		"from right to left":         {"<bdo dir=RTL>12</bdo>", "\u202e12"},
		"from left to right":         {"<bdo dir=ltr>12</bdo>", "12"},
		"a field":                    {`<input value="7">`, "\ufffc"},
		"a field behind a number":    {"12<textarea>7</textarea>", "12\ufffc"},
		"an empty field":             {"12<input><textarea></textarea>", "12"},
		"a button":                   {`12<input type="submit" value="OK">`, "12"},
		"a formula":                  {"<math><mn>1</mn></math>", "\ufffc"},
		"a list to choose from":      {"<select><option>1<option selected>2</select>", "\ufffc"},
		"invisible":                  {`<b style="VISIBILITY: hidden">9</b>12`, "12"},
		"without size":               {`<b style="color:red;font-size:0px">9</b>12`, "12"},
		"half a size":                {`<b style="font-size:0.5em">9</b>12`, "912"},
		"a style that strikes other": {`<b style="text-decoration:underline">9</b>12`, "912"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := html.Read([]byte("<table><tr><td>甲<td>" + tt.in + "<tr><td>乙<td>3</table>"))
			if got := doc.Blocks[0].Table.Cells[1].Text; got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
