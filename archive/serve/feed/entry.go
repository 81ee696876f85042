package feed

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai/archive"
)

// The limits of an entry beside those of its difference.
const (
	maxTitle   = 200 // characters of a title
	maxAddress = 500 // characters of an address that is shown
	maxNamed   = 10  // filings that are named
)

// entry is one change as both formats tell it. Its texts are clean.
type entry struct {
	ID         string
	Number     uint64
	Kind       archive.ChangeKind
	ZH, EN     string // the kind in words
	Title      string
	Known      string // the title of the document
	Cells      int
	Portal     string
	PortalName string
	Organs     []string // their names as written
	Kinds      []string // of the filings
	Filings    []named
	More       int    // filings that are not named
	URL        string // of the page as the portal has it
	MovedTo    string
	MovedLink  string // MovedTo where it can be followed
	Published  time.Time
	Updated    time.Time
	Links      Links
	Diff       difference
}

// notMade stands where the difference of a change should.
const notMade = "档案里的记录有损坏，做不出差别 · a record of the archive is damaged: the difference could not be made"

// named is a filing with its address.
type named struct{ Words, Link string }

// entry makes the entry of a line of the log.
func (b *builder) entry(ctx context.Context, l line) (*entry, error) {
	c, err := b.Archive.Change(ctx, l.number)
	if err != nil {
		return nil, err
	}
	d, err := b.diffs.of(ctx, &c)
	switch {
	case err == nil:
	case ctx.Err() != nil || errors.Is(err, archive.ErrClosed):
		return nil, err
	default:
		// A record that is damaged must not take the other changes of the feed with
		// it. It was not kept, so it is tried again: the record may be mended.
		b.Log.Error("feed: a difference cannot be made, the change is told without", "change", c.Number, "error", err)
		d = difference{Notes: []string{notMade}}
	}
	e := &entry{
		ID: b.changeID(&c), Number: c.Number, Kind: c.Kind, Known: short(c.Title, maxTitle), Cells: c.Cells,
		Portal: clean(c.Portal), PortalName: b.portalName(c.Portal),
		URL: short(c.URL, maxAddress), MovedTo: short(c.MovedTo, maxAddress), MovedLink: original(c.MovedTo),
		Published: c.Time.UTC(), Updated: l.updated, Links: LinksOf(b.base, &c), Diff: d,
	}
	e.ZH, e.EN = wordsOf(c.Kind)
	for i := range c.Filings {
		h := &c.Filings[i]
		name, err := b.organName(ctx, h.Organ)
		if err != nil {
			return nil, err
		}
		if len(e.Filings) == maxNamed {
			e.More++
			continue
		}
		e.Filings = append(e.Filings, named{short(filingWords(h, name), maxTitle), e.Links.Filings[i]})
		for _, one := range []struct {
			to   *[]string
			word string
		}{{&e.Organs, name}, {&e.Kinds, clean(h.Kind)}} {
			if !slices.Contains(*one.to, one.word) {
				*one.to = append(*one.to, one.word)
			}
		}
	}
	e.Title = short(e.title(), maxTitle)
	return e, nil
}

// title says what happened and to whose document.
func (e *entry) title() string {
	what := e.Known
	if len(e.Filings) > 0 {
		what = e.Filings[0].Words
	}
	if what == "" {
		what = e.URL
	}
	if n := len(e.Filings) - 1 + e.More; n > 0 {
		what += fmt.Sprintf(" 等 %d 份 · and %d more", n+1, n)
	}
	title := fmt.Sprintf("%s · %s: %s", e.ZH, e.EN, what)
	if e.Cells > 0 {
		title += fmt.Sprintf("（%d 格 cells）", e.Cells)
	}
	return title
}

// summary says in one sentence in each language what the kind means here.
func (e *entry) summary() string {
	switch e.Kind {
	case archive.ChangeNew:
		return "第一次见到 · seen for the first time"
	case archive.ChangeContent:
		return fmt.Sprintf("内容改了，数字不同的格 · the content changed; cells that differ: %d", e.Cells)
	case archive.ChangeChrome:
		return "网页变了，内容没变 · the page changed, what it says did not"
	case archive.ChangeMoved:
		return "搬到了 · moved to " + e.MovedTo
	case archive.ChangeGone:
		return "原网址上没有了，存下的版本还在 · gone from its address, the versions that were kept stay"
	case archive.ChangeReturned:
		return "又回来了 · it is there again"
	case archive.ChangeReread:
		return fmt.Sprintf("原文没变，我们读得更准了，不同的格 · the bytes are the same, our reading got better; cells that differ: %d", e.Cells)
	}
	return e.ZH
}

// text tells the entry without marks, a line each.
func (e *entry) text() string {
	lines := []string{e.summary()}
	for _, f := range e.Filings {
		lines = append(lines, f.Words)
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("还有 %d 份 · and %d more", e.More, e.More))
	}
	for _, part := range e.Diff.parts() {
		for _, r := range part.Rows {
			lines = append(lines, fmt.Sprintf("%s: %s → %s", r.Where, r.From, r.To))
		}
		if part.More > 0 {
			lines = append(lines, fmt.Sprintf("%s：还有 %d 处未列 · %d more not listed", part.Name, part.More, part.More))
		}
	}
	lines = append(lines, e.Diff.Notes...)
	return strings.Join(append(lines, e.URL), "\n")
}
