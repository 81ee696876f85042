//go:build linux || darwin

package main

import (
	"math"
	"syscall"
)

// freeBytes returns how much a user who is not root can still store in dir.
func freeBytes(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	if size := uint64(s.Bsize); size > 0 && s.Bavail > math.MaxInt64/size {
		return math.MaxInt64, nil
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
