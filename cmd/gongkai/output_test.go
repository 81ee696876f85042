package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestJSONCannotSteerATerminal(t *testing.T) {
	for name, s := range map[string]string{
		"plain":               "张店区“年报”<b>&",
		"C1 control sequence": "\u009b31m红",
		"DEL":                 "a\x7fb",
		"writing direction":   "\u202egpj.exe\u2066",
		"marks":               "\u200fabc\u200e",
		"beyond the BMP":      "𠮷\u0085野",
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			a := &app{out: &out}
			if err := a.printJSON(map[string]string{"v": s}); err != nil {
				t.Fatal(err)
			}
			line := strings.TrimSuffix(out.String(), "\n")
			if i := strings.IndexFunc(line, steers); i >= 0 || strings.Contains(line, "\n") {
				t.Errorf("%q holds a control", line)
			}
			var back map[string]string
			if err := json.Unmarshal([]byte(line), &back); err != nil || back["v"] != s {
				t.Errorf("%q reads as %q, %v; want %q", line, back["v"], err, s)
			}
		})
	}
}
