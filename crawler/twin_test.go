package crawler

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// No path of a twin or a trap gets past the quick look.
func TestOddPathsAreSeen(t *testing.T) {
	pieces := []string{"/", "_", ".", "wap", "_pc", "shtml", "html", "m", "mobile", "mpost_", "gate", "big5", "wza", "barrierfree", "en", "english", "print", "calendar", "rili", "search", "so", "login", "logout", "register", "user", "was5", "web", "a"}
	for _, path := range []string{"/wap/", "/en/", "/login"} {
		if !twinPaths.MatchString(path) && !traps.MatchString(path) || !odd(path) {
			t.Errorf("%s is no twin and no trap", path)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6).Draw(t, "path"), "")
		if rapid.Bool().Draw(t, "large") {
			path = strings.ToUpper(path)
		}
		if (twinPaths.MatchString(path) || traps.MatchString(path)) && !odd(path) {
			t.Errorf("%s is a twin or a trap", path)
		}
	})
}
