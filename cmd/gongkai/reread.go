package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) rereadCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reread",
		Short: "用现在的读法重读存档 · read the archive again with the readers of today",
		Long: `重读旧读法读过的、当时格式还读不了的、出过错的。字节不变；读得更好的记一条 reread 变化。
Reads again what older readers read, what had no reader then, and what failed. The
bytes stay; what is read better gets a change "reread".`,
		Example: "  gongkai reread",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			c, err := a.load(false)
			if err != nil {
				return err
			}
			var s archive.ReadSummary
			err = a.within(cmd.Context(), c, change, func(h *house) (err error) {
				s, err = h.arc.Reread(cmd.Context(), nil)
				return err
			})
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(s)
			}
			_, err = fmt.Fprintf(a.out, "读 read %d，格式还读不了 format not read %d，读不出 unreadable %d，出错 failed %d，变化 changes %d\n", s.Read, s.FormatNotRead, s.Unreadable, s.Failed, s.Changes)
			return err
		}),
	}
}
