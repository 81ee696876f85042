package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// goodbye is how long a process that is no longer needed may take to end by
// itself, and how long the end of one is waited for that holds its output open.
const goodbye = 2 * time.Second

// process is one process of this program that reads.
type process struct {
	o      *Options
	cmd    *exec.Cmd
	in     *os.File // its standard input
	out    *os.File // its standard output
	said   said     // the beginning of its standard error
	done   chan struct{}
	served int         // payloads that it was given
	retire *time.Timer // ends it when it stands idle
}

// start starts a process with an empty environment and nothing open but its
// three streams.
func start(o *Options) (*process, error) {
	command := o.Command
	if command == nil {
		self, err := program()
		if err != nil {
			return nil, err
		}
		command = append([]string{self}, Args(o.Memory)...)
	}
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, childIn.Close(), in.Close())
	}
	p := &process{o: o, in: in, out: out, done: make(chan struct{})}
	p.cmd = exec.Command(command[0], command[1:]...)
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = childIn, childOut, &p.said
	p.cmd.Env = environment()
	p.cmd.SysProcAttr = attributes()
	p.cmd.WaitDelay = goodbye
	err = p.cmd.Start()
	err = errors.Join(err, childIn.Close(), childOut.Close())
	if err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in ProcessState
		close(p.done)
	}()
	o.Log.Debug("worker: started a reading process", "pid", p.pid())
	return p, nil
}

// environment is what a process is told: nothing of ours. Two threads are
// plenty for one payload, and bound what the heap of each thread takes.
func environment() []string { return []string{"GOMAXPROCS=2"} }

func (p *process) pid() int { return p.cmd.Process.Pid }

// ended reports whether the process is there no more.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *process) kill() { _ = p.cmd.Process.Kill() } // it may have ended: no matter

// exchange sends a payload and gives the answer to accept. After an error, a
// *Failure, the process has ended.
func (p *process) exchange(ctx context.Context, head, payload []byte, accept func([]byte) error) error {
	p.served++
	var late atomic.Bool
	clock := time.AfterFunc(p.o.Time, func() {
		late.Store(true)
		p.kill()
	})
	defer clock.Stop()
	defer context.AfterFunc(ctx, p.kill)()

	answer, err := p.talk(head, payload)
	if err == nil {
		err = accept(answer)
	}
	if err == nil {
		return nil
	}
	garbage := errors.Is(err, errGarbage)
	if garbage {
		p.kill()
	}
	<-p.done // it ended by itself, or the clock ends it
	p.close()
	switch {
	case late.Load():
		return &Failure{TooLate, fmt.Errorf("the reading process took too long: more than %v", p.o.Time)}
	case garbage:
		return &Failure{NoAnswer, err}
	}
	return p.cause()
}

// talk is one question and its answer.
func (p *process) talk(head, payload []byte) ([]byte, error) {
	if err := writeFrame(p.in, head); err != nil {
		return nil, err
	}
	if err := writeFrame(p.in, payload); err != nil {
		return nil, err
	}
	return readFrame(p.out, p.o.Answer)
}

// outOfMemory are the words with which the runtime dies when the kernel gives it
// no more memory, or no more for a thread.
var outOfMemory = regexp.MustCompile(`out of memory|cannot allocate memory|pthread_create failed|newosproc`)

// cause says why the process ended in the middle of a payload.
func (p *process) cause() error {
	words := p.said.String()
	state := p.cmd.ProcessState
	if state.ExitCode() == exitMemory || outOfMemory.MatchString(words) {
		return &Failure{TooLarge, fmt.Errorf("the reading process needed more memory than %d MiB", p.o.Memory>>20)}
	}
	if line, _, _ := strings.Cut(strings.TrimSpace(words), "\n"); line != "" {
		return &Failure{Died, fmt.Errorf("the reading process ended (%s): %q", state, line)}
	}
	return &Failure{Died, fmt.Errorf("the reading process ended (%s)", state)}
}

// close ends the process and waits for it. It ends by itself when its input is
// closed; one that does not is killed.
func (p *process) close() {
	_ = p.in.Close()
	clock := time.AfterFunc(goodbye, p.kill)
	<-p.done
	clock.Stop()
	_ = p.out.Close()
}

// program is what a process runs. On Linux that is the very file this process
// runs, also after an upgrade has put another in its place.
func program() (string, error) {
	const self = "/proc/self/exe"
	if _, err := os.Stat(self); err == nil {
		return self, nil
	}
	return os.Executable()
}

// said keeps the beginning of what a process says on its standard error, where
// the reason of a crash stands, and lets the rest go by.
type said struct {
	mu   sync.Mutex
	text []byte
}

var _ io.Writer = (*said)(nil)

// maxSaid is how much of it is kept.
const maxSaid = 4 << 10

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = append(s.text, b[:min(len(b), maxSaid-len(s.text))]...)
	return len(b), nil
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.ToValidUTF8(string(s.text), "?")
}
