package main

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/cwriter"
)

// screen is the terminal that a person looks at: this process's own, or that of
// the process whose command runs here.
type screen struct {
	there bool
	// columns and rows are 0 where they are not known.
	columns, rows int
}

// terminal returns the terminal that standard error is.
func (a *app) terminal() screen {
	if a.house != nil {
		return a.screen
	}
	if !terminal(a.err) {
		return screen{}
	}
	s := screen{there: true}
	if columns, rows, err := cwriter.New(a.err).GetTermSize(); err == nil {
		s.columns, s.rows = columns, rows
	}
	return s
}

// draw returns the options that make bars draw on this screen.
func (s screen) draw(w io.Writer) []mpb.ContainerOption {
	o := []mpb.ContainerOption{mpb.WithOutput(w)}
	if _, ours := w.(*os.File); !ours { // else the library looks itself
		o = append(o, mpb.WithAutoRefresh(), mpb.WithWidth(s.columns))
	}
	return o
}

// mostBars is how many bars are drawn at most. The library keeps 128 in their
// order from one picture to the next; with more, one whose width it has not asked
// for may be drawn, and then it waits for itself for ever.
const mostBars = 100

// fits is how many bars stand on the screen at once; those beyond it would tear
// the picture.
func (s screen) fits() int {
	if s.rows <= 1 { // not known
		return mostBars
	}
	return min(s.rows-1, mostBars)
}

// terminal reports whether w is a terminal that a person looks at.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
