package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) changesCommand() *cobra.Command {
	var since string
	var portal string
	var kinds []string
	var chrome bool
	cmd := &cobra.Command{
		Use:   "changes",
		Short: "变更日志 · the change log",
		Long: `变更日志：新 new、内容改 content、版面改 chrome、搬 moved、撤 gone、回 returned、重读 reread。
号码只增不减；记住最后的游标，下次用 --since 接着看。游标认得档案和恢复过的备份，光写号码不认得。
chrome 平时不列，--chrome 才列。
The change log. Numbers only rise; keep the last cursor and go on with --since. A
cursor knows its archive and a backup that was restored; a plain number does not.
Changes of page frames only (chrome) are listed with --chrome.`,
		Example: "  gongkai changes\n  gongkai changes --since 1a2b3c4d.1.120 --json\n  gongkai changes --kind content --portal zhangdian",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			want := map[archive.ChangeKind]bool{}
			for _, w := range changeWords {
				want[w.kind] = len(kinds) == 0 && (chrome || w.kind != archive.ChangeChrome)
			}
			for _, k := range kinds {
				if _, known := want[archive.ChangeKind(k)]; !known {
					return usage("没有这种变化 %q · no such kind of change; 有 · there are: %s", k, kindNames())
				}
				want[archive.ChangeKind(k)] = true
			}
			return a.looking(cmd.Context(), func(arc *archive.Archive) error {
				if err := knownPortal(cmd.Context(), arc, portal); err != nil {
					return err
				}
				from, err := resume(cmd.Context(), arc, since)
				if err != nil {
					return err
				}
				return a.tellChanges(cmd.Context(), arc, from, func(c archive.Change) bool {
					return want[c.Kind] && (portal == "" || c.Portal == portal)
				})
			})
		}),
	}
	f := cmd.Flags()
	f.StringVar(&since, "since", "0", "只要这个游标或号码之后的 · only those after this cursor or number")
	f.StringVar(&portal, "portal", "", "只要这个门户 · only this portal")
	f.StringSliceVar(&kinds, "kind", nil, "只要这些种类，逗号分开 · only these kinds, by commas")
	f.BoolVar(&chrome, "chrome", false, "也列只换了版面的 · also those of page frames only")
	return cmd
}

// resume returns the number that --since names, by a cursor or as it is.
func resume(ctx context.Context, arc *archive.Archive, since string) (uint64, error) {
	if n, err := strconv.ParseUint(since, 10, 64); err == nil {
		return n, nil
	}
	c, err := archive.ParseCursor(since)
	if err != nil {
		return 0, usage("--since 要游标或号码，不是 %q · wants a cursor or a number", since)
	}
	from, err := arc.Resume(ctx, c)
	if errors.Is(err, archive.ErrStaleCursor) {
		return 0, fmt.Errorf("游标 %s 是别的档案的，或者是恢复备份之前的，从 --since 0 重新看 · the cursor is of another archive, or of the time before a backup was restored: begin anew with --since 0: %w", c, err)
	}
	return from, err
}

// changeLine is a change as a JSON line: with the cursor that goes on behind it.
type changeLine struct {
	Cursor archive.Cursor `json:"cursor"`
	archive.Change
}

func kindNames() string {
	var names []string
	for _, w := range changeWords {
		names = append(names, string(w.kind))
	}
	return strings.Join(names, ", ")
}

// kindWords returns a kind of change in words.
func kindWords(k archive.ChangeKind) string {
	for _, w := range changeWords {
		if w.kind == k {
			return w.words
		}
	}
	return string(k)
}

func (a *app) tellChanges(ctx context.Context, arc *archive.Archive, since uint64, want func(archive.Change) bool) error {
	var rows [][]string
	names := organNames{}
	for c, err := range arc.Changes(ctx, since) {
		if err != nil {
			return err
		}
		since = c.Number
		if !want(c) {
			continue
		}
		if a.json {
			if err := a.printJSON(changeLine{arc.Cursor(c.Number), c}); err != nil {
				return err
			}
			continue
		}
		whose, err := names.about(ctx, arc, c)
		if err != nil {
			return err
		}
		rows = append(rows, []string{fmt.Sprint(c.Number), when(c.Time), kindWords(c.Kind), whose, c.Title, changeDetail(c)})
	}
	if a.json {
		return nil
	}
	last, err := arc.LastChange(ctx)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		if _, err := fmt.Fprintln(a.out, "没有变化 · no changes"); err != nil {
			return err
		}
	}
	if err := a.grid([]string{"号", "时间 time", "变化 change", "谁的 whose", "题目 title", "详情 detail"}, rows); err != nil {
		return err
	}
	// A number above the last would be a cursor that nobody can resume.
	_, err = fmt.Fprintf(a.out, "接着看 · go on with: gongkai changes --since %s\n", arc.Cursor(min(since, last)))
	return err
}

// organNames remembers the names of organs by their ids, which hold the
// normalised ones.
type organNames map[string]string

// about says whose documents a change is about.
func (n organNames) about(ctx context.Context, arc *archive.Archive, c archive.Change) (string, error) {
	var parts []string
	for _, h := range c.Filings {
		name, err := n.of(ctx, arc, h.Organ)
		if err != nil {
			return "", err
		}
		parts = append(parts, filingWords(name, h.Kind, h.Year))
	}
	return joinSome(parts, 2), nil
}

// of returns the name of an organ as it is written, its id where the archive
// has it no longer.
func (n organNames) of(ctx context.Context, arc *archive.Archive, id string) (string, error) {
	if name, ok := n[id]; ok {
		return name, nil
	}
	o, err := arc.Organ(ctx, id)
	switch {
	case errors.Is(err, archive.ErrNotFound):
		n[id] = id
	case err != nil:
		return "", err
	default:
		n[id] = o.Name
	}
	return n[id], nil
}

// filingWords names a filing for a person.
func filingWords(organ, kind string, year int) string {
	if i := strings.IndexByte(organ, '/'); i >= 0 {
		organ = organ[i+1:]
	}
	what := kind
	switch {
	case kind == "guide":
		what = "指南"
	case year > 0:
		what = fmt.Sprintf("%d 年报", year)
	}
	return strings.TrimSpace(organ + " " + what)
}

// changeDetail says what a person does next with a change.
func changeDetail(c archive.Change) string {
	switch c.Kind {
	case archive.ChangeContent:
		return fmt.Sprintf("%d 格 cells; diff %s.%d %s.%d", c.Cells, c.Page, c.Before, c.Page, c.Version)
	case archive.ChangeMoved:
		return "→ " + c.MovedTo
	case archive.ChangeGone:
		return c.URL
	}
	return fmt.Sprintf("show %s.%d", c.Page, c.Version)
}
