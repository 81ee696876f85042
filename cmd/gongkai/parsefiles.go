package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// parseFile is a file that is to be read; err says why it cannot be.
type parseFile struct {
	name string // as the user can name it again; "-" is standard input
	err  error
}

// passedOver counts what stood in folders and was not read.
type passedOver struct {
	links, hidden, special int
	empty                  []string // folders that hold no file to read
}

// findFiles makes a list of files of what a command line names. What is named is
// taken as it is, a symbolic link too. A folder stands for all regular files
// below it in the order of their names, without hidden ones (.name, and ~$name,
// by which office programs mark what is open); links in it are not followed, so
// that no walk leaves the folder or goes round.
func findFiles(args []string) (files []parseFile, passed passedOver) {
	for _, name := range args {
		info, err := os.Stat(name)
		if name == "-" || err != nil || !info.IsDir() {
			files = append(files, parseFile{name: name}) // to open it says what is wrong
			continue
		}
		before := len(files)
		// the separator at the end: a folder that is named by a link is walked
		_ = filepath.WalkDir(name+string(filepath.Separator), func(path string, d fs.DirEntry, err error) error {
			return passed.take(&files, path, d, err)
		})
		if len(files) == before {
			passed.empty = append(passed.empty, name)
		}
	}
	return files, passed
}

// take takes in one entry of a folder.
func (p *passedOver) take(files *[]parseFile, path string, d fs.DirEntry, err error) error {
	if err != nil { // a folder that cannot be listed, or what just vanished
		*files = append(*files, parseFile{name: filepath.Clean(path), err: err})
		return nil
	}
	if strings.HasSuffix(path, string(filepath.Separator)) {
		return nil // the folder that was named, whatever its name
	}
	switch name := d.Name(); {
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
		p.hidden++
		if d.IsDir() {
			return filepath.SkipDir
		}
	case d.IsDir():
	case d.Type()&fs.ModeSymlink != 0:
		p.links++
	case !d.Type().IsRegular():
		p.special++
	default:
		*files = append(*files, parseFile{name: path})
	}
	return nil
}

// words tells what was passed over, a line for each kind.
func (p passedOver) words() (lines []string) {
	for _, name := range p.empty {
		lines = append(lines, name+": 没有可读的文件 · no file to read in it")
	}
	for _, k := range []struct {
		n    int
		what string
	}{
		{p.hidden, "隐藏文件 · hidden"},
		{p.links, "符号链接 · symbolic links"},
		{p.special, "不是普通文件 · no regular files"},
	} {
		if k.n > 0 {
			lines = append(lines, fmt.Sprintf("略过 passed over: %d %s", k.n, k.what))
		}
	}
	return lines
}
