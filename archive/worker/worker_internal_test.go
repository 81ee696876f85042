package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/archive"
)

// slow is a Reader that says when it begins and ends when it is told to.
type slow struct{ begun, end chan struct{} }

func (slow) Revision() string { return "1" }

func (s slow) Read(context.Context, []byte, archive.Hints) (archive.Reading, error) {
	s.begun <- struct{}{}
	<-s.end
	return archive.Reading{State: archive.WasRead}, nil
}

// On every system, not only where the kernel sees to it.
func TestTheEndOfTheInputIsNoticedInTheMiddleOfAPayload(t *testing.T) {
	r := slow{make(chan struct{}), make(chan struct{})}
	in, parent := io.Pipe()
	gone, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- serve(in, io.Discard, r, func() { close(gone) }) }()
	if err := errors.Join(writeFrame(parent, []byte(`{"number":1}`)), writeFrame(parent, []byte("%PDF"))); err != nil {
		t.Fatal(err)
	}
	<-r.begun
	if err := parent.Close(); err != nil {
		t.Fatal(err)
	}
	<-gone
	close(r.end)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestAnInputThatEndsInARequestIsAnError(t *testing.T) {
	for _, in := range []string{"\x00", "\x00\x00\x00\x05{}", "\x00\x00\x00\x02{}", "\x00\x00\x00\x02{}\x00\x00\x00\x02x", "\x00\x00\x00\x02no"} {
		err := serve(bytes.NewReader([]byte(in)), io.Discard, slow{}, func() { t.Errorf("%q: taken for the end", in) })
		if err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

func TestAProcessThatStandsIdleEnds(t *testing.T) {
	p := New(Options{Idle: time.Millisecond, Command: []string{"cat"}})
	defer p.Close()
	proc, err := start(&p.o)
	if err != nil {
		t.Skip(err) // no cat
	}
	p.keep(proc)
	<-proc.done
	if next := p.take(); next != nil {
		t.Error("the one that ended is given out")
	}
}

func TestMemoryAboveTheLimitIsNoticed(t *testing.T) {
	over := false
	watchMemory(1, func() { over = true })
	if !over {
		t.Error("a byte is enough")
	}
}

func TestFramesComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var b bytes.Buffer
		want := rapid.SliceOf(rapid.SliceOf(rapid.Byte())).Draw(rt, "frames")
		for _, f := range want {
			if err := writeFrame(&b, f); err != nil {
				rt.Fatal(err)
			}
		}
		for i, f := range want {
			got, err := readFrame(&b, len(f))
			if err != nil || !bytes.Equal(got, f) {
				rt.Fatalf("frame %d: %q, %v", i, got, err)
			}
		}
		if _, err := readFrame(&b, 1); err != io.EOF {
			rt.Fatalf("behind the last: %v", err)
		}
	})
}

// FuzzAnswer: whatever a process writes is an answer to the question, of our
// revision and with a state that there is, or an error; never a panic.
func FuzzAnswer(f *testing.F) {
	good, err := json.Marshal(answer{7, archive.Reading{Revision: "2", State: archive.WasRead, Paragraphs: []string{"一"}}})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{string(good), "", "{}", "[", `{"number":7}`, `{"number":7,"reading":{"revision":"2","state":"x"}}`, `{"number":-1}`, "null"} {
		var b bytes.Buffer
		if err := writeFrame(&b, []byte(s)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, written []byte) {
		j, err := readFrame(bytes.NewReader(written), 1<<16)
		if err != nil {
			return
		}
		r, err := decodeAnswer(j, 7, "2")
		if err != nil {
			return
		}
		if r.Revision != "2" || r.State != archive.WasRead && r.State != archive.FormatNotRead && r.State != archive.Unreadable {
			t.Errorf("%q is believed: %+v", j, r)
		}
	})
}
