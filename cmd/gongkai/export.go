package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/archive/export"
	"gongkai/extract/report"
)

// selection is the flags that choose filings.
type selection struct {
	portal, organ, kind string
	year                int
}

func (s *selection) flags(cmd *cobra.Command, kinds bool) {
	f := cmd.Flags()
	f.StringVar(&s.portal, "portal", "", "只要这个门户 · only this portal")
	f.StringVar(&s.organ, "organ", "", "只要这个机关（名称）· only this organ, by name")
	if kinds {
		f.StringVar(&s.kind, "kind", "", "annual_report 或 guide · annual_report or guide")
	}
	f.IntVar(&s.year, "year", 0, "只要这个年度 · only this fiscal year")
}

// query turns the flags into a query; an organ is named in any of its spellings.
func (s *selection) query(ctx context.Context, arc *archive.Archive) (archive.FilingQuery, error) {
	q := archive.FilingQuery{Portal: s.portal, Kind: s.kind, Year: s.year}
	if s.kind != "" && s.kind != string(report.AnnualReport) && s.kind != string(report.Guide) {
		return q, usage("--kind 要 annual_report 或 guide · wants annual_report or guide, not %q", s.kind)
	}
	if err := knownPortal(ctx, arc, s.portal); err != nil || s.organ == "" {
		return q, err
	}
	t, err := resolve(ctx, arc, s.organ, "")
	if err != nil {
		return q, err
	}
	if t.Kind != archive.TargetOrgan {
		return q, usage("%s 不是机关名 · is no name of an organ", s.organ)
	}
	q.Organ = t.Organ.ID
	return q, nil
}

func (a *app) exportCommand() *cobra.Command {
	var sel selection
	var file string
	var bom bool
	cmd := &cobra.Command{
		Use:   "export csv|jsonl",
		Short: "导出全部数字 · write all numbers for other programs",
		Long: `csv：每个法定单元格一行，带状态、原文、地址、版本和在原件中的位置。jsonl：每份年报、指南一行，带完整记录。
csv: a line for each statutory cell, with its state, what was printed, address,
version and place in the original. jsonl: a line for each report and guide with
its whole record.`,
		Example:   "  gongkai export csv --year 2023 -o 2023.csv\n  gongkai export csv --bom -o 给Excel.csv\n  gongkai export jsonl --kind guide",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"csv", "jsonl"},
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			a.mayCreate(file)
			return a.looking(cmd.Context(), func(arc *archive.Archive) error {
				q, err := sel.query(cmd.Context(), arc)
				if err != nil {
					return err
				}
				rows := export.Rows(cmd.Context(), arc, q)
				return a.writeTo(file, func(w io.Writer) error {
					if args[0] == "jsonl" {
						return export.JSONL(w, rows)
					}
					if bom {
						if _, err := io.WriteString(w, "\uFEFF"); err != nil {
							return err
						}
					}
					return export.CSV(w, rows)
				})
			})
		}),
	}
	sel.flags(cmd, true)
	cmd.Flags().StringVarP(&file, "output", "o", "-", "写到文件 · write to a file")
	cmd.Flags().BoolVar(&bom, "bom", false, "csv 前加 BOM，Excel 才认得中文 · a BOM before the csv, for Excel")
	return cmd
}

// knownPortal refuses the name of a portal that the archive has nothing of: a
// misspelt name must not look like a portal without reports.
func knownPortal(ctx context.Context, arc *archive.Archive, name string) error {
	if name == "" {
		return nil
	}
	var known []string
	for p, err := range arc.Portals(ctx) {
		if err != nil {
			return err
		}
		if p == name {
			return nil
		}
		known = append(known, p)
	}
	return usage("档案里没有门户 %q，有 · no portal of that name is kept; there are: %s", name, strings.Join(known, ", "))
}

// writeTo runs f on standard output or on a new file that takes its name only
// when it is whole.
func (a *app) writeTo(name string, f func(io.Writer) error) (err error) {
	if name == "-" {
		w := bufio.NewWriter(a.out)
		return errors.Join(f(w), w.Flush())
	}
	file, err := a.create(name)
	if err != nil {
		return err
	}
	defer file.Abort()
	w := bufio.NewWriter(file)
	if err := errors.Join(f(w), w.Flush()); err != nil {
		return err
	}
	return file.Commit()
}
