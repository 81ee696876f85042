package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/semaphore"

	"gongkai/extract"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// maxFile is the most bytes of a file that parse takes in: extract.Read looks at
// no more.
const maxFile = extract.MaxPayload

// filesInHand is how many bytes of files are read at once: the memory that they
// need, some times as much, is bounded whatever the folder holds.
const filesInHand = 2 * maxFile

// fileReader reads files side by side and prints them in their order.
type fileReader struct {
	*app
	read  func([]byte, extract.Hints) extract.Result
	hints extract.Hints
	print func(to *bytes.Buffer, name string, res *extract.Result) error
}

// parsed is one file, ready to be printed.
type parsed struct {
	out   []byte
	whole bool   // it could be read
	told  string // for standard error
	err   error  // of printing
}

// all reads the files on all processors and hands them to take in their order.
// At most a few more than processors are waiting for their turn. It ends with
// take's first error, or when ctx is done.
func (r fileReader) all(ctx context.Context, files []parseFile, take func(parsed) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := runtime.GOMAXPROCS(0)
	turns := make(chan chan parsed, workers) // in the order of the files
	go func() {
		defer close(turns)
		busy := semaphore.NewWeighted(int64(workers))
		room := semaphore.NewWeighted(filesInHand)
		for _, f := range files {
			if busy.Acquire(ctx, 1) != nil {
				return
			}
			turn := make(chan parsed, 1) // nobody waits for one who has stopped listening
			go func() {
				defer busy.Release(1)
				turn <- r.one(ctx, f, room)
			}()
			select {
			case turns <- turn:
			case <-ctx.Done():
				return
			}
		}
	}()
	for turn := range turns {
		if ctx.Err() != nil {
			continue // select would take what is read by chance
		}
		select {
		case p := <-turn:
			if p.err != nil {
				return p.err
			}
			if err := take(p); err != nil {
				return err
			}
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// one reads one file and makes what is to be printed of it.
func (r fileReader) one(ctx context.Context, f parseFile, room *semaphore.Weighted) parsed {
	size := sizeOf(f.name)
	if err := room.Acquire(ctx, size); err != nil {
		return parsed{err: err}
	}
	defer room.Release(size)
	var p parsed
	res := r.result(f, &p)
	name := filepath.ToSlash(f.name)
	// The record's file is named as on the command line, so that two of one name
	// in two folders can be told apart.
	if dir := path.Dir(name); name != "-" && dir != "." {
		for i := range res.Records {
			if s := &res.Records[i].Source; s.File != "" {
				s.File = joined(dir, s.File)
			}
		}
	}
	p.whole = res.State == extract.StateRead && !slices.ContainsFunc(res.States, func(s extract.State) bool { return s != extract.StateRead })
	var b bytes.Buffer
	p.err = r.print(&b, name, &res)
	p.out = b.Bytes()
	return p
}

// joined puts a folder before a name and touches neither.
func joined(dir, name string) string {
	if dir == "/" {
		return dir + name
	}
	return dir + "/" + name
}

// result is what a file holds; one that cannot be opened is a record with a
// finding, as one is that cannot be read.
func (r fileReader) result(f parseFile, p *parsed) (res extract.Result) {
	hints := r.hints
	if f.name != "-" {
		hints.Name = filepath.Base(f.name)
	}
	unread := func(code string, err error) extract.Result {
		p.told = fmt.Sprintf("%s: %v", f.name, err)
		return extract.Result{State: extract.StateUnreadable, States: []extract.State{extract.StateUnreadable}, Records: []report.Record{{
			Schema: report.Schema, Kind: report.Other, Source: report.Source{File: hints.Name},
			Findings: []document.Finding{{Code: code, Responsibility: document.Reader, Message: err.Error()}},
		}}}
	}
	defer func() {
		if fault := recover(); fault != nil { // a reader of ours is broken: the other files are read
			res = unread("reader_failed", fmt.Errorf("读的时候出错 · the reader failed: %v", fault))
		}
	}()
	if f.err != nil {
		return unread("not_opened", f.err)
	}
	payload, err := r.slurp(f.name)
	if err != nil {
		return unread("not_opened", err)
	}
	if len(payload) > maxFile {
		return unread(document.CodeLimit, fmt.Errorf("大于 · larger than %s", humanBytes(maxFile)))
	}
	return r.read(payload, hints)
}

// sizeOf is the room that a file takes while it is read: for what has no size of
// its own (a pipe) the most.
func sizeOf(name string) int64 {
	if info, err := os.Stat(name); name != "-" && err == nil && info.Mode().IsRegular() {
		return min(info.Size(), maxFile)
	}
	return maxFile
}

// slurp reads a whole file, "-" for standard input, up to a byte more than maxFile.
func (r fileReader) slurp(name string) ([]byte, error) {
	from, size := r.in, int64(0)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from, size = f, sizeOf(name)
	}
	var b bytes.Buffer
	if name != "-" && size < maxFile {
		b.Grow(int(size) + bytes.MinRead) // one piece of memory and no copies
	}
	_, err := b.ReadFrom(io.LimitReader(from, maxFile+1))
	return b.Bytes(), err
}
