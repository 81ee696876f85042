package main

import (
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// parseBar shows how many files are read, on a terminal that does not show what
// is printed of them already. A nil bar shows nothing.
type parseBar struct {
	all *mpb.Progress
	bar *mpb.Bar
}

// parseBar makes a bar for n files where a person looks on.
func (a *app) parseBar(n int) *parseBar {
	s := a.terminal()
	if n < 2 || !s.there || terminal(a.out) {
		return nil
	}
	all := mpb.New(s.draw(a.err)...)
	return &parseBar{all: all, bar: all.AddBar(int64(n),
		mpb.BarWidth(40),
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("读 reading ")),
		mpb.AppendDecorators(decor.CountersNoUnit("%d/%d 个文件 files")),
	)}
}

// step counts a file.
func (p *parseBar) step() {
	if p != nil {
		p.bar.Increment()
	}
}

// say writes a line beside the bar.
func (p *parseBar) say(w io.Writer, line string) {
	if p != nil {
		if _, err := io.WriteString(p.all, line); err == nil {
			return // above the bar
		}
	}
	_, _ = io.WriteString(w, line) // standard error is gone: nobody to tell
}

// wait ends the drawing, wherever it stands.
func (p *parseBar) wait() {
	if p != nil {
		p.bar.Abort(true)
		p.all.Wait()
	}
}
