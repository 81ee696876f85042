package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/docx"
	"gongkai/extract/script"
)

// Digits that do not stand on one line never make one number.
func TestRaisedAndLoweredDigits(t *testing.T) {
	run := func(props, s string) string { return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + s + `</w:t></w:r>` }
	const up, down = `<w:vertAlign w:val="superscript"/>`, `<w:vertAlign w:val="subscript"/>`
	mr := func(s string) string { return `<m:r><m:t>` + s + `</m:t></m:r>` }
	styles := `<w:style w:type="character" w:styleId="a"><w:rPr>` + up + `</w:rPr></w:style><w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>`
	for name, tt := range map[string]struct{ runs, want, finding string }{
		"a raised digit may be a note or a power": {run("", "12") + run(up, "1"), "12^1", ""},
		"a lowered one":                       {run("", "12") + run(down, "1"), "12_1", ""},
		"raised by a style":                   {run("", "12") + run(`<w:rStyle w:val="b"/>`, "1"), "12^1", ""},
		"a style undone":                      {run("", "12") + run(`<w:rStyle w:val="b"/><w:vertAlign w:val="baseline"/>`, "1"), "121", ""},
		"struck through":                      {run(`<w:strike/>`, "9") + run("", "12"), "9\u033612", ""},
		"struck through twice":                {run(`<w:dstrike/>`, "12"), "12\u0336", ""},
		"not struck through":                  {run(`<w:strike w:val="0"/>`, "9") + run("", "12"), "912", ""},
		"raised by points":                    {run("", "12") + run(`<w:position w:val="6"/>`, "1"), "12^1", ""},
		"set straight by a point":             {run("", "12") + run(`<w:position w:val="-2"/>`, "1"), "121", ""},
		"a note that can be nothing else":     {run("", "22") + run(up, "[") + run(up, "1]"), "22", script.CodeNote},
		"digits do not close over a note":     {run("", "2") + run(up, "①") + run("", "2"), "2^2", script.CodeNote},
		"nor over the mark of a footnote":     {run("", "2") + `<w:r><w:footnoteReference w:id="9"/></w:r>` + run("", "2"), "2^2", ""},
		"the mark of a footnote of one's own": {run("", "22") + `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>1</w:t></w:r>`, "22", ""},
		"a power":                             {`<m:oMath><m:sSup><m:e>` + mr("10") + `</m:e><m:sup>` + mr("2") + `</m:sup></m:sSup></m:oMath>`, "10^2", ""},
		"an index":                            {`<m:oMath><m:sSub><m:e>` + mr("10") + `</m:e><m:sub>` + mr("2") + `</m:sub></m:sSub></m:oMath>`, "10_2", ""},
		"a fraction":                          {`<m:oMath>` + mr("3") + `<m:f><m:num>` + mr("1") + `</m:num><m:den>` + mr("2") + `</m:den></m:f></m:oMath>`, "3^1/2", ""},
		"a root":                              {`<m:oMath>` + mr("3") + `<m:rad><m:deg/><m:e>` + mr("2") + `</m:e></m:rad></m:oMath>`, "3√^2", ""},
		"a matrix":                            {`<m:oMath><m:m><m:mr><m:e>` + mr("1") + `</m:e><m:e>` + mr("2") + `</m:e></m:mr></m:m></m:oMath>`, "1^2", ""},
		"no exponent":                         {`<m:oMath><m:sSup><m:e>` + mr("10") + `</m:e><m:sup/></m:sSup></m:oMath>`, "10", ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(file(tbl(tr(`<w:tc><w:p>`+tt.runs+`</w:p></w:tc>`)), "styles", styles))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"[1x1: 0,0 " + tt.want + "]"}, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wantFinding(t, doc, tt.finding)
		})
	}
}
