package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gongkai/extract"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

func (a *app) parseCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "parse FILE…",
		Short: "读文件，每份文档输出一行 JSON · read documents, one JSON line each",
		Long: `读年报、指南的文件（HTML、纯文本、DOCX、DOC/WPS、RTF、XLSX、XLS/ET、PDF），每份文档输出一行 JSON：类别、机关、年度、法定表格的每一格、核对结果和疑点。
不需要档案。"-" 是标准输入。读不了的文件也有一行（kind: "other" 和一条 finding），退出码 3。
Reads reports and guides (HTML, text, DOCX, DOC/WPS, RTF, XLSX, XLS/ET, PDF): one JSON line a document with every
statutory cell, the checks and the findings. Needs no archive. "-" is standard
input. A file that cannot be read gives a line too, and exit code 3.`,
		Example: `  gongkai parse 年报.html
  gongkai parse *.txt | jq '.cells["applications.new.total"].value'
  gongkai parse --format document 年报.html    # 只看读出的段落和表格 · blocks and tables as read`,
		Args: cobra.MinimumNArgs(1),
		RunE: runs(func(_ *cobra.Command, args []string) error {
			if format != "records" && format != "document" {
				return usage("--format 要 records 或 document · wants records or document, not %q", format)
			}
			left := false
			for _, name := range args {
				ok, err := a.parseFile(name, format)
				if err != nil {
					return err
				}
				left = left || !ok
			}
			if left {
				return partly()
			}
			return nil
		}),
	}
	cmd.Flags().StringVar(&format, "format", "records", "records: 读懂的文档 · documents understood; document: 段落和表格 · blocks and tables")
	return cmd
}

// maxFile is the most bytes of a file that parse takes in.
const maxFile = 256 << 20

// parseFile prints what one file holds. It reports false for a file that could
// not be read; an error is one of writing.
func (a *app) parseFile(name, format string) (bool, error) {
	payload, err := a.slurp(name)
	if err != nil {
		fmt.Fprintf(a.err, "gongkai: %s\n", printable(fmt.Sprintf("%s: %v", name, err)))
		return false, a.printJSON(report.Record{
			Schema: report.Schema, Kind: report.Other, Source: report.Source{File: filepath.Base(name)},
			Findings: []document.Finding{{Code: "not_opened", Responsibility: document.Reader, Message: err.Error()}},
		})
	}
	hints := extract.Hints{}
	if name != "-" {
		hints.Name = filepath.Base(name)
	}
	res := extract.Read(payload, hints)
	if format == "document" && res.Document != nil {
		return res.State == extract.StateRead, a.printJSON(res.Document)
	}
	for _, r := range res.Records {
		if err := a.printJSON(r); err != nil {
			return false, err
		}
	}
	return res.State == extract.StateRead, nil
}

// slurp reads a whole file, "-" for standard input, up to maxFile.
func (a *app) slurp(name string) ([]byte, error) {
	var r io.Reader = a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = fmt.Errorf("大于 · larger than %s", humanBytes(maxFile))
	}
	return b, err
}
