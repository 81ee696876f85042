package extract_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract"
	"gongkai/extract/extracttest"
	"gongkai/extract/report/reporttest"
	"gongkai/extract/zipxml/zipxmltest"
)

// decoys are numbers that stand in the cells of a file and are not the organ's:
// unseen ones change nothing, marked ones are seen and cost the cell its number.
type decoys struct {
	writer         string
	place          *regexp.Regexp // where one may stand, after what the first group holds
	unseen, marked []string
	insert         func(file []byte, change func(string) string) []byte
}

var allDecoys = []decoys{
	{"docx", regexp.MustCompile(`(</w:tcPr><w:p>)`), []string{
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>`, `<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>7</w:t></w:r>`,
		`<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>7</w:t></w:r>`, `<w:del><w:r><w:delText>7</w:delText></w:r></w:del>`,
		`<w:moveFrom><w:r><w:t>7</w:t></w:r></w:moveFrom>`,
	}, []string{
		`<w:r><w:rPr><w:strike/></w:rPr><w:t>7</w:t></w:r>`, `<w:r><w:rPr><w:rtl/></w:rPr><w:t>7</w:t></w:r>`, `<w:fldSimple w:instr="EQ \o(7)"/>`,
		`<w:r><w:drawing/></w:r>`, `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>`,
	}, inPart("word/document.xml")},
	{"rtf", regexp.MustCompile(`(\\cell\n)`), []string{`{\v 7}`, `{\fs2 7}`, `{\deleted 7}`, `{\cf1 7}`, `{\*\new 7}`},
		[]string{`{\strike 7}`, `{\rtlch 7}`, `{\field{\*\fldinst EQ \\o(7)}}`, `{\pict 0707}`},
		func(file []byte, change func(string) string) []byte {
			return []byte(change(strings.Replace(string(file), `{\fonttbl`, `{\colortbl;\red255\green255\blue255;}{\fonttbl`, 1)))
		}},
	{"xlsx", regexp.MustCompile(`(<c r="[A-Z]+\d+" s=)"1"/>`), []string{`"2"><v>7</v></c>`, `"3"><v>7</v></c>`, `"4"><v>7</v></c>`},
		[]string{`"5"><v>7</v></c>`, `"1"><f>3+4</f></c>`, `"6"><v>7</v></c>`, `"1"><v>7</v><v>7</v></c>`},
		func(file []byte, change func(string) string) []byte {
			const formats = `<xf/><xf borderId="1"/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="164"/><xf fontId="3"/><xf numFmtId="165"/>`
			file = inPart("xl/styles.xml")(file, func(string) string {
				return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode="0,"/></numFmts>` +
					`<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font><font><strike/></font></fonts><cellXfs>` + formats + `</cellXfs></styleSheet>`
			})
			return inPart("xl/worksheets/sheet1.xml")(file, change)
		}},
}

// inPart changes one part of a package.
func inPart(name string) func(file []byte, change func(string) string) []byte {
	return func(file []byte, change func(string) string) []byte {
		z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			panic(err) // our own writer made it
		}
		var parts []string
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				panic(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				panic(err)
			}
			if f.Name == name {
				text = []byte(change(string(text)))
			}
			parts = append(parts, f.Name, string(text))
		}
		return zipxmltest.Pack(parts...)
	}
}

// strewn puts one of the list into some of the places.
func (d decoys) strewn(text string, list []string, noise *rand.Rand) string {
	return d.place.ReplaceAllStringFunc(text, func(found string) string {
		if noise.IntN(4) > 0 {
			return found
		}
		return d.place.FindStringSubmatch(found)[1] + list[noise.IntN(len(list))]
	})
}

func TestDecoys(t *testing.T) {
	for _, d := range allDecoys {
		writers := extracttest.Writers()
		w := writers[slices.IndexFunc(writers, func(w extracttest.Writer) bool { return w.Name == d.writer })]
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				r := reporttest.Draw(t, reporttest.Options{})
				file := w.Write(r.Parts(), noise(t))
				read := func(list []string) map[string]reporttest.Truth {
					random := noise(t)
					result := extract.Read(d.insert(file, func(s string) string { return d.strewn(s, list, random) }), extract.Hints{})
					return readings(result.Records)
				}
				if diff := cmp.Diff(r.Truth(), read(d.unseen)); diff != "" {
					t.Fatalf("what is not seen changes the report:\n%s", diff)
				}
				if bad := reporttest.Wrong(read(d.marked), r.Truth()); bad != nil {
					t.Fatalf("what is marked is read: %v", bad)
				}
			})
		})
	}
}
