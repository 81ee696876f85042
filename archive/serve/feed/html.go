package feed

import (
	"html/template"
	"strings"
)

// part is a group of rows of a difference under its name.
type part struct {
	Name string
	Rows []row
	More int
}

// parts lists the groups that have rows.
func (d *difference) parts() []part {
	var out []part
	for _, p := range []part{
		{"数字 cells", d.Cells, d.MoreCells},
		{"事项 fields", d.Fields, d.MoreFields},
		{"核对 checks", d.Checks, d.MoreChecks},
		{"文字 text", d.Texts, d.MoreTexts},
	} {
		if len(p.Rows) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// content is the entry in HTML: no styles, no scripts, absolute addresses. The
// template escapes what comes from portals, and addresses that are none of http.
var content = template.Must(template.New("entry").Parse(
	`<p>{{.Summary}}</p>
{{- with .Filings}}<ul>{{range .}}<li><a href="{{.Link}}">{{.Words}}</a></li>{{end}}
{{- with $.More}}<li>还有 {{.}} 份 · and {{.}} more</li>{{end}}</ul>{{end}}
{{- range .Diff.Notes}}<p>{{.}}</p>{{end}}
{{- range .Parts}}<table><caption>{{.Name}}</caption><thead><tr><th>哪里 where</th><th>前 before</th><th>后 after</th></tr></thead><tbody>
{{- range .Rows}}<tr><th>{{.Where}}</th><td>{{.From}}</td><td>{{.To}}</td></tr>{{end}}</tbody></table>
{{- with .More}}<p>还有 {{.}} 处未列 · {{.}} more not listed</p>{{end}}{{end}}
{{- with .Links.Diff}}<p><a href="{{.}}">全部不同之处 · the whole difference</a></p>{{end}}
<p><a href="{{.Links.Page}}">这一页的历史 · history of the page</a></p>
{{- if .Links.Original}}<p>原网址 · original: <a href="{{.Links.Original}}">{{.URL}}</a></p>
{{- else}}<p>原网址 · original: {{.URL}}</p>{{end}}
{{- if .MovedTo}}<p>现在在 · now at: {{if .MovedLink}}<a href="{{.MovedLink}}">{{.MovedTo}}</a>{{else}}{{.MovedTo}}{{end}}</p>{{end}}`))

// html renders the entry.
func (e *entry) html() (string, error) {
	var b strings.Builder
	err := content.Execute(&b, struct {
		*entry
		Summary string
		Parts   []part
	}{e, e.summary(), e.Diff.parts()})
	return b.String(), err
}
