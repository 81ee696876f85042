package docx_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/docx"
)

func lvl(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
}

func item(list, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, list, text)
}

const tight = `<w:suff w:val="nothing"/>`

func TestNumbersArePrinted(t *testing.T) {
	report := `<w:abstractNum w:abstractNumId="7">` + lvl(0, "chineseCounting", "%1、", tight) + lvl(1, "chineseCounting", "（%2）", tight) +
		lvl(2, "decimal", "%3.", "") + lvl(3, "decimal", "%1.%3.%4", `<w:isLgl/>`) + lvl(4, "bullet", "\uF06C", "") + `</w:abstractNum>`
	list := func(id int, more string) string {
		return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="7"/>%s</w:num>`, id, more)
	}
	tests := []struct {
		name, numbering, body string
		want                  []string
	}{
		{"levels count and begin anew", report + list(1, ""),
			item(1, 0, "总体情况") + item(1, 1, "甲") + item(1, 1, "乙") + item(1, 2, "丙") + item(1, 0, "主动公开") + item(1, 1, "丁") + item(1, 3, "戊"),
			[]string{"一、总体情况", "（一）甲", "（二）乙", "1. 丙", "二、主动公开", "（一）丁", "2.1.1 戊"}},
		{"lists of one pattern count on", report + list(1, "") + list(2, ""), item(1, 0, "a") + item(2, 0, "b"), []string{"一、a", "二、b"}},
		{"a list begins anew where it says so", report + list(1, "") + list(2, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`),
			item(1, 0, "a") + item(2, 0, "b") + item(2, 0, "c"), []string{"一、a", "五、b", "六、c"}},
		{"a list overrides a level", report + list(1, `<w:lvlOverride w:ilvl="0"><w:lvl><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>`),
			item(1, 0, "a"), []string{"III) a"}},
		{"bullets and list 0 print nothing", report + list(1, ""), item(1, 4, "a") + item(0, 0, "b") + item(9, 0, "c"), []string{"a", "b", "c"}},
		{"an empty paragraph prints its number", report + list(1, ""), item(1, 2, ""), []string{"1."}},
		{"a level that never begins anew", `<w:abstractNum w:abstractNumId="7">` + lvl(0, "decimal", "%1", "") + lvl(1, "decimal", "%2)", `<w:lvlRestart w:val="0"/>`) + `</w:abstractNum>` + list(1, ""),
			item(1, 0, "a") + item(1, 1, "b") + item(1, 0, "c") + item(1, 1, "d"), []string{"1 a", "1) b", "2 c", "2) d"}},
		{"the number of a style, and its heading", `<w:abstractNum w:abstractNumId="7">` + lvl(0, "chineseLegalSimplified", "%1、", tight+`<w:pStyle w:val="H1"/>`) + `</w:abstractNum>` + list(1, ""),
			`<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>总体</w:t></w:r></w:p>`, []string{"2 壹、总体"}},
		{"the levels of another list by its style", `<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="L"/></w:abstractNum><w:abstractNum w:abstractNumId="7">` + lvl(0, "decimalEnclosedCircleChinese", "%1", tight) + `</w:abstractNum>` + list(1, "") + `<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>`,
			item(2, 0, "a"), []string{"①a"}},
		{"a number with nothing between is another one", `<w:abstractNum w:abstractNumId="7">` + lvl(0, "decimal", "%1.", tight) + `</w:abstractNum>` + list(1, ""),
			item(1, 0, "5") + item(1, 0, "a"), []string{"1.^5", "2.a"}},
	}
	styles := `<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
		`<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := docx.Read(file(tt.body, "styles", styles, "numbering", tt.numbering))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wantFinding(t, doc, "")
		})
	}
}

func TestNumberFormats(t *testing.T) {
	for _, tt := range []struct {
		format string
		start  int
		want   string
	}{
		{"decimal", 12, "12"}, {"decimalZero", 3, "03"}, {"decimalFullWidth", 12, "１２"}, {"upperRoman", 1994, "MCMXCIV"}, {"lowerRoman", 4, "iv"},
		{"upperLetter", 28, "BB"}, {"lowerLetter", 2, "b"}, {"none", 1, ""},
		{"chineseCounting", 10, "十"}, {"chineseCounting", 11, "十一"}, {"chineseCounting", 20, "二十"}, {"chineseCounting", 21, "二十一"}, {"chineseCounting", 101, "一〇一"},
		{"chineseCountingThousand", 105, "一百零五"}, {"chineseCountingThousand", 110, "一百一十"}, {"chineseCountingThousand", 1001, "一千零一"}, {"japaneseCounting", 15, "十五"},
		{"ideographDigital", 10, "一〇"}, {"chineseLegalSimplified", 12, "壹拾贰"}, {"ideographLegalTraditional", 20, "貳拾"}, {"ideographTraditional", 2, "乙"}, {"ideographZodiac", 12, "亥"},
		{"decimalEnclosedCircle", 3, "③"}, {"decimalEnclosedParen", 2, "⑵"}, {"decimalEnclosedFullstop", 20, "⒛"}, {"ideographEnclosedCircle", 99, "99"},
		{"thaiLetters", 7, "7"},
	} {
		t.Run(fmt.Sprintf("%d in %s", tt.start, tt.format), func(t *testing.T) {
			numbering := fmt.Sprintf(`<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`, tt.start, tt.format)
			doc, err := docx.Read(file(item(1, 0, "x"), "numbering", numbering))
			if err != nil {
				t.Fatal(err)
			}
			want := tt.want + " x"
			if tt.want == "" {
				want = "x"
			}
			if diff := cmp.Diff([]string{want}, show(doc)); diff != "" {
				t.Error(diff)
			}
			if tt.format == "thaiLetters" {
				wantFinding(t, doc, docx.CodeNumber)
			}
		})
	}
}

func TestHeadingsAndHiddenStyles(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:default="1" w:styleId="N"/><w:style w:type="paragraph" w:styleId="T"><w:pPr><w:outlineLvl w:val="8"/></w:pPr></w:style>` +
		`<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="Too"><w:basedOn w:val="Gone"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>`
	body := `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="T"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>b</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Too"/></w:rPr><w:t>x</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>`
	doc, err := docx.Read(file(body, "styles", styles))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"6 a", "b", "c", "3 d"}, show(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestNotesFollowTheText(t *testing.T) {
	body := `<w:p><w:r><w:t>12</w:t><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>完</w:t><w:endnoteReference w:id="1"/></w:r></w:p>`
	doc, err := docx.Read(file(body,
		"footnotes", `<w:footnote w:id="0" w:type="separator">`+para("-")+`</w:footnote><w:footnote w:id="2">`+para("含上年")+`</w:footnote><w:footnote w:id="3">`+para("无人引用")+`</w:footnote>`,
		"endnotes", `<w:endnote w:id="1">`+para("尾注")+`</w:endnote>`, "header1", para("页眉")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"12", "完", "含上年", "尾注"}, show(doc)); diff != "" {
		t.Error(diff)
	}
}
