package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff REF REF",
		Short: "两个版本的不同：表格逐格，文字逐段 · two versions: tables cell by cell, text by paragraphs",
		Example: `  gongkai diff 1a2b3c4d5e6f7081.1 1a2b3c4d5e6f7081.2
  gongkai diff 张店区综合行政执法局/guide@2023-01-01 张店区综合行政执法局/guide
  gongkai diff 张店区综合行政执法局/2020 张店区综合行政执法局/2021`,
		Args: cobra.ExactArgs(2),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.looking(ctx, func(arc *archive.Archive) error {
				var v [2]archive.Version
				for i, ref := range args {
					t, err := oneVersion(ctx, arc, ref, "")
					if err != nil {
						return err
					}
					v[i] = *t.Version
				}
				d, err := arc.Diff(ctx, v[0], v[1])
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(d)
				}
				return a.tellDiff(ctx, arc, &d)
			})
		}),
	}
}

func (a *app) tellDiff(ctx context.Context, arc *archive.Archive, d *archive.Diff) error {
	fmt.Fprintf(a.out, "- %s  见于 seen %s – %s\n+ %s  见于 seen %s – %s\n", d.From.Ref(), when(d.From.FirstSeen), when(d.From.LastSeen), d.To.Ref(), when(d.To.FirstSeen), when(d.To.LastSeen))
	switch {
	case !d.Bytes:
		fmt.Fprintln(a.out, "\n一字不差 · the bytes are the same")
		return nil
	case len(d.NotRead) > 0:
		fmt.Fprintf(a.out, "\n字节不同；没有读出内容的 · the bytes differ; not read: %s\n", strings.Join(d.NotRead, ", "))
	case !d.Content:
		fmt.Fprintln(a.out, "\n内容相同，只是版面不同 · same content, another page frame")
		return nil
	}
	names := organNames{}
	for _, doc := range d.Documents {
		organ, err := names.of(ctx, arc, doc.Organ)
		if err != nil {
			return err
		}
		if err := a.tellDocumentDiff(organ, &doc); err != nil {
			return err
		}
	}
	if len(d.Text) > 0 {
		fmt.Fprintln(a.out, "\n文字 text")
	}
	for _, x := range d.Text {
		fmt.Fprintf(a.out, "@ 第 %d 段 → 第 %d 段\n", x.FromAt, x.ToAt)
		for _, p := range x.From {
			fmt.Fprintf(a.out, "- %s\n", printable(p))
		}
		for _, p := range x.To {
			fmt.Fprintf(a.out, "+ %s\n", printable(p))
		}
	}
	return nil
}

func (a *app) tellDocumentDiff(organ string, doc *archive.DocumentDiff) error {
	fmt.Fprintf(a.out, "\n%s\n", printable(filingWords(organ, doc.Kind, doc.Year)))
	switch doc.Only {
	case "from":
		fmt.Fprintln(a.out, "  只在前一个版本里 · only in the first")
		return nil
	case "to":
		fmt.Fprintln(a.out, "  只在后一个版本里 · only in the second")
		return nil
	}
	var rows [][]string
	for _, c := range doc.Cells {
		rows = append(rows, []string{c.Key, cellWords(c.From), "→", cellWords(c.To)})
	}
	for _, f := range doc.Fields {
		rows = append(rows, []string{f.Name, f.From, "→", f.To})
	}
	for _, c := range doc.Checks {
		rows = append(rows, []string{"核对 check " + c.ID, string(c.From), "→", string(c.To)})
	}
	return a.grid([]string{"哪里 where", "前 before", "", "后 after"}, rows)
}
