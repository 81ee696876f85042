package owner_test

import (
	"context"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/archive/owner"
)

func TestWhoTalksNonsenseIsTurnedAway(t *testing.T) {
	hello := "H\x00\x00\x00\x00\x00\x00\x00\x19gongkai-owner\x00\x01" + program
	_, dir := listen(t, owner.Options{Handler: func(context.Context, owner.Request, owner.Streams) int { return 0 }})
	for name, words := range map[string]string{
		"another protocol":       "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"no hello":               "R\x00\x00\x00\x00\x00\x00\x00\x02{}",
		"a hello without an end": "H\x00\x00\x00\x00\x00\x00\xff",
		"a frame of 4 GiB":       "H\x00\x00\x00\x00\xff\xff\xff\xff",
		"no request":             hello + "C\x00\x00\x00\x00\x00\x00\x00\x00",
		"a request of nonsense":  hello + "R\x00\x00\x00\x00\x00\x00\x00\x02[]",
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("unix", filepath.Join(dir, "owner.sock"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			if _, err := io.WriteString(conn, words); err != nil {
				t.Fatal(err)
			}
			if err := conn.(*net.UnixConn).CloseWrite(); err != nil {
				t.Fatal(err)
			}
			answer, _ := io.ReadAll(conn) // a connection that is reset has an end too
			if strings.ContainsAny(string(answer), "AX") {
				t.Errorf("it was let in: %q", answer)
			}
		})
	}
	if code, err := dial(t, dir).Run(t.Context(), owner.Request{}, owner.Streams{Out: io.Discard, Err: io.Discard}); code != 0 || err != nil {
		t.Errorf("the next client: exit %d, %v", code, err)
	}
}

// fakeOwner listens and says words to whoever connects.
func fakeOwner(t *testing.T, words string) string {
	t.Helper()
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, "owner.sock"))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, words) // the client may have hung up already
		_, _ = io.Copy(io.Discard, conn)
		_ = conn.Close()
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return dir
}

func TestAnOwnerThatTalksNonsenseIsAnError(t *testing.T) {
	hello := "H\x00\x00\x00\x00\x00\x00\x00\x19gongkai-owner\x00\x01" + program
	accepted := hello + "A\x00\x00\x00\x00\x00\x00\x00\x00"
	for name, words := range map[string]string{
		"another protocol":               "SSH-2.0-OpenSSH_9.6\r\n",
		"no answer to the request":       hello + "D\x00\x00\x00\x01\x00\x00\x00\x01x",
		"data for a stream that is not":  accepted + "D\x00\x00\x00\x09\x00\x00\x00\x01x",
		"a commit of a file that is not": accepted + "M\x00\x00\x00\x09\x00\x00\x00\x00",
		"a request of its own":           accepted + "R\x00\x00\x00\x00\x00\x00\x00\x02{}",
		"a frame that is too long":       accepted + "D\x00\x00\x00\x01\x00\x01\x00\x01",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := owner.Dial(t.Context(), fakeOwner(t, words), "owner.sock", program, greetWait)
			if err == nil {
				var code int
				code, err = c.Run(t.Context(), owner.Request{}, owner.Streams{Out: io.Discard, Err: io.Discard})
				if err == nil {
					t.Errorf("exit %d, want an error", code)
				}
			}
		})
	}
}
