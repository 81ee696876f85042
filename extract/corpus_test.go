package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/extract/document"
)

// corpus returns a folder of the documents that lie beside the repository, or
// beside a folder around it, and skips the test where they do not.
func corpus(t *testing.T, folder string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "corpus", folder)
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	t.Skip("../shared/corpus is not here: real documents are not tested")
	return ""
}

func readFile(t *testing.T, path string) extract.Result {
	t.Helper()
	payload, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return extract.Read(payload, extract.Hints{Name: filepath.Base(path)})
}

func TestCorpusBrokenFilesSayWhat(t *testing.T) {
	dir := corpus(t, "broken")
	want := map[string]string{ // state, and the first finding
		"empty.txt":               "unreadable empty",
		"has_null_byte.txt":       "unreadable binary",
		"poorly_encoded_utf8.txt": "read bad_encoding",
		"unknown_encoding.html":   "read ",
		"no_metadata.pdf":         "read scanned",
		"*.pdf":                   "read ",
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) {
			r := readFile(t, filepath.Join(dir, f.Name()))
			got := string(r.State) + " "
			if len(r.Records[0].Findings) > 0 {
				got += r.Records[0].Findings[0].Code
			}
			expected, ok := want[f.Name()]
			if !ok {
				expected = want["*"+filepath.Ext(f.Name())]
			}
			if got != expected {
				t.Errorf("got %q, want %q", got, expected)
			}
		})
	}
}

// Pages of real templates: a title in Chinese, no replaced character, the
// charset that the bytes are in, some content and some furniture.
func TestCorpusPagesAreDecoded(t *testing.T) {
	dir := corpus(t, "portal-pages")
	files, _ := filepath.Glob(filepath.Join(dir, "templates", "*.html"))
	more, _ := filepath.Glob(filepath.Join(dir, "*.html"))
	utf16, mislabelled := 0, 0
	for _, file := range append(files, more...) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			r := readFile(t, file)
			if r.State != extract.StateRead {
				t.Fatalf("state %s: %+v", r.State, r.Records[0].Findings)
			}
			if strings.ContainsRune(r.Document.Title, '\uFFFD') || len([]rune(r.Document.Title)) == len(r.Document.Title) {
				t.Errorf("title = %q", r.Document.Title)
			}
			content := 0
			for _, b := range r.Document.Blocks {
				if !b.Furniture {
					content++
				}
			}
			if content == 0 {
				t.Error("no content: everything is furniture")
			}
			if strings.HasPrefix(r.Document.Charset, "utf-16") {
				utf16++
			}
			for _, f := range r.Document.Findings {
				if f.Code == "charset_mismatch" {
					mislabelled++
				}
			}
		})
	}
	if utf16 != 1 || mislabelled != 1 {
		t.Errorf("%d pages in UTF-16, %d with a wrong label, want 1 and 1", utf16, mislabelled)
	}
}

// Two captures of one page: what only moves around the article is no change.
func TestCorpusChanges(t *testing.T) {
	dir := corpus(t, "changes")
	for name, same := range map[string]bool{
		"falsepos-num-views": true, "falsepos-footer": true, "truepos-dataset-removal": false, "truepos-major-changes": false,
	} {
		t.Run(name, func(t *testing.T) {
			a := content(readFile(t, filepath.Join(dir, name+"-a.html")).Document)
			b := content(readFile(t, filepath.Join(dir, name+"-b.html")).Document)
			if a == "" || b == "" {
				t.Fatal("no content")
			}
			if (a == b) != same {
				t.Errorf("content is the same: %v, want %v", a == b, same)
			}
		})
	}
}

func content(doc *document.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		if bl.Furniture {
			continue
		}
		b.WriteString(strings.Join(strings.Fields(bl.Text), " ") + "\n")
		if bl.Table != nil {
			for _, c := range bl.Table.Cells {
				b.WriteString(strings.Join(strings.Fields(c.Text), " ") + "\t")
			}
		}
	}
	return b.String()
}
