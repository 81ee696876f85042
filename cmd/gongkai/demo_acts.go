package main

import (
	"context"
	"fmt"
	"strings"

	"gongkai/archive"
)

// first walks every portal and compares what was found with the ledger.
func (d *demo) first(ctx context.Context) error {
	d.say("一 · 第一遍：走 %d 个样板门户 · a first pass over %d sample portals", len(d.portals), len(d.portals))
	requests, _, err := d.walk(ctx, d.portals...)
	if err != nil {
		return err
	}
	d.requests = requests
	missed, extra, err := d.compare(ctx)
	if err != nil {
		return err
	}
	l := d.world.Ledger()
	least := 0
	for _, needs := range l.Needs {
		least += len(needs)
	}
	d.say("    %d 次请求 requests（最少要 at least %d）；年报 reports %d、指南 guides %d；底账之外 beyond the ledger %d，漏 missed %d",
		requests, least, len(l.Reports), len(l.Guides), len(extra), len(missed))
	d.expect("第一遍的请求不超过最少的 1.3 倍 · at most 1.3 × the least requests", float64(requests) <= 1.3*float64(least), true)
	d.expect("第一遍漏了 · missed: "+strings.Join(missed, " "), len(missed), 0)
	d.expect("第一遍多了 · not in the ledger: "+strings.Join(extra, " "), len(extra), 0)
	return d.numbers(ctx)
}

// again walks everything once more: nothing happened, so nothing may be new.
func (d *demo) again(ctx context.Context) error {
	requests, changes, err := d.walk(ctx, d.portals...)
	if err != nil {
		return err
	}
	share := float64(requests) / float64(d.requests)
	d.say("二 · 第二遍，一天以后：%d 次请求（第一遍的 %.0f%%），新版本 %d · a second pass, a day later: %.0f%% of the requests, %d new versions",
		requests, 100*share, d.versions, 100*share, d.versions)
	d.expect("第二遍的新版本 · new versions of the second pass", d.versions, 0)
	d.expect("第二遍的变化 · changes of the second pass", len(changes), 0)
	d.expect("第二遍的请求不超过一半 · at most half the requests", share <= 0.5, true)
	return nil
}

// correction has an organ correct one number without a word.
func (d *demo) correction(ctx context.Context) error {
	p := d.portals[0]
	r, err := d.article(p)
	if err != nil {
		return err
	}
	const key = "applications.granted.total"
	if _, err := d.world.CorrectCell(r.URL, key, "777"); err != nil {
		return err
	}
	d.say("三 · %s 悄悄改了 %d 年年报的一个数 · silently corrects one number", r.Organ, r.Year)
	_, changes, err := d.walk(ctx, p)
	if err != nil {
		return err
	}
	d.expectKinds("改一个数 · one number", changes, archive.ChangeContent)
	for _, c := range changes {
		if err := d.showDiff(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// showDiff prints the cells that a change of content touched.
func (d *demo) showDiff(ctx context.Context, c archive.Change) error {
	if c.Kind != archive.ChangeContent {
		return nil
	}
	from, err := d.arc.Version(ctx, c.Page, c.Before)
	if err != nil {
		return err
	}
	to, err := d.arc.Version(ctx, c.Page, c.Version)
	if err != nil {
		return err
	}
	diff, err := d.arc.Diff(ctx, from, to)
	if err != nil {
		return err
	}
	n := 0
	for _, doc := range diff.Documents {
		for _, cell := range doc.Cells {
			n++
			d.say("    %s: %s → %s", cell.Key, cellWords(cell.From), cellWords(cell.To))
		}
	}
	d.diffRefs = [2]string{from.Ref(), to.Ref()}
	d.expect("改一个数，差异里的格 · cells in the difference", n, 1)
	return nil
}

// frame changes the menus and banners of a whole portal.
func (d *demo) frame(ctx context.Context) error {
	p := d.portals[1]
	if _, err := d.world.ChangeFrame(p.ID); err != nil {
		return err
	}
	_, changes, err := d.walk(ctx, p)
	if err != nil {
		return err
	}
	d.say("四 · %s 换了版面：%d 页都只是 chrome · changes its page frame: %d pages, chrome only", p.Name, len(changes), len(changes))
	for _, c := range changes {
		d.expect("换版面 · a new frame: "+c.URL, c.Kind, archive.ChangeChrome)
	}
	d.expect("换版面看见了 · the new frame was seen", len(changes) > 0, true)
	return nil
}

// deletion takes a report away.
func (d *demo) deletion(ctx context.Context) error {
	p := d.portals[2]
	r, err := d.article(p)
	if err != nil {
		return err
	}
	if _, err := d.world.Delete(r.URL); err != nil {
		return err
	}
	_, changes, err := d.walk(ctx, p)
	if err != nil {
		return err
	}
	d.say("五 · %s 撤下 %d 年年报：gone；原来的版本还在 · takes a report down; its versions stay", r.Organ, r.Year)
	d.expectKinds("删一页 · one page deleted", changes, archive.ChangeGone)
	return nil
}

// refusal has a portal answer "403" with status 200.
func (d *demo) refusal(ctx context.Context) error {
	p := d.portals[3]
	if _, err := d.world.ForbidWith200(p.ID); err != nil {
		return err
	}
	d.mayFail = true
	_, changes, err := d.walk(ctx, p)
	d.mayFail = false
	if err != nil {
		return err
	}
	if _, err := d.world.Unforbid(p.ID); err != nil {
		return err
	}
	d.say("六 · %s 用 200 说“禁止访问”：没有新版本，没有变化 · says “forbidden” with status 200: no version, no change", p.Name)
	d.expect("装成 200 的拒绝，变化 · a refusal as 200, changes", len(changes), 0)
	d.expect("装成 200 的拒绝，新版本 · a refusal as 200, new versions", d.versions, 0)
	return nil
}

// backAndForth has the corrected number changed and changed back: what was seen
// before is a version of its own when it comes again.
func (d *demo) backAndForth(ctx context.Context) error {
	p := d.portals[0]
	r, err := d.article(p)
	if err != nil {
		return err
	}
	const key = "applications.granted.total"
	back := r.Cells[key].Raw
	for _, n := range []string{"778", back} {
		if _, err := d.world.CorrectCell(r.URL, key, n); err != nil {
			return err
		}
		_, changes, err := d.walk(ctx, p)
		if err != nil {
			return err
		}
		d.expectKinds("改来改去 · back and forth", changes, archive.ChangeContent)
	}
	page, err := d.arc.PageByURL(ctx, r.URL)
	if err != nil {
		return err
	}
	d.say("七 · 同一格改过去又改回来：这一页共 %d 个版本，回来的也是新版本 · and back again: %d versions of that page", page.Versions, page.Versions)
	d.expect("版本 · versions of "+r.URL, page.Versions, 4)
	return nil
}

// expectKinds wants exactly these changes.
func (d *demo) expectKinds(what string, got []archive.Change, want ...archive.ChangeKind) {
	var kinds []archive.ChangeKind
	for _, c := range got {
		kinds = append(kinds, c.Kind)
	}
	d.expect(what, fmt.Sprint(kinds), fmt.Sprint(want))
}
