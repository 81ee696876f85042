package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) historyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "history URL|ORGAN",
		Short: "一页的所有版本，或一个机关的所有年报和指南 · all versions of a page, or all filings of an organ",
		Long: `加 @日期：只说到那一天（北京时间）为止见过的，和那时的样子。
With @DATE: only what was seen by the end of that day in China, as it was then.`,
		Example: `  gongkai history http://www.zhangdian.gov.cn/gongkai/…/doc_6001.html
  gongkai history 张店区综合行政执法局
  gongkai history 张店区综合行政执法局/2020
  gongkai history 张店区综合行政执法局@2024-06-30`,
		Args: cobra.ExactArgs(1),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.looking(ctx, func(arc *archive.Archive) error {
				t, err := resolve(ctx, arc, args[0], "")
				if err != nil {
					return err
				}
				if t.Kind == archive.TargetOrgan {
					return a.organHistory(ctx, arc, t.Organ, t.At)
				}
				return a.pageHistory(ctx, arc, t.Page, t.At)
			})
		}),
	}
}

// pageHistory lists the versions of a page that were seen by the time at (zero:
// all) and how it is now.
func (a *app) pageHistory(ctx context.Context, arc *archive.Archive, p *archive.Page, at time.Time) error {
	var rows [][]string
	var before archive.Digest
	var stood archive.Version
	for v, err := range arc.Versions(ctx, p.ID) {
		if err != nil {
			return err
		}
		if !at.IsZero() {
			if v.FirstSeen.After(at) {
				break
			}
			if err := seenUntil(ctx, arc, &v, at); err != nil {
				return err
			}
			stood = v
		}
		if a.json {
			if err := a.printJSON(v); err != nil {
				return err
			}
			continue
		}
		what := "—"
		switch {
		case v.Number == 1:
			what = "新 new"
		case !v.Content.IsZero() && v.Content == before:
			what = "版面改 chrome"
		case !v.Content.IsZero():
			what = "内容改 content"
		}
		before = v.Content
		rows = append(rows, []string{v.Ref(), when(v.FirstSeen), when(v.LastSeen), humanBytes(v.Size), what, readWords[v.State]})
	}
	if a.json {
		return nil
	}
	if !at.IsZero() {
		// Where it led, how it answered last and what it holds are known of now
		// only; that it was there then is why there is something to tell.
		held, err := heldThen(ctx, arc, stood)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%s\n%s · as of  %s  %s\n\n", printable(p.URL), when(at), pageWords[archive.PageLive], held)
		return a.versionGrid(rows)
	}
	held, err := heldWords(ctx, arc, p.Holds)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s\n%s  %s\n", printable(p.URL), pageWords[p.State], held)
	if p.RedirectsTo != "" {
		fmt.Fprintf(a.out, "→ %s\n", printable(p.RedirectsTo))
	}
	if p.LastOutcome != archive.OK && p.LastOutcome != archive.NotModified {
		fmt.Fprintf(a.out, "! 最近一次 last: %s，%s\n", outcomeWords[p.LastOutcome], when(p.LastChecked))
	}
	fmt.Fprintln(a.out)
	return a.versionGrid(rows)
}

func (a *app) versionGrid(rows [][]string) error {
	return a.grid([]string{"版本 version", "首见 first seen", "末见 last seen", "大小 size", "变化 change", "阅读 reading"}, rows)
}

// organHistory lists the filings of an organ, those that were seen by the time
// at as they stood then.
func (a *app) organHistory(ctx context.Context, arc *archive.Archive, o *archive.Organ, at time.Time) error {
	var rows [][]string
	for f, err := range arc.Filings(ctx, archive.FilingQuery{Portal: o.Portal, Organ: o.ID}) {
		if err != nil {
			return err
		}
		if !at.IsZero() {
			seen, err := filingAt(ctx, arc, &f, at)
			if err != nil {
				return err
			}
			if !seen {
				continue
			}
		}
		if a.json {
			if err := a.printJSON(f); err != nil {
				return err
			}
			continue
		}
		if len(f.Sources) == 0 {
			continue
		}
		s := f.Sources[0]
		note := readWords[f.State()]
		if s.Gone {
			note = "已撤 gone"
		}
		rows = append(rows, []string{
			filingWords("", f.Kind, f.Year), f.Published, fmt.Sprintf("%s.%d", s.Page, s.Version),
			strconv.Itoa(s.Cells), strconv.Itoa(f.Failing), note, s.URL,
		})
	}
	if a.json {
		return nil
	}
	if len(rows) == 0 && !at.IsZero() {
		_, err := fmt.Fprintf(a.out, "%s（%s）：%s 时还没见过它的年报和指南 · nothing of it had been seen then\n", printable(o.Name), o.Portal, when(at))
		return err
	}
	fmt.Fprintf(a.out, "%s（%s）\n", printable(o.Name), o.Portal)
	if len(o.Names) > 1 {
		fmt.Fprintf(a.out, "也写作 also written: %s\n", printable(strings.Join(o.Names, "、")))
	}
	fmt.Fprintln(a.out)
	return a.grid([]string{"文件 filing", "公开 published", "版本 version", "格 cells", "对不上 failing", "阅读 reading", "地址 address"}, rows)
}

// readWords names the states of reading for people.
var readWords = map[archive.ReadState]string{
	archive.Unread: "未读 unread", archive.NotWanted: "—", archive.WasRead: "已读 read",
	archive.FormatNotRead: "格式还读不了 format not read", archive.Unreadable: "读不出 unreadable", archive.ReaderFailed: "阅读出错 reader failed",
}

// pageWords names the states of a page for people.
var pageWords = map[archive.PageState]string{
	archive.PageNever: "没取到过 never fetched", archive.PageLive: "在 live", archive.PageGone: "已撤 gone",
}

// heldWords names the filings that a page holds.
func heldWords(ctx context.Context, arc *archive.Archive, holds []archive.Held) (string, error) {
	names := organNames{}
	var parts []string
	for _, h := range holds {
		name, err := names.of(ctx, arc, h.Organ)
		if err != nil {
			return "", err
		}
		parts = append(parts, filingWords(name, h.Kind, h.Year))
	}
	return printable(strings.Join(parts, "、")), nil
}
