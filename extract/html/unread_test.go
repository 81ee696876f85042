package html_test

import (
	"encoding/json"
	nethtml "html"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/html"
)

// A statutory table that stands where nothing is read is never passed over in silence.
func TestStatutoryTableThatIsNotReadIsReported(t *testing.T) {
	table := `<table><tr><td>申请人情况<td>总计<tr><td>一、本年新收政府信息公开申请数量<td>3<tr><td>四、结转下年度继续办理<td>1</table>` + strings.Repeat(" ", 256)
	text, quoted := nethtml.EscapeString(table), escaped(t, table)
	const none = ""
	for name, tt := range map[string]struct{ in, want string }{
		"a script":                       {`<script>var c='` + table + `'</script>`, document.CodeHidden},
		"a script of the head":           {`<head><script>var c='` + table + `'</script></head><p>年报`, document.CodeHidden},
		"a script that writes":           {`<script>document.write('` + table + `')</script>`, document.CodeHidden},
		"JSON":                           {`<script type="application/json">{"c":"` + table + `"}</script>`, document.CodeHidden},
		"JSON with escapes":              {`<script type="application/json">` + quoted + `</script>`, document.CodeHidden},
		"JSON with escapes in capitals":  {`<script>` + capitals(quoted) + `</script>`, document.CodeHidden},
		"a text area":                    {`<textarea>` + text + `</textarea>`, document.CodeHidden},
		"a hidden text area":             {`<textarea style="display:none">` + text + `</textarea>`, document.CodeHidden},
		"the value of a field":           {`<input type=hidden value="` + text + `">`, document.CodeHidden},
		"a document in a frame":          {`<iframe srcdoc="` + text + `"></iframe>`, document.CodeHidden},
		"data of an element":             {`<div data-content="` + text + `">年报</div>`, document.CodeHidden},
		"without frames":                 {`<frameset><frame src=a.htm><noframes>` + table + `</noframes></frameset>`, document.CodeHidden},
		"without scripts":                {`<noscript>` + table + `</noscript>`, document.CodeHidden},
		"a template":                     {`<template>` + table + `</template>`, document.CodeHidden},
		"a drawing":                      {`<svg><foreignObject>` + table + `</foreignObject></svg>`, document.CodeHidden},
		"an object that is not shown":    {`<object data=a.swf>` + table + `</object>`, document.CodeHidden},
		"a comment":                      {`<!--` + table + `--><p>年报`, document.CodeHidden},
		"two of them are said once":      {`<template>` + table + `</template><div style="display:none">` + table + `</div>`, document.CodeHidden},
		"a copy of what is read":         {table + `<script>var c='` + table + `'</script>`, none},
		"running text in a script":       {`<p>年报<script>var c='办理情况：总体情况、现行有效、第二十条第一项'</script>`, none},
		"a short value":                  {`<p>年报<a title="结转下年度继续办理">年报</a>`, none},
		"pages in frames and no text":    {`<frameset><frame src=a.htm><frame src=b.htm></frameset>`, document.CodeEmbedded},
		"a page in a frame and no text":  {`<iframe src=a.htm></iframe>`, document.CodeEmbedded},
		"a picture and no text":          {`<img src=1.jpg>`, document.CodeEmbedded},
		"a frame beside text":            {`<p>年报<iframe src=a.htm></iframe>`, none},
		"a picture that counts visitors": {`<img src=1.gif width=1>`, none},
		"nothing at all":                 {`<title>年报</title>`, none},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, f := range html.Read([]byte(tt.in)).Findings {
				got += f.Code
			}
			if got != tt.want {
				t.Errorf("findings %q, want %q", got, tt.want)
			}
		})
	}
}

// escaped writes a text as JSON of nothing but ASCII.
func escaped(t *testing.T, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, r := range string(b) {
		if r < 0x80 {
			out.WriteRune(r)
			continue
		}
		const digits = "0123456789abcdef"
		out.Write([]byte{'\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
	}
	return out.String()
}

// capitals writes the digits of JSON's escapes in capitals.
func capitals(quoted string) string {
	return strings.ReplaceAll(strings.ToUpper(quoted), `\U`, `\u`)
}
