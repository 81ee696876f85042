package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/crawler"
	"gongkai/crawler/portalsim"
)

func (a *app) demoCommand() *cobra.Command {
	var seed uint64
	var organs, years int
	var listen string
	var noServe bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "不用网络，看完整的一遍：样板门户、爬取、版本、核对 · the whole job, without a network",
		Long: `在本机起几个样板门户，爬它们，读年报和指南，核对数字；再改一个数字、换一次版面、删一页、
装一次拒绝，看 gongkai 怎么说。每一步都与样板门户的底账对照，对不上就以 1 退出。最后开着网页，
直到 Ctrl-C；--no-serve 或 --json：做完就结束。
Starts sample portals on this machine, crawls them, reads and checks what is
found; then corrects a number, changes a page frame, deletes a page, dresses a
refusal up as a page, and shows what gongkai says. Every step is compared with
the ledger of what is true; what does not match ends it with exit code 1. Then the
web page is up until Ctrl-C; with --no-serve or --json it just ends.`,
		Example: "  gongkai demo\n  gongkai demo --no-serve\n  gongkai demo --archive ./demo-archive --organs 10 --years 8",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			dir := a.archive
			if dir == "" {
				tmp, err := os.MkdirTemp("", "gongkai-demo-")
				if err != nil {
					return err
				}
				dir = filepath.Join(tmp, "archive")
			}
			if _, err := os.Stat(filepath.Join(dir, "index.bolt")); err == nil {
				return usage("%s 里已经有档案 · holds an archive already: demo 要一个新文件夹 · wants a new folder", dir)
			}
			if organs < 3 || organs > 200 || years < 5 || years > 18 {
				return usage("--organs 3–200, --years 5–18")
			}
			if noServe || a.json {
				listen = ""
			}
			return a.demo(cmd.Context(), dir, listen, portalsim.Options{Seed: seed, Organs: organs, Years: years, Remiss: true})
		}),
	}
	f := cmd.Flags()
	f.Uint64Var(&seed, "seed", 1, "样板门户的种子数 · the number that the sample portals are made from")
	f.IntVar(&organs, "organs", 6, "每个门户几个机关 · organs a portal")
	f.IntVar(&years, "years", 7, "几个年度 · fiscal years")
	f.StringVar(&listen, "listen", "127.0.0.1:0", "网页的地址，端口 0：任一个空的 · address of the web page; port 0: any that is free")
	f.BoolVar(&noServe, "no-serve", false, "不开网页，做完就结束 · no web page: end when all is done")
	return cmd
}

// demo is one run of the demonstration.
type demo struct {
	*app
	world   *portalsim.World
	portals []crawler.Portal
	arc     *archive.Archive
	addr    string
	now     atomic.Pointer[time.Time] // the demonstration's own clock: a day passes between passes

	requests int       // of the first pass
	versions int       // new versions of the last walk, of every page
	mayFail  bool      // the walk is meant to be refused
	diffRefs [2]string // versions to try `gongkai diff` with
	failed   []string  // what did not match the ledger
}

// demo plays the demonstration on a new archive in dir, then puts its page up at
// the address listen, if that is not "".
func (a *app) demo(ctx context.Context, dir, listen string, o portalsim.Options) (err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	d := &demo{app: a, world: portalsim.New(o), addr: listener.Addr().String()}
	d.set(time.Now().Add(-8 * 24 * time.Hour).Truncate(time.Second))
	server := &http.Server{Handler: d.world, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	defer func() { err = errors.Join(err, server.Close()); <-served }()

	h, err := a.move(ctx, dir, defaultReader(), d.clock)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(ctx)) }()
	d.arc = h.arc
	for _, p := range d.world.Portals() {
		d.portals = append(d.portals, crawler.Portal{
			ID: p.ID, Name: p.Name, Region: p.Region, Seeds: []string{p.Home},
			Timeout: 30 * time.Second, RecheckDays: 30, MaxPages: 100000, MaxDepth: 12, MaxBody: 64 << 20,
		})
	}
	for _, act := range []func(context.Context) error{d.first, d.again, d.correction, d.frame, d.deletion, d.refusal, d.backAndForth} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	rows, err := d.holdings(ctx)
	if err != nil {
		return err
	}
	if d.json {
		if err := d.printJSON(map[string]any{"archive": dir, "portals": rows, "requests": d.requests, "mismatches": d.failed}); err != nil {
			return err
		}
	} else if err := d.table(rows); err != nil {
		return err
	}
	d.tryNext(ctx, dir)
	if len(d.failed) > 0 {
		return fmt.Errorf("与底账对不上 · does not match the ledger:\n  %s", strings.Join(d.failed, "\n  "))
	}
	if listen == "" {
		return nil
	}
	return d.showPage(ctx, dir, listen)
}

func (d *demo) clock() time.Time { return *d.now.Load() }

func (d *demo) set(now time.Time) { d.now.Store(&now) }

// say prints one line of the story.
func (d *demo) say(format string, args ...any) {
	if !d.json {
		fmt.Fprintf(d.out, format+"\n", args...)
	}
}

// expect compares what came out with the ledger's word.
func (d *demo) expect(what string, got, want any) {
	if got != want {
		d.failed = append(d.failed, fmt.Sprintf("%s: %v，应为 · want %v", what, got, want))
	}
}

// walk lets a day pass and walks the portals; it returns how many requests the
// portals saw and the changes that were logged.
func (d *demo) walk(ctx context.Context, portals ...crawler.Portal) (requests int, changes []archive.Change, err error) {
	d.set(d.clock().Add(24 * time.Hour))
	since, err := d.arc.LastChange(ctx)
	if err != nil {
		return 0, nil, err
	}
	d.world.ResetRequests()
	d.versions = 0
	bars := newProgress(d.err, d.terminal())
	defer bars.wait()
	for _, p := range portals {
		bars.add(p)
	}
	cr := crawler.New(crawler.Options{
		Archive: d.arc, UserAgent: userAgent("demo"), Clock: d.clock, Sleep: sleep, Log: d.log(),
		Dial: portalsim.Dialer(d.addr), AllowPrivate: true, Progress: bars.event,
	})
	var failures []error
	walked := cr.WalkAll(ctx, portals, 2, func(p crawler.Portal, s crawler.Summary, err error) {
		bars.done(p.ID)
		d.versions += s.Pass.Versions
		if err != nil && !d.mayFail {
			failures = append(failures, fmt.Errorf("%s: %w", p.ID, err))
		}
	})
	bars.wait()
	if err := errors.Join(append(failures, walked)...); err != nil {
		return 0, nil, err
	}
	for ch, err := range d.arc.Changes(ctx, since) {
		if err != nil {
			return 0, nil, err
		}
		changes = append(changes, ch)
	}
	return len(d.world.Requests()), changes, nil
}
