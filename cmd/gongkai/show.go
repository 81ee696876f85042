package main

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/extract/report"
)

func (a *app) showCommand() *cobra.Command {
	var at string
	var raw bool
	cmd := &cobra.Command{
		Use:   "show REF",
		Short: "一个版本：读出的数字、核对、来源；也可问某一天的 · one version, also as of a date",
		Long: `REF：网址、机关/年度、机关/guide、页号、版本号（页号.n），后面可加 @日期。
--at 2021-03-01 是那一天在中国结束的时候，以看见为准：之前没见过就说没见过，撤了就说撤了。
REF: an address, organ/year, organ/guide, a page id or a version (page.n), with an
optional @date. --at 2021-03-01 is the end of that day in China, by observation.
--raw 原样输出当时收到的字节 · writes the payload as it was received.`,
		Example: `  gongkai show 张店区综合行政执法局/2020
  gongkai show 张店区综合行政执法局/guide --at 2023-06-30
  gongkai show 1a2b3c4d5e6f7081.2 --raw > page.html`,
		Args: cobra.ExactArgs(1),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.looking(ctx, func(arc *archive.Archive) error {
				t, err := oneVersion(ctx, arc, args[0], at)
				if err != nil {
					return err
				}
				if raw {
					payload, err := arc.Payload(ctx, *t.Version)
					if err != nil {
						return err
					}
					_, err = a.out.Write(payload)
					return err
				}
				return a.show(ctx, arc, t)
			})
		}),
	}
	cmd.Flags().StringVar(&at, "at", "", "那一天（中国时间）或 RFC 3339 · that day (in China) or RFC 3339")
	cmd.Flags().BoolVar(&raw, "raw", false, "原样的字节 · the bytes as received")
	return cmd
}

// shown is one version with what was read of it.
type shown struct {
	Page    *archive.Page    `json:"page"`
	Version *archive.Version `json:"version"`
	Records []report.Record  `json:"records"`
}

func (a *app) show(ctx context.Context, arc *archive.Archive, t archive.Target) error {
	s := shown{Page: t.Page, Version: t.Version}
	if t.Version.State == archive.WasRead || t.Version.State == archive.FormatNotRead || t.Version.State == archive.Unreadable {
		r, err := arc.Reading(ctx, *t.Version)
		if err != nil {
			return err
		}
		s.Records = r.Records
		if t.Kind == archive.TargetFiling && t.Document < len(r.Records) {
			s.Records = r.Records[t.Document : t.Document+1]
		}
	}
	if a.json {
		return a.printJSON(s)
	}
	v := t.Version
	fmt.Fprintf(a.out, "%s\n版本 version %s，见于 seen %s – %s，%s，%s\nsha256 %s\n", printable(t.Page.URL), v.Ref(), when(v.FirstSeen), when(v.LastSeen), humanBytes(v.Size), readWords[v.State], v.Payload)
	if t.Page.State == archive.PageGone && t.At.IsZero() {
		fmt.Fprintf(a.out, "! 这一页现在已撤，%s 查过 · the page is gone now\n", when(t.Page.LastChecked))
	}
	for i := range s.Records {
		if err := a.showRecord(&s.Records[i]); err != nil {
			return err
		}
	}
	return nil
}

// showRecord prints a document understood: what it is, what does not add up,
// and every cell or field.
func (a *app) showRecord(r *report.Record) error {
	fmt.Fprintf(a.out, "\n%s\n", printable(r.Title))
	fmt.Fprintln(a.out, printable(strings.Join(recordWords(r), " · ")))
	for _, c := range r.Checks {
		if c.Verdict == report.Fails {
			fmt.Fprintln(a.out, "! 对不上 fails: "+sumWords(c.ID, c.Verdict, c.Left, c.Right))
		}
	}
	for _, f := range r.Findings {
		fmt.Fprintf(a.out, "? %s %s: %s\n", f.Code, f.Where, printable(f.Message))
	}
	fmt.Fprintln(a.out)
	if r.Guide != nil {
		return a.grid([]string{"", "", ""}, guideRows(r.Guide))
	}
	keys := make([]string, 0, len(r.Cells))
	for k := range r.Cells {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var rows [][]string
	for _, k := range keys {
		c := r.Cells[k]
		rows = append(rows, []string{k, cellWords(&c), c.Raw})
	}
	return a.grid([]string{"键 key", "值 value", "原文 as printed"}, rows)
}

// recordWords say which document it is.
func recordWords(r *report.Record) []string {
	line := []string{kindOf(r), r.Agency}
	if r.Year > 0 {
		line = append(line, fmt.Sprintf("%d 年度", r.Year))
	}
	if r.Published != "" {
		line = append(line, "公开 published "+r.Published)
	}
	if r.Signed != "" {
		line = append(line, "署 signed "+r.Signed)
	}
	return line
}

func kindOf(r *report.Record) string {
	switch r.Kind {
	case report.AnnualReport:
		return "年报 annual report"
	case report.Guide:
		return "指南 guide"
	}
	return "其他 other"
}

// cellWords says what stands in a cell; nil is a cell that is not there.
func cellWords(c *report.Cell) string {
	switch {
	case c == nil:
		return "（没有 absent）"
	case c.Value != nil:
		return c.Value.String()
	}
	words := map[report.State]string{
		report.StateBlank: "（空 blank）", report.StateNotApplicable: "（不适用 n/a）", report.StateUnreadable: "（读不出 unreadable）",
		report.StateUnitUnknown: "（单位不明 unit unknown）", report.StateConflict: "（两处不同 conflict）",
	}
	return words[c.State]
}

// guideRows lists the fields of a guide that are there.
func guideRows(g *report.GuideFields) [][]string {
	var rows [][]string
	add := func(whose string, c *report.Contact) {
		if c == nil {
			return
		}
		for _, f := range [][2]string{
			{"机构 office", c.Office}, {"地址 address", c.Address}, {"邮编 postcode", c.Postcode}, {"时间 hours", c.Hours},
			{"电话 phone", c.Phone}, {"传真 fax", c.Fax}, {"邮箱 email", c.Email}, {"网上申请 apply", c.ApplyURL},
		} {
			if f[1] != "" {
				rows = append(rows, []string{whose, f[0], f[1]})
			}
		}
	}
	add("受理 applications", &g.Contact)
	add("投诉举报 supervision", g.Supervision)
	add("行政复议 reconsideration", g.Reconsideration)
	add("行政诉讼 litigation", g.Litigation)
	return slices.Clip(rows)
}
