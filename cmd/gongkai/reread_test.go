package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/memstore"
	"gongkai/extract"
)

// older is a reader of another time: it has no reader for what is no text, and
// misses a cell that it should not.
type older struct{}

func (older) Revision() string { return "of old" }

func (older) Read(ctx context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	if extract.Heavy(payload) {
		return archive.Reading{State: archive.FormatNotRead, Format: "pdf", Content: archive.DigestOf(payload)}, nil
	}
	r, err := reader{}.Read(ctx, payload, h)
	for i := range r.Records {
		delete(r.Records[i].Cells, "applications.granted.total")
	}
	return r, err
}

// readAsBefore is the script command `older ARCHIVE`: everything in it is read
// as older readers did.
func readAsBefore(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: older ARCHIVE")
	}
	store, err := boltstore.Open(context.Background(), ts.MkAbs(args[0]), boltstore.Options{})
	ts.Check(err)
	arc, err := archive.New(context.Background(), store, archive.Options{Reader: older{}})
	ts.Check(err)
	_, err = arc.Reread(context.Background(), nil)
	ts.Check(errors.Join(err, arc.Close()))
}

// moody fails on every payload as soon as it is told to.
type moody struct{ fails bool }

func (*moody) Revision() string { return "1" }

func (m *moody) Read(context.Context, []byte, archive.Hints) (archive.Reading, error) {
	if m.fails {
		return archive.Reading{}, errors.New("the reading process took too long:\x1b[2J more than 20s")
	}
	return archive.Reading{State: archive.FormatNotRead}, nil
}

func TestRereadListsWhatFailedAndSaysSo(t *testing.T) {
	ctx, r := t.Context(), &moody{}
	arc, err := archive.New(ctx, memstore.New(), archive.Options{Reader: r})
	if err != nil {
		t.Fatal(err)
	}
	defer arc.Close()
	const address = "http://www.yunhu.example/a.pdf"
	pass, _, err := arc.BeginPass(ctx, "yunhu")
	if err != nil {
		t.Fatal(err)
	}
	err = arc.Record(ctx, archive.Fetch{
		Portal: "yunhu", Pass: pass.ID, URL: address, Role: archive.RoleAttachment, Time: time.Now(), Outcome: archive.OK, Payload: []byte("%PDF"),
		Hops: []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: address, Status: 200}, Wire: []byte("%PDF")}},
	})
	if err = errors.Join(err, arc.Flush(ctx)); err != nil {
		t.Fatal(err)
	}
	r.fails = true
	for json, want := range map[bool][]string{
		false: {"! ", address + ": the reading process took too long", "出错 failed 1\n"},
		true:  {`"failure":"the reading process took too long`, `"was":"format_not_read","now":"format_not_read"`, `"failed":1,`},
	} {
		var out bytes.Buffer
		a := &app{out: &out, err: &out, json: json}
		err = a.reread(ctx, arc, false)
		var e *exit
		if !errors.As(err, &e) || e.code != exitPartly {
			t.Errorf("%v, want exit code %d", err, exitPartly)
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("no %q in\n%s", w, out.String())
			}
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("%q steers the terminal", out.String())
		}
	}
}
