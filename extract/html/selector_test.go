package html

import "testing"

func TestHasToken(t *testing.T) {
	for _, tt := range []struct {
		tokens, token string
		want          bool
	}{
		{"nav", "nav", true},
		{" a\tNAV\n b", "nav", true},
		{"a  b", "b", true},
		{"navbar", "nav", false},
		{"a-nav", "nav", false},
		{"a nav2 b", "nav", false},
		{"", "nav", false},
		{"a  b", "", false}, // "." is no selector
		{"", "", false},
	} {
		if got := hasToken(tt.tokens, tt.token); got != tt.want {
			t.Errorf("hasToken(%q, %q) = %v, want %v", tt.tokens, tt.token, got, tt.want)
		}
	}
}
