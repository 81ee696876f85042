package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
)

func (a *app) serveCommand() *cobra.Command {
	var noSchedule bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "拥有档案，让别的命令在里面工作，直到 Ctrl-C · own the archive, let other commands work in it, until Ctrl-C",
		Long: `打开档案不放。别的 gongkai 命令照常用：它们自动到这里来做，输出一样。Ctrl-C 或 SIGTERM：
不再接新命令，正在做的停在安全的地方，档案关好。第二个 serve 会说明谁在。
Keeps the archive open. Other gongkai commands are used as ever: they come here by
themselves, with the same output. On Ctrl-C or SIGTERM no new command begins, those
that run stop at a safe place, and the archive is closed. A second serve says who is there.

启用的门户按 schedule 自己走；--no-schedule：不自己走。
Enabled portals are walked by their schedule; --no-schedule: none is by itself.`,
		Example: "  gongkai serve\n  gongkai serve --archive /var/lib/gongkai",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			c, err := a.load(false)
			if err != nil {
				return err
			}
			return a.serve(cmd.Context(), c, !noSchedule)
		}),
	}
	cmd.Flags().BoolVar(&noSchedule, "no-schedule", false, "不按 schedule 自己走 · walk nothing by the schedule")
	return cmd
}

// serve owns the archive until ctx ends.
func (a *app) serve(ctx context.Context, c *Config, scheduled bool) error {
	h, err := a.own(ctx, c.Archive)
	if err != nil {
		return err
	}
	keep := func(context.Context) {}
	if scheduled {
		k, err := a.keep(h, c)
		if err != nil {
			return errors.Join(err, h.close(ctx))
		}
		keep = k.Run
	}
	_, sent, err := a.sendChanges(ctx, c, h.arc, "")
	if err != nil {
		return errors.Join(err, h.close(ctx))
	}
	fmt.Fprintf(a.err, "%s 打开了，Ctrl-C 结束 · is open, Ctrl-C ends\n", c.Archive)
	keep(ctx) // until ctx ends and its walks have
	<-ctx.Done()
	<-sent // an answer that is under way is stored before the archive closes
	return h.close(ctx)
}

// own opens the archive for writing and does not come second: an owner that
// answers is an error at once. One that is just closing it is waited for.
func (a *app) own(ctx context.Context, dir string) (*house, error) {
	start, pause := time.Now(), 5*time.Millisecond
	for {
		client, err := a.knock(ctx, dir)
		if err == nil {
			_ = client.Close() // it only had to answer
			return nil, taken(dir)
		}
		if !errors.Is(err, owner.ErrNobody) {
			return nil, err
		}
		h, err := a.move(ctx, dir, time.Now)
		if !errors.Is(err, archive.ErrInUse) || time.Since(start) > time.Duration(a.wait) {
			return h, err
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, err
		}
		pause = min(2*pause, 250*time.Millisecond)
	}
}

// taken says who has the archive.
func taken(dir string) error {
	o, err := boltstore.ReadOwner(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, archive.ErrInUse)
	}
	return fmt.Errorf("%s: 档案已由 %s 打开 — %w by %s: it answers, other commands work through it", dir, o, archive.ErrInUse, o)
}
