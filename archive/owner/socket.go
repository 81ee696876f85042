package owner

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// socketName is the name of the socket in the folder.
const socketName = "owner.sock"

// maxPath is the longest path of a socket that every system takes: the field
// has 104 bytes on the BSDs and 108 on Linux, with a NUL behind it.
const maxPath = 103

// socket is where an owner listens.
type socket struct {
	net.Listener
	// name is what others find it by: a name in the folder, or an absolute path.
	name   string
	remove func() error
}

// listenIn listens in the folder, which the caller has locked: a socket that is
// there is a dead owner's. Where the folder's file system knows no sockets, or
// its path is too long, the socket lies in a folder of its own among the
// temporary files.
func listenIn(ctx context.Context, dir string) (*socket, error) {
	path := filepath.Join(dir, socketName)
	if err := gone(os.Remove(path)); err != nil {
		return nil, fmt.Errorf("a dead owner's socket: %w", err)
	}
	l, inFolder := listenAt(ctx, dir, path)
	if inFolder == nil {
		return &socket{l, socketName, func() error { return gone(os.Remove(path)) }}, nil
	}
	tmp, err := os.MkdirTemp("", "gongkai-owner-")
	if err != nil {
		return nil, errors.Join(inFolder, err)
	}
	path = filepath.Join(tmp, socketName)
	l, err = listenAt(ctx, tmp, path)
	if err != nil {
		return nil, errors.Join(inFolder, err, os.Remove(tmp))
	}
	return &socket{l, path, func() error { return os.RemoveAll(tmp) }}, nil
}

// listenAt listens at path, which lies in dir; only the user may connect.
func listenAt(ctx context.Context, dir, path string) (net.Listener, error) {
	short, release, err := shorten(dir, path)
	if err != nil {
		return nil, err
	}
	defer release()
	l, err := (&net.ListenConfig{Control: private}).Listen(ctx, "unix", short)
	if err != nil {
		return nil, err
	}
	// Its name may be a detour that is gone by then: socket.remove does it.
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close(), os.Remove(path))
	}
	return l, nil
}

// dialIn connects to the socket of that name of the folder.
func dialIn(ctx context.Context, dir, name string) (net.Conn, error) {
	path := name
	if !filepath.IsAbs(name) {
		path = filepath.Join(dir, filepath.Base(name))
	}
	short, release, err := shorten(filepath.Dir(path), path)
	if err != nil {
		return nil, err
	}
	defer release()
	return (&net.Dialer{}).DialContext(ctx, "unix", short)
}

// gone takes it for done where a name is not there any more.
func gone(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
