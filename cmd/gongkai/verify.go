package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"gongkai/archive"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "通读档案，自己与自己核对 · read the whole archive and check it against itself",
		Long: `每条记录都解得开，每个引用都有着落，每份正文都与摘要相符，没有重复的版本和变化。
有问题退出码 1；note 只是占地方，不算问题。
Every record decodes, every reference resolves, every payload matches its digest,
no version or change stands twice. Exit code 1 if something is wrong; a note only
costs space.`,
		Example: "  gongkai verify\n  gongkai verify --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			problems, notes := 0, 0
			err := a.looking(cmd.Context(), func(arc *archive.Archive) error {
				progress, end := a.verifyBar()
				defer end()
				for p, err := range arc.Verify(cmd.Context(), progress) {
					if err != nil {
						return err
					}
					if p.Note {
						notes++
					} else {
						problems++
					}
					if err := a.tellProblem(p); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if a.json {
				if err := a.printJSON(map[string]int{"problems": problems, "notes": notes}); err != nil {
					return err
				}
			} else if problems == 0 {
				fmt.Fprintf(a.out, "没有问题 · no problems（notes %d）\n", notes)
			}
			if problems > 0 {
				return &exit{exitFailed, fmt.Errorf("%d 个问题 · problems", problems)}
			}
			return nil
		}),
	}
}

func (a *app) tellProblem(p archive.Problem) error {
	if a.json {
		return a.printJSON(p)
	}
	mark := "!"
	if p.Note {
		mark = "·"
	}
	_, err := fmt.Fprintf(a.out, "%s %s %s: %s\n", mark, p.Code, printable(p.Where), printable(p.Message))
	return err
}

// verifyBar draws how far a verification is, on a terminal.
func (a *app) verifyBar() (progress func(done, total int), end func()) {
	screen := a.terminal()
	if a.json || !screen.there {
		return nil, func() {}
	}
	bars := mpb.New(screen.draw(a.err)...)
	bar := bars.AddBar(0, mpb.BarWidth(40), mpb.BarRemoveOnComplete(), mpb.PrependDecorators(decor.Name("核对 verify")), mpb.AppendDecorators(decor.CountersNoUnit("%d/%d")))
	return func(done, total int) {
			bar.SetTotal(int64(total), false)
			bar.SetCurrent(int64(done))
		}, func() {
			bar.SetTotal(-1, true)
			bars.Wait()
		}
}
