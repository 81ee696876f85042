package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

func (a *app) coverageCommand() *cobra.Command {
	var portal, today string
	var year int
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "谁公布了年报，谁晚了，谁缺 · who reported, who was late, who is missing",
		Long: `按门户和年度数年报，并列出缺的和晚的。
期限按《政府信息公开条例》（2019）第四十九条：县级以上政府部门次年 1 月 31 日，本级政府 3 月 31 日；
2018 年度及以前按 2007 年条例第三十一条，都是 3 月 31 日。机关的第一份年报之前的年度不算缺。
Counts reports by portal and year and lists those missing and late, by the law's
dates: departments by 31 January of the year after, the governments of county
level and above by 31 March (Regulations of 2019, article 49); up to the reports
about 2018 all by 31 March (Regulations of 2007, article 31). Years before an
organ's first report are not counted.`,
		Example: "  gongkai coverage\n  gongkai coverage --year 2023 --portal zhangdian\n  gongkai coverage --today 2025-02-01 --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			now := time.Now()
			if today != "" {
				t, err := archive.ParseTime(today)
				if err != nil {
					return usage("--today %s: 要写成 2021-03-01 或 RFC 3339 · wants 2021-03-01 or RFC 3339", today)
				}
				now = t
			}
			return a.looking(cmd.Context(), func(arc *archive.Archive) error {
				list, err := coverage(cmd.Context(), arc, portal, year, now)
				if err != nil {
					return err
				}
				return a.tellCoverage(list)
			})
		}),
	}
	cmd.Flags().StringVar(&portal, "portal", "", "只要这个门户 · only this portal")
	cmd.Flags().IntVar(&year, "year", 0, "只要这个年度 · only this fiscal year")
	cmd.Flags().StringVar(&today, "today", "", "当作这一天来算期限 · reckon the dates as of this day")
	return cmd
}

// covered is the coverage of a portal and year, with names.
type covered struct {
	catalog.Coverage
	Names []owing `json:"missing_or_late"`
}

// owing is an organ whose report is missing or was late.
type owing struct {
	Organ     string       `json:"organ"`
	Name      string       `json:"organ_name"`
	Mark      catalog.Mark `json:"mark"` // missing, late
	Due       string       `json:"due"`
	Published string       `json:"published,omitempty"`
	LateDays  int          `json:"late_days,omitempty"`
}

func coverage(ctx context.Context, arc *archive.Archive, portal string, year int, today time.Time) ([]covered, error) {
	if err := knownPortal(ctx, arc, portal); err != nil {
		return nil, err
	}
	held, err := catalog.New(arc, catalog.Options{}).Current(ctx)
	if err != nil {
		return nil, err
	}
	var out []covered
	for _, c := range held.Coverage(portal, today) {
		if year != 0 && c.Year != year {
			continue
		}
		one := covered{Coverage: c, Names: []owing{}}
		for _, o := range held.Organs(c.Portal) {
			w := owing{Organ: o.ID, Name: o.Name, Due: catalog.DueDate(o.Name, c.Year)}
			if e := o.Report(c.Year); e != nil && e.Is(catalog.MarkLate) {
				w.Mark, w.Published, w.LateDays = catalog.MarkLate, e.Published, e.LateDays
			} else if o.Mark(c.Year, today) == catalog.MarkMissing {
				w.Mark = catalog.MarkMissing
			} else {
				continue
			}
			one.Names = append(one.Names, w)
		}
		out = append(out, one)
	}
	return out, nil
}

func (a *app) tellCoverage(list []covered) error {
	if a.json {
		for _, c := range list {
			if err := a.printJSON(c); err != nil {
				return err
			}
		}
		return nil
	}
	var rows, names [][]string
	for _, c := range list {
		row := []string{c.Portal}
		for _, n := range []int{c.Year, c.Owed, c.Found, c.Late, c.Missing, c.NotDue, c.Gone, c.Unread, c.Failing} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
		for _, w := range c.Names {
			words := "缺 missing"
			if w.Mark == catalog.MarkLate {
				words = fmt.Sprintf("晚 late %s（%d 天 days）", w.Published, w.LateDays)
			}
			names = append(names, []string{c.Portal, strconv.Itoa(c.Year), w.Name, w.Due, words})
		}
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(a.out, "没有年报 · no reports")
		return err
	}
	if err := a.grid([]string{"门户 portal", "年度 year", "应有 owed", "找到 found", "晚 late", "缺 missing", "未到期 not due", "撤 gone", "没读出 unread", "对不上 failing"}, rows); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	if len(names) == 0 {
		_, err := fmt.Fprintln(a.out, "没有缺的，没有晚的 · none missing, none late")
		return err
	}
	return a.grid([]string{"门户 portal", "年度 year", "机关 organ", "期限 due", "怎样 how"}, names)
}
