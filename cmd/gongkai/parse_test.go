package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/extract/report"
)

// wholeReport is the text of a report of 2021 with all rows of section 三, the
// number n in every cell.
func wholeReport(n int) string {
	var b strings.Builder
	b.WriteString("青石区水务局2023年政府信息公开工作年度报告\n一、总体情况\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n三、收到和处理政府信息公开申请情况\n")
	b.WriteString("申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n")
	last := ""
	for _, key := range report.Keys() {
		parts := keyParts(report.Explanation{Key: key})
		row, _ := report.Wordings(parts)
		if parts.Section != "applications" || row == "" || parts.Row == last || parts.Row == "otherwise" {
			continue
		}
		last = parts.Row
		b.WriteString(row)
		for range 7 {
			fmt.Fprintf(&b, "\t%d", n)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestParseFitsTheTerminal(t *testing.T) {
	res := extract.Read([]byte(wholeReport(1234)), extract.Hints{Name: "年报.txt", Explain: true})
	if n := len(res.Records[0].Cells); n < 140 {
		t.Fatalf("%d cells, want all rows of section 三", n)
	}
	for _, columns := range []int{80, 120} {
		for name, print := range map[string]func(*bytes.Buffer, string, *extract.Result) error{
			"text":    textForm{app: &app{}, columns: columns}.print,
			"explain": explainForm{columns: columns}.print,
		} {
			t.Run(fmt.Sprint(name, columns), func(t *testing.T) {
				var b bytes.Buffer
				if err := print(&b, "年报.txt", &res); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(b.String()) {
					if w := lipgloss.Width(strings.TrimRight(line, "\n")); w > columns {
						t.Errorf("%d columns wide: %s", w, line)
					}
				}
			})
		}
	}
}

// filesOf writes n files and reads them with read.
func filesOf(t *testing.T, n int, read func([]byte, extract.Hints) extract.Result) ([]parseFile, fileReader) {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte{byte('a' + i%26)}, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, passed := findFiles([]string{dir})
	if len(files) != n || len(passed.words()) != 0 {
		t.Fatalf("%d files and %v, want %d", len(files), passed, n)
	}
	return files, fileReader{app: &app{}, read: read, print: func(to *bytes.Buffer, name string, res *extract.Result) error {
		fmt.Fprintln(to, filepath.Base(name), res.State, res.Records[0].Findings)
		return nil
	}}
}

func TestFilesComeInTheirOrder(t *testing.T) {
	files, r := filesOf(t, 60, extract.Read)
	n := 0
	err := r.all(t.Context(), files, func(p parsed) error {
		if want := fmt.Sprintf("%03d.txt ", n); !strings.HasPrefix(string(p.out), want) {
			t.Errorf("got %s, want %s", p.out, want)
		}
		n++
		return nil
	})
	if err != nil || n != 60 {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestAReaderThatFailsEndsNoRun(t *testing.T) {
	files, r := filesOf(t, 3, func(b []byte, h extract.Hints) extract.Result {
		if string(b) == "b" {
			panic("broken")
		}
		return extract.Read(b, h)
	})
	var whole []bool
	var out string
	if err := r.all(t.Context(), files, func(p parsed) error {
		whole, out = append(whole, p.whole), out+string(p.out)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]bool{true, false, true}, whole); diff != "" || !strings.Contains(out, "reader_failed") {
		t.Errorf("%s\n%s", diff, out)
	}
}

func TestARunThatIsStoppedEnds(t *testing.T) {
	files, r := filesOf(t, 40, extract.Read)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	n := 0
	err := r.all(ctx, files, func(parsed) error {
		n++
		stop()
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 2 {
		t.Errorf("%d files, %v; want the first and its end", n, err)
	}
	lost := errors.New("the disk is full")
	if err := r.all(t.Context(), files, func(parsed) error { return lost }); !errors.Is(err, lost) {
		t.Errorf("got %v, want the error of writing", err)
	}
}

func TestAFileThatIsTooLargeSaysSo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(maxFile+1), f.Close()); err != nil {
		t.Fatal(err)
	}
	var out, errw bytes.Buffer
	if code := Main(t.Context(), []string{"parse", name}, strings.NewReader(""), &out, &errw); code != exitPartly {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(out.String(), `"code":"limit"`) || !strings.Contains(errw.String(), "larger than 64.0 MiB") {
		t.Errorf("%s%s", out.String(), errw.String())
	}
}

func TestStandardInputHasALimitToo(t *testing.T) {
	var out, errw bytes.Buffer
	endless := io.MultiReader(strings.NewReader("年报\n"), zeros{})
	if code := Main(t.Context(), []string{"parse", "-"}, endless, &out, &errw); code != exitPartly || !strings.Contains(out.String(), `"code":"limit"`) {
		t.Errorf("exit code %d: %s%s", code, out.String(), errw.String())
	}
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

func TestWhichCellsAreMeant(t *testing.T) {
	for _, c := range []struct {
		name string
		cell string
		has  bool
	}{
		{"applications.new", "applications.new.total", true},
		{"applications.new.total", "applications.new.total", true},
		{"applications.n", "applications.new.total", false},
		{"applications.*.total", "applications.denied.state_secret.total", true},
		{"*.total", "review.total", true},
		{"review", "review.total", true},
		{"applications.denied.subtotal", "applications.denied.subtotal.total", true},
	} {
		choice, err := newCellChoice([]string{c.name})
		if c.name == "applications.n" {
			if err == nil {
				t.Error("applications.n is no beginning of a key and is taken")
			}
			continue
		}
		if err != nil || choice.has(c.cell) != c.has {
			t.Errorf("%s means %s: %v, want %v (%v)", c.name, c.cell, !c.has, c.has, err)
		}
	}
}

func TestWhatStandsInAFileSteersNoTerminal(t *testing.T) {
	res := extract.Read([]byte(strings.Replace(wholeReport(1), "\t1\n", "\t1\u009b31m\n", 1)), extract.Hints{Explain: true})
	for name, print := range map[string]func(*bytes.Buffer, string, *extract.Result) error{
		"text":    textForm{app: &app{}}.print,
		"explain": explainForm{}.print,
	} {
		var b bytes.Buffer
		if err := print(&b, "a\u009b31m.txt", &res); err != nil || strings.ContainsRune(b.String(), '\u009b') {
			t.Errorf("%s lets a control through (%v)", name, err)
		}
	}
}
