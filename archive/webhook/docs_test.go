package webhook_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"gongkai/archive/webhook"
)

// TestTheDocumentedChecksOfASignature runs what docs/feeds.md shows to receivers.
func TestTheDocumentedChecksOfASignature(t *testing.T) {
	doc, err := os.ReadFile("../../docs/feeds.md")
	if err != nil {
		t.Fatal(err)
	}
	body := "{\"id\":\"1a2b3c4d.1.815\",\"title\":\"年报 %s \\\\n\"}\n"
	good := webhook.Sign([]byte(secret), []byte(body), time.Now())
	for language, program := range map[string][]string{"python": {"python3", "-c"}, "sh": {"sh", "-c"}} {
		t.Run(language, func(t *testing.T) {
			for _, tool := range map[string][]string{"python": {"python3"}, "sh": {"sh", "openssl"}}[language] {
				if _, err := exec.LookPath(tool); err != nil {
					t.Skipf("%s is not here: its example is not run", tool)
				}
			}
			block := regexp.MustCompile("(?s)```" + language + "\n(.*?)```").FindSubmatch(doc)
			if block == nil {
				t.Fatal("docs/feeds.md has no such example")
			}
			for _, tt := range []struct {
				name, signature, body string
				good                  bool
			}{
				{"as it was sent", good, body, true},
				{"another body", good, strings.Replace(body, "815", "816", 1), false},
				{"another time", strings.Replace(good, "t=1", "t=2", 1), body, false},
				{"another secret", webhook.Sign([]byte("another secret of 16 bytes"), []byte(body), time.Now()), body, false},
			} {
				cmd := exec.CommandContext(t.Context(), program[0], program[1], string(block[1])) //nolint:gosec // our own document
				cmd.Env = append(os.Environ(), "SECRET="+secret, "SIGNATURE="+tt.signature)
				cmd.Stdin = strings.NewReader(tt.body)
				if out, err := cmd.CombinedOutput(); (err == nil) != tt.good {
					t.Errorf("%s: %v, want good=%v: %s", tt.name, err, tt.good, out)
				}
			}
		})
	}
}
