package api_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/archive/serve"
	"gongkai/archive/serve/api"
)

// readGuide is docs/api.md.
func readGuide(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var (
	fence      = regexp.MustCompile("(?ms)^```(sh|json)\n(.*?)^```$")
	assignment = regexp.MustCompile(`^[A-Z][A-Z0-9]*=`)
)

// example is a line of the guide and, where it is the last of its block and JSON
// is shown below, that JSON.
type example struct {
	line, shown string
}

// examples takes the guide's lines apart. Assignments stay in the line's own
// block and those behind it.
func examples(guide string) (list []example, assigned []string) {
	for _, m := range fence.FindAllStringSubmatch(guide, -1) {
		if m[1] == "json" {
			list[len(list)-1].shown = m[2]
			continue
		}
		for line := range strings.Lines(m[2]) {
			line = strings.TrimSpace(line)
			if assignment.MatchString(line) {
				assigned = append(assigned, line)
			}
			list = append(list, example{line: line})
		}
	}
	return list, assigned
}

// TestEveryExampleOfTheGuideRuns gives each line to a shell and to curl, which
// asks the API behind the guard, and holds what comes out against the shape of
// what the guide shows.
func TestEveryExampleOfTheGuideRuns(t *testing.T) {
	for _, tool := range []string{"sh", "curl", "jq", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s here", tool)
		}
	}
	s := useSample(t)
	h := newServer(t, s, func(o *api.Options) { o.Crawl = func(context.Context, string) error { return nil } })
	d := describe(t, h)
	const token = "0123456789abcdef0123456789abcdef"
	guarded, err := serve.New(serve.Options{API: h, Archive: s.arc, Token: token})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(guarded)
	defer server.Close()
	list, assigned := examples(strings.ReplaceAll(readGuide(t), "http://127.0.0.1:8080", server.URL))
	ran := 0
	for _, e := range list {
		if !strings.Contains(e.line, "curl ") {
			continue
		}
		ran++
		t.Run(e.line, func(t *testing.T) {
			var script strings.Builder
			for _, a := range assigned {
				fmt.Fprintln(&script, a)
				if a == e.line {
					break
				}
			}
			if !assignment.MatchString(e.line) {
				fmt.Fprintln(&script, strings.Replace(e.line, "curl ", "curl -S --noproxy '*' ", 1))
			}
			cmd := exec.CommandContext(t.Context(), "sh", "-eu", "-c", script.String())
			cmd.Env = append(os.Environ(), "TOKEN="+token, "LC_ALL=C.UTF-8")
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, script.String())
			}
			switch {
			case assignment.MatchString(e.line):
			case e.shown == "":
				if len(out) == 0 {
					t.Error("nothing came out")
				}
			default:
				var got, want any
				unmarshal(t, out, &got)
				unmarshal(t, []byte(e.shown), &want)
				if at := shape(want, got, "$"); at != "" {
					t.Errorf("the guide shows %s\nwhat came: %.2000s", at, out)
				}
			}
		})
	}
	// Each route of the description is shown.
	guide := readGuide(t)
	for path := range d.at("paths") {
		words := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '{' || r == '}' })
		if last := words[len(words)-1]; !slices.Contains([]string{"type", "n", "id", "year", "organ", "portal"}, last) && !strings.Contains(guide, last) {
			t.Errorf("the guide does not speak of %s", path)
		}
	}
	if ran < 30 {
		t.Errorf("only %d examples were found", ran)
	}
}

// shape says where got lacks what want has, or has it of another type; "" where
// it does not. Of a list the first items are compared. What is shown as a text
// may be null: an answer may be the last page.
func shape(want, got any, at string) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return at + " as an object"
		}
		for k, v := range w {
			x, there := g[k]
			if !there {
				return at + "." + k
			}
			if bad := shape(v, x, at+"."+k); bad != "" {
				return bad
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) == 0 && len(w) > 0 {
			return at + " as a list with items"
		}
		if len(w) > 0 {
			return shape(w[0], g[0], at+"[0]")
		}
	case string:
		if g, ok := got.(string); !ok && got != nil || strings.HasPrefix(w, "/api/v1/problems/") && g != w {
			return at + " as the text " + w
		}
	default:
		if fmt.Sprintf("%T", want) != fmt.Sprintf("%T", got) {
			return fmt.Sprintf("%s as %T", at, want)
		}
	}
	return ""
}
