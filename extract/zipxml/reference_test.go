package zipxml_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"gongkai/extract/zipxml"
)

// tokens are what a part is read as: each token, then the error.
func tokens(data string) []string {
	var out []string
	t := zipxml.NewTokens(data)
	for token := t.Next(); token != nil; token = t.Next() {
		switch token.Kind {
		case zipxml.Start:
			out = append(out, fmt.Sprintf("<%q %q", token.Name, token.Attr))
		case zipxml.End:
			out = append(out, fmt.Sprintf(">%q", token.Name))
		case zipxml.Text:
			out = append(out, fmt.Sprintf("%q", token.Text))
		}
	}
	return append(out, fmt.Sprint(t.Err()))
}

// reference is tokens by encoding/xml alone.
func reference(data string) []string {
	var out []string
	var open []xml.Name
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(data, "\xEF\xBB\xBF")))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := d.RawToken()
		switch {
		case err == nil:
		case !errors.Is(err, io.EOF):
			return append(out, fmt.Sprint(zipxml.Broken("XML 损坏："+err.Error())))
		case len(open) > 0:
			return append(out, fmt.Sprint(zipxml.Broken("XML 不完整：the XML ends within an element")))
		default:
			return append(out, "<nil>")
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name)
			out = append(out, fmt.Sprintf("<%q %q", token.Name, token.Attr))
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != token.Name {
				return append(out, fmt.Sprint(zipxml.Broken(fmt.Sprintf("XML 损坏：</%s> ends another element", token.Name.Local))))
			}
			open = open[:len(open)-1]
			out = append(out, fmt.Sprintf(">%q", token.Name))
		case xml.CharData:
			out = append(out, fmt.Sprintf("%q", token))
		}
	}
}

func TestTokensAreThoseOfEncodingXML(t *testing.T) {
	for name, data := range map[string]string{
		"plain":                        part,
		"nothing":                      "",
		"text alone":                   "1\n2",
		"names":                        `<a.b-1 _x="1" x:1="2"/><:a/><a:/><a:b:c/>`,
		"names beyond ASCII":           `<甲 乙="1"/><a甲/><a 乙:b="1"/>`,
		"a name that is none":          `<a><1b/></a>`,
		"no name":                      `<a>< b/></a>`,
		"quotes":                       `<a b='1' c = "2"d="'"/>`,
		"no quotes":                    `<a b=c/><a b=c>x</a><a b/>`,
		"references":                   `<a b="&lt;&#65;&e;">&amp;&#x4E2D;&e;&#0;</a>`,
		"a reference that is none":     `<a>1 & 2</a>`,
		"carriage returns":             "<a b='1\r\n2'>1\r\n2\r3</a\r\n>",
		"tabs and lines":               "<a\n\tb=\"1\t2\n3\">\t\n</a>",
		"CDATA":                        `<a>1<![CDATA[2<3]]>4<![CDATA[]]></a>`,
		"the end of CDATA alone":       `<a>1]]>2</a>`,
		"greater":                      `<a b="1>2">1>2</a>`,
		"less in a value":              `<a b="1<2"/>`,
		"comments and instructions":    `<?xml version="1.0" encoding="GBK"?><!-- x --><a><?p q?>1<!----></a>`,
		"XML 1.1":                      `<?xml version="1.1"?><a/>`,
		"a declaration":                `<!DOCTYPE a [<!ENTITY e "<b>"><!-- > -->]><a>&e;</a>`,
		"bytes that are not UTF-8":     "<a>\xff</a>",
		"such bytes in a value":        "<a b='\xe4\xb8'/>",
		"what is half a character":     "<a>\xe4\xb8<b/></a>",
		"no characters":                "<a>\uFFE5\uFFFD\uFFFE</a>",
		"control characters":           "<a b=\"\x01\">\x02</a>",
		"cut in a tag":                 `<a><b c="1"`,
		"cut in a value":               `<a><b c="1`,
		"cut in an end":                `<a></a`,
		"cut in a name":                `<a><b`,
		"crossed":                      "<a>\n<b></a></b>",
		"an error in a later line":     "<a>\n<b>\n&lt;</b>\n<c/ ></a>",
		"more that are odd than plain": "<a>" + strings.Repeat("&lt;<!-- --><b c='1'/>", 1000) + "<b/>1</a>",
		"an end that is odd":           "<a>" + strings.Repeat("&lt;<b/>", 1000) + "<b c='1'/>",
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := tokens(data), reference(data); !slices.Equal(got, want) {
				t.Errorf("tokens\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// part has each form of token, as programs write them.
const part = "<?xml version=\"1.0\"?>\r\n" + `<w:t xmlns:w="u" w:a="1" b="中"><w:r w:x="&#65;"/><a> 甲 &amp; 2</a ><!--c-->]<b/></w:t>`

func TestTokensOfADamagedPartAreThoseOfEncodingXML(t *testing.T) {
	for at := range len(part) + 1 {
		for _, c := range []string{"", "<", ">", "/", "\"", "'", "=", "&", ";", ":", " ", "\r", "\n", "]]>", "!", "?", "-", "0", "a", "\x00", "\x80", "é", "\uFFFE"} {
			for _, data := range []string{part[:at] + c + part[at:], part[:at] + c + part[min(at+1, len(part)):], part[:at] + c} {
				if got, want := tokens(data), reference(data); !slices.Equal(got, want) {
					t.Fatalf("%q\ntokens\n%s\nwant\n%s", data, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add(part)
	f.Add(strings.Repeat("<a b='1'>", 30))
	f.Fuzz(func(t *testing.T, data string) {
		if strings.HasPrefix(data, "\xFF\xFE") || strings.HasPrefix(data, "\xFE\xFF") || strings.Count(data, "<") > 400 {
			return // decoded first; the limit of depth is ours alone
		}
		if got, want := tokens(data), reference(data); !slices.Equal(got, want) {
			t.Errorf("tokens\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
