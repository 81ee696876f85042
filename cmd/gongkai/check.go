package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

func (a *app) checkCommand() *cobra.Command {
	var sel selection
	var all, hints bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "什么对不上：一份年报之内，两年之间 · what does not add up, within a report and across years",
		Long: `列出对不上的核对和读时的疑点。对不上是公开单位自己的数：照原样保存，不改。
Lists checks that fail, and findings. A failing check is the publisher's own
arithmetic as printed; nothing is repaired. --hints adds relations across years
that real organs often break; --all adds checks that hold.`,
		Example: "  gongkai check\n  gongkai check --organ 张店区综合行政执法局 --all\n  gongkai check --year 2023 --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			return a.looking(cmd.Context(), func(arc *archive.Archive) error {
				sel.kind = string(report.AnnualReport)
				q, err := sel.query(cmd.Context(), arc)
				if err != nil {
					return err
				}
				return a.check(cmd.Context(), arc, q, all, hints)
			})
		}),
	}
	sel.flags(cmd, false)
	cmd.Flags().BoolVar(&all, "all", false, "对得上的也列 · also those that hold")
	cmd.Flags().BoolVar(&hints, "hints", false, "跨年的提示也列 · also hints across years")
	return cmd
}

// checked is one check or finding of one filing.
type checked struct {
	Filing  string            `json:"filing"`
	Organ   string            `json:"organ"`
	Year    int               `json:"year,omitempty"`
	Version string            `json:"version,omitempty"`
	Check   *report.Check     `json:"check,omitempty"`
	Across  any               `json:"across,omitempty"`
	Finding *document.Finding `json:"finding,omitempty"`
	Verdict report.Verdict    `json:"verdict,omitempty"`
	words   string
}

func (a *app) check(ctx context.Context, arc *archive.Archive, q archive.FilingQuery, all, hints bool) error {
	var rows [][]string
	reports, unread, failing := 0, 0, 0
	tell := func(c checked) error {
		if c.Verdict == report.Fails {
			failing++
		}
		if a.json {
			return a.printJSON(c)
		}
		rows = append(rows, []string{c.Organ, fmt.Sprint(c.Year), checkedWords(&c), c.words, c.Version})
		return nil
	}
	for f, err := range arc.Filings(ctx, q) {
		if err != nil {
			return err
		}
		if f.Kind != string(report.AnnualReport) {
			continue
		}
		reports++
		if state := f.State(); state != archive.WasRead {
			unread++
			c := checked{Filing: f.ID, Organ: f.OrganName, Year: f.Year, words: "数字没有读出 · no numbers were read"}
			c.Finding = &document.Finding{Code: string(state), Responsibility: document.Reader, Message: c.words}
			if err := tell(c); err != nil {
				return err
			}
		}
		if err := checkFiling(ctx, arc, f, all, tell); err != nil {
			return fmt.Errorf("%s: %w", f.ID, err)
		}
	}
	for o, err := range arc.Organs(ctx, q.Portal) {
		if err != nil {
			return err
		}
		if q.Organ != "" && o.ID != q.Organ {
			continue
		}
		if err := checkOrgan(ctx, arc, o, q.Year, all, hints, tell); err != nil {
			return fmt.Errorf("%s: %w", o.ID, err)
		}
	}
	if a.json {
		return nil
	}
	if err := a.grid([]string{"机关 organ", "年度 year", "结果 verdict", "核对 check", "版本 version"}, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.out, "\n%d 份年报 reports，其中没读出 not read %d，对不上 failing %d\n", reports, unread, failing)
	return err
}

// checkFiling tells the checks and findings of one report's preferred source.
func checkFiling(ctx context.Context, arc *archive.Archive, f archive.Filing, all bool, tell func(checked) error) error {
	c := checked{Filing: f.ID, Organ: f.OrganName, Year: f.Year}
	if f.Disagree {
		d := c
		d.Finding = &document.Finding{Code: "sources_disagree", Responsibility: document.Publisher, Message: "几个地址上的数字不一样 · its addresses give different numbers"}
		d.words = d.Finding.Message
		if err := tell(d); err != nil {
			return err
		}
	}
	if len(f.Sources) == 0 {
		return nil
	}
	s := f.Sources[0]
	v, err := arc.Version(ctx, s.Page, s.Version)
	if err != nil {
		return err
	}
	r, err := arc.Reading(ctx, v)
	if errors.Is(err, archive.ErrNotFound) {
		return nil // not read yet
	}
	if err != nil {
		return err
	}
	if s.Document >= len(r.Records) {
		return nil
	}
	c.Version = v.Ref()
	rec := &r.Records[s.Document]
	for i := range rec.Checks {
		k := rec.Checks[i]
		if k.Verdict != report.Fails && !all {
			continue
		}
		d := c
		d.Check, d.Verdict = &k, k.Verdict
		d.words = sumWords(k.ID, k.Verdict, k.Left, k.Right)
		if err := tell(d); err != nil {
			return err
		}
	}
	for i := range rec.Findings {
		d := c
		d.Finding = &rec.Findings[i]
		d.words = d.Finding.Code + " " + d.Finding.Where + " " + d.Finding.Message
		if err := tell(d); err != nil {
			return err
		}
	}
	return nil
}

// checkOrgan tells what does not fit between an organ's reports of years that
// follow each other.
func checkOrgan(ctx context.Context, arc *archive.Archive, o archive.Organ, year int, all, hints bool, tell func(checked) error) error {
	list, err := arc.CheckAcross(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, k := range list {
		if year != 0 && k.Year != year || k.Hint && !hints || k.Verdict != report.Fails && !all {
			continue
		}
		c := checked{Filing: o.ID, Organ: o.Name, Year: k.Year, Across: k, Verdict: k.Verdict}
		c.words = fmt.Sprintf("%d → %d %s", k.Year-1, k.Year, sumWords(k.ID, k.Verdict, k.Left, k.Right))
		if err := tell(c); err != nil {
			return err
		}
	}
	return nil
}

// sumWords says what a check compared; one without sides, as one that could not
// be decided, has its name alone.
func sumWords(id string, v report.Verdict, left, right *report.Number) string {
	if left == nil || right == nil {
		return id
	}
	sign := "="
	if v == report.Fails {
		sign = "≠"
	}
	return fmt.Sprintf("%s: %s %s %s", id, left, sign, right)
}

func checkedWords(c *checked) string {
	if c.Finding != nil {
		if c.Finding.Responsibility == document.Publisher {
			return "疑 finding（原件 publisher）"
		}
		return "疑 finding（我们 reader）"
	}
	switch c.Verdict {
	case report.Holds:
		return "对 holds"
	case report.Fails:
		return "对不上 fails"
	case report.HoldsIfBlankIsZero:
		return "空当零才对 holds if blank is zero"
	}
	return "定不了 undecidable"
}
