package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) rereadCommand() *cobra.Command {
	all := false
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "用现在的读法重读存档 · read the archive again with the readers of today",
		Long: `重读旧读法读过的、当时格式还读不了的、出过错的，列出哪些机关的哪份文件读得不一样了。字节不变；
现行版本读得不一样的，变更记录里记一条 reread。读不成的列出原因，以 3 退出，原来读的不动。
Reads again what older readers read, what had no reader then, and what failed, and lists
whose filings are read otherwise. The bytes stay; what differs in the version that stands
gets a change "reread". What cannot be read is listed with the reason and keeps the
reading it had; then the exit code is 3. With --json: a line for each version that is read
otherwise or failed, its cells with it, and the sums as the last line.`,
		Example: "  gongkai reread\n  gongkai reread --json | jq -c 'select(.filings) | {version, filings: [.filings[] | {filing, cells: (.cells|length)}]}'",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			c, err := a.load(false)
			if err != nil {
				return err
			}
			return a.within(cmd.Context(), c, change, func(h *house) error {
				return a.reread(cmd.Context(), h.arc, all)
			})
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "也列已成历史的版本 · also list versions that are history")
	return cmd
}

// reread reads again and tells what came of it, also where it was stopped: what
// was read until then is stored.
func (a *app) reread(ctx context.Context, arc *archive.Archive, all bool) error {
	told := rereadings{all: all}
	var broken error // what could not be printed
	sum, err := arc.Reread(ctx, func(r archive.Rereading) {
		told.add(r)
		if a.json && broken == nil && isNews(&r) {
			broken = a.printJSON(r)
		}
	})
	told.sums.ReadSummary = sum
	if err = errors.Join(err, broken); a.json && err == nil {
		err = a.printJSON(told.sums)
	} else if !a.json {
		err = errors.Join(err, a.tellRereadings(context.WithoutCancel(ctx), arc, &told))
	}
	if err == nil && sum.Failed > 0 {
		return partly()
	}
	return err
}

// isNews reports whether reading a version again came to anything.
func isNews(r *archive.Rereading) bool {
	return r.Was != r.Now || len(r.Filings) > 0 || r.Failure != ""
}

// tellRereadings prints the filings by organ, what failed, and the sums.
func (a *app) tellRereadings(ctx context.Context, arc *archive.Archive, told *rereadings) error {
	names := organNames{}
	var rows [][]string
	for _, l := range told.sorted() {
		name, err := names.of(ctx, arc, l.filing.Organ)
		if err != nil {
			return err
		}
		rows = append(rows, []string{l.portal, filingWords(name, l.filing.Kind, l.filing.Year), l.words(), l.reading(), l.version})
	}
	err := a.grid([]string{"门户 portal", "文件 filing", "怎样 what", "阅读 reading", "版本 version"}, rows)
	if err != nil {
		return err
	}
	for _, f := range told.failed {
		fmt.Fprintf(a.out, "! %s %s: %s\n", f.Version, printable(f.URL), printable(f.Failure))
	}
	s := told.sums
	_, err = fmt.Fprintf(a.out, `读 read %d，格式还读不了 format not read %d，读不出 unreadable %d，出错 failed %d
现行版本 what stands：出现 appeared %d，消失 vanished %d，文件不同 filings differ %d，格不同 cells differ %d；变化 changes %d
历史版本读得不同 older versions read otherwise %d
`, s.Read, s.FormatNotRead, s.Unreadable, s.Failed, s.Appeared, s.Vanished, s.Filings, s.Cells, s.Changes, s.Older)
	return err
}
