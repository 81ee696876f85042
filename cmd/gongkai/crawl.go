package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/crawler"
)

func (a *app) crawlCommand() *cobra.Command {
	var quiet, due bool
	cmd := &cobra.Command{
		Use:   "crawl [PORTAL…]",
		Short: "走一遍门户，现在 · one pass over portals, now",
		Long: `走一遍点名的门户（不点名：config.yaml 里启用的全部）：找年报和指南，存下每个版本，读出数字，记下变化。
可以随时 Ctrl-C：走到哪里存到哪里，下次接着走。
One pass over the named portals (or all enabled ones): finds reports and guides,
keeps every version, reads the numbers, logs what changed. Ctrl-C is safe at any
time: what was fetched is kept, and the next crawl goes on from there.

--due：只走按 schedule 现在该走的，其余的说明何时、为什么；给 cron 和 systemd 定时器用。
--due: walks only what is due now by its schedule, and says of the rest when and why:
for cron and systemd timers. Nothing due is exit code 0.

退出码 · exit codes: 0 走完 · done, 1 失败 · failed, 3 有的没走完，已列出 · partly done, the rest is listed`,
		Example: "  gongkai crawl zhangdian\n  gongkai crawl --json\n  gongkai crawl --due",
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			c, err := a.load(true)
			if err != nil {
				return err
			}
			portals, err := c.choose(args)
			if err != nil {
				return err
			}
			if err := a.mayCrawl(c, portals); err != nil {
				return err
			}
			if due {
				return a.crawlDue(cmd.Context(), c, portals, !quiet && !a.json)
			}
			return a.crawl(cmd.Context(), c, portals, !quiet && !a.json)
		}),
	}
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "不画进度条 · no progress bars")
	cmd.Flags().BoolVar(&due, "due", false, "只走现在该走的 · only what is due now")
	return cmd
}

// mayCrawl refuses to crawl beyond this machine without a way to reach who does.
func (a *app) mayCrawl(c *Config, portals []crawler.Portal) error {
	for _, p := range portals {
		if c.Contact == "" && beyondLoopback(p) {
			return usage("爬 %s 要先写明怎样联系你：在 %s 里写一行 · crawling it needs a way to reach you: in %s write\n\n    contact: you@example.org\n", p.ID, a.config, a.config)
		}
	}
	return nil
}

// crawl walks the portals and tells what came of it.
func (a *app) crawl(ctx context.Context, c *Config, portals []crawler.Portal, draw bool) error {
	var list []crawler.Scheduled
	for _, p := range portals {
		list = append(list, crawler.Scheduled{Portal: p}) // by hand: at any hour
	}
	return a.within(ctx, c, found, func(h *house) error {
		return a.crawlIn(ctx, h, c, list, nil, draw)
	})
}

// crawlIn walks the portals, each until the quiet hours of its rule, those that
// still (nil: all) wants when their turn has come.
func (a *app) crawlIn(ctx context.Context, h *house, c *Config, portals []crawler.Scheduled, still func(crawler.Scheduled) bool, draw bool) error {
	desk, err := h.crawler(c)
	if err != nil {
		return err
	}
	since, err := h.arc.LastChange(ctx)
	if err != nil {
		return err
	}
	var screen screen
	if draw {
		screen = a.terminal()
	}
	bars := newProgress(a.err, screen)
	defer bars.wait()
	for _, p := range portals {
		bars.add(p.Portal)
	}
	var done []portalSummary
	start := time.Now()
	walked := desk.WalkScheduled(ctx, portals, c.Crawl.Parallel, still, bars.event, func(p crawler.Portal, s crawler.Summary, joined bool, err error) {
		bars.done(p.ID)
		sum := portalSummary{Portal: p.ID, Name: p.Name, Pass: s.Pass, Resumed: s.Resumed, Joined: joined, Seconds: time.Since(start).Seconds()}
		sum.take(s, err)
		if e, ok := bars.failure(p.ID); ok {
			sum.Failure = &failureSummary{e.Outcome, e.URL, advice[e.Outcome]}
		}
		done = append(done, sum)
	})
	bars.wait()
	// The log is read with a fresh context: after Ctrl-C the summary is still due.
	if err := countChanges(context.WithoutCancel(ctx), h.arc, since, done); err != nil {
		return err
	}
	for _, s := range done {
		if err := a.tell(s); err != nil {
			return err
		}
	}
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(a.err, "停下了：已取的都存好了，再运行一次就接着走 · stopped: what was fetched is kept; run it again to go on")
		return partly()
	case walked != nil:
		return walked
	}
	return ending(done)
}

// changeWords orders and names the kinds of change for people.
var changeWords = []struct {
	kind  archive.ChangeKind
	words string
}{
	{archive.ChangeNew, "新 new"}, {archive.ChangeContent, "内容改 content"}, {archive.ChangeChrome, "版面改 chrome"},
	{archive.ChangeMoved, "搬 moved"}, {archive.ChangeGone, "撤 gone"}, {archive.ChangeReturned, "回 returned"}, {archive.ChangeReread, "重读 reread"},
}

// passWords names the states of a pass for people.
var passWords = map[archive.PassState]string{
	archive.PassDone: "走完 done", archive.PassPartial: "没走完 partial", archive.PassFailed: "失败 failed", archive.PassRunning: "中断 interrupted",
}
