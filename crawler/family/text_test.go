package family

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// White space is collapsed as strings.Fields would do it, whatever it is and
// wherever it stands.
func TestCollapseIsFieldsAndJoin(t *testing.T) {
	letters := []rune{'a', '政', '。', ' ', '\n', '\t', '\u00A0', '\u0085', '\u3000', '\u2003', '\u2028', '\u1680', '…', 'é', '　', '\u200B', '\uFFFD', '\x00'}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom(letters), 0, 12, -1), 1, 4).Draw(t, "parts")
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		for _, s := range parts {
			p.AppendChild(&html.Node{Type: html.TextNode, Data: s})
		}
		want := strings.Join(strings.Fields(strings.Join(parts, "")), " ")
		if got := text(p); got != want {
			t.Errorf("text(%q) = %q, want %q", parts, got, want)
		}
		if got := collapse(parts[0]); got != strings.Join(strings.Fields(parts[0]), " ") {
			t.Errorf("collapse(%q) = %q", parts[0], got)
		}
	})
}
