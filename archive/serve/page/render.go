package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed templates/*.html
var templateFiles embed.FS

// sheet is a page before it is HTML.
type sheet struct {
	Template string // templates/NAME.html, "" where Write is set
	// Write writes the main part of a page that is not templated.
	Write  func(*markup, *view)
	Title  string // in the reader's language
	Nav    string // which entry of the navigation it belongs to, "" for none
	Status int    // 0: 200
	// Feeds is the path of the feeds about what is shown, without the file's
	// name: "/feed", "/feed/portal/zhangdian". "": those of the archive.
	Feeds string
	// Dated is set where ?at= means something: the page then has a field for it.
	Dated bool
	Data  any
}

// view is what the frame and, as $, every template sees.
type view struct {
	*sheet
	Lang      lang
	Here      string // canonical address of this page in this language
	Chinese   string // this page in Chinese
	English   string
	Path      string // this page without parameters
	Day       string // the day that the reader looks back to, "" now
	Keep      string // "?at=…" or ""
	Query     string // what was searched for
	Style     string
	Version   string
	Alternate string
	Params    []param // of the address but the day, for a form that keeps them
}

// param is a parameter of an address.
type param struct{ Name, Value string }

// params are the parameters of the address but the day, by name.
func (r *request) params() []param {
	q := r.URL.Query()
	var out []param
	for _, name := range slices.Sorted(maps.Keys(q)) {
		if name != "at" && q.Get(name) != "" {
			out = append(out, param{name, q.Get(name)})
		}
	}
	return out
}

// sharedFiles are part of every page's templates.
var sharedFiles = []string{"templates/parts.html", "templates/records.html"}

// parseTemplates reads the main part of each page of a language, by name.
func (p *Pages) parseTemplates(l lang) (map[string]*template.Template, error) {
	shared := template.New("shared").Funcs(l.funcs()).Funcs(template.FuncMap{"filing": p.filingName(l)})
	for _, f := range sharedFiles {
		if err := l.parse(shared, f); err != nil {
			return nil, err
		}
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	out := map[string]*template.Template{}
	for _, f := range files {
		if slices.Contains(sharedFiles, f) {
			continue
		}
		one, err := shared.Clone()
		if err == nil {
			err = l.parse(one, f)
		}
		if err == nil && one.Lookup("main") == nil {
			err = fmt.Errorf("%s has no main part", f)
		}
		if err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}
		out[strings.TrimSuffix(path.Base(f), ".html")] = one
	}
	return out, nil
}

// fixedWords are the actions of a template that say the same on every page.
var fixedWords = regexp.MustCompile(`\{\{t "([^"\\]*)" "([^"\\]*)"\}\}`)

// parse adds a file to the templates. The words of the language are put in
// before, for calling t by reflection is most of the cost of many a page.
func (l lang) parse(into *template.Template, file string) error {
	b, err := templateFiles.ReadFile(file)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	text := fixedWords.ReplaceAllStringFunc(string(b), func(action string) string {
		m := fixedWords.FindStringSubmatch(action)
		return template.HTMLEscapeString(l.t(m[1], m[2]))
	})
	if _, err := into.New(path.Base(file)).Parse(text); err != nil {
		return fmt.Errorf("page: %s: %w", file, err)
	}
	return nil
}

// render writes the page, whole or not at all.
func (p *Pages) render(w http.ResponseWriter, r *request, s *sheet) {
	m := markup{b: p.scratch.Take()}
	defer func() { p.scratch.Give(m.b) }()
	if err := p.html(&m, r, s); err != nil {
		s = p.fault(r, err)
		if err = p.html(&m, r, s); err != nil {
			p.Log.Error("page of a fault", "path", r.URL.Path, "error", err)
			http.Error(w, "500", http.StatusInternalServerError)
			return
		}
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(r.lang))
	if s.Status != 0 {
		w.WriteHeader(s.Status)
	}
	// A reader who is gone is no error of ours.
	_, _ = w.Write(m.b)
}

// html writes a page, from the beginning of m.
func (p *Pages) html(m *markup, r *request, s *sheet) error {
	v := view{
		sheet: s, Lang: r.lang, Path: r.lang.prefix() + r.bare(), Day: r.day, Keep: r.keep(),
		Chinese: r.in(chinese), English: r.in(english), Here: p.BaseURL + r.with("at", ""),
		Query: r.URL.Query().Get("q"), Style: p.style.path, Version: p.Version, Alternate: s.Feeds, Params: r.params(),
	}
	if v.Alternate == "" {
		v.Alternate = "/feed"
	}
	m.b = m.b[:0]
	m.head(&v)
	if s.Write != nil {
		s.Write(m, &v)
	} else if err := p.template(m, &v); err != nil {
		return err
	}
	m.foot(&v)
	return nil
}

// template writes the main part of a page that has a template.
func (p *Pages) template(m *markup, v *view) error {
	t := p.sheets[v.Lang][v.Template]
	if t == nil {
		return fmt.Errorf("page: no template %q", v.Template)
	}
	from := len(m.b)
	b := bytes.NewBuffer(m.b)
	if err := t.ExecuteTemplate(b, "main", v); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	m.b = b.Bytes()
	m.b = m.b[:from+len(plain(m.b[from:]))]
	return nil
}

// plain takes out what no page of ours has and a stranger's text may: control
// characters, and those that turn the writing direction (U+202A–U+202E,
// U+2066–U+2069), which make a line read otherwise than it is.
func plain(b []byte) []byte {
	out, from := b[:0], 0
	for i := 0; i < len(b); i++ {
		if c := b[i]; !suspicious[c] {
			continue
		}
		if n := outlaw(b[i:]); n > 0 {
			out = append(out, b[from:i]...)
			i += n - 1
			from = i + 1
		}
	}
	return append(out, b[from:]...)
}

// suspicious are the bytes with which something begins that plain takes out.
var suspicious = func() (set [256]bool) {
	for c := range byte(0x20) {
		set[c] = c != '\n' && c != '\t'
	}
	set[0x7f], set[0xc2], set[0xe2] = true, true, true
	return set
}()

// outlaw returns how many bytes of the beginning of b plain takes out.
func outlaw(b []byte) int {
	switch b[0] {
	case 0xe2:
		if len(b) > 2 {
			if x, y := b[1], b[2]; x == 0x80 && y >= 0xaa && y <= 0xae || x == 0x81 && y >= 0xa6 && y <= 0xa9 {
				return 3
			}
		}
		return 0
	case 0xc2:
		if len(b) > 1 && b[1] >= 0x80 && b[1] < 0xa0 {
			return 2
		}
		return 0
	}
	return 1
}
