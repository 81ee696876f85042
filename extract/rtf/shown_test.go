package rtf_test

import (
	"testing"

	"gongkai/extract/rtf"
)

// What a cell shows is read, and is no number where it does not count or nobody
// knows what is shown.
func TestCellsAsTheyAreShown(t *testing.T) {
	const head = `{\rtf1{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue255;}` +
		`{\stylesheet{\s0 Normal;}{\s5\strike Struck;}{\s6\strike0 Plain;}{\*\cs7\additive\v Hidden;}}`
	for name, tt := range map[string]struct{ define, cell, want, finding string }{
		"plain":                                {``, `5`, "5", ""},
		"struck":                               {``, `\strike 5`, "5\u0336", ""},
		"struck, and not twice":                {``, `\strike\striked0 5`, "5\u0336", ""},
		"struck twice":                         {``, `\striked1 5`, "5\u0336", ""},
		"no more":                              {``, `\strike\plain 5`, "5", ""},
		"a style that strikes, and says so":    {``, `\s5\strike 5`, "5\u0336", ""},
		"a style that strikes, and does not":   {``, `\s5 5`, "5\ufffc", ""},
		"a style that strikes, taken back":     {``, `\s5\strike0 5`, "5", ""},
		"a style that does not":                {``, `\s6 5`, "5", ""},
		"letters of a style that hides":        {``, `{\cs7 5}`, "5\ufffc", ""},
		"words of it":                          {``, `{\cs7 a}`, "a", ""},
		"white":                                {``, `\cf2 5`, "", "hidden_content"},
		"white by number":                      {``, `\cf2\u53? `, "", "hidden_content"},
		"black":                                {``, `\cf1 5`, "5", ""},
		"white on a cell":                      {`\clcbpat3`, `\cf2 5`, "5", ""},
		"blue on blue":                         {`\clcbpat3`, `\cf3 5`, "", "hidden_content"},
		"white on a pattern":                   {`\clshdng2500`, `\cf2 5`, "5", ""},
		"white on a paragraph":                 {``, `\cbpat3\cf2 5`, "5", ""},
		"white and highlighted":                {``, `\highlight3\cf2 5`, "5", ""},
		"of no size":                           {``, `\fs2 5`, "", "hidden_content"},
		"small":                                {``, `\fs8 5`, "5", ""},
		"from right to left":                   {``, `\rtlch 15`, "\u202e15", ""},
		"as Word writes what is not":           {``, `\rtlch\fcs1 \af0\ltrch\fcs0 15`, "15", ""},
		"deleted":                              {``, `5{\deleted 6}`, "5", ""},
		"a field with a result":                {``, `{\field{\*\fldinst =2+3}{\fldrslt 5}}`, "5", ""},
		"a field with an empty result":         {``, `{\field{\*\fldinst MERGEFIELD a}{\fldrslt }}`, "", ""},
		"a field without a result":             {``, `{\field{\*\fldinst =2+3}}`, "\ufffc", "field_unread"},
		"an equation":                          {``, `{\field{\*\fldinst{\rtlch EQ \\o\\ac(\'a1,5)}}{\fldrslt}}`, "\ufffc", "field_unread"},
		"an equation in the code of a field":   {``, `{\field{\*\fldinst IF {\field{\*\fldinst EQ \\o(5)}} = 5 6}{\fldrslt 6}}`, "6", ""},
		"the entry of an index":                {``, `5{\xe a}{\field{\*\fldinst XE "a"}}`, "5", ""},
		"a picture":                            {``, `{\pict\wmetafile8 0102}`, "\ufffc", "embedded"},
		"a picture for new readers":            {``, `{\*\shppict{\pict 0102}}{\nonshppict{\pict 0102}}`, "\ufffc", "embedded"},
		"a picture beside a number":            {``, `5{\pict 0102}`, "5\ufffc", "embedded"},
		"a picture beside words":               {``, `\u35268?\u31456?{\pict 0102}`, "规章", ""},
		"an object":                            {``, `{\object\objemb{\*\objdata 0102}{\result {\pict 01}}}`, "\ufffc", "embedded"},
		"white where the row is not yet known": {`\undefined`, `\cf2 5`, "5\ufffc", ""},
	} {
		t.Run(name, func(t *testing.T) {
			define := `\trowd` + tt.define + `\cellx1000\cellx2000`
			row := define + `\pard\intbl ` + tt.cell + `\cell\pard\plain\intbl 1\cell\row}`
			if tt.define == `\undefined` {
				row = `\pard\intbl ` + tt.cell + `\cell\pard\plain\intbl 1\cell\trowd\cellx1000\cellx2000\row}`
			}
			doc, err := rtf.Read([]byte(head + row))
			if err != nil {
				t.Fatal(err)
			}
			want := "0,0:" + tt.want + " | 0,1:1"
			if tt.finding != "" {
				want += "\n! " + tt.finding
			}
			if got := write(doc); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// A row of less than two points, exactly, is not seen.
func TestRowsOfNoHeight(t *testing.T) {
	for height, want := range map[string]string{`\trrh-20`: "0,0:a\n! hidden_content", `\trrh20`: "0,0:a | 1,0:b"} {
		doc, err := rtf.Read([]byte(`{\rtf1\trowd\cellx1000\pard\intbl a\cell\row\trowd` + height + `\cellx1000\pard\intbl b\cell\row}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := write(doc); got != want {
			t.Errorf("%s: %q, want %q", height, got, want)
		}
	}
}

// The cells of a row from right to left stand as they are seen.
func TestRowsFromRightToLeft(t *testing.T) {
	doc, err := rtf.Read([]byte(`{\rtf1\trowd\rtlrow\cellx1000\cellx3000\pard\intbl a\cell 1\cell\row\trowd\rtlrow\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl b\cell 2\cell\cell\row}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := write(doc), "0,0:1 | 0,1:a | 1,0:2 | 1,1:b"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
