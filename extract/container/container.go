// Package container finds the files in a ZIP or RAR archive, which organs
// publish as one attachment for many reports. It holds the limits on what a
// hostile one may unpack to, and decodes the names; what the files are and how
// they are read is its caller's.
//
// Nothing is lost in silence: an entry that cannot be unpacked is given with
// the reason. Passed over are what no person put there as a document: folders,
// links, and what systems and word processors leave behind (__MACOSX, ._*,
// .DS_Store, Thumbs.db, desktop.ini, ~$*).
package container

import (
	"fmt"

	"gongkai/extract/document"
)

// The formats of containers.
const (
	FormatZIP = "zip"
	FormatRAR = "rar"
)

// The limits of one payload, over all containers that stand in each other. An
// organ that publishes for all below it has some 100 files and 50 MB.
const (
	MaxNesting = 3         // containers within containers, the outermost counted
	MaxEntries = 1000      // files, those that are passed over not counted
	MaxEntry   = 64 << 20  // bytes of one file, unpacked
	MaxTotal   = 128 << 20 // bytes of all files, unpacked, and what those unpack to: see Budget.Spend
	MaxLimits  = 3         // files that reach a limit of their own reader
	MaxParts   = 400_000   // blocks and cells of all documents, twice what one may have
	MaxText    = 64 << 20  // bytes of text of all documents, likewise

	maxRatio  = 300 // of a file, once it is longer than ratioFrom
	ratioFrom = 4 << 20
	allRatio  = 40 // of all files together, once they are longer than allFrom
	allFrom   = 16 << 20
	maxListed = 20_000 // entries of any kind in the directory of one container
)

// CodeMethod is the code of a file that is packed by a method without a reader.
const CodeMethod = "method_unknown"

// Entry is one file of a container.
type Entry struct {
	// Name is its path in the container, "/" between folders, decoded, and cut
	// where it is too long. It is for people: nothing may be opened by it.
	Name string
	// Payload is what it holds, nil where Err says why it could not be unpacked.
	Payload []byte
	Err     *document.Error
}

// Budget counts what is unpacked of one payload; it is shared by all containers
// of the payload.
type Budget struct {
	left                         int // bytes that may still be unpacked
	entries, limits, parts, text int
}

// NewBudget is the budget of a payload of so many bytes: forty times as many may
// come out of it, 16 MB in any case, MaxTotal at most. What the readers do with a
// small payload is small, however well it was packed.
func NewBudget(payload int) *Budget {
	return &Budget{left: min(MaxTotal, max(allFrom, min(payload, MaxTotal)*allRatio))}
}

// Spend counts n bytes and reports whether they are within the budget.
func (b *Budget) Spend(n int) bool {
	if n > b.left {
		return false
	}
	b.left -= n
	return true
}

// Limited counts a file that reached a limit of its reader. After MaxLimits of
// them no more is unpacked: each may cost its reader seconds.
func (b *Budget) Limited() { b.limits++ }

// Keep counts what was read of a file and is kept: blocks and cells, bytes of
// text. Past MaxParts or MaxText no more is unpacked.
func (b *Budget) Keep(parts, text int) { b.parts, b.text = b.parts+parts, b.text+text }

// entry counts one more file; the error says which limit forbids it.
func (b *Budget) entry() *document.Error {
	switch {
	case b.limits >= MaxLimits:
		return limit("files", fmt.Sprintf("%d 个文件已超出上限，其余未读：so many files reached a limit, the rest was left out", b.limits))
	case b.parts > MaxParts || b.text > MaxText:
		return limit("text", fmt.Sprintf("内容过多，其余未读：%d blocks and cells, %d bytes of text, the rest was left out", b.parts, b.text))
	case b.entries == MaxEntries:
		return limit("entries", fmt.Sprintf("文件过多，其余未读：more than %d files, the rest was left out", MaxEntries))
	}
	b.entries++
	return nil
}

// Walk calls visit with each file of a container, in its order. The error is
// what is wrong with the container as a whole: what comes before was visited.
// A visit may walk a container that it was given, with the same budget.
func Walk(format string, payload []byte, b *Budget, visit func(Entry)) *document.Error {
	w := &walk{budget: b, visit: visit}
	var err *document.Error
	switch format {
	case FormatZIP:
		err = w.zip(payload)
	case FormatRAR:
		err = w.rar(payload)
	default:
		return broken("不是压缩包：no container")
	}
	switch {
	case w.left == 0:
	case err == nil:
		err = w.over
		err.Message += w.unnamed()
	default:
		err.Message += "；" + w.over.Message + w.unnamed()
	}
	if err == nil && w.seen == 0 {
		err = &document.Error{Code: document.CodeEmpty, Message: "压缩包内没有文件：no files in it"}
	}
	return err
}

// walk is a container that is being read.
type walk struct {
	budget *Budget
	visit  func(Entry)
	seen   int
	over   *document.Error // the limit that ended it
	left   int             // files that it left out
	names  []string        // of the first of them
}

// may counts a file and reports whether it may be unpacked; those that may not
// are named at the end.
func (w *walk) may(name string) bool {
	w.seen++
	err := w.over
	if err == nil {
		err = w.budget.entry()
	}
	if err == nil {
		return true
	}
	w.over = err
	if w.left++; len(w.names) < maxNamed {
		w.names = append(w.names, name)
	}
	return false
}

// maxNamed is how many of the files that a limit leaves out are named.
const maxNamed = 20

func (w *walk) unnamed() string {
	s := fmt.Sprintf("（%d）：", w.left)
	for i, name := range w.names {
		if i > 0 {
			s += "、"
		}
		s += name
	}
	if w.left > len(w.names) {
		s += "…"
	}
	return s
}

// most is the number of bytes that a file of so many packed bytes may unpack to.
func (b *Budget) most(packed int64) int64 {
	return min(MaxEntry, int64(b.left), max(ratioFrom, packed*maxRatio))
}

func tooLarge(most int64) *document.Error {
	return limit("bytes", fmt.Sprintf("解压后过大，未读：it unpacks to more than %d bytes", most))
}

func encrypted() *document.Error {
	return &document.Error{Code: document.CodeEncrypted, Message: "已加密，需要密码：encrypted, it opens with a password only"}
}

func broken(message string) *document.Error {
	return &document.Error{Code: document.CodeBroken, Message: message}
}

func limit(name, message string) *document.Error {
	return &document.Error{Code: document.CodeLimit, Message: name + "：" + message}
}
