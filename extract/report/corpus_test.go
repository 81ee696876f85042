package report

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"gongkai/extract/text"
)

// The seeds: documents whose truth was read by hand. A key that the truth does
// not list is not in the document, null is a cell that is there without a number.
func TestSeeds(t *testing.T) {
	dir := filepath.Join(corpus(t), "seeds")
	truths, err := filepath.Glob(filepath.Join(dir, "truth", "*.json"))
	if err != nil || len(truths) == 0 {
		t.Fatalf("no truth in %s: %v", dir, err)
	}
	for _, file := range truths {
		var truth struct {
			File      string
			Document  int
			Kind      Kind
			Year      int
			Agency    string
			Published string
			Signed    string
			Forms     *Forms
			Guide     json.RawMessage
			Cells     map[string]*json.Number
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &truth); err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			payload, err := os.ReadFile(filepath.Join(dir, truth.File))
			if err != nil {
				t.Fatal(err)
			}
			records := Parse(text.Read(string(payload)))
			if truth.Document >= len(records) {
				t.Fatalf("%d documents", len(records))
			}
			r := records[truth.Document]
			if r.Kind != truth.Kind || r.Year != truth.Year || r.Agency != truth.Agency || r.Published != truth.Published || r.Signed != truth.Signed {
				t.Errorf("%s %d %q %q %q", r.Kind, r.Year, r.Agency, r.Published, r.Signed)
			}
			if truth.Forms != nil && *truth.Forms != *r.Forms {
				t.Errorf("forms %+v, want %+v", *r.Forms, *truth.Forms)
			}
			for k, want := range truth.Cells {
				c := r.Cells[k]
				switch {
				case want == nil && c.State != StateBlank && c.State != StateNotApplicable:
					t.Errorf("%s is blank, got %+v", k, c)
				case want != nil && (c.State != StateValue || c.Value.String() != want.String()):
					t.Errorf("%s is %s, got %+v", k, *want, c)
				}
			}
			for k, c := range r.Cells {
				if _, ok := truth.Cells[k]; !ok && c.State == StateValue {
					t.Errorf("%s is not there, got %s", k, c.Value)
				}
			}
		})
	}
}
