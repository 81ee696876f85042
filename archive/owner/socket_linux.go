package owner

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// shorten returns a path that fits into a socket's address: a long one is gone
// to by way of its open folder (proc(5), /proc/self/fd). release ends the detour.
func shorten(dir, path string) (short string, release func(), err error) {
	if len(path) <= maxPath {
		return path, func() {}, nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", d.Fd(), filepath.Base(path)), func() { _ = d.Close() }, nil
}

// private gives the socket its mode before it has a name: unix(7), bind takes
// the mode of the socket, less the umask.
func private(_, _ string, c syscall.RawConn) error {
	var err error
	if e := c.Control(func(fd uintptr) { err = syscall.Fchmod(int(fd), 0o600) }); e != nil {
		return e
	}
	return err
}
