package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/docx"
)

// What is not shown is not read, and never left out in silence.
func TestHiddenText(t *testing.T) {
	const gone, seen = `<w:rPr><w:vanish/></w:rPr>`, `<w:rPr><w:vanish w:val="0"/></w:rPr>`
	styles := `<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + gone + `</w:style>` +
		`<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="P"/>` + seen + `</w:style>` +
		`<w:style w:type="character" w:styleId="C">` + gone + `</w:style>`
	numbering := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/><w:suff w:val="nothing"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	run := func(props, s string) string { return `<w:r>` + props + `<w:t>` + s + `</w:t></w:r>` }
	p := func(style, mark, runs string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + mark + `</w:pPr>` + runs + `</w:p>`
	}
	row := func(props, cells string) string { return `<w:tr><w:trPr>` + props + `</w:trPr>` + cells + `</w:tr>` }
	for name, tt := range map[string]struct {
		body    string
		want    []string
		finding string
	}{
		"text":                                  {p("", "", run("", "2")+run(gone, "2")), []string{"2"}, document.CodeHidden},
		"blanks are no text":                    {p("", "", run("", "2")+run(gone, " ")), []string{"2"}, ""},
		"once":                                  {p("", "", run(gone, "1")+run(gone, "2")) + para("甲"), []string{"甲"}, document.CodeHidden},
		"a paragraph, by its style":             {p("Q", "", run("", "1")) + para("22"), []string{"22"}, document.CodeHidden},
		"a style that takes it back":            {p("R", "", run("", "甲")), []string{"1.甲"}, ""},
		"a run that takes it back":              {p("P", seen, run(seen, "甲")+run("", "乙")), []string{"1.甲"}, document.CodeHidden},
		"a run that speaks of something else":   {p("P", "", run(`<w:rPr><w:b/></w:rPr>`, "甲")), nil, document.CodeHidden},
		"two styles that hide undo each other":  {p("P", seen, run(`<w:rPr><w:rStyle w:val="C"/></w:rPr>`, "甲")), []string{"1.甲"}, ""},
		"a hidden mark joins, by the style too": {p("P", "", run(seen, "甲")) + para("乙"), []string{"1.甲乙"}, ""},
		"all is hidden":                         {p("P", "", run("", "甲")), nil, document.CodeHidden},
		"a formula":                             {p("", "", run("", "2")+`<m:oMath><m:r>`+gone+`<m:t>2</m:t></m:r></m:oMath>`), []string{"2"}, document.CodeHidden},
		"a formula, by the style":               {p("P", "", `<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>`), nil, document.CodeHidden},
		"a text box":                            {p("", "", run("", "2")+`<w:r>`+gone+`<w:pict><v:textbox><w:txbxContent>`+para("1")+`</w:txbxContent></v:textbox></w:pict></w:r>`), []string{"2"}, document.CodeHidden},
		"a picture":                             {p("", "", run("", "2")+`<w:r>`+gone+`<w:pict/></w:r>`), []string{"2"}, ""},
		"a symbol":                              {p("", "", run("", "2")+`<w:r>`+gone+`<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`), []string{"2"}, document.CodeHidden},
		"the code of a field is usual":          {p("", "", run("", "2")+`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+run(gone, "3")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`), []string{"2"}, ""},
		"what is deleted is no finding":         {p("", "", run("", "2")+`<w:del>`+run(gone, "3")+`</w:del>`), []string{"2"}, ""},
		"a row":                                 {tbl(tr(tc("", "1")), row(`<w:hidden/>`, tc("", "2"))), []string{"[1x1: 0,0 1]"}, document.CodeHidden},
		"a row with nothing in it":              {tbl(tr(tc("", "1")), row(`<w:hidden/>`, tc("", ""))), []string{"[1x1: 0,0 1]"}, ""},
		"a row that is not":                     {tbl(tr(tc("", "1")), row(`<w:hidden w:val="0"/>`, tc("", "2"))), []string{"[2x1: 0,0 1|1,0 2]"}, ""},
		"a deleted row is not called back":      {tbl(tr(tc("", "1")), row(`<w:del/><w:hidden w:val="0"/>`, tc("", "2"))), []string{"[1x1: 0,0 1]"}, ""},
		"nor called hidden":                     {tbl(tr(tc("", "1")), row(`<w:hidden/><w:del/>`, tc("", "2"))), []string{"[1x1: 0,0 1]"}, ""},
		"a row that says so late":               {tbl(tr(tc("", "1")), `<w:tr>`+tc("", "2")+`<w:trPr><w:hidden/></w:trPr></w:tr>`), []string{"[1x1: 0,0 1]"}, document.CodeHidden},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(file(tt.body, "styles", styles, "numbering", numbering))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wantFinding(t, doc, tt.finding)
		})
	}
}
