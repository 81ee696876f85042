package worker_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"gongkai/archive"
	"gongkai/archive/worker"
)

// plays are processes that are no reading process, or a broken one.
var plays = map[string]func(){
	"leaves at once": func() {},
	"leaves after the question": func() {
		question()
	},
	"closes its output and stays": func() {
		os.Stdout.Close()
		_, _ = io.Copy(io.Discard, os.Stdin)
	},
	"never listens": func() { select {} },
	"speaks noise": func() {
		question()
		_, _ = os.Stdout.Write([]byte(strings.Repeat("\xff\x00noise", 1000)))
		_, _ = io.Copy(io.Discard, os.Stdin)
	},
	"speaks before it is asked":     func() { frame([]byte(`{"number":1}`)); _, _ = io.Copy(io.Discard, os.Stdin) },
	"is no JSON":                    func() { question(); frame([]byte("<html>")) },
	"promises more than it says":    func() { question(); half() },
	"promises more than is allowed": func() { question(); head(1 << 30) },
	"answers another question":      func() { reply(question()+1, archive.Reading{State: archive.WasRead, Revision: revision}) },
	"is of another revision":        func() { reply(question(), archive.Reading{State: archive.WasRead, Revision: "of last year"}) },
	"knows a state of its own":      func() { reply(question(), archive.Reading{State: "splendid", Revision: revision}) },
	"has a million records and one": func() {
		n := question()
		frame(fmt.Appendf(nil, `{"number":%d,"reading":{"records":[{}%s]}}`, n, strings.Repeat(",{}", 1_000_000)))
	},
	"nests without end": func() {
		question()
		frame([]byte(strings.Repeat("[", 1<<20)))
	},
	"complains without end": func() {
		question()
		for range 10_000 {
			fmt.Fprintln(os.Stderr, "first of many complaints", strings.Repeat("!", 100))
		}
		os.Exit(1)
	},
	// the first answer is followed by another one
	"answers twice": func() {
		n := question()
		r := archive.Reading{State: archive.WasRead, Revision: revision, Paragraphs: []string{"once"}}
		reply(n, r)
		r.Paragraphs[0] = "twice"
		reply(n, r)
		_, _ = io.Copy(io.Discard, os.Stdin)
	},
	// a parent of a reading process, which tells its child's id and has it hang
	"parent": func() {
		p := worker.New(worker.Options{Revision: revision, Memory: worker.MinMemory})
		r, err := p.Read(context.Background(), []byte("pid"), archive.Hints{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.Paragraphs[0])
		_, _ = p.Read(context.Background(), []byte("loop"), archive.Hints{})
	},
}

// question reads a request and returns its number.
func question() uint64 {
	in := bufio.NewReader(os.Stdin)
	var number uint64
	for i := range 2 {
		var size [4]byte
		if _, err := io.ReadFull(in, size[:]); err != nil {
			os.Exit(9)
		}
		b := make([]byte, binary.BigEndian.Uint32(size[:]))
		if _, err := io.ReadFull(in, b); err != nil {
			os.Exit(9)
		}
		if i == 0 {
			var head struct{ Number uint64 }
			if json.Unmarshal(b, &head) != nil {
				os.Exit(9)
			}
			number = head.Number
		}
	}
	return number
}

func head(size uint32) { _ = binary.Write(os.Stdout, binary.BigEndian, size) }

func frame(b []byte) {
	head(uint32(len(b)))
	_, _ = os.Stdout.Write(b)
}

func half() {
	head(1000)
	_, _ = os.Stdout.Write([]byte("half"))
}

func reply(number uint64, r archive.Reading) {
	j, err := json.Marshal(struct {
		Number  uint64          `json:"number"`
		Reading archive.Reading `json:"reading"`
	}{number, r})
	if err != nil {
		os.Exit(9)
	}
	frame(j)
}
