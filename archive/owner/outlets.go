package owner

import (
	"errors"
	"fmt"
	"io"
	"syscall"
)

// outlets is where the output of a command goes on the client's side.
type outlets struct {
	line   *line
	create func(string) (File, error)
	to     map[uint32]io.Writer // nil: broken, what comes is dropped
	files  map[uint32]File
}

// maxFiles is how many files one command may have open at once.
const maxFiles = 16

// take does what one frame says. Its errors end the command; what cannot be
// written is told to the owner, whose command knows what to do then.
func (o *outlets) take(f frame) error {
	switch f.kind {
	case kindData:
		return o.write(f.id, f.payload)
	case kindCreate:
		o.answer(f.id, o.open(f.id, string(f.payload)))
		return nil
	case kindCommit:
		file, ok := o.files[f.id]
		if !ok {
			return fmt.Errorf("%w: a file that was not made", errProtocol)
		}
		broken := o.to[f.id] == nil
		o.forget(f.id)
		if broken {
			file.Abort()
			o.answer(f.id, errors.New("the file could not be written"))
			return nil
		}
		o.answer(f.id, file.Commit())
		return nil
	case kindAbort:
		if file, ok := o.files[f.id]; ok {
			o.forget(f.id)
			file.Abort()
		}
		return nil
	}
	return fmt.Errorf("%w: %q while the command runs", errProtocol, f.kind)
}

func (o *outlets) write(id uint32, p []byte) error {
	w, ok := o.to[id]
	if !ok {
		return fmt.Errorf("%w: a stream that was not made", errProtocol)
	}
	if w == nil {
		return nil
	}
	_, err := w.Write(p)
	if err == nil {
		return nil
	}
	o.to[id] = nil
	why := cut(err.Error())
	if errors.Is(err, syscall.EPIPE) {
		why = nil
	}
	o.tell(kindBroken, id, why)
	return nil
}

func (o *outlets) open(id uint32, name string) error {
	if o.create == nil || len(o.files) >= maxFiles || id <= streamErr || o.files[id] != nil {
		return fmt.Errorf("%s: %w", name, ErrRefused)
	}
	file, err := o.create(name)
	if err != nil {
		return err
	}
	o.files[id], o.to[id] = file, file
	return nil
}

// forget ends a file: what still comes for it is an error of the owner's.
func (o *outlets) forget(id uint32) {
	delete(o.files, id)
	delete(o.to, id)
}

// answer tells the owner how it went with a file.
func (o *outlets) answer(id uint32, err error) {
	if err != nil {
		o.tell(kindFailed, id, cut(err.Error()))
		return
	}
	o.tell(kindDone, id, nil)
}

// tell says a word to the owner. One that is gone shows when its next frame is read.
func (o *outlets) tell(k kind, id uint32, payload []byte) { _ = o.line.send(k, id, payload) }

// abort gives up the files that were not committed.
func (o *outlets) abort() {
	for _, f := range o.files {
		f.Abort()
	}
}
