//go:build !linux

package owner

import (
	"fmt"
	"syscall"
)

// shorten refuses a path that does not fit into a socket's address.
func shorten(_, path string) (short string, release func(), err error) {
	if len(path) > maxPath {
		return "", nil, fmt.Errorf("%s: longer than the %d bytes of a socket's path", path, maxPath)
	}
	return path, func() {}, nil
}

// private leaves the mode to the chmod that follows; the folder is the user's.
func private(_, _ string, _ syscall.RawConn) error { return nil }
