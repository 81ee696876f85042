package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
	"gongkai/archive/serve"
	"gongkai/crawler"
)

func (a *app) serveCommand() *cobra.Command {
	var o ServeConfig
	var noSchedule bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "网页、接口、订阅、日程：一直开着 · web page, API, feeds and the schedule, until Ctrl-C",
		Long: `打开档案不放：网页、JSON 接口、Atom 和 JSON Feed、指标在 --listen；启用的门户按日程自己走；有变化就告诉
webhooks。别的 gongkai 命令照常用：它们自动到这里来做，输出一样。Ctrl-C 或 SIGTERM：走到一半的停在一页之后，
下次接着走；档案关好。第二个 serve 会说明谁在。
Keeps the archive open: the web page, the JSON API, Atom and JSON Feed, and metrics are
at --listen; enabled portals are walked by their schedule; webhooks hear of changes.
Other gongkai commands are used as ever: they come here by themselves, with the same
output. On Ctrl-C or SIGTERM walks stop after a page, to go on next time, and the archive
is closed. A second serve says who is there.

对外开放之前 · before you open it to others: docs/deploy/README.md`,
		Example: "  gongkai serve\n  gongkai serve --listen 0.0.0.0:8080 --host archive.example.org --token-file token\n  gongkai serve --no-schedule",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			a.daemon = true
			c, err := a.load(false)
			if err != nil {
				return err
			}
			if err := c.Serve.override(cmd.Flags(), o); err != nil {
				return err
			}
			return a.serve(cmd.Context(), c, !noSchedule)
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.Listen, "listen", defaultListen, "地址，默认按配置 · address, default: the configuration's")
	f.StringVar(&o.BaseURL, "base-url", "", "人们用的网址，在代理后面时 · the address that people use, behind a proxy")
	f.StringSliceVar(&o.Hosts, "host", nil, "还可以用这些名字访问 · further names it may be asked under")
	f.StringVar(&o.TokenFile, "token-file", "", "令牌文件：有它才能通过 HTTP 写 · file with the token that HTTP writes need")
	f.BoolVar(&noSchedule, "no-schedule", false, "不按日程自己走 · keep no schedule: start no crawls by itself")
	return cmd
}

// serve owns the archive until ctx ends.
func (a *app) serve(ctx context.Context, c *Config, schedule bool) (err error) {
	token, err := c.Serve.token(a.config, a.log())
	if err != nil {
		return err
	}
	h, err := a.own(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(ctx)) }()
	listener, err := net.Listen("tcp", c.Serve.Listen)
	if err != nil {
		return fmt.Errorf("serve.listen: %w", err)
	}
	defer listener.Close() // also where nothing came to serve on it

	desk, err := h.crawler(c)
	if err != nil {
		return err
	}
	work, stop := context.WithCancel(ctx)
	defer stop()
	var keeper *crawler.Keeper
	if schedule {
		if keeper, err = a.keep(h, c); err != nil {
			return err
		}
	}
	sender, sent, err := a.sendChanges(work, c, h.arc, cmp.Or(c.Serve.BaseURL, "http://"+listener.Addr().String()))
	if err != nil {
		return err
	}
	defer func() { stop(); <-sent }() // an answer that is under way is stored before the archive closes
	started := &starter{app: a, config: c, desk: desk, life: work}
	defer func() { stop(); started.walks.Wait() }()

	s := &site{
		dir: c.Archive, archive: h.arc, serve: c.Serve, token: token, clock: time.Now, log: a.log(),
		portals: h.portals(c), crawl: started.crawl, webhooks: receivers(sender), readings: h.unread,
		checks: []serve.Check{
			{Name: "disk", Run: newRoom(c.Archive, c.Crawl.MinFree, a.log()).check},
			{Name: "webhooks", Run: func(ctx context.Context) error { return stopped(ctx, sender) }},
		},
	}
	server, warm, err := s.server()
	if err != nil {
		return err
	}
	a.announce(c, listener.Addr(), schedule, token != "")
	group, running := errgroup.WithContext(work)
	group.Go(func() error { return server.Serve(running, listener) })
	group.Go(func() error { warm(running); return nil })
	if keeper != nil {
		group.Go(func() error { keeper.Run(running); return nil })
	}
	return group.Wait()
}

// announce says what is up and what is not.
func (a *app) announce(c *Config, at net.Addr, schedule, token bool) {
	fmt.Fprintf(a.err, "网页、接口、订阅 · web page, API, feeds: http://%s/\n档案 · archive: %s\n", at, c.Archive)
	enabled := 0
	for _, p := range c.Portals {
		if p.Enabled {
			enabled++
		}
	}
	switch {
	case !schedule:
		fmt.Fprintln(a.err, "日程 · schedule: 不自己走 · none is kept (--no-schedule)")
	case enabled == 0:
		fmt.Fprintf(a.err, "日程 · schedule: 没有启用的门户（在 %s 里写 enabled: true）· no portal is enabled (write enabled: true in it)\n", a.config)
	default:
		fmt.Fprintf(a.err, "日程 · schedule: %d 个门户 portals（gongkai portals 看下次 · shows the next visits）\n", enabled)
	}
	if tcp, ok := at.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && !token {
		fmt.Fprintln(a.err, "! 对外开着，没有令牌：外面只能读 · open to others without a token: they can only read")
	}
	fmt.Fprintln(a.err, "Ctrl-C 结束 · ends")
}

// own opens the archive for writing and does not come second: an owner that
// answers is an error at once. One that is just closing it is waited for.
func (a *app) own(ctx context.Context, c *Config) (*house, error) {
	dir := c.Archive
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
		h, err := a.move(ctx, dir, c.Reader, time.Now)
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
