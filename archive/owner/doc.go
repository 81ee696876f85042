// Package owner lets one process work in a folder for many: the one that has
// it open listens on a unix socket, and other processes have their commands
// run there, with their output, their files and their Ctrl-C. What a command
// is, and what the folder holds, it does not know.
package owner

/*
The protocol, number 1.

One connection is one command. Both sides send frames:

	kind u8, id u32, length u32, payload       big endian

A payload has at most 64 KiB, a request at most 16 MiB. What is longer, or of
an unknown kind, ends the connection.

	from the client                            from the owner
	hello   "gongkai-owner", protocol, program   hello   the same
	request the Request as JSON                  accepted  the command begins
	                                             again     it cannot begin here: ask who owns the folder now
	                                             refused   why
	cancel  as Ctrl-C does                       data    to the stream id: 1 is standard output, 2 standard
	broken  stream id cannot be written: why             error, from 3 on files
	                                             create  file id, its name
	done    file id: it was done                 commit  file id
	failed  file id: why it was not              abort   file id
	                                             exit    id is the exit code; the last frame

Until "accepted" nothing was done, and a client may try again elsewhere. Data
has no window: a client that does not read stops the writer of its own command
when the buffers of the socket are full, and nobody else.

The client writes the files, so a command has the rights and the folder of the
person who typed it. A client that dies or hangs up cancels its command.
*/

import (
	"context"
	"errors"
	"fmt"
	"io"
)

const protocol = 1

// Limits of frames, in bytes.
const (
	maxPayload = 64 << 10
	maxRequest = 16 << 20
	maxData    = 32 << 10 // of one data frame that we send
)

// Request is a command line and what belongs to the process that it was typed in.
type Request struct {
	Args []string `json:"args"`
	// Config is the text of the configuration file, ConfigName the name that
	// the user gave it; NoConfig: there is none of that name.
	Config     []byte `json:"config,omitempty"`
	ConfigName string `json:"config_name"`
	NoConfig   bool   `json:"no_config,omitempty"`
	// Width and Height are the columns and rows of the terminal that standard
	// error is, 0 where it is none.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
}

// Streams are what a command writes to.
type Streams struct {
	Out, Err io.Writer
	// Create makes a file of that name beside the user.
	Create func(name string) (File, error)
}

// File is a file that takes its name when it is committed; after Commit or
// Abort it is not used again. Abort after Commit does nothing.
type File interface {
	io.Writer
	Commit() error
	Abort()
}

// Handler runs one command and returns its exit code. ctx ends when the user
// wants it to, is gone, or the owner ends.
type Handler func(ctx context.Context, r Request, s Streams) (code int)

var (
	// ErrNobody: no process listens there. The folder may still be locked by
	// one that is just opening or closing it.
	ErrNobody = errors.New("nobody listens")
	// ErrAgain: the owner gave the folder up before the command began. Nothing
	// was done.
	ErrAgain = errors.New("the owner ended before the command began")
	// ErrLost: the owner ended in the middle of the command.
	ErrLost = errors.New("拥有档案的进程在命令中途结束了，再运行一次 · the process that has the archive ended in the middle of the command: run it again")
	// ErrRefused: the other side is somebody else's process, or asked for what
	// it may not have.
	ErrRefused = errors.New("refused")
	// errProtocol: what came is no frame that belongs here.
	errProtocol = errors.New("no frame of gongkai")
)

// VersionError: the owner is another version of the program; it might do
// something else than was meant, so it is asked nothing.
type VersionError struct{ Owner, Ours string }

func (e *VersionError) Error() string {
	return fmt.Sprintf("拥有档案的进程是 %q，这里是 %q：重启它 · the process that has the archive is %q, this is %q: restart it, or use the same version", e.Owner, e.Ours, e.Owner, e.Ours)
}
