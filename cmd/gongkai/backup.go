package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive/boltstore"
)

func (a *app) backupCommand() *cobra.Command {
	var noVerify bool
	cmd := &cobra.Command{
		Use:   "backup DEST",
		Short: "档案的一份副本，别的命令照常工作 · a copy of the archive, while other commands work",
		Long: `写一份前后一致的副本到新文件夹 DEST（已有东西就不写），写完整、核对过才叫这个名字。
恢复：停下 serve，把档案文件夹换成副本。副本是新的一代 epoch：备份之后的旧游标会被认出来，
要求从头看起，不会漏掉变化。
Writes a consistent copy to the new folder DEST (refused where something is there),
which takes its name only when it is whole and checked (verify says more). To restore, stop serve and
put the copy in the archive's place. The copy is a new epoch: a cursor of the time
after the backup is recognised and told to begin anew, so that no change is missed.`,
		Example: "  gongkai backup /mnt/backup/gongkai-$(date +%F)\n  gongkai backup copy --json",
		Args:    cobra.ExactArgs(1),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			if a.house != nil {
				// The one who typed it has the folder and does what is left to do.
				return a.copyOut(cmd.Context(), a.house)
			}
			return a.backup(cmd.Context(), args[0], !noVerify)
		}),
	}
	cmd.Flags().BoolVar(&noVerify, "no-verify", false, "写完不核对 · do not check the copy")
	return cmd
}

// backup makes the copy and says what it is.
func (a *app) backup(ctx context.Context, dest string, check bool) error {
	c, err := a.load(false)
	if err != nil {
		return err
	}
	target, err := newCopyFolder(dest)
	if err != nil {
		return err
	}
	defer target.abort()
	a.create = target.create
	h, code, err := a.door(ctx, c, look)
	switch {
	case err != nil:
		return err
	case code != 0:
		return &exit{code: code} // the owner has said why
	case h != nil:
		if err := errors.Join(a.copyOut(ctx, h), h.close(ctx)); err != nil {
			return err
		}
	}
	id, err := boltstore.NewEpoch(ctx, target.tmp, time.Now())
	if err != nil {
		return err
	}
	last, err := target.lastChange(ctx, check)
	if err != nil {
		return err
	}
	size, err := target.commit()
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"folder": dest, "bytes": size, "archive": id.Archive, "epoch": id.Epoch, "change": last})
	}
	_, err = fmt.Fprintf(a.out, "%s: %s，到变化 %d 为止，新的一代 epoch %d · up to change %d, a new epoch\n", dest, humanBytes(size), last, id.Epoch, last)
	return err
}

// copyOut writes both files of the archive to wherever create makes them.
func (a *app) copyOut(ctx context.Context, h *house) error {
	return h.store.Backup(ctx, func(name string) (boltstore.BackupFile, error) { return a.create(name) })
}
