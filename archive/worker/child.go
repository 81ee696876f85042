package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"

	"gongkai/archive"
)

// command is the word that makes a process of this program one that reads. It
// is in no help: people have no use for it.
const command = "read-for-archive"

// The exit codes of a process that ends by itself.
const (
	exitFailed = 1
	exitUsage  = 2
	exitMemory = 86 // it needed more memory than it may
)

// Args are the arguments that a process is started with.
func Args(memory int64) []string { return []string{command, strconv.FormatInt(memory, 10)} }

// Called reports whether this process was started with Args. os.Args are asked
// before anything else is done: in main, and in a test's TestMain.
func Called(args []string) bool { return len(args) == 3 && args[1] == command }

// Main is the whole life of a process that reads with r: it takes its limits
// upon itself, answers until its input ends, and returns the exit code.
func Main(args []string, r archive.Reader) int {
	signal.Ignore(os.Interrupt, syscall.SIGTERM) // meant for who started it, and told by the end of the input
	memory, err := strconv.ParseInt(args[2], 10, 64)
	if err != nil || memory < MinMemory {
		fmt.Fprintln(os.Stderr, "worker: no memory limit")
		return exitUsage
	}
	// Collect well before the limit: what is garbage must not count.
	debug.SetMemoryLimit(memory / 10 * 6)
	go watchMemory(memory, func() {
		fmt.Fprintln(os.Stderr, "worker: out of memory")
		os.Exit(exitMemory)
	})
	if err := confine(memory); err != nil {
		fmt.Fprintln(os.Stderr, "worker:", err)
		return exitFailed
	}
	if err := serve(os.Stdin, os.Stdout, r, func() { os.Exit(0) }); err != nil {
		fmt.Fprintln(os.Stderr, "worker:", err)
		return exitFailed
	}
	return 0
}

// request is a payload with its head.
type request struct {
	head    requestHead
	payload []byte
}

// serve answers requests until in ends; gone is called as soon as it does, also
// in the middle of a payload: nobody waits for the answer any more.
func serve(in io.Reader, out io.Writer, r archive.Reader, gone func()) error {
	requests := make(chan request)
	failed := make(chan error, 1)
	go func() {
		defer close(requests)
		for {
			q, err := readRequest(in)
			if errors.Is(err, io.EOF) {
				gone()
				return
			}
			if err != nil {
				failed <- err
				return
			}
			requests <- q
		}
	}()
	for q := range requests {
		reading, err := r.Read(context.Background(), q.payload, archive.Hints{Name: q.head.Name, ContentType: q.head.ContentType})
		if err != nil {
			return err
		}
		reading.Revision = r.Revision()
		j, err := json.Marshal(answer{q.head.Number, reading})
		if err != nil {
			return err
		}
		if err := writeFrame(out, j); err != nil {
			return err
		}
	}
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func readRequest(in io.Reader) (request, error) {
	var q request
	j, err := readFrame(in, maxHead)
	if err != nil {
		return q, err
	}
	if err := json.Unmarshal(j, &q.head); err != nil {
		return q, err
	}
	q.payload, err = readFrame(in, maxPayload)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return q, err
}
