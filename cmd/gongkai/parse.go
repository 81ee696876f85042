package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/extract"
)

// parseFlags are what a user asks of parse.
type parseFlags struct {
	format  string
	explain bool
	cells   []string
	bom     bool
}

func (a *app) parseCommand() *cobra.Command {
	var f parseFlags
	cmd := &cobra.Command{
		Use:   "parse FILE|FOLDER…",
		Short: "读文件、文件夹：每一格数，--explain 说明为什么 · read files and folders; --explain says why",
		Long: `读年报、指南的文件（HTML、纯文本、DOCX、DOC/WPS、RTF、XLSX、XLS/ET、PDF、OFD，ZIP、RAR 里的也读）：类别、机关、年度、法定表格的每一格、核对结果和疑点。
不需要档案。文件夹连同子文件夹按名称顺序读，隐藏文件和符号链接略过。"-" 是标准输入。
读不了的文件也有一行（kind: "other" 和一条 finding），其余照读，退出码 3。
Reads reports and guides (HTML, text, DOCX, DOC/WPS, RTF, XLSX, XLS/ET, PDF, OFD, and
those in ZIP and RAR): every statutory cell, checks, findings. Needs no archive. Folders are read
with all below them, in the order of names; hidden files and symbolic links are
passed over. "-" is standard input. A file that cannot be read gives a line too,
the others are read, and the exit code is 3.

--format jsonl     每份文档一行 JSON · one JSON line a document (default)
         json      一个 JSON 数组 · one JSON array
         csv       每格一行 · a line for each cell
         text      给人看的表 · tables for a person
         document  读出的段落和表格 · blocks and tables as read
--explain          每一格为什么这样读，缺的为什么缺（text、jsonl、json）
                   why each cell is read as it is, why others are left out`,
		Example: `  gongkai parse 年报.html
  gongkai parse --format csv 年报/ > 年报.csv
  gongkai parse *.txt | jq '.cells["applications.new.total"].value'
  gongkai parse --explain --cell applications.new 年报.pdf
  gongkai parse --explain --cell 'applications.*.total' 年报.pdf`,
		Args: cobra.MinimumNArgs(1),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			if f.format == "" {
				f.format = "jsonl"
				if f.explain && !a.json {
					f.format = "text"
				}
			}
			return a.parse(cmd.Context(), f, args)
		}),
	}
	cmd.Flags().StringVar(&f.format, "format", "", "jsonl、json、csv、text、document")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "说明每一格为什么这样读 · say why each cell is read as it is")
	cmd.Flags().StringArrayVar(&f.cells, "cell", nil, "只要这些格（键、键的开头、* 通配）；用于 --explain 和 csv · only these cells (a key, its beginning, * for anything), of --explain and csv")
	cmd.Flags().BoolVar(&f.bom, "bom", false, "csv 前加 BOM，Excel 才认得中文 · a BOM before the csv, for Excel")
	return cmd
}

// parseBallast is memory that is reserved and never touched, so that it is not
// taken from the machine. The collector begins when the heap has doubled: over
// the two MB of a small file that would be after nearly each one. With it there
// may be so much garbage more, whatever the files are.
const parseBallast = 32 << 20

// parse reads the files named and prints them in their order.
func (a *app) parse(ctx context.Context, f parseFlags, args []string) error {
	form, err := a.parseForm(f)
	if err != nil {
		return err
	}
	if i := slices.Index(args, "-"); i >= 0 && slices.Contains(args[i+1:], "-") {
		return usage("标准输入只能读一次 · standard input can be read once only")
	}
	files, passed := findFiles(args)
	r := fileReader{app: a, read: extract.Read, hints: extract.Hints{Explain: f.explain}, print: form.print}
	bar := a.parseBar(len(files))
	defer bar.wait()
	if _, err := io.WriteString(a.out, form.before); err != nil {
		return err
	}
	left, wrote := len(passed.empty) > 0, false
	ballast := make([]byte, parseBallast)
	defer runtime.KeepAlive(ballast)
	err = r.all(ctx, files, func(p parsed) error {
		left = left || !p.whole
		if p.told != "" {
			bar.say(a.err, "gongkai: "+printable(p.told)+"\n")
		}
		bar.step()
		if len(p.out) == 0 {
			return nil
		}
		if wrote {
			if _, err := io.WriteString(a.out, form.between); err != nil {
				return err
			}
		}
		wrote = true
		_, err := a.out.Write(p.out)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(a.out, form.after); err != nil {
		return err
	}
	bar.wait()
	for _, line := range passed.words() {
		fmt.Fprintf(a.err, "gongkai: %s\n", printable(line))
	}
	if left {
		return partly()
	}
	return nil
}

// parseForm is how what was read is printed.
type parseForm struct {
	before, between, after string
	// print writes what one file holds.
	print func(to *bytes.Buffer, name string, res *extract.Result) error
}

// parseForm makes the form that the flags ask for.
func (a *app) parseForm(f parseFlags) (parseForm, error) {
	formats := []string{"jsonl", "json", "csv", "text", "document"}
	if !slices.Contains(formats, f.format) {
		return parseForm{}, usage("--format 要 · wants %s, not %q", strings.Join(formats, ", "), f.format)
	}
	if f.explain && (f.format == "csv" || f.format == "document") {
		return parseForm{}, usage("--explain 用 · goes with --format text, jsonl, json, not %q", f.format)
	}
	if len(f.cells) > 0 && !f.explain && f.format != "csv" {
		return parseForm{}, usage("--cell 用于 · goes with --explain or --format csv")
	}
	if f.bom && f.format != "csv" {
		return parseForm{}, usage("--bom 用于 · goes with --format csv")
	}
	want, err := newCellChoice(f.cells)
	if err != nil {
		return parseForm{}, err
	}
	switch {
	case f.format == "csv":
		return a.csvForm(want, f.bom), nil
	case f.format == "text" && f.explain:
		return parseForm{between: "\n", print: explainForm{choice: want, columns: a.columns()}.print}, nil
	case f.format == "text":
		return parseForm{between: "\n", print: textForm{app: a, columns: a.columns()}.print}, nil
	}
	items := recordItems
	switch {
	case f.explain:
		items = want.explainItems
	case f.format == "document":
		items = documentItems
	}
	if f.format == "json" {
		return jsonForm(items), nil
	}
	return parseForm{print: func(to *bytes.Buffer, name string, res *extract.Result) error {
		for _, item := range items(name, res) {
			if err := jsonLine(to, item); err != nil {
				return err
			}
		}
		return nil
	}}, nil
}
